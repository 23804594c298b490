"""One night at Stormwatch: three stations are read, and their readings are saved."""

import asyncio
import time

# station: seconds until it answers, temperature
STATIONS = {"ada": (0.35, 21), "bo": (0.4, 18), "cy": (0.25, 24)}
saved = {}


async def read_station(name):
    delay, temperature = STATIONS[name]
    await asyncio.sleep(delay)
    return temperature


async def save(name, temperature):
    await asyncio.sleep(0.1)
    if name == "bo":
        raise OSError("disk full")
    saved[name] = temperature


async def main():
    for name in STATIONS:
        temperature = await read_station(name)
        asyncio.create_task(save(name, temperature), name=name)
    print("the night is over")


def run(main):
    """Run *main*, then print what was saved, and the seconds, rounded down to halves."""
    start = time.perf_counter()
    asyncio.run(main())
    print("saved:", dict(sorted(saved.items())))
    print(int(2 * (time.perf_counter() - start)) / 2, "s")


if __name__ == "__main__":
    run(main)
