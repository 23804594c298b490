"""Full pipe: an example from the chapter "stopping well".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
import sys
from asyncio.subprocess import PIPE


async def main():
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", "print('x' * 1_000_000)", stdout=PIPE)
    try:
        await asyncio.wait_for(process.wait(), 0.5)
        print("it has ended")
    except TimeoutError:
        print("after half a second it has not ended")
    out, _ = await process.communicate()
    print(len(out), "bytes, exit status", process.returncode)


if __name__ == "__main__":
    asyncio.run(main())
