"""Try again: an example from the chapter "http".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
from stations import get, read_message, serving
import random


def waits(chance, base=0.5, cap=8):
    """The seconds to wait before each next try, without an end."""
    while True:
        yield chance.uniform(0, base)
        base = min(cap, 2 * base)


LATER = {429, 500, 502, 503, 504}


async def get_again(address, path, waits, seconds):
    async with asyncio.timeout(seconds):
        while True:
            try:
                status, body = await get(address, path)
            except (OSError, EOFError):  # a broken connection
                status = 503
            if status not in LATER:
                return status, body
            await asyncio.sleep(next(waits))


asked, busy = [], {"/bo": 2, "/gil": 99}


async def moody(reader, writer):
    first, _, _ = await read_message(reader)
    path = first.split()[1]
    asked.append(path)
    busy[path] = busy.get(path, 0) - 1
    status = 503 if busy[path] >= 0 else 404 if path == "/zed" else 200
    writer.write(b"HTTP/1.1 %d -\r\n\r\n" % status)
    writer.close()


async def main():
    async with serving(moody) as address:
        for path in "/ada", "/bo", "/zed", "/gil":
            try:
                row = waits(random.Random(309), base=0.1)
                seconds = 0.7 if path == "/gil" else 5
                page = await get_again(address, path, row, seconds)
                print(path, page[0])
            except TimeoutError:
                print(path, "TimeoutError")
    for path in "/ada", "/bo", "/zed":
        print(asked.count(path), end=" ")
    print(asked.count("/gil") > 2)


if __name__ == "__main__":
    asyncio.run(main())
