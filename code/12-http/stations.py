"""The nine stations of Stormwatch have pages now: a small HTTP/1.1 server and client, by hand."""

import asyncio
import contextlib

NAMES = "ada", "bo", "cy", "dee", "eve", "fay", "gil", "hal", "ida"


async def read_message(reader):
    """The first line of a message, its fields, its body."""
    head = await reader.readuntil(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").strip().split("\r\n")
    fields = {}
    for line in lines:
        name, _, value = line.partition(":")
        fields[name.lower()] = value.strip()
    size = int(fields.get("content-length", 0))
    return first, fields, await reader.readexactly(size)


async def get(address, path):
    """The status and the body of the answer."""
    reader, writer = await asyncio.open_connection(*address)
    try:
        writer.write(b"GET " + path.encode() + b" HTTP/1.1\r\n"
                     b"Host: stations\r\nConnection: close\r\n\r\n")
        first, _, body = await read_message(reader)
        return int(first.split()[1]), body
    finally:
        writer.close()


class Stations:
    """Their pages: each takes *seconds*; those in *busy* answer 503 at first."""

    def __init__(self, seconds=0.3, busy=()):
        self.seconds, self.busy = seconds, set(busy)
        self.asked, self.running, self.peak = [], 0, 0
        self.connections = 0

    async def page(self, path):
        self.asked.append(path)
        self.running += 1
        self.peak = max(self.peak, self.running)
        try:
            await asyncio.sleep(self.seconds)
        finally:
            self.running -= 1
        name = path.strip("/")
        if name not in NAMES:
            return 404, b"no such page"
        if name in self.busy:
            self.busy.remove(name)
            return 503, b"busy"
        return 200, b"%d" % (15 + NAMES.index(name))

    async def answer(self, reader, writer):
        """The handler: one request after the other, as long as the client is there."""
        self.connections += 1
        fields = {}
        try:
            while fields.get("connection") != "close":
                first, fields, _ = await read_message(reader)
                status, body = await self.page(first.split()[1])
                writer.write(b"HTTP/1.1 %d -\r\nContent-Length: %d\r\n\r\n" % (status, len(body)) + body)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass  # it has hung up
        finally:
            writer.close()


@contextlib.asynccontextmanager
async def serving(answer):
    """Serve with this handler, on a free port; gives the address."""
    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()
    finally:
        server.close()
        await server.wait_closed()
