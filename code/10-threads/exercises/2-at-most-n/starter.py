"""Exercise: at most n.

Write run_blocking.
A web page has no threads: check this in a terminal.
"""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor


async def run_blocking(functions, n):
    """Call the functions, which block, at most *n* at once; return their results in order."""
    raise NotImplementedError("run_blocking")


def read():
    time.sleep(1)
    return 21


async def main():
    start = time.perf_counter()
    print(await run_blocking([read] * 4, 2))
    print(f"took {int(time.perf_counter() - start)} s")


if __name__ == "__main__":
    asyncio.run(main())
