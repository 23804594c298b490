"""Exercise: each page once."""

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
                    found[page] = links_away
                    level.append(page)
    return found


async def main():
    site = {"/": ["/north", "/south"], "/north": ["/ada", "/"], "/south": ["/ada", "/bo"], "/ada": ["/cy"], "/bo": [], "/cy": []}

    async def fetch(page):
        print("fetch", page)
        await asyncio.sleep(0.25)
        return site[page]

    print(await crawl(fetch, "/", 2, 3))


if __name__ == "__main__":
    asyncio.run(main())
