"""Three stations answer, and each reading is added to the archive."""

import asyncio

from archive import STATIONS, Archive, read_station


async def add(archive, name):
    temperature = await read_station(name)
    day = await archive.load()
    day[name] = temperature
    await archive.save(day)
    print(name, "is saved")


async def main():
    archive = Archive()
    async with asyncio.TaskGroup() as group:
        for name in STATIONS:
            group.create_task(add(archive, name), name=name)
    print("the archive has", archive.kept)


if __name__ == "__main__":
    asyncio.run(main())
