"""Judge of the exercise 'try again'."""

import asyncio
import contextlib
import inspect
import random

from check import Probe, Said, compare, copied, observe, shown

TODO = "write retry"

AGAIN, STORM = "web-again", "web-storm"
BUSY = OSError("503")


def judge(code):
    retry = code()["retry"]
    yield from run(retry, "well at once", [21], 1)
    yield from run(retry, "the result is None", [None], 1)
    yield from run(retry, "busy once", [BUSY, 21], 1)
    yield from run(retry, "busy three times, seed 7", [BUSY, BUSY, BUSY, 21], 7)
    yield from run(retry, "busy three times, seed 8", [BUSY, BUSY, BUSY, 21], 8)
    yield from run(retry, "busy seven times: the cap", [BUSY] * 7 + [21], 3, tries=9)
    yield from run(retry, "always busy, four tries", [OSError(f"503, try {number}") for number in range(1, 5)], 7, tries=4)
    yield from run(retry, "always busy, one try", [BUSY], 7, tries=1)
    yield from run(retry, "the last try is well", [BUSY, 21], 7, tries=2)
    yield from run(retry, "each try takes a second", [BUSY, BUSY, 21], 7, takes=1)
    yield from run(retry, "another error", [ValueError("404"), 21], 7)
    yield from run(retry, "busy, then another error", [BUSY, ValueError("404"), 21], 7)
    yield from run(retry, "a try that takes too long: 9 s, the deadline is 5 s", [21], 7, takes=9, seconds=5, end=5)
    yield from run(retry, "the deadline comes in a wait", [BUSY] * 99, 7, tries=99, base=100, seconds=5, end=5)
    yield from run(retry, "the deadline comes in the third try", [BUSY] * 99, 7, tries=99, takes=2, base=0.5, seconds=5, end=5)
    yield from run(retry, "a limit within the call is over", [TimeoutError("of a try"), 21], 7)
    yield from shared(retry, "the numbers that are drawn: base 1, cap 5", [BUSY] * 4 + [21], 9, [(0, 1), (0, 2), (0, 4), (0, 5)])
    yield from shared(retry, "always busy, three tries: the numbers that are drawn", [BUSY] * 3, 3, [(0, 1), (0, 2)])
    yield from cancelled(retry)


def expected(answers, seed, tries, base, cap, takes):
    """What has to come of it, and when."""
    chance, clock = random.Random(seed), 0
    for number, answer in enumerate(answers, 1):
        clock += takes
        if not isinstance(answer, OSError) or number == tries:
            return told(answer), clock, number
        clock += chance.uniform(0, base)
        base = min(cap, 2 * base)


def told(answer):
    return f"{type(answer).__name__}: {answer}" if isinstance(answer, BaseException) else answer


def run(retry, what, answers, seed, tries=5, base=0.5, cap=4, seconds=1000, takes=0, end=None):
    asked = []

    async def call():
        asked.append(1)
        await asyncio.sleep(takes)
        answer = answers[len(asked) - 1]
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def talk():
        try:
            result = told(await retry(call, random.Random(seed), tries, base, cap, seconds))
            if inspect.iscoroutine(result):
                return result  # an await is missing: `observe` says so
        except TimeoutError:
            result = Said("raised TimeoutError")
        except (OSError, ValueError) as error:
            result = told(error) + copied(error, answers)
        return result if end else [str(result) if isinstance(result, Said) else result, "calls", len(asked)]

    talk.__name__ = "retry"

    if end:
        result, elapsed = Said("raised TimeoutError"), end
    else:
        result, elapsed, calls = expected(answers, seed, tries, base, cap, takes)
        result = [result, "calls", calls]
    yield from compare(observe(talk), what, result=result, elapsed=elapsed, at=STORM, at_result=AGAIN)


def shared(retry, what, answers, tries, want):
    """The numbers come from the chance that was given, one for each wait."""
    class Chance(random.Random):
        def uniform(self, a, b):
            drawn.append((a, b))
            return 1

    drawn, left = [], list(answers)

    async def call():
        answer = left.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def talk():
        with contextlib.suppress(OSError):
            await retry(call, Chance(), tries, 1, 5, 100)
        return drawn

    yield from compare(observe(talk), what, result=want, elapsed=len(want), at=AGAIN, at_result=AGAIN)


def cancelled(retry):
    probe = Probe()

    async def talk():
        async def call():
            await probe.call("a try", 9, error=BUSY)

        task = asyncio.ensure_future(retry(call, random.Random(1), 5, 1, 4, 100))
        asyncio.get_running_loop().call_later(2, task.cancel)
        await asyncio.wait([task], timeout=50)
        return "cancelled" if task.cancelled() else shown(task.exception() or task.result()) if task.done() else "ran on"

    yield from compare(observe(talk, probe=probe), "it is cancelled in a try", result="cancelled", elapsed=2,
                       events=["start a try", "cancelled a try"], at=AGAIN, at_result=AGAIN)
