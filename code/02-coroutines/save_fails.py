"""Save fails: an example from book/02-coroutines.md.

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


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


async def save(reading, archive):
    await asyncio.sleep(0.5)
    if "?" in reading:
        raise ValueError(f"cannot save {reading}")
    archive.append(reading)


inbox, archive = ["ada 21", "bo ??", "cy 23"], []


async def main():
    try:
        await end_of_day(inbox, archive)
    except ValueError as error:
        print("error:", error)
    print("inbox:", inbox, "archive:", archive)


if __name__ == "__main__":
    asyncio.run(main())
