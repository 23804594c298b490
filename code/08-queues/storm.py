"""A storm: readings come faster than they are saved."""

import asyncio

ROOM = 10  # readings that fit into the memory
WEATHER = [0.25, 0.25, 1.5] + 27 * [0]  # seconds until each of 30 readings


async def receive(readings):
    for number, seconds in enumerate(WEATHER):
        await asyncio.sleep(seconds)
        if len(readings) == ROOM:
            raise MemoryError
        readings.append(number)


async def save_all(readings, saved):
    while True:
        await asyncio.sleep(0.1)
        while readings:
            reading = readings.pop(0)
            await asyncio.sleep(0.1)  # the archive
            saved.append(reading)


async def main():
    readings, saved = [], []
    try:
        await asyncio.gather(receive(readings), save_all(readings, saved))
    except MemoryError:
        print("killed: no memory left")
    print("saved:", len(saved), "of", len(WEATHER))


if __name__ == "__main__":
    asyncio.run(main())
