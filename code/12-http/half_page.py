"""Half page: an example from the chapter "http".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
from stations import get, read_message, serving


async def breaks_off(reader, writer):
    await read_message(reader)
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n")
    writer.write(b"21 de")
    writer.close()


async def main():
    async with serving(breaks_off) as address:
        try:
            print(await get(address, "/ada"))
        except asyncio.IncompleteReadError as error:
            print("half a page:", error)


if __name__ == "__main__":
    asyncio.run(main())
