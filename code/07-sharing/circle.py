"""Circle: an example from the chapter "sharing".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "tools"))
import deadlock  # noqa: E402
import vloop  # noqa: E402


async def move(name, source, target):
    async with source:
        await asyncio.sleep(0.5)
        print(name, "has taken it out")
        async with target:
            print(name, "has put it in")


async def two_moves():
    day, year = asyncio.Lock(), asyncio.Lock()
    async with asyncio.TaskGroup() as group:
        group.create_task(move("ada", day, year), name="ada")
        group.create_task(move("bo", year, day), name="bo")


try:
    deadlock.run(two_moves())
except vloop.Deadlock as error:
    print(error)
