"""Judge of the exercise 'so many at once'."""

import asyncio
import contextlib

from check import Probe, Said, compare, observe

TODO = "write gather_limited"
DEAD, INNER = OSError("line is dead"), ExceptionGroup("a region", [OSError("two of its stations")])
VALUES = [None, 0, ValueError("a value, not raised")]
AT = {"at": "share-places", "at_result": "share-places"}


def judge(code):
    limited = code()["gather_limited"]
    for what, n, delays, elapsed in [
            ("2 places, jobs of 1, 3, 1, 1 and 1 s", 2, [1, 3, 1, 1, 1], 4), ("1 place, jobs of 0.31257 and 0.25 s", 1, [0.31257, 0.25], 0.56257),
            ("9 places, 3 jobs", 9, [1, 0.5, 0.25], 1), ("no jobs", 2, [], 0),
            ("2 places, 3 jobs that do not wait", 2, [None] * 3, 0), ("4 places, 12 jobs of 0.5 s", 4, [0.5] * 12, 1.5)]:
        probe = Probe()
        jobs = [make(probe, f"job {number}", delay, VALUES[number % 3]) for number, delay in enumerate(delays)]
        seen = observe(limited, n, jobs, probe=probe)
        seen.events = [event for event in seen.events if event.startswith("start")]
        yield from compare(seen, what, result=[VALUES[number % 3] for number in range(len(delays))], elapsed=elapsed,
                           why="the next begins when a place is free", peak=min(n, len(delays) - delays.count(None)),
                           events=[f"start job {number}" for number in range(len(delays))], **AT)
        if seen.failed:
            return
    yield from same_job(limited)
    for first in "slow", "bad":
        for what, error, more in ("OSError", DEAD, None), ("a group", INNER, None), ("OSError", DEAD, KeyError("cannot hang up")):
            yield from fails(limited, first, what, error, more)
    yield from stopped(limited)
    yield from two_calls(limited)


def make(probe, name, delay, result=None, error=None):
    """A job: a coroutine function without arguments; where *delay* is None it does not wait."""
    async def job():
        if delay is None:
            probe.events.append(f"start {name}")
            return result
        return await probe.call(name, delay, result, error)

    return job


def same_job(limited):
    """A job that is in the list three times, and returns another number each time."""
    probe, numbers = Probe(), iter("abc")

    async def job():
        number = next(numbers)
        return await probe.call(number, 0.5, number)

    yield from compare(observe(limited, 2, [job, job, job], probe=probe), "2 places, the same job three times",
                       result=["a", "b", "c"], elapsed=1, peak=2, **AT)


def fails(limited, first, what, error, more):
    """One of the first two jobs of five fails at 0.5 s; the other one takes a second to stop."""
    probe = Probe()

    async def slow():
        try:
            return await probe.call("slow", 9)
        finally:
            await asyncio.sleep(1)
            probe.events.append("stopped slow")
            if more:
                raise more

    async def call():
        try:
            two = [slow, make(probe, "bad", 0.5, error=error)]
            return await limited(2, two[::1 if first == "slow" else -1] + [make(probe, "later", 1)] * 3)
        except BaseException as raised:
            return Said("raised it" if raised is error else f"raised {type(raised).__name__}{', a new one' * (type(raised) is type(error))}")

    seen = observe(call, probe=probe)
    seen.events = [event for event in seen.events if event not in ("start later", "cancelled later")]  # see the solution's text
    yield from compare(
        seen, f"2 places; the {'second' if first == 'slow' else 'first'} job raises {what} at 0.5 s, the other one takes 1 s to stop"
        f"{', and fails then' * bool(more)}, three wait",
        result=Said("raised it"), elapsed=1.5, events=[*sorted(["start slow", "start bad"], reverse=first == "slow"), "cancelled slow", "stopped slow"],
        at="groups-one-fails", at_result="groups-one-fails")


def stopped(limited):
    """It is cancelled while two run and two wait; the first takes a second to stop."""
    probe = Probe()

    async def slow():
        try:
            return await probe.call("job 0", 9)
        finally:
            try:
                await asyncio.sleep(1)
                probe.events.append("stopped job 0")
            except asyncio.CancelledError:
                probe.events.append("job 0 was cancelled a second time, while it stopped")
                raise

    async def call():
        task = asyncio.ensure_future(limited(2, [slow] + [make(probe, f"job {number}", 1) for number in (1, 2, 3)]))
        await asyncio.sleep(0.25)
        task.cancel()
        await asyncio.wait([task])
        return f"cancelled: {task.cancelled()}"

    seen = observe(call, probe=probe)
    seen.events = sorted(seen.events)
    yield from compare(seen, "gather_limited is itself cancelled after 0.25 s, the first job takes 1 s to stop",
                       result="cancelled: True", elapsed=1.25, why="it waits until nothing runs",
                       events=["cancelled job 0", "cancelled job 1", "start job 0", "start job 1", "stopped job 0"],
                       at="groups-one-fails", at_result="groups-one-fails")


def two_calls(limited):
    """After a call that has failed: two at the same moment, then one more; each has its own results. Other loops have gone before."""
    probe = Probe()

    def jobs(name, number):
        return [make(probe, "job", 1, f"{name} {k}") for k in range(number)]

    async def call():
        with contextlib.suppress(Exception):
            await limited(2, [make(probe, "bad", 0.5, error=DEAD), *jobs("lost", 3)])
        both = await asyncio.gather(limited(2, jobs("ada", 4)), limited(1, jobs("bo", 2)))
        return [*both, await limited(3, jobs("cy", 3))]

    yield from compare(observe(call, probe=probe), "one that fails, then two calls together, 2 places for 4 jobs and 1 for 2; then 3 for 3",
                       result=[[f"{name} {k}" for k in range(number)] for name, number in (("ada", 4), ("bo", 2), ("cy", 3))],
                       elapsed=3.5, peak=3, **AT)
