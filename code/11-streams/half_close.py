"""Half close: an example from the chapter "streams".

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


async def add(reader, writer):
    numbers = await reader.read()
    writer.write(b"%d" % sum(map(int, numbers.split())))
    writer.close()


async def main():
    async with serving(add) as address:
        reader, writer = await asyncio.open_connection(*address)
        writer.write(b"1 2 3")
        writer.write_eof()
        print(await reader.read())
        writer.close()


if __name__ == "__main__":
    asyncio.run(main())
