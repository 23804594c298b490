"""Judge of the exercise 'with progress'."""

import asyncio

from check import Probe, Said, compare, copied, observe

TODO = "write with_progress"

DEAD, BUG = OSError("line is dead"), ValueError("no number")
GROUP = ExceptionGroup("a region", [OSError("a station of it")])
CASES = {  # name, seconds, result, failure
    "three": [("ada", 1.0, 21, None), ("bo", 0.5, 18, None), ("cy", 1.5, 24, None)],
    "one": [("ada", 0.5625, None, None)],
    "none": [],
    "equal results, 0 and None": [("ada", 1.0, 0, None), ("bo", 0.5, None, None), ("cy", 0.75, 0, None)],
    "nothing to wait for": [("ada", 0.5, 21, None), ("bo", 0, 18, None)],
    "two end at the same time": [("ada", 0.5, 21, None), ("bo", 0.5, 21, None), ("cy", 1.0, 24, None)],
    "the first to end fails": [("ada", 1.0, 21, None), ("bo", 0.5, None, DEAD), ("cy", 1.5, 24, None)],
    "two fail": [("ada", 1.0, None, BUG), ("bo", 0.5, None, DEAD), ("cy", 1.5, 24, None)],
    "one raises a group": [("ada", 0.5, None, GROUP), ("bo", 1.0, 18, None)],
    "a single one, and it fails": [("ada", 0.5, None, DEAD)],
    "one fails without a wait": [("ada", 0.5, 21, None), ("bo", 0, None, BUG)],
    "one returns an exception, which is no failure": [("ada", 0.5, BUG, None), ("bo", 1.0, 18, None)],
    "one has a limit, which is over": [("ada", 0.5, None, TimeoutError()), ("bo", 1.0, 18, None)],
    "all fail, and two of them in the same way": [("ada", 1.5, None, OSError("no line")), ("bo", 0.5, None, DEAD),
                                                  ("cy", 1.0, None, OSError("no line"))],
}


def judge(code):
    function = code()["with_progress"]
    for what, calls in CASES.items():
        probe, reports = Probe(), []

        async def call():
            def report(done, total):
                reports.append(f"{done}/{total} after {asyncio.get_running_loop().time():g} s")

            try:
                return await function([probe.call(*one) for one in calls], report)
            except ExceptionGroup as failed:
                known = [one[3] for one in calls]
                return Said(f"raised in a group: {[*failed.exceptions]}{max(copied(error, known) for error in failed.exceptions)}")
            except Exception as error:
                return Said(f"raised without a group: {error!r}")

        seen = observe(call, probe=probe)
        seen.events = reports
        ends = sorted(one[1] for one in calls)
        failures = [one[3] for one in sorted(calls, key=lambda one: one[1]) if one[3]]
        yield from compare(
            seen, what, elapsed=max(ends, default=0), why="the longest wait" if calls else "",
            result=Said(f"raised in a group: {failures}") if failures else [one[2] for one in calls],
            events=[f"{k}/{len(calls)} after {end:g} s" for k, end in enumerate(ends, 1)],
            at="groups-progress", at_result="groups-all" if failures else "groups-progress")
        if seen.failed:
            return
    yield from slow_failure(function)
    yield from stopped(function)
    yield from stopped_after_a_failure(function)
    yield from two_calls(function)


def slow_failure(function):
    """One fails at 0.5 s and has ended 1 s later: it is reported then."""
    probe, reports = Probe(), []

    async def slow():
        try:
            await probe.call("ada", 0.5, error=DEAD)
        finally:
            await asyncio.sleep(1)

    async def call():
        try:
            await function([slow(), probe.call("bo", 1)],
                           lambda *numbers: reports.append((*numbers, asyncio.get_running_loop().time())))
        except ExceptionGroup as group:
            return repr(group.exceptions), reports

    yield from compare(observe(call, probe=probe), "one takes 1 s to tidy up after its failure", elapsed=1.5, why="it waits for it",
                       result=(repr((DEAD,)), [(1, 2, 1), (2, 2, 1.5)]), at="groups-all", at_result="groups-progress")


def two_calls(function):
    """One after the other, and together."""
    probe = Probe()

    async def call(*names):
        reports = []
        await function([probe.call(name, 0.5 * n) for n, name in enumerate(names, 1)],
                       lambda *numbers: reports.append(numbers))
        return reports

    async def twice():
        return [await call("ada"), await call("bo"), *await asyncio.gather(call("cy"), call("dee", "eve"))]

    yield from compare(observe(twice, probe=probe), "two calls, then two at the same time: what they report",
                       result=[[(1, 1)], [(1, 1)], [(1, 1)], [(1, 2), (2, 2)]], elapsed=2, at="groups-progress",
                       at_result="groups-progress")


def stopped(function):
    """It is itself cancelled: after the first has ended, and cy takes a second to stop."""
    probe, reports = Probe(), []

    async def slow():
        try:
            await probe.call("cy", 9)
        finally:
            await asyncio.sleep(1)

    async def call():
        coros = [probe.call("ada", 0.25), probe.call("bo", 1), slow()]
        task = asyncio.ensure_future(function(coros, lambda *numbers: reports.append(numbers)))
        await asyncio.sleep(0.5)
        task.cancel()
        await asyncio.wait([task])
        return f"cancelled: {task.cancelled()}, reports: {reports}"

    yield from compare(observe(call, probe=probe), "with_progress is itself cancelled after 0.5 s, cy takes 1 s to stop",
                       result="cancelled: True, reports: [(1, 3)]", elapsed=1.5, why="it waits until cy has stopped",
                       at="groups-one-fails", at_result="groups-progress")


def stopped_after_a_failure(function):
    """Cancelled where one has failed already: it ends as cancelled, and does not raise the failure."""
    probe, reports = Probe(), []

    async def call():
        task = asyncio.ensure_future(function([probe.call("ada", 0.25, error=DEAD), probe.call("bo", 9)],
                                              lambda *numbers: reports.append(numbers)))
        await asyncio.sleep(0.5)
        task.cancel()
        await asyncio.wait([task])
        return f"cancelled: {task.cancelled()}, reports: {reports}"

    yield from compare(observe(call, probe=probe), "cancelled after 0.5 s, when one has failed",
                       result="cancelled: True, reports: [(1, 2)]", elapsed=0.5, why="then all is stopped",
                       at="groups-one-fails", at_result="groups-progress")
