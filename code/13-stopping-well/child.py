"""Child: an example from the chapter "stopping well".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
import sys
from asyncio.subprocess import PIPE


async def run_child(code):
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", code, stdout=PIPE)
    async for line in process.stdout:
        print("child:", line.decode().rstrip())
    return await process.wait()


async def main():
    code = "print('ada 21'); print('bo 18'); raise SystemExit(3)"
    print("exit status", await run_child(code))


if __name__ == "__main__":
    asyncio.run(main())
