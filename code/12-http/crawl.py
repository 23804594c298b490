"""Crawl: an example from the chapter "http".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "tools"))
import vloop  # noqa: E402
import schedules  # noqa: E402


SITE = {"/": ["/north", "/south", "/"], "/north": ["/ada", "/map", "/"],
        "/south": ["/bo", "/map", "/"], "/ada": ["/map", "/cy"],
        "/bo": ["/map", "/cy"], "/map": ["/ada", "/bo", "/cy"],
        "/cy": ["/dee"], "/dee": ["/eve"], "/eve": ["/"]}


async def fetch(page):
    fetched.append(page)
    await asyncio.sleep(1)
    return SITE[page]


async def notes_late(start):
    seen = set()

    async def visit(page):
        if page not in seen:
            links = await fetch(page)
            seen.add(page)
            for link in links:
                group.create_task(visit(link))

    async with asyncio.TaskGroup() as group:
        group.create_task(visit(start))


fetched = []


async def crawl(start, at_once=3):
    seen, limit = set(), asyncio.Semaphore(at_once)

    async def visit(page):
        async with limit:
            links = await fetch(page)
        for link in links:
            follow(link)

    def follow(page):
        if page not in seen:
            seen.add(page)
            group.create_task(visit(page))

    async with asyncio.TaskGroup() as group:
        follow(start)


async def each_once(crawler):
    fetched.clear()
    await crawler("/")
    assert sorted(fetched) == sorted(SITE), fetched


vloop.run(notes_late("/"))
print(len(fetched), "fetches,", fetched.count("/map"), "of /map")

for crawler in notes_late, crawl:
    found = schedules.explore(each_once, crawler, seeds=range(100))
    print(len(found.failures), "of", found.tried, "orders fail")
