"""Drain: an example from the chapter "streams".

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


async def reads_late(reader, writer):
    await asyncio.sleep(0.5)
    print("the other side begins to read")
    await reader.read()
    writer.close()


async def main():
    async with serving(reads_late) as address:
        reader, writer = await asyncio.open_connection(*address)
        writer.write(bytes(10_000_000))
        print("written")
        await writer.drain()
        print("drained")
        writer.write_eof()
        await reader.read()
        writer.close()


if __name__ == "__main__":
    asyncio.run(main())
