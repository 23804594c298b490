"""Judge of the exercise 'five programs'."""

import asyncio
import time

from check import Point, compare, observe

TODO = "each of the five programs still lacks an await"

PROGRAMS = {  # result, the times that it may take, calls of read and write
    "one": (3, [0.05], ["read ada"]),
    "two": (["grace"], [0.1, 0.05], ["read ada", "read grace"]),  # in a row, or together
    "three": (True, [0.05], ["read ada"]),
    "four": (0.5, [0.5], []),
    "five": (["hello", "bye"], [0.4], ["write hello", "write bye"]),
}


def judge(code):
    wrong = set()
    for name, (result, times, calls) in PROGRAMS.items():
        events, log = [], []
        read, write = fakes(events, log)
        seen = observe(code(read=read, write=write, log=log)[name])
        in_a_row, *together = times
        elapsed = seen.elapsed if any(abs(seen.elapsed - t) < 1e-6 for t in together) else in_a_row
        seen.events = events if name == "five" else sorted(events)  # two may read in any order
        points = brief(compare(seen, name, result=result, elapsed=elapsed, events=calls,
                               why="the sum of its waits", at="sec-sequence",
                               at_result="sec-sequence" if name == "five" else "sec-call"))
        wrong.update(name for point in points if not point.right)
        yield from points
    yield from elsewhere(code, PROGRAMS.keys() - wrong)
    if not wrong:
        yield from failing(code)


def elsewhere(code, names):
    """Values that were written down by hand are not those of another read and write, or of another wait."""
    points = []
    for name, result in {"one": 4, "two": ["ada", "grace"], "three": False, "five": ["HELLO", "BYE"]}.items():
        if name not in names:
            continue  # it would say the same again
        log = []
        read, write = fakes([], log, longer=1, shout=True)
        seen = observe(code(read=read, write=write, log=log)[name])
        points += [p for p in compare(seen, f"{name}, with a read that gives one more and a write in capitals",
                                      result=result, at_result="sec-await") if not p.right]
    if "four" in names:
        for what, function, result in [("four, 3 s after the start of the clock", later, 0.5),
                                       ("four, where another call holds the thread for 1.25 s", delayed, 1.5)]:
            seen = observe(function(code()["four"]))
            seen.blocked = 0  # by the judge
            points += [p for p in compare(seen, what, result=result, at_result="sec-await") if not p.right]
    yield from brief(points) or [Point(True, "the values are those that read and write give.")]


def later(function):
    async def program():
        await asyncio.sleep(3)
        return await function()
    return program


def delayed(function):
    """Its sleep ends late: after 1.5 s, and not after 0.5."""
    async def program():
        asyncio.get_running_loop().call_later(0.25, time.sleep, 1.25)
        return await function()
    return program


def failing(code):
    """An error of read or write is for who awaits."""
    async def fail(word):
        raise OSError(f"no {word}")

    names, results = code(read=fail, write=fail, log=[]), {}

    async def programs():
        for name in "one", "two", "three", "five":
            try:
                results[name] = await names[name]()
            except OSError:
                results[name] = "OSError was raised"
        return results

    yield from compare(observe(programs), "where read and write raise OSError", result=dict.fromkeys(
        ("one", "two", "three", "five"), "OSError was raised"), at_result="sec-await")


def fakes(events, log, longer=0, shout=False):
    """A read and a write that note in *events* when they have run to their ends."""
    async def read(word):
        await asyncio.sleep(0.05)
        events.append(f"read {word}")
        return len(word) + longer

    async def write(word):
        await asyncio.sleep({"hello": 0.3}.get(word, 0.1))
        events.append(f"write {word}")
        log.append(word.upper() if shout else word)

    return read, write


def brief(points):
    """The first point alone: where it is wrong, the others follow from it."""
    return list(points)[:1]
