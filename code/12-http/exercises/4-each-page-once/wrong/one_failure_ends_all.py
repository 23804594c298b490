"""Wrong: a page that fails ends the crawl.

Says: a page that fails: expected no error, but OSError was raised in line 18: 503.
"""

import asyncio


async def crawl(fetch, start, depth, at_once):
    """The pages that are at most *depth* links from *start*: a dict, for each page the number of links.

    await fetch(page) gives the links of a page.
    """
    found, level, limit = {start: 0}, [start], asyncio.Semaphore(at_once)

    async def links_of(page):
        async with limit:
            return await fetch(page)

    for links_away in range(1, depth + 1):
        pages, level = level, []
        for links in await asyncio.gather(*map(links_of, pages)):
            for page in links:
                if page not in found:
                    found[page] = links_away
                    level.append(page)
    return found
