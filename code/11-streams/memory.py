"""Memory: an example from the chapter "streams".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
from contextlib import asynccontextmanager
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "tools"))
import memnet  # noqa: E402
import vloop  # noqa: E402


@asynccontextmanager
async def serving(handler):
    server = await asyncio.start_server(handler, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()
    finally:
        server.close()
        await server.wait_closed()


class Lines:
    """Cut a stream of bytes into lines."""

    def __init__(self, limit=1000):
        self.rest, self.limit = b"", limit

    def feed(self, data):
        *lines, self.rest = (self.rest + data).split(b"\n")
        if max(map(len, [*lines, self.rest])) > self.limit:
            raise ValueError("a line is too long")
        return lines

    def end(self):
        if self.rest:
            raise EOFError(f"half a line: {self.rest}")


async def saves(reader, writer):
    lines = Lines()
    while data := await reader.read(1000):
        for line in lines.feed(data):
            writer.write(b"ok " + line + b"\n")
    lines.end()
    writer.close()


async def over_memory():
    async with serving(saves) as address:
        reader, writer = await asyncio.open_connection(*address)
        writer.write(b"ada 21\nbo 18\n")
        writer.write_eof()
        reply = await reader.read()
        writer.close()
        return reply, asyncio.get_running_loop().time()


with memnet.instead_of_sockets(latency=60, chunk=1):
    reply, seconds = vloop.run(over_memory())
print(reply, "after", seconds, "s")
