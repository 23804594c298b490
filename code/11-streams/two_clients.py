"""Two clients: an example from the chapter "streams".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
from contextlib import asynccontextmanager
import time


async def answer(reader, writer):
    name = await reader.readline()
    await asyncio.sleep(1)
    writer.write(b"21 degrees at " + name)
    writer.close()


async def ask(address, name):
    reader, writer = await asyncio.open_connection(*address)
    writer.write(name + b"\n")
    reply = await reader.readline()
    writer.close()
    await writer.wait_closed()
    return reply


@asynccontextmanager
async def serving(handler):
    server = await asyncio.start_server(handler, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()
    finally:
        server.close()
        await server.wait_closed()


async def main():
    async with serving(answer) as address:
        start = time.perf_counter()
        replies = ask(address, b"ada"), ask(address, b"bo")
        print(*await asyncio.gather(*replies))
        print(int(time.perf_counter() - start), "s")


if __name__ == "__main__":
    asyncio.run(main())
