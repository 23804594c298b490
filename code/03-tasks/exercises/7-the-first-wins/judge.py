"""Judge of the exercise 'the first wins'."""

import asyncio
import itertools

from check import Probe, compare, copied, observe

TODO = "write first"

RACES = {  # name, delay, result, error
    "three": [("ada", 1.0, "ada", None), ("bo", 0.5, "bo", None), ("cy", 1.5, "cy", None)],
    "only one, after an hour": [("ada", 3600, 0, None)],
    "the fastest gives None": [("ada", 1.0, 21, None), ("bo", 0.5, None, None)],
    "the fastest has nothing to wait for": [("ada", 1.0, 21, None), ("bo", 0, 18, None)],
    "the fastest fails": [("ada", 1.0, 21, None), ("bo", 0.5, 18, OSError("line is dead"))],
}


def judge(code):
    """Race after race, until one goes wrong: the others would say the same."""
    for points in races(code):
        points = list(points)
        yield from points
        if not all(point.right for point in points):
            return


def races(code):
    for what, calls in RACES.items():
        first, probe = code()["first"], Probe()

        async def race():
            try:
                return await first(*[probe.call(*call) for call in calls])
            except OSError as error:
                return f"{error!r} was raised{copied(error, [call[3] for call in calls if call[3:]])}"

        seen = observe(race, probe=probe)
        seen.events = any_order(seen.events)
        name, delay, result, error = min(calls, key=lambda call: call[1])
        yield compare(
            seen, what, result=f"{error!r} was raised" if error else result, elapsed=delay,
            why="the shortest wait", at="sec-create-task", at_result="sec-task",
            events=[f"start {call[0]}" for call in calls] + ([] if error else [f"end {name}"])
            + [f"cancelled {call[0]}" for call in calls if call[0] != name])
    for run in slow_to_stop, fails_to_stop, stopped, equal, again:
        yield run(code()["first"])


def equal(first):
    """Some end at the same time: any may win, and the failures of the others are no news."""
    probe = Probe()

    async def race():
        return await first(probe.call("ada", 1, "ada or bo"), probe.call("bo", 1, "ada or bo"))

    async def race_of_failures():
        try:
            return await first(*[probe.call(name, 1, error=OSError("one of three")) for name in ("ada", "bo", "cy")])
        except OSError as error:
            return str(error)

    yield from compare(observe(race, probe=probe), "two end at the same time", result="ada or bo", elapsed=1)
    yield from compare(observe(race_of_failures, probe=probe), "three fail at the same time", result="one of three",
                       elapsed=1, at_result="sec-unseen")


def slow_to_stop(first):
    """The loser tidies up before it stops."""
    probe = Probe()

    async def slow():
        try:
            await probe.call("ada", 5)
        finally:
            await asyncio.sleep(3599.5)
            probe.events.append("ada has tidied up")

    async def race():
        return await first(slow(), probe.call("bo", 0.5, 18))

    yield from compare(
        observe(race, probe=probe), "a loser that tidies up for an hour", result=18, elapsed=3600,
        why="the shortest wait and the tidying up", at="sec-task", at_result="sec-task",
        events=["start ada", "start bo", "end bo", "cancelled ada", "ada has tidied up"])


def fails_to_stop(first):
    """The loser fails while it stops."""
    probe = Probe()

    async def fails():
        try:
            await probe.call("ada", 5)
        finally:
            raise ValueError("cannot tidy up")

    async def race():
        return await first(fails(), probe.call("bo", 0.5, 18))

    yield from compare(
        observe(race, probe=probe), "a loser that fails while it stops", result=18, elapsed=0.5,
        why="the shortest wait", at="sec-task", at_result="together-limits",
        events=["start ada", "start bo", "end bo", "cancelled ada"])


def stopped(first):
    """first itself is cancelled, and one of its coroutines needs 2 s to stop."""
    probe = Probe()

    async def slow():
        try:
            await probe.call("bo", 2)
        finally:
            await asyncio.sleep(2)

    async def race():
        task = asyncio.ensure_future(first(probe.call("ada", 1), slow()))
        await asyncio.sleep(0.5)
        task.cancel()
        await asyncio.wait([task])
        return f"cancelled: {task.cancelled()}"

    seen = observe(race, probe=probe)
    seen.events = any_order(seen.events)
    yield from compare(seen, "`first` itself is cancelled after 0.5 s, and one needs 2 s to stop",
                       result="cancelled: True", elapsed=2.5, why="the stopping is awaited", at="sec-task", at_result="sec-task",
                       events=["start ada", "start bo", "cancelled ada", "cancelled bo"])


def again(first):
    """A second race, with others."""
    async def two_races():
        probe = Probe()
        return [await first(probe.call("ada", 1, 21), probe.call("bo", 2, 18)),
                await first(probe.call("cy", 2, 24), probe.call("dora", 1, 20))]

    yield from compare(observe(two_races), "a second race, with others", result=[21, 20], elapsed=2, at_result="sec-task")


def any_order(events):
    """Starts (cancellations) that follow each other may be in any order: sort them."""
    groups = itertools.groupby(events, key=lambda event: event.partition(" ")[0])
    return [event for _, group in groups for event in sorted(group)]
