"""Nothing lost: an example from book/02-coroutines.md.

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "tools"))
from timeline import timeline  # noqa: E402


async def save(reading, archive):
    await asyncio.sleep(0.5)  # the database answers
    archive.append(reading)


inbox, archive = ["ada 21", "bo 19", "cy 23"], []


async def reading(station):
    print("asking", station)
    await asyncio.sleep(0.5)
    print(station, "has answered")
    return 21


async def end_of_day(inbox, archive):
    for reading in inbox:
        await save(reading, archive)
    inbox.clear()
    print("all saved")


inbox, archive = ["ada 21", "bo 19", "cy 23"], []


async def main():
    picture = await timeline(end_of_day(inbox, archive))
    print("inbox:", inbox, "archive:", archive)
    print(picture)


if __name__ == "__main__":
    asyncio.run(main())
