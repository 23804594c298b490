"""Create task: an example from book/03-tasks.md.

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
import time


# station: seconds until it answers, temperature
STATIONS = {"ada": (1.0, 21), "bo": (0.5, 18), "cy": (1.5, 24)}


def start_clock():
    global started
    started = time.perf_counter()


def say(text):
    halves = int((time.perf_counter() - started + 0.05) / 0.5)
    print(f"t={halves / 2} {text}")


async def read_station(name):
    delay, temperature = STATIONS[name]
    say(f"{name} asked")
    await asyncio.sleep(delay)
    say(f"{name} answers {temperature}")
    return temperature


async def main():
    start_clock()
    ada = asyncio.create_task(read_station("ada"), name="ada")
    say("task made")
    await asyncio.sleep(0.5)
    say("other things done")
    reading = await ada
    say(f"reading {reading}")


if __name__ == "__main__":
    asyncio.run(main())
