"""Long frame: an example from the chapter "streams".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def read_short_frame(reader, limit=1000):
    size = int.from_bytes(await reader.readexactly(4), "big")
    if size > limit:
        raise ValueError(f"a message of {size} bytes")
    return await reader.readexactly(size)


async def main():
    reader = asyncio.StreamReader()
    reader.feed_data(b"GET / HTTP/1.1\r\n")
    try:
        print(await read_short_frame(reader))
    except ValueError as error:
        print(error)


if __name__ == "__main__":
    asyncio.run(main())
