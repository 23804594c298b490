"""Wrong: in batches, and each waits for the slowest of the one before.

Says: eight pages on one level, three of them slow, two at once: result: expected 'no page waited beside a free
place', but it was 'a page waited beside a free place at 2.5 s'.
"""

import asyncio


async def crawl(fetch, start, depth, at_once):
    """The pages that are at most *depth* links from *start*: a dict, for each page the number of links.

    await fetch(page) gives the links of a page.
    """
    found, level = {start: 0}, [start]

    async def links_of(page):
        try:
            return await fetch(page)
        except OSError:
            return []

    for links_away in range(1, depth + 1):
        pages, level = level, []
        for k in range(0, len(pages), at_once):
            for links in await asyncio.gather(*map(links_of, pages[k:k + at_once])):
                for page in links:
                    if page not in found:
                        found[page] = links_away
                        level.append(page)
    return found
