"""Ask twenty weather stations for a reading, one after the other.

The stations are a slow server in this program: it answers as HTTP does, after a wait.
"""

import time
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler
from socketserver import ThreadingTCPServer
from threading import Thread


class Station(BaseHTTPRequestHandler):
    """Answers a request for /N with the temperature at station N."""

    answered = 0.0  # when the last answer was due; before the first, when they began

    def do_GET(self):
        station, now = int(self.path[1:]), time.perf_counter()
        # A question that a busy machine brings late counts from the last answer on.
        asked = Station.answered if now - Station.answered < 1 else now
        due = asked + (0.5 if station % 4 == 0 else 0.1)  # every fourth is far away
        time.sleep(max(0, due - now))
        Station.answered = due
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"%d" % (10 + 7 * station % 20))

    def log_message(self, *args):
        """Say nothing about requests."""


class Server(ThreadingTCPServer):
    daemon_threads = True
    request_queue_size = 64  # so many may knock at once


def start_server():
    """Start the stations in a thread; return their address, (host, port)."""
    server = Server(("127.0.0.1", 0), Station)
    Station.answered = time.perf_counter()
    Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address


def read(address, station):
    connection = HTTPConnection(*address)
    connection.request("GET", f"/{station}")
    return float(connection.getresponse().read())


def halves(seconds):
    """Whole half seconds; 0.05 because clocks are not exact."""
    return int((seconds + 0.05) / 0.5)


def took(start):
    return f"took {halves(time.perf_counter() - start) / 2} s"


def main():
    address = start_server()
    start = time.perf_counter()
    readings = []
    for station in range(20):
        readings.append(read(address, station))
    print(len(readings), "readings, the highest is", max(readings))
    print(took(start))


if __name__ == "__main__":
    main()
