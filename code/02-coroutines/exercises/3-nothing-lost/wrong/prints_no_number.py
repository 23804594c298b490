"""Wrong: main prints that it is done, and not what is in the lists.

Says: main: expected the number that end_of_day returned and the two lists, here with 7, but it printed: done.
"""

import asyncio


async def save(reading, archive):
    await asyncio.sleep(0.5)
    if "?" in reading:
        raise ValueError(f"cannot save {reading}")
    archive.append(reading)


async def end_of_day(inbox, archive):
    saved = 0
    while inbox:
        await save(inbox[0], archive)
        del inbox[0]
        saved += 1
    return saved


async def main():
    inbox, archive = ["ada 21", "bo 19", "cy 23"], []
    await end_of_day(inbox, archive)
    print("done")


if __name__ == "__main__":
    asyncio.run(main())
