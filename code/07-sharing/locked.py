"""Locked: an example from the chapter "sharing".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
from archive import STATIONS, Archive, read_station


async def add(archive, lock, name):
    temperature = await read_station(name)
    async with lock:
        day = await archive.load()
        day[name] = temperature
        await archive.save(day)


async def locked_night(archive):
    lock = asyncio.Lock()
    async with asyncio.TaskGroup() as group:
        for name in STATIONS:
            adding = add(archive, lock, name)
            group.create_task(adding, name=name)


async def main():
    archive = Archive()
    await locked_night(archive)
    print(archive.kept)


if __name__ == "__main__":
    asyncio.run(main())
