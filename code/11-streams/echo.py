"""Echo: an example from the chapter "streams".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


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


async def main():
    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    address = server.sockets[0].getsockname()
    print(await ask(address, b"ada"))
    server.close()
    await server.wait_closed()


if __name__ == "__main__":
    asyncio.run(main())
