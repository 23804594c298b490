"""A hub under 1,000 clients: what one sends, all get. Who does not read is dropped."""

import asyncio
import socket

CLIENTS, ASLEEP, MESSAGES = 1000, 10, 20
LIMIT = 16 * 1024  # bytes that may wait for one client
LINE = b"." * 8000 + b"\n"


class Hub:
    def __init__(self):
        self.writers = set()
        self.dropped = 0

    async def handle(self, reader, writer):
        self.writers.add(writer)
        try:
            while line := await reader.readline():
                self.send(line)
        except ConnectionError:
            pass  # it was dropped, or broke
        finally:
            self.writers.discard(writer)
            writer.close()

    def send(self, line):
        for writer in list(self.writers):
            writer.write(line)
            if writer.transport.get_write_buffer_size() > LIMIT:
                self.writers.discard(writer)
                self.dropped += 1
                writer.transport.abort()


async def awake(address):
    """Read until the end; how many lines have come?"""
    reader, writer = await asyncio.open_connection(*address)
    lines = 0
    while await reader.readline() == LINE:
        lines += 1
    writer.close()
    return lines


async def asleep(address):
    """Connect, and never read; the system keeps little for it."""
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.setblocking(False)
    await asyncio.get_running_loop().sock_connect(connection, address)
    return connection


async def speak(address):
    reader, writer = await asyncio.open_connection(*address)
    for _ in range(MESSAGES):
        writer.write(LINE)
        await reader.readline()  # it gets its own line, too
    writer.write(b"end\n")
    await reader.readline()
    writer.close()


async def main():
    hub = Hub()
    server = await asyncio.start_server(hub.handle, "127.0.0.1", 0, backlog=CLIENTS)
    listener = server.sockets[0]
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 8192)
    address = listener.getsockname()
    sleepers = [await asleep(address) for _ in range(ASLEEP)]
    async with asyncio.TaskGroup() as group:
        clients = [group.create_task(awake(address)) for _ in range(CLIENTS - ASLEEP)]
        while len(hub.writers) < CLIENTS:
            await asyncio.sleep(0.05)
        print("clients:", len(hub.writers))
        await speak(address)
    print("dropped:", hub.dropped)
    print("lines lost for the others:", sum(MESSAGES - client.result() for client in clients))
    for connection in sleepers:
        connection.close()
    server.close()
    await server.wait_closed()
    while hub.writers:
        await asyncio.sleep(0.05)


if __name__ == "__main__":
    asyncio.run(main())
