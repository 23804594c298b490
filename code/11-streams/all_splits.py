"""All splits: an example from the chapter "streams".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
from itertools import combinations, pairwise


def splits(data):
    """All ways to cut data into pieces."""
    for count in range(len(data)):
        for cuts in combinations(range(1, len(data)), count):
            ends = 0, *cuts, len(data)
            yield [data[a:b] for a, b in pairwise(ends)]


async def wrong(read, message):
    """For how many splits does read(reader) not give the message?"""
    count = 0
    for pieces in splits(message):
        reader = asyncio.StreamReader()
        reading = asyncio.create_task(read(reader))
        for piece in pieces:
            reader.feed_data(piece)
            await asyncio.sleep(0)
        reader.feed_eof()
        count += await reading != message
    return count


async def main():
    message = b"ada 21.5\n"
    print(await wrong(lambda reader: reader.read(100), message))
    print(await wrong(lambda reader: reader.readline(), message))


if __name__ == "__main__":
    asyncio.run(main())
