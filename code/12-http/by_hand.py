"""By hand: an example from the chapter "http".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
from stations import get, read_message, serving


async def mirror(reader, writer):
    request = await reader.readuntil(b"\r\n\r\n")
    size = str(len(request)).encode()
    writer.write(b"HTTP/1.1 200 OK\r\n"
                 b"Content-Length: " + size + b"\r\n\r\n" + request)
    writer.close()


async def main():
    async with serving(mirror) as address:
        status, body = await get(address, "/ada")
        print(status)
        print(body.decode().rstrip())


if __name__ == "__main__":
    asyncio.run(main())
