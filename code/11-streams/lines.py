"""Lines: an example from the chapter "streams".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def main():
    reader = asyncio.StreamReader()
    reader.feed_data(b"ada 21\nbo 18\ncy 2")
    reader.feed_eof()
    print([await reader.readline() for _ in range(4)])


if __name__ == "__main__":
    asyncio.run(main())
