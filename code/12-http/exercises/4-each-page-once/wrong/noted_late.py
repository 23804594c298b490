"""Wrong: a page is noted when it has been fetched.

Says: a page that is linked twice on one page: result: expected {'found': {'/': 0, '/a': 1,
'/b': 2}, 'fetched more than once': [], 'fetched': ['/', '/a', '/b']}, but it was {'found':
{'/': 0, '/a': 1, '/b': 2}, 'fetched more than once': ['/a', '/b'], 'fetched': ['/', '/a',
'/b']}.
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

    for links_away in range(1, depth + 1):
        pages, level = level, []
        for links in await asyncio.gather(*map(links_of, pages)):
            for page in links:
                if page not in found:
                    level.append(page)
        found |= dict.fromkeys(level, links_away)
    return found
