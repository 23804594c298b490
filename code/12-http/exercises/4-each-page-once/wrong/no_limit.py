"""Wrong: all at once.

Says: nine pages on one level, four at once: calls in flight: expected 4 at once, but the most
was 9.
"""

import asyncio


async def crawl(fetch, start, depth, at_once):
    """The pages that are at most *depth* links from *start*: a dict, for each page the number of links.

    await fetch(page) gives the links of a page.
    """
    found, level, limit = {start: 0}, [start], asyncio.Semaphore(1000)

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
                    found[page] = links_away
                    level.append(page)
    return found
