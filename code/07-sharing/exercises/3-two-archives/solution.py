"""Exercise: two archives."""

import asyncio


class Archive:
    """Readings, {name: temperature}, with a lock; no other archive has its number."""

    def __init__(self, number, readings):
        self.number = number
        self.lock = asyncio.Lock()
        self.readings = readings

    async def take(self, name):
        """Take a reading out; raises KeyError where it is not there."""
        await asyncio.sleep(0.1)
        return self.readings.pop(name)

    async def put(self, name, temperature):
        await asyncio.sleep(0.1)
        self.readings[name] = temperature


async def move(source, target, name):
    """Move a reading; the lock with the smaller number is first."""
    if source is target:
        source.readings[name]  # KeyError where it is not there
        return
    first, second = sorted((source, target), key=lambda archive: archive.number)
    async with first.lock, second.lock:
        temperature = await source.take(name)
        await target.put(name, temperature)


async def main():
    day, year = Archive(1, {"ada": 21}), Archive(2, {"bo": 18})
    async with asyncio.TaskGroup() as group:
        group.create_task(move(day, year, "ada"))
        group.create_task(move(year, day, "bo"))
    print(day.readings, year.readings)


if __name__ == "__main__":
    asyncio.run(main())
