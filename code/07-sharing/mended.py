"""The same night; the archive has a lock for who changes it."""

import asyncio

import archive
from archive import STATIONS, read_station


class Archive(archive.Archive):
    """An archive whose day is changed by one task at a time."""

    def __init__(self):
        super().__init__()
        self.lock = asyncio.Lock()

    async def add(self, name, temperature):
        async with self.lock:
            day = await self.load()
            day[name] = temperature
            await self.save(day)


async def add(archive, name):
    temperature = await read_station(name)
    await archive.add(name, temperature)
    print(name, "is saved")


async def main():
    archive = Archive()
    async with asyncio.TaskGroup() as group:
        for name in STATIONS:
            group.create_task(add(archive, name), name=name)
    print("the archive has", archive.kept)


if __name__ == "__main__":
    asyncio.run(main())
