"""Closing: an example from the chapter "streams".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def repeat(reader, writer):
    while line := await reader.readline():
        writer.write(line)
    writer.close()


async def main():
    server = await asyncio.start_server(repeat, "127.0.0.1", 0)
    address = server.sockets[0].getsockname()
    reader, writer = await asyncio.open_connection(*address)
    server.close()
    writer.write(b"still there?\n")
    print(await reader.readline())
    try:
        await asyncio.open_connection(*address)
    except ConnectionRefusedError:
        print("refused")
    writer.write_eof()
    print(await reader.read())
    writer.close()
    await server.wait_closed()


if __name__ == "__main__":
    asyncio.run(main())
