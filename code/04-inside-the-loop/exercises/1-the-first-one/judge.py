"""Judge of the exercise 'the first one'."""

import time

from check import Point, compare
from toy import fresh, on_toy

TODO = "write wait_first"

RACES = {  # (name, seconds until it answers, 0: without any wait), and who may be first
    "delays 1, 0.5, 1.5": ([("ada", 1.0), ("bo", 0.5), ("cy", 1.5)], ["bo"]),
    "delays 0.5, 1": ([("ada", 0.5), ("bo", 1.0)], ["ada"]),
    "one of 1 s": ([("ada", 1.0)], ["ada"]),
    "results of None": ([(None, 1.0), (None, 0.5)], [None]),
    "one that need not wait": ([("ada", 1.0), ("bo", 0)], ["bo"]),
    "two at the same moment": ([("ada", 0.5), ("bo", 0.5), ("cy", 1.0)], ["ada", "bo"]),
}


async def race(names, answers, may_be_first, log):
    async def answer(name, delay):
        if delay:
            await names["sleep"](delay)
        log.append(f"{name} answers")
        return name

    start = time.monotonic()
    first = await names["wait_first"](*[answer(name, delay) for name, delay in answers])
    seconds = time.monotonic() - start
    if len(may_be_first) == 1:
        log.append(f"first is {first}")
    await names["sleep"](5)
    return {"first": first, "returned after": round(seconds, 6)}, round(time.monotonic() - start, 6)


async def nested(names):
    """Two wait_first side by side: each has to return at its own moment."""
    async def answer(name, delay):
        await names["sleep"](delay)
        return name

    async def timed(*delays):
        start = time.monotonic()
        first = await names["wait_first"](*[answer(*pair) for pair in delays])
        return f"{first} after {round(time.monotonic() - start, 6):g} s"

    tasks = [names["Task"](timed(*delays)) for delays in [(("ada", 0.5), ("bo", 3.0)), (("cy", 1.0), ("di", 2.0))]]
    return [await task for task in tasks]


def judge(code):
    for what, (answers, may_be_first) in RACES.items():
        log = []
        seen = on_toy(fresh(code), race, answers, may_be_first, log)
        ends = sorted(answers, key=lambda pair: pair[1])
        shortest, seen.events, after = ends[0][1], log, None
        if not seen.error:
            seen.result, after = seen.result
        if after is not None and after < seen.result["returned after"] + 5 - 1e-6:
            yield Point(False, f"{what}: the next sleep: expected 5 s, but it ended too early: a future that "
                        "gets a result a second time wakes the same task once more.", "loop-toy")
            return
        events = [f"{name} answers" for name, _ in ends]
        first = may_be_first[0] if len(may_be_first) == 1 else (seen.result or {}).get("first")
        points = [*compare(
            seen, what, at="loop-toy", at_result="loop-toy",
            events=[events[0], f"first is {first}", *events[1:]] if len(may_be_first) == 1 else None,
            result={"first": first if first in may_be_first else may_be_first[0], "returned after": shortest})]
        yield from points
        if not all(point.right for point in points):
            return

    seen = on_toy(fresh(code), nested)
    yield from compare(seen, "two of them at a time", result=["ada after 0.5 s", "cy after 1 s"],
                       at="loop-toy", at_result="loop-toy")
    seen = on_toy(fresh(code), two_races)
    yield from compare(seen, "a second race, with others", result=["bo", "ada"], at_result="loop-toy")


async def two_races(names):
    async def answer(name, delay):
        await names["sleep"](delay)
        return name

    return [await names["wait_first"](answer("ada", first), answer("bo", 0.5)) for first in (1, 0.25)]
