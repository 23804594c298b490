"""Child limit: an example from the chapter "stopping well".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
import sys


async def main():
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", "import time; time.sleep(8)")
    try:
        await asyncio.wait_for(process.wait(), 0.25)
    except TimeoutError:
        print("limit; exit status", process.returncode)
    process.terminate()
    print("terminated; exit status", await process.wait())


if __name__ == "__main__":
    asyncio.run(main())
