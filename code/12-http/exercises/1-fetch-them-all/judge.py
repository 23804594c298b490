"""Judge of the exercise 'fetch them all'."""

import asyncio

from check import Probe, compare, observe, shown

TODO = "write fetch_all"

LIMIT, AGAIN = "web-limit", "web-again"


def judge(code):
    fetch_all = code()["fetch_all"]
    yield from run(fetch_all, "no names", {}, [], 4, [], 0)
    yield from run(fetch_all, "one page", {"ada": [21]}, [], 1, [21], 1, peak=1)
    yield from run(fetch_all, "pages that are None and 0", {"ada": [None], "bo": [0]}, [1], 4, [None, 0], 1, asked=[1, 1])
    yield from run(fetch_all, "nine pages, four at once", {name: [name] for name in "abcdefghi"}, [1], 4, list("abcdefghi"), 3, peak=4)
    yield from run(fetch_all, "two pages, one at once", {"ada": [1], "bo": [2]}, [1], 1, [1, 2], 2, peak=1)
    yield from run(fetch_all, "one is busy twice", {"ada": [OSError("503"), OSError("503"), 21]}, [1, 2, 4], 4, [21], 6, asked=[3])
    yield from run(fetch_all, "one is busy twice, and the waits are 0", {"ada": [OSError("503"), OSError("503"), 21]}, [0, 0], 4, [21], 3, asked=[3])
    yield from run(fetch_all, "one is always busy", {"ada": [OSError("503")] * 9}, [1, 2], 4, ["OSError: 503"], 6, asked=[3])
    yield from run(fetch_all, "one is always busy, and no waits", {"ada": [OSError("503")] * 9}, [], 4, ["OSError: 503"], 1, asked=[1])
    yield from run(fetch_all, "a wrong name", {"ada": [LookupError("404"), 21]}, [1, 2], 4, ["LookupError: 404"], 1, asked=[1])
    yield from run(fetch_all, "a wrong name among others", {"ada": [LookupError("404")], "bo": [OSError("503"), 2], "cy": [3]}, [1], 2,
                   ["LookupError: 404", 2, 3], 3, asked=[1, 2, 1], peak=2)
    yield from run(fetch_all, "two are always busy, each in its own way", {"ada": [OSError("503")] * 2, "bo": [OSError("504")] * 2}, [1], 4,
                   ["OSError: 503", "OSError: 504"], 3, asked=[2, 2])
    yield from run(fetch_all, "two wrong names", {"ada": [LookupError("404")], "bo": [LookupError("410")]}, [1], 4,
                   ["LookupError: 404", "LookupError: 410"], 1, asked=[1, 1])
    yield from run(fetch_all, "one place: while ada waits for its next try, bo has it",
                   {"ada": [OSError("503"), 21], "bo": [22]}, [5], 1, [21, 22], 7, peak=1, why="ada: 1 s, a wait of 5 s, 1 s")
    yield from run(fetch_all, "a limit of its own is over", {"ada": [TimeoutError(), 21]}, [1], 4, [21], 3, asked=[2])
    yield from run(fetch_all, "one name twice", {"ada": [21, 22], "bo": [23]}, [1], 1, [21, 22, 23], 3, asked=[2, 1], names=["ada", "ada", "bo"])
    yield from cancelled(fetch_all, "it is cancelled while it fetches", {"ada": [21], "bo": [22]}, 0.5)
    yield from cancelled(fetch_all, "it is cancelled while it waits for the next try", {"ada": [OSError("503"), 21]}, 1.5)


class Site:
    def __init__(self, plan, probe):
        self.plan, self.probe = {name: list(pages) for name, pages in plan.items()}, probe
        self.asked = dict.fromkeys(plan, 0)

    async def fetch(self, name):
        self.asked[name] += 1
        page = self.plan[name].pop(0)
        if isinstance(page, Exception):
            return await self.probe.call(name, 1, error=page)
        return await self.probe.call(name, 1, page)


def told(page):
    return f"{type(page).__name__}: {page}" if isinstance(page, BaseException) else page


def run(fetch_all, what, plan, waits, at_once, result, elapsed, asked=None, peak=None, why="", names=None):
    probe = Probe()
    site = Site(plan, probe)

    async def all_pages():
        pages = await fetch_all(site.fetch, names or list(plan), waits, at_once)
        if not isinstance(pages, (list, tuple)):
            return pages
        pages = [told(page) for page in pages]
        return pages if asked is None else [pages, "asked", list(site.asked.values())]

    want = result if asked is None else [result, "asked", asked]
    yield from compare(observe(all_pages, probe=probe), what, result=want, elapsed=elapsed, peak=peak, why=why, at=LIMIT, at_result=AGAIN)


def cancelled(fetch_all, what, plan, when):
    probe = Probe()
    site = Site(plan, probe)

    async def talk():
        task = asyncio.ensure_future(fetch_all(site.fetch, list(plan), [5], 4))
        asyncio.get_running_loop().call_later(when, task.cancel)
        await asyncio.wait([task], timeout=30)
        if task.cancelled():
            return "cancelled"
        return shown(task.exception() or task.result()) if task.done() else "ran on"

    yield from compare(observe(talk, probe=probe), what, result="cancelled", elapsed=when, at="cancel-swallowed", at_result=AGAIN)
