"""What the chapter on HTTP and services says without showing it is so, on every Python."""

import pytest

from book.tools.chapter import ROOT
from tests.support.claims import each, holds, printed_by

[CHAPTER] = (ROOT / "book").glob("*-http.md")
START = f"""\
import asyncio
import random
import sys

sys.path += {str(ROOT / "code" / "tools")!r}, {str(ROOT / "code" / "12-http")!r}
import vloop
from stations import get, read_message, serving

"""
# the sentence, a part of a program, what it prints; `main` is run
CLAIMS = [
    ("`TimeoutError` is an `OSError`.", """
async def main():
    print(issubclass(TimeoutError, OSError), asyncio.TimeoutError is TimeoutError)
""", "True True"),
    ("`EOFError` is the base of the `IncompleteReadError` of half a page", """
async def main():
    print(asyncio.IncompleteReadError.__base__.__name__)
""", "EOFError"),
    ("if the answer is lost, you cannot know whether the request was done", """
async def main():
    rain = []

    async def add(reader, writer):
        await read_message(reader)
        rain.append(5)
        if len(rain) > 1:
            writer.write(b"HTTP/1.1 200 -\\r\\n\\r\\n")
        writer.close()

    async with serving(add) as address:
        for _ in range(2):
            try:
                print((await get(address, "/rain"))[0])
            except EOFError:
                print("no answer")
    print(sum(rain))
""", "no answer\n200\n10"),
    ("But a limit around `get`, within the `try`, would be caught as a failed try", """
async def main():
    for _ in range(2):
        try:
            async with asyncio.timeout(0.05):
                await asyncio.sleep(5)
        except (OSError, EOFError):
            print("again")
""", "again\nagain"),
    ("of a hundred seeds, 95 are better than \"each second\"", """
from itertools import chain, repeat

class Page:
    def __init__(self):
        self.inside = 0

    async def ask(self):
        if self.inside == 20:
            return 503
        self.inside += 1
        await asyncio.sleep(0.25)
        self.inside -= 1
        return 200

def waits(chance, base=0.5, cap=8):
    while True:
        yield chance.uniform(0, base)
        base = min(cap, 2 * base)

async def client(page, row):
    while await page.ask() == 503:
        await asyncio.sleep(next(row))

async def storm(seed):
    page, chance = Page(), random.Random(seed)
    async with asyncio.TaskGroup() as group:
        for _ in range(200):
            group.create_task(client(page, waits(chance)))
    return asyncio.get_running_loop().time()

print(sum(vloop.run(storm(seed)) < 9.25 for seed in range(100)))
""", "95"),
]


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    return printed_by([START + program for _, program, _ in CLAIMS], tmp_path_factory.mktemp("http"))


@each(CLAIMS)
def test_what_is_said_is_so(number, version, printed):
    holds(CHAPTER, CLAIMS[number], version, printed[version][number])


def test_forty_threads():
    """"a `def` runs in a thread of a pool, of which there are 40"."""
    anyio = pytest.importorskip("anyio")
    import asyncio

    async def main():
        return anyio.to_thread.current_default_thread_limiter().total_tokens

    assert "of which there are 40" in CHAPTER.read_text(encoding="utf-8")
    assert asyncio.run(main()) == 40


def test_limits_of_aiohttp():
    """"By default a connector allows 100 connections, and a request may take five minutes"."""
    aiohttp = pytest.importorskip("aiohttp", reason="make world installs aiohttp")
    import asyncio

    async def main():
        async with aiohttp.ClientSession() as session:
            return session.connector.limit, session.timeout.total

    assert "By default a connector allows 100 connections, and a\nrequest may take five minutes" in CHAPTER.read_text(encoding="utf-8")
    assert asyncio.run(main()) == (100, 300)
