"""The night of Stormwatch, mended: it can be stopped, and saves early, and as a whole."""

import asyncio
import os
import sys
from pathlib import Path
from signal import SIGINT, SIGTERM

from night import read

FILE = Path(sys.argv[1] if len(sys.argv) > 1 else "readings.txt")


def save(readings):
    new = FILE.with_suffix(".new")
    new.write_text(f"{readings}\n")
    os.replace(new, FILE)


async def listen(readings):
    for _ in range(3):
        readings.append(await read())
    save(readings)
    readings.append(await read())
    print(len(readings), "readings")
    await asyncio.sleep(8)  # a quiet hour


async def main():
    stop, readings = asyncio.Event(), []
    for number in SIGINT, SIGTERM:
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    listening = asyncio.create_task(listen(readings))
    listening.add_done_callback(lambda _: stop.set())
    await stop.wait()
    listening.cancel()
    await asyncio.wait([listening])
    save(readings)
    if not listening.cancelled():
        listening.result()  # its error, if it failed


if __name__ == "__main__":
    asyncio.run(main())
