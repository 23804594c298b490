"""Limit: an example from the chapter "streams".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def main():
    for method in "readline", "readuntil":
        reader = asyncio.StreamReader(limit=8)
        reader.feed_data(b"0123456789abcdef\nbo 18\n")
        reader.feed_eof()
        try:
            await getattr(reader, method)()
        except (ValueError, asyncio.LimitOverrunError) as error:
            print(method, type(error).__name__, error)
        print("  left:", await reader.read())


if __name__ == "__main__":
    asyncio.run(main())
