"""Grow: an example from the chapter "groups".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


NEIGHBOURS = {"ada": ["bo", "cy"], "bo": ["dot"], "cy": [], "dot": []}


async def visit(name, group, found):
    found.append(name)
    await asyncio.sleep(0.1)
    for other in NEIGHBOURS[name]:
        group.create_task(visit(other, group, found))


async def visit_all(start):
    found = []
    async with asyncio.TaskGroup() as group:
        group.create_task(visit(start, group, found))
    return found


async def main():
    print(await visit_all("ada"))


if __name__ == "__main__":
    asyncio.run(main())
