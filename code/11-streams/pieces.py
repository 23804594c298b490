"""Pieces: an example from the chapter "streams".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
from contextlib import asynccontextmanager


@asynccontextmanager
async def serving(handler):
    server = await asyncio.start_server(handler, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()
    finally:
        server.close()
        await server.wait_closed()


async def three_parts(reader, writer):
    writer.write(b"one")
    writer.write(b"two")
    await asyncio.sleep(0.5)
    writer.write(b"three")
    writer.close()


async def main():
    async with serving(three_parts) as address:
        reader, writer = await asyncio.open_connection(*address)
        print([await reader.read(100) for _ in range(4)])
        writer.close()


if __name__ == "__main__":
    asyncio.run(main())
