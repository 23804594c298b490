"""Gone: an example from the chapter "streams".

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


async def hangs_up(reader, writer):
    writer.transport.abort()


async def main():
    async with serving(hangs_up) as address:
        reader, writer = await asyncio.open_connection(*address)
        for number in 1, 2, 3:
            await asyncio.sleep(0.25)
            writer.write(b"a reading\n")
            try:
                await writer.drain()
                print(number, "no error")
            except ConnectionError:
                print(number, "ConnectionError")


if __name__ == "__main__":
    asyncio.run(main())
