"""Wrong: the inbox becomes a copy from the start of the evening, without what has arrived since.

Says: a fourth reading that arrives during the evening, and a second call: result: expected 4, but it was 3.
"""

import asyncio


async def save(reading, archive):
    await asyncio.sleep(0.5)
    if "?" in reading:
        raise ValueError(f"cannot save {reading}")
    archive.append(reading)


async def end_of_day(inbox, archive):
    rest = list(inbox)
    saved = 0
    while rest:
        await save(rest[0], archive)
        del rest[0]
        inbox[:] = rest
        saved += 1
    return saved


async def main():
    inbox, archive = ["ada 21", "bo 19", "cy 23"], []
    print(await end_of_day(inbox, archive), "saved")
    print("inbox:", inbox, "archive:", archive)


if __name__ == "__main__":
    asyncio.run(main())
