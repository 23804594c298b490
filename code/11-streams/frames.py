"""Frames: an example from the chapter "streams".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


def frame(message):
    return len(message).to_bytes(4, "big") + message


async def read_frame(reader):
    size = int.from_bytes(await reader.readexactly(4), "big")
    return await reader.readexactly(size)


async def main():
    reader = asyncio.StreamReader()
    sent = frame(b"ada\n21") + frame(b"") + frame(b"bo")
    print(sent)
    reader.feed_data(sent[:-1])
    reader.feed_eof()
    for _ in range(3):
        try:
            print(await read_frame(reader))
        except asyncio.IncompleteReadError as error:
            print(error, error.partial)


if __name__ == "__main__":
    asyncio.run(main())
