"""Solution: a watch from nothing."""

import asyncio
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[3] / "tools"))

import vloop  # noqa: E402


async def watch(hours, read, alarm):
    """Take a reading at each full hour; alarm(number) where three in a row are missing."""
    loop = asyncio.get_running_loop()
    begin, readings, missing = loop.time(), [], 0
    for number in range(hours):
        await asyncio.sleep(begin + number * 3600 - loop.time())
        try:
            readings.append(await read())
            missing = 0
        except OSError:
            readings.append(None)
            missing += 1
        if missing == 3:
            alarm(number)
    return readings


async def read():
    await asyncio.sleep(60)
    hour = asyncio.get_running_loop().time() // 3600
    if 8 <= hour < 12:
        raise OSError("line is dead")
    return 20


async def main():
    print(await watch(14, read, lambda number: print("alarm at hour", number)))


if __name__ == "__main__":
    vloop.run(main())  # on the virtual clock
