"""Stormwatch listens to a station, and saves the readings when the night is over."""

import asyncio
import sys
from pathlib import Path

FILE = Path(sys.argv[1] if len(sys.argv) > 1 else "readings.txt")


async def read():
    await asyncio.sleep(0.02)
    return 21


async def listen(readings):
    for _ in range(3):
        readings.append(await read())
    print(len(readings), "readings")
    await asyncio.sleep(8)  # a quiet hour


async def main():
    readings = []
    try:
        await listen(readings)
    finally:
        FILE.write_text(f"{readings}\n")
        print("saved", len(readings))


if __name__ == "__main__":
    asyncio.run(main())
