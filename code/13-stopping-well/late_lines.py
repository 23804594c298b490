"""Late lines: an example from the chapter "stopping well".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
import sys
from asyncio.subprocess import PIPE
import os


CHILD = "import time; print(1); time.sleep(0.5); print(2)"


def without_python():
    return {n: v for n, v in os.environ.items() if n[:6] != "PYTHON"}


async def second_is_there(*options):
    process = await asyncio.create_subprocess_exec(
        sys.executable, *options, "-c", CHILD,
        stdout=PIPE, env=without_python())
    await process.stdout.readline()
    second = asyncio.create_task(process.stdout.readline())
    done, _ = await asyncio.wait([second], timeout=0.1)
    await process.wait()
    return bool(done)


async def main():
    plain, u = await asyncio.gather(second_is_there(),
                                    second_is_there("-u"))
    print("second line at once:", plain)
    print("with -u:", u)


if __name__ == "__main__":
    asyncio.run(main())
