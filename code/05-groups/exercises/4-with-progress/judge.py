"""Judge of the exercise 'with progress'."""

import asyncio

from check import Probe, compare, observe

TODO = "write with_progress"

DEAD, BUG = OSError("line is dead"), ValueError("no number")
GROUP = ExceptionGroup("a region", [OSError("a station of it")])
CASES = {  # name, seconds, result, failure
    "three": [("ada", 1.0, 21, None), ("bo", 0.5, 18, None), ("cy", 1.5, 24, None)],
    "one": [("ada", 0.5, None, None)],
    "none": [],
    "equal results, 0 and None": [("ada", 1.0, 0, None), ("bo", 0.5, None, None), ("cy", 0.75, 0, None)],
    "nothing to wait for": [("ada", 0.5, 21, None), ("bo", 0, 18, None)],
    "two end at the same time": [("ada", 0.5, 21, None), ("bo", 0.5, 21, None), ("cy", 1.0, 24, None)],
    "the first to end fails": [("ada", 1.0, 21, None), ("bo", 0.5, None, DEAD), ("cy", 1.5, 24, None)],
    "two fail": [("ada", 1.0, None, BUG), ("bo", 0.5, None, DEAD), ("cy", 1.5, 24, None)],
    "one raises a group": [("ada", 0.5, None, GROUP), ("bo", 1.0, 18, None)],
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
                return f"raised in a group: {list(failed.exceptions)}"
            except Exception as error:
                return f"raised without a group: {error!r}"

        seen = observe(call, probe=probe)
        seen.events = reports
        ends = sorted(one[1] for one in calls)
        failures = [one[3] for one in sorted(calls, key=lambda one: one[1]) if one[3]]
        yield from compare(
            seen, what, elapsed=max(ends, default=0), why="the longest wait" if calls else "",
            result=f"raised in a group: {failures}" if failures else [one[2] for one in calls],
            events=[f"{k}/{len(calls)} after {end:g} s" for k, end in enumerate(ends, 1)],
            at="groups-progress", at_result="groups-all" if failures else "groups-progress")
        if seen.failed:
            return
    yield from stopped(function)

    probe = Probe()

    async def twice():
        reports = []
        for name in "ada", "bo":
            await function([probe.call(name, 0.5)], lambda *numbers: reports.append(numbers))
        return reports

    yield from compare(observe(twice, probe=probe), "two calls: what they report", result=[(1, 1), (1, 1)],
                       elapsed=1, at="groups-progress", at_result="groups-progress")


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
