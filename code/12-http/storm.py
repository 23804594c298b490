"""Storm: an example from the chapter "http".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
import random
from itertools import chain, repeat
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "tools"))
import vloop  # noqa: E402


def waits(chance, base=0.5, cap=8):
    """The seconds to wait before each next try, without an end."""
    while True:
        yield chance.uniform(0, base)
        base = min(cap, 2 * base)


class Page:
    def __init__(self):
        self.inside, self.asked = 0, []

    async def ask(self):
        self.asked.append(asyncio.get_running_loop().time())
        if self.inside == 20:
            return 503
        self.inside += 1
        await asyncio.sleep(0.25)
        self.inside -= 1
        return 200


async def client(page, row):
    while await page.ask() == 503:
        await asyncio.sleep(next(row))


async def storm(way):
    page, chance = Page(), random.Random(1)
    async with asyncio.TaskGroup() as group:
        for _ in range(200):
            group.create_task(client(page, way(chance)))
    return page.asked, asyncio.get_running_loop().time()


def per_half_second(moments):
    return [sum(k <= 2 * moment < k + 1 for moment in moments)
            for k in range(20)]


WAYS = {"each second": lambda chance: repeat(1),
        "doubled": lambda chance: chain([0.5, 1, 2, 4], repeat(8)),
        "by chance": waits}

asked = {}
for name, way in WAYS.items():
    asked[name], end = vloop.run(storm(way))
    print(f"{name:12}{len(asked[name]):5} requests, "
          f"served after {end:.1f} s")
