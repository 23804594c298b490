"""Mended: an example from the chapter "coroutines".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def save(reading, archive):
    await asyncio.sleep(0.5)  # the database answers
    archive.append(reading)


async def end_of_day(inbox, archive):
    for reading in inbox:
        await save(reading, archive)
    inbox.clear()
    print("all saved")


async def main():
    today, saved = ["ada 21", "bo 19", "cy 23"], []
    await end_of_day(today, saved)
    print("today:", today, "saved:", saved)


if __name__ == "__main__":
    asyncio.run(main())
