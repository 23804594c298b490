"""Four ways: an example from book/03-together.md.

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
import time


# station: seconds until it answers, temperature
STATIONS = {"ada": (1.0, 21), "bo": (0.5, 18), "cy": (1.5, 24)}


def start_clock():
    global started
    started = time.perf_counter()


def halves():
    return round(2 * (time.perf_counter() - started))


def say(text):
    print(f"t={halves() / 2} {text}")


async def draw(name):
    begin = halves()
    await asyncio.sleep(STATIONS[name][0])
    return f"{name:4}" + " " * begin + "=" * (halves() - begin)


async def draw_blocking(name):
    begin = halves()
    time.sleep(STATIONS[name][0])
    return f"{name:4}" + " " * begin + "=" * (halves() - begin)


async def main():
    start_clock()
    for name in ("ada", "bo"):
        print(await draw(name))
    say("a loop of awaits")

    start_clock()
    bars = [await draw(name) for name in ("ada", "bo")]
    print(*bars, sep="\n")
    say("a comprehension of awaits")

    start_clock()
    bars = await asyncio.gather(*[draw(name) for name in ("ada", "bo")])
    print(*bars, sep="\n")
    say("gather")

    start_clock()
    bars = await asyncio.gather(draw_blocking("ada"), draw_blocking("bo"))
    print(*bars, sep="\n")
    say("gather of time.sleep")


if __name__ == "__main__":
    asyncio.run(main())
