"""Judge of the exercise 'let one through'."""

import asyncio

from check import Probe, compare, copied, observe

TODO = "write Breaker"

BREAKER, LET_GO = "web-breaker", "cancel-let-go"
DOWN, WRONG, CANCELLED = OSError("503"), ValueError("404"), "cancelled"


def judge(code):
    names = code()
    Breaker, _ = names["Breaker"], names["Open"]

    def run(*args, **more):
        return calls_of(Breaker, *args, **more)

    at = [(0, 0, DOWN), (1, 0, DOWN), (2, 0, DOWN)]  # three failures: open until 5
    yield from run("it is well", [(0, 0.5, 21), (1, 0.5, None), (2, 0, 0)], [21, None, 0], [0, 1, 2])
    yield from run("three calls at the same time", [(0, 1, 1), (0, 1, 2), (0, 1, 3)], [1, 2, 3], [0, 0, 0])
    yield from run("two failures, most is 3", [*at[:2], (2, 0, 21)], ["OSError: 503"] * 2 + [21], [0, 1, 2])
    yield from run("three failures in a row, most is 3", [*at, (3, 0, 21), (4.5, 0, 21)], ["OSError: 503"] * 3 + ["Open"] * 2, [0, 1, 2])
    yield from run("three failures, not in a row", [*at[:2], (2, 0, 21), (3, 0, DOWN), (4, 0, DOWN), (5, 0, 22)],
                   ["OSError: 503", "OSError: 503", 21, "OSError: 503", "OSError: 503", 22], [0, 1, 2, 3, 4, 5])
    for answer, what in (21, "a result"), (WRONG, "another error"):
        yield from run(f"a failure, {what}, three failures", [(0, 0, DOWN), (1, 0, answer), (2, 0, DOWN), (3, 0, DOWN), (4, 0, DOWN), (5, 0, 22)],
                       ["OSError: 503", told(answer)] + ["OSError: 503"] * 3 + ["Open"], [0, 1, 2, 3, 4])
    yield from run("one failure, most is 1", [(0, 0, DOWN), (1, 0, 21), (4, 0, 21)], ["OSError: 503", "Open", 21], [0, 4], most=1)
    yield from run("open for 3 s from a failure that took 2 s", [(0, 2, DOWN), (4.5, 0, 21), (5.5, 0, 21)],
                   ["OSError: 503", "Open", 21], [0, 5.5], most=1)
    yield from run("who is refused does not make it longer", [*at, (3, 0, 21), (4, 0, 21), (4.5, 0, 21), (5.5, 0, 21)],
                   ["OSError: 503"] * 3 + ["Open"] * 3 + [21], [0, 1, 2, 5.5])
    yield from run("a result of None is no failure", [(0, 0, DOWN), (1, 0, None), (2, 0, DOWN), (3, 0, 21)],
                   ["OSError: 503", None, "OSError: 503", 21], [0, 1, 2, 3], most=2)
    yield from run("another error is an answer", [*at[:2], (2, 0, WRONG), (3, 0, DOWN), (4, 0, DOWN), (5, 0, 21)],
                   ["OSError: 503", "OSError: 503", "ValueError: 404", "OSError: 503", "OSError: 503", 21], [0, 1, 2, 3, 4, 5])
    yield from run("it is let through, and well: all are let through", [*at, (5.5, 1, 21), (7, 1, 22), (7, 1, 23), (7, 1, 24)],
                   ["OSError: 503"] * 3 + [21, 22, 23, 24], [0, 1, 2, 5.5, 7, 7, 7])
    yield from run("four calls come when the time is over: one is let through", [*at, *[(5.5, 1, n) for n in range(4)], (6, 0, 4)],
                   ["OSError: 503"] * 3 + [0, "Open", "Open", "Open", "Open"], [0, 1, 2, 5.5])
    yield from run("it is let through, and fails: open again", [*at, (5.5, 1, DOWN), (6, 0, 21), (7, 0, 21), (9, 0, 21), (10, 0, 22)],
                   ["OSError: 503"] * 4 + ["Open"] * 3 + [22], [0, 1, 2, 5.5, 10])
    yield from run("it is let through, takes 5 s, and fails: open for 3 s from then",
                   [*at, (5.5, 5, DOWN), (9, 0, 21), (12, 0, 21), (14, 0, 22)], ["OSError: 503"] * 4 + ["Open"] * 2 + [22], [0, 1, 2, 5.5, 14])
    yield from run("it is let through, and raises another error: all are let through", [*at, (5.5, 1, WRONG), (7, 0, 21), (7, 0, 22)],
                   ["OSError: 503"] * 3 + ["ValueError: 404", 21, 22], [0, 1, 2, 5.5, 7, 7])
    yield from run("it is well again, and fails once: not open", [*at, (5.5, 0, 21), (6, 0, DOWN), (7, 0, 22)],
                   ["OSError: 503"] * 3 + [21, "OSError: 503", 22], [0, 1, 2, 5.5, 6, 7])
    yield from run("the one that is let through is cancelled, in its place comes one that fails",
                   [*at, (5.5, 1, CANCELLED), (7, 1, DOWN), (7.5, 0, 21), (9, 0, 22), (11.5, 0, 23)],
                   ["OSError: 503"] * 3 + ["cancelled", "OSError: 503", "Open", "Open", 23], [0, 1, 2, 5.5, 7, 11.5], at_result=LET_GO)
    yield from run("two failures, a call that is cancelled, a failure, most is 3", [*at[:2], (2, 1, CANCELLED), (4, 0, DOWN), (5, 0, 21)],
                   ["OSError: 503"] * 2 + ["cancelled", "OSError: 503", "Open"], [0, 1, 2, 4], at_result=LET_GO)
    yield from run("a limit of its own is over", [(0, 0, TimeoutError("late")), (1, 0, 21)], ["TimeoutError: late", "Open"], [0], most=1)
    yield from two(Breaker)
    yield from cancelled(Breaker)


