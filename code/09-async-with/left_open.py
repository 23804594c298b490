"""Stormwatch asks its stations; the exchange has two lines, no more."""

import asyncio

READINGS = {"ada": 21, "bo": None, "cy": 24, "dee": 19, "eve": 23}
open_lines = []


async def open_line(name):
    await asyncio.sleep(0.1)
    if len(open_lines) == 2:
        raise OSError("both lines are taken")
    open_lines.append(name)


async def read_line(name):
    await asyncio.sleep(0.1)
    if READINGS[name] is None:
        raise OSError("only noise")
    return READINGS[name]


async def close_line(name):
    await asyncio.sleep(0.1)
    open_lines.remove(name)


async def ask(name):
    await open_line(name)
    reading = await read_line(name)
    await close_line(name)
    return reading


async def night(ask):
    for name in "ada", "bo", "cy", "bo", "dee", "eve":
        try:
            print(name, await ask(name))
        except OSError as error:
            print(name, "failed:", error)
    print("still open:", open_lines)


if __name__ == "__main__":
    asyncio.run(night(ask))
