"""Wrong: the save goes on when end_of_day is stopped, and its reading is still in the inbox.

Says: stopped from outside in the second: expected it to stop, but its save went on beside it.
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
        await asyncio.shield(save(inbox[0], archive))
        del inbox[0]
        saved += 1
    return saved


async def main():
    inbox, archive = ["ada 21", "bo 19", "cy 23"], []
    print(await end_of_day(inbox, archive), "saved")
    print("inbox:", inbox, "archive:", archive)


if __name__ == "__main__":
    asyncio.run(main())