def told(error):
    if not isinstance(error, Exception):
        return error
    name = type(error).__name__
    return name if name == "Open" else f"{name}: {error}"


def calls_of(Breaker, what, calls, want, asked, most=3, seconds=3, at_result=BREAKER):
    """*calls*: when each begins, how long its function takes, what comes of that; *asked*: when functions are called."""
    async def talk():
        begin, when_asked = asyncio.get_running_loop().time(), []
        breaker, raised = Breaker(most, seconds), []

        async def one(when, takes, answer):
            async def function():
                when_asked.append(asyncio.get_running_loop().time() - begin)
                if answer is CANCELLED:
                    loop.call_later(takes, task.cancel)
                    await asyncio.sleep(99)
                await asyncio.sleep(takes)
                if isinstance(answer, Exception):
                    raised.append(type(answer)(*answer.args))
                    raise raised[-1]
                return answer

            loop, task = asyncio.get_running_loop(), asyncio.current_task()
            await asyncio.sleep(when)
            try:
                return await breaker.call(function)
            except asyncio.CancelledError:
                return CANCELLED
            except Exception as error:
                return told(error) + copied(error, raised)

        return [await asyncio.gather(*[one(*call) for call in calls]), "asked at", when_asked]

    elapsed = max(when + takes * (not isinstance(one, str) or one != "Open") for (when, takes, _), one in zip(calls, want))
    yield from compare(observe(talk), what, result=[want, "asked at", asked], elapsed=elapsed, at=BREAKER, at_result=at_result)


def two(Breaker):
    """Two breakers: what one has counted, and whom it has let through, is nothing to the other."""
    async def talk():
        async def down():
            raise OSError("503")

        async def well():
            await asyncio.sleep(1)
            return 21

        async def call(breaker, function):
            try:
                return await breaker.call(function)
            except Exception as error:
                return told(error)

        one, other = Breaker(1, 3), Breaker(1, 3)
        results = [await call(one, down), await call(other, well), await call(one, well), await call(other, down)]
        await asyncio.sleep(4)
        return [*results, *await asyncio.gather(call(one, well), call(other, well))]

    yield from compare(observe(talk), "two breakers", result=["OSError: 503", 21, "Open", "OSError: 503", 21, 21], elapsed=6,
                       at=BREAKER, at_result=BREAKER)


def cancelled(Breaker):
    """A call that is cancelled tells nothing of the server; the place of the one that is let through is free again."""
    for what, before, want in (("a call is cancelled, most is 1", 0, 0), ("the one that is let through is cancelled", 1, 3.5)):
        probe = Probe()

        async def talk(before=before, want=want, probe=probe):
            breaker = Breaker(1, 3)

            async def down():
                raise OSError("503")

            for _ in range(before):
                try:
                    await breaker.call(down)
                except OSError:
                    await asyncio.sleep(want)
            task = asyncio.ensure_future(breaker.call(lambda: probe.call("one", 9)))
            await asyncio.sleep(1)
            task.cancel()
            await asyncio.wait([task], timeout=20)
            results = ["cancelled" if task.cancelled() else "not cancelled"]
            try:
                results.append(await breaker.call(lambda: probe.call("another", 1, 21)))
            except Exception as error:
                results.append(told(error))
            return results

        yield from compare(observe(talk, probe=probe), what, result=["cancelled", 21], elapsed=want + 2,
                           events=["start one", "cancelled one", "start another", "end another"], at=BREAKER, at_result=LET_GO)
