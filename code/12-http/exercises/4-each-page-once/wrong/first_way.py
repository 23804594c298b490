"""Wrong: the first way that is found counts, not the shortest.

Says: a short way by a slow page, a long way by fast ones: result: expected {'found': {'/': 0,
'/slow': 1, '/a': 1, '/b': 2, '/c': 2, '/d': 3}, 'fetched more than once': [], 'fetched too far
away': []}, but it was {'found': {'/': 0, '/slow': 1, '/a': 1, '/b': 2, '/c': 3}, 'fetched more
than once': [], 'fetched too far away': []}.
"""

import asyncio


async def crawl(fetch, start, depth, at_once):
    """The pages that are at most *depth* links from *start*: a dict, for each page the number of links.

    await fetch(page) gives the links of a page.
    """
    found, limit = {start: 0}, asyncio.Semaphore(at_once)

    async def links_of(page):
        async with limit:
            try:
                return await fetch(page)
            except OSError:
                return []

    async def visit(page, away):
        if away < depth:
            for link in await links_of(page):
                if link not in found:
                    found[link] = away + 1
                    group.create_task(visit(link, away + 1))

    async with asyncio.TaskGroup() as group:
        group.create_task(visit(start, 0))
    return found
