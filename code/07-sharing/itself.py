"""Itself: an example from the chapter "sharing".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "tools"))
import deadlock  # noqa: E402
import vloop  # noqa: E402


class Day:
    def __init__(self):
        self.lock, self.kept = asyncio.Lock(), {}

    async def add(self, name, temperature):
        async with self.lock:
            self.kept[name] = temperature

    async def correct(self, name, by):
        async with self.lock:
            await self.add(name, self.kept[name] + by)


async def correction():
    day = Day()
    await day.add("ada", 21)
    await day.correct("ada", -1)


try:
    deadlock.run(correction())
except vloop.Deadlock as error:
    print(error)
