"""Places: an example from the chapter "sharing".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
import time


async def read(places, lines):
    async with places:
        lines["in use"] += 1
        lines["most"] = max(lines["most"], lines["in use"])
        await asyncio.sleep(0.5)
        lines["in use"] -= 1


async def read_all(count, lines):
    places = asyncio.Semaphore(4)
    await asyncio.gather(
        *[read(places, lines) for _ in range(count)])


async def main():
    start = time.monotonic()
    lines = {"in use": 0, "most": 0}
    await read_all(12, lines)
    print("at most", lines["most"])
    print("seconds:", int(2 * (time.monotonic() - start)) / 2)


if __name__ == "__main__":
    asyncio.run(main())
