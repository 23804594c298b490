"""Ask twenty weather stations for a reading, one after the other.

The stations are a slow server in this program: it answers as HTTP does, after a wait.
"""

import asyncio
import time
from http.client import HTTPConnection
from queue import SimpleQueue
from threading import Thread


class Stations:
    """A server in a thread of its own."""

    answered = 0.0  # when the last answer was due; before the first, when it began

    async def answer(self, reader, writer):
        """Answer a request for /N with the temperature at station N."""
        station = int((await reader.readline()).split()[1].removeprefix(b"/"))
        now = time.perf_counter()
        # A question that a busy machine brings late counts from the last answer on.
        asked = self.answered if now - self.answered < 3 else now
        due = asked + (0.5 if station % 4 == 0 else 0.1)  # every fourth is far away
        await asyncio.sleep(due - now)
        self.answered = due
        writer.write(b"HTTP/1.0 200 OK\r\n\r\n%d" % (10 + 7 * station % 20))
        writer.close()

    async def run(self, addresses):
        server = await asyncio.start_server(self.answer, "127.0.0.1", 0)
        self.answered = time.perf_counter()
        addresses.put(server.sockets[0].getsockname())
        await server.serve_forever()


def start_server():
    """Start the stations in a thread; return their address, (host, port)."""
    addresses = SimpleQueue()
    Thread(target=lambda: asyncio.run(Stations().run(addresses)), daemon=True).start()
    return addresses.get()


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
    start = time.perf_counter()
    address = start_server()
    readings = []
    for station in range(20):
        readings.append(read(address, station))
    print(len(readings), "readings, the highest is", max(readings))
    print(took(start))


if __name__ == "__main__":
    main()
