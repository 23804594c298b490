"""End of day: an example from the chapter "coroutines".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def save(reading, archive):
    await asyncio.sleep(0.5)  # the database answers
    archive.append(reading)


async def end_of_day(inbox, archive):
    for reading in inbox:
        save(reading, archive)
    inbox.clear()
    print("all saved")


async def main():
    left, kept = ["ada 21", "bo 19", "cy 23"], []
    await end_of_day(left, kept)
    print("left:", left, "kept:", kept)


if __name__ == "__main__":
    asyncio.run(main())
