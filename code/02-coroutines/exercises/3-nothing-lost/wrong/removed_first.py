"""Wrong: a reading leaves the inbox before it is saved.

Says: three readings: 'ada 21' had left the inbox before it was saved: an error would lose it.
"""

import asyncio


async def save(reading, archive):
    await asyncio.sleep(0.5)
    if "?" in reading:
        raise ValueError(reading)
    archive.append(reading)


async def end_of_day(inbox, archive):
    saved = 0
    while inbox:
        await save(inbox.pop(0), archive)
        saved += 1
    return saved


async def main():
    inbox, archive = ["ada 21", "bo 19", "cy 23"], []
    print(await end_of_day(inbox, archive), inbox, archive)


if __name__ == "__main__":
    asyncio.run(main())
