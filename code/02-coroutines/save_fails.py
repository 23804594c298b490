"""Save fails: an example from the chapter "coroutines".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def end_of_day(inbox, archive):
    for reading in inbox:
        await save(reading, archive)
    inbox.clear()
    print("all saved")


async def save(reading, archive):
    await asyncio.sleep(0.5)
    if "?" in reading:
        raise ValueError(f"cannot save {reading}")
    archive.append(reading)


async def main():
    todo, done = ["ada 21", "bo ??", "cy 23"], []
    try:
        await end_of_day(todo, done)
    except ValueError as error:
        print("error:", error)
    print("todo:", todo, "done:", done)


if __name__ == "__main__":
    asyncio.run(main())
