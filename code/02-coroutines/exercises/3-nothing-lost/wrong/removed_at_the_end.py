"""Wrong: what is saved is removed, but after all the others.

Says: three readings: when 'bo 19' began, the reading before it was saved and still in the inbox: a
"""

import asyncio


async def save(reading, archive):
    await asyncio.sleep(0.5)
    if "?" in reading:
        raise ValueError(f"cannot save {reading}")
    archive.append(reading)


async def end_of_day(inbox, archive):
    saved = 0
    try:
        for reading in inbox:
            await save(reading, archive)
            saved += 1
        return saved
    finally:
        del inbox[:saved]


async def main():
    inbox, archive = ["ada 21", "bo 19", "cy 23"], []
    print(await end_of_day(inbox, archive), "saved")
    print("inbox:", inbox, "archive:", archive)


if __name__ == "__main__":
    asyncio.run(main())
