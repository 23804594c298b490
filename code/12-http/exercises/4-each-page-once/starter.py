"""Exercise: each page once.

Write crawl.
"""

import asyncio


async def crawl(fetch, start, depth, at_once):
    """The pages that are at most *depth* links from *start*: a dict, for each page the number of links.

    await fetch(page) gives the links of a page.
    """
    raise NotImplementedError("crawl")


async def main():
    site = {"/": ["/north", "/south"], "/north": ["/ada", "/"], "/south": ["/ada", "/bo"], "/ada": ["/cy"], "/bo": [], "/cy": []}

    async def fetch(page):
        print("fetch", page)
        await asyncio.sleep(0.25)
        return site[page]

    print(await crawl(fetch, "/", 2, 3))


if __name__ == "__main__":
    asyncio.run(main())
