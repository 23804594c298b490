"""Wrong: it fetches the pages of the last level, too, and what they link to.

Says: depth 0: result: expected {'found': {'/': 0}, 'fetched more than once': [], 'fetched too
far away': []}, but it was {'found': {'/': 0, '/north': 1, '/south': 1}, 'fetched more than
once': [], 'fetched too far away': []}.
"""

import asyncio


async def crawl(fetch, start, depth, at_once):
    """The pages that are at most *depth* links from *start*: a dict, for each page the number of links.

    await fetch(page) gives the links of a page.
    """
    found, level, limit = {start: 0}, [start], asyncio.Semaphore(at_once)

    async def links_of(page):
        async with limit:
            try:
                return await fetch(page)
            except OSError:
                return []

    for links_away in range(1, depth + 2):
        pages, level = level, []
        for links in await asyncio.gather(*map(links_of, pages)):
            for page in links:
                if page not in found:
                    found[page] = links_away
                    level.append(page)
    return found
