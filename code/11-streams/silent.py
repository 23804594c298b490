"""Silent: an example from the chapter "streams".

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


async def strict(reader, writer):
    try:
        async with asyncio.timeout(1):
            print("got", await reader.readline())
    except TimeoutError:
        print("no line in 1 s")
    finally:
        writer.close()


async def drip(writer):
    while True:
        writer.write(b".")
        await asyncio.sleep(0.3)


async def main():
    async with serving(strict) as address:
        reader, writer = await asyncio.open_connection(*address)
        dripping = asyncio.create_task(drip(writer))
        try:
            await reader.read()
        except ConnectionError:  # a byte came after the end
            pass
        dripping.cancel()
        writer.close()
        print("the server has hung up")


if __name__ == "__main__":
    asyncio.run(main())
