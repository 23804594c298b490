"""Fails: an example from the chapter "streams".

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


def logged(loop, context):
    error = type(context["exception"]).__name__
    print("logged:", context["message"], error)


async def confused(reader, writer):
    line = await reader.readline()
    writer.write(b"%d degrees\n" % int(line))
    writer.close()


async def main():
    asyncio.get_running_loop().set_exception_handler(logged)
    async with serving(confused) as address:
        for line in b"ada\n", b"21\n":
            reader, writer = await asyncio.open_connection(*address)
            writer.write(line)
            print("client got", await reader.read())
            writer.close()
    asyncio.get_running_loop().set_exception_handler(None)


if __name__ == "__main__":
    asyncio.run(main())
