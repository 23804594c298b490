"""Whole job: an example from the chapter "stopping well".

Written by `make scripts`: edit the chapter, not this file.
"""

import time
import asyncio
import tempfile
from pathlib import Path


def total(path):
    with open(path) as file:
        return sum(int(line) for line in file)


async def in_one(path):
    return await asyncio.to_thread(total, path)


async def line_by_line(path):
    result = 0
    with await asyncio.to_thread(open, path) as file:
        while line := await asyncio.to_thread(file.readline):
            result += int(line)
    return result


async def main():
    with tempfile.TemporaryDirectory() as folder:
        path, took = Path(folder, "readings"), []
        path.write_text("21\n" * 5000)
        for read in in_one, line_by_line:
            start = time.process_time()
            print(read.__name__, await read(path))
            took.append(time.process_time() - start)
    print("more than ten times as much:", took[1] > 10 * took[0])


if __name__ == "__main__":
    asyncio.run(main())
