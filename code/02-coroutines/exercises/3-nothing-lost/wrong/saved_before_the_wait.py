"""Wrong: the reading is in the archive before the database has answered.

Says: save: expected an empty archive until the wait is over, but after 0.25 s it was ['ada 21'].
"""

import asyncio


async def save(reading, archive):
    if "?" in reading:
        raise ValueError(f"cannot save {reading}")
    archive.append(reading)
    await asyncio.sleep(0.5)


async def end_of_day(inbox, archive):
    saved = 0
    while inbox:
        await save(inbox[0], archive)
        del inbox[0]
        saved += 1
    return saved


async def main():
    inbox, archive = ["ada 21", "bo 19", "cy 23"], []
    print(await end_of_day(inbox, archive), "saved")
    print("inbox:", inbox, "archive:", archive)


if __name__ == "__main__":
    asyncio.run(main())
