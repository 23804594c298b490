"""Both pipes: an example from the chapter "stopping well".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
import sys
from asyncio.subprocess import PIPE


async def count(stream):
    return len([line async for line in stream])


async def one_by_one(out, err):
    return [await count(out), await count(err)]


async def together(out, err):
    return await asyncio.gather(count(out), count(err))


async def main():
    CHATTY = """
import sys
for n in range(300):
    print("a reading of ada, number", n)
    print("progress:", n, "." * 1_000, file=sys.stderr)
"""

    for read, limit in (one_by_one, 0.5), (together, None):
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", CHATTY, stdout=PIPE, stderr=PIPE)
        try:
            async with asyncio.timeout(limit):
                counted = await read(process.stdout, process.stderr)
                print(read.__name__, counted)
        except TimeoutError:
            print(read.__name__, "has not ended")
            process.kill()
        await process.communicate()


if __name__ == "__main__":
    asyncio.run(main())
