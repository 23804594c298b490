"""Judge of the exercise 'each page once'."""

import asyncio

from check import Probe, compare, observe, shown

TODO = "write crawl"

CRAWL, LIMIT = "web-crawl", "web-limit"
SITE = {"/": ["/north", "/south", "/"], "/north": ["/ada", "/map", "/"], "/south": ["/bo", "/map", "/"], "/ada": ["/map", "/cy"],
        "/bo": ["/map", "/cy"], "/map": ["/ada", "/bo", "/cy"], "/cy": ["/dee"], "/dee": ["/eve"], "/eve": ["/"]}


def judge(code):
    crawl = code()["crawl"]
    yield from run(crawl, "a page without links", {"/": []}, 3, 4, {"/": 0}, ["/"])
    yield from run(crawl, "depth 0", SITE, 0, 4, {"/": 0}, None)
    yield from run(crawl, "a page that links to itself, twice", {"/": ["/", "/"]}, 3, 4, {"/": 0}, ["/"])
    yield from run(crawl, "two pages that link to each other", {"/": ["/a"], "/a": ["/"]}, 9, 4, {"/": 0, "/a": 1}, ["/", "/a"])
    yield from run(crawl, "a page that is linked twice on one page", {"/": ["/a", "/a"], "/a": ["/b", "/b"], "/b": []}, 9, 4,
                   {"/": 0, "/a": 1, "/b": 2}, ["/", "/a", "/b"])
    yield from run(crawl, "the site of the chapter, depth 2", SITE, 2, 4,
                   {"/": 0, "/north": 1, "/south": 1, "/ada": 2, "/map": 2, "/bo": 2}, None)
    yield from run(crawl, "the site of the chapter, depth 9", SITE, 9, 4,
                   {"/": 0, "/north": 1, "/south": 1, "/ada": 2, "/map": 2, "/bo": 2, "/cy": 3, "/dee": 4, "/eve": 5}, sorted(SITE))
    wide = {"/": [f"/{n}" for n in range(9)], **{f"/{n}": [] for n in range(9)}}
    yield from run(crawl, "nine pages on one level, four at once", wide, 2, 4, dict.fromkeys(wide, 1) | {"/": 0}, sorted(wide), peak=4)
    yield from run(crawl, "nine pages on one level, one at once", wide, 2, 1, dict.fromkeys(wide, 1) | {"/": 0}, sorted(wide), peak=1)
    # /c is two links away, by a slow page, and three links, by fast ones
    long = {"/": ["/slow", "/a"], "/slow": ["/c"], "/a": ["/b"], "/b": ["/c"], "/c": ["/d"], "/d": []}
    yield from run(crawl, "a short way by a slow page, a long way by fast ones", long, 3, 4,
                   {"/": 0, "/slow": 1, "/a": 1, "/b": 2, "/c": 2, "/d": 3}, None, slow={"/slow": 5})
    yield from run(crawl, "a page that fails", {"/": ["/a", "/b"], "/a": OSError("503"), "/b": ["/c"], "/c": []}, 9, 4,
                   {"/": 0, "/a": 1, "/b": 1, "/c": 2}, ["/", "/a", "/b", "/c"])
    yield from run(crawl, "the first page fails", {"/": OSError("503")}, 9, 4, {"/": 0}, ["/"])
    yield from other_error(crawl)
    yield from no_idle_place(crawl)
    yield from again(crawl)
    yield from cancelled(crawl)


class Web:
    def __init__(self, site, probe, slow=()):
        self.site, self.probe, self.slow, self.asked = site, probe, dict(slow), []

    async def fetch(self, page):
        self.asked.append(page)
        links = self.site[page]
        seconds = self.slow.get(page, 1)
        if isinstance(links, Exception):
            return await self.probe.call(page, seconds, error=links)
        return await self.probe.call(page, seconds, list(links))


def run(crawl, what, site, depth, at_once, want, fetched, peak=None, slow=()):
    """*fetched*: which pages, each once; None where pages of the last level may be fetched or not."""
    probe = Probe()
    web = Web(site, probe, slow)

    async def talk():
        found = await crawl(web.fetch, "/", depth, at_once)
        twice = sorted({page for page in web.asked if web.asked.count(page) > 1})
        seen = {"found": found, "fetched more than once": twice}
        if fetched is not None:
            seen["fetched"] = sorted(set(web.asked))
        else:
            seen["fetched too far away"] = sorted(set(web.asked) - set(want))
        return seen

    result = {"found": want, "fetched more than once": []} | (
        {"fetched": fetched} if fetched is not None else {"fetched too far away": []})
    yield from compare(observe(talk, probe=probe), what, result=result, peak=peak, at=LIMIT, at_result=CRAWL)


def other_error(crawl):
    async def talk():
        async def fetch(page):
            await asyncio.sleep(1)
            raise ValueError("no page")

        result = "no error"
        try:
            await crawl(fetch, "/", 3, 4)
        except* ValueError:
            result = "ValueError"
        return result

    yield from compare(observe(talk), "fetch fails with ValueError", result="ValueError", elapsed=1, at=CRAWL, at_result=CRAWL)


def no_idle_place(crawl):
    """On a level with more pages than places a place that is free is taken."""
    pages = [f"/{n}" for n in range(8)]
    probe = Probe()
    web = Web({"/": pages, **{page: [] for page in pages}}, probe, slow=dict.fromkeys(pages[::3], 4))
    idle = []

    async def watch():
        while True:  # in the middle of a second, for all times are whole ones
            await asyncio.sleep(0.5)
            waiting = len(pages) + 1 - len(web.asked)
            if len(web.asked) > 1 and waiting and probe.flying < 2:
                idle.append(asyncio.get_running_loop().time())
            await asyncio.sleep(0.5)

    async def talk():
        watcher = asyncio.create_task(watch())
        await crawl(web.fetch, "/", 2, 2)
        watcher.cancel()
        await asyncio.wait([watcher])
        return "no page waited beside a free place" if not idle else f"a page waited beside a free place at {idle[0]:g} s"

    yield from compare(observe(talk, probe=probe), "eight pages on one level, three of them slow, two at once",
                       result="no page waited beside a free place", peak=2, at=LIMIT, at_result=LIMIT)


def again(crawl):
    probe = Probe()
    web = Web({"/": ["/a"], "/a": []}, probe)

    async def talk():
        return [await crawl(web.fetch, "/", 3, 4) for _ in range(2)]

    yield from compare(observe(talk, probe=probe), "crawl twice", result=[{"/": 0, "/a": 1}] * 2, at=CRAWL, at_result=CRAWL)


def cancelled(crawl):
    probe = Probe()
    web = Web(SITE, probe)

    async def talk():
        task = asyncio.ensure_future(crawl(web.fetch, "/", 9, 4))
        asyncio.get_running_loop().call_later(1.5, task.cancel)
        await asyncio.wait([task], timeout=50)
        return "cancelled" if task.cancelled() else shown(task.exception() or task.result()) if task.done() else "ran on"

    yield from compare(observe(talk, probe=probe), "it is cancelled after 1.5 s", result="cancelled", elapsed=1.5, at="cancel-children", at_result=CRAWL)
