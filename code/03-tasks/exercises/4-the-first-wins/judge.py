"""Judge of the exercise 'the first wins'."""

import itertools

from check import Probe, compare, observe

TODO = "write first"

RACES = {  # name, delay, error
    "three": [("ada", 1.0, None), ("bo", 0.5, None), ("cy", 1.5, None)],
    "only one": [("ada", 1.0, None)],
    "the fastest fails": [("ada", 1.0, None), ("bo", 0.5, OSError("line is dead"))],
}


def judge(code):
    for what, calls in RACES.items():
        first, probe = code()["first"], Probe()

        async def race():
            try:
                return await first(*[probe.call(name, delay, name, error)
                                     for name, delay, error in calls])
            except OSError as error:
                return f"{error!r} was raised"

        seen = observe(race, probe=probe)
        seen.events = any_order(seen.events)
        name, delay, error = min(calls, key=lambda call: call[1])
        yield from compare(
            seen, what, result=f"{error!r} was raised" if error else name, elapsed=delay,
            why="the shortest wait", at="sec-create-task", at_result="sec-lost",
            events=[f"start {call[0]}" for call in calls] + ([] if error else [f"end {name}"])
            + [f"cancelled {call[0]}" for call in calls if call[0] != name])
        if seen.failed:
            return


def any_order(events):
    """Starts (cancellations) that follow each other may be in any order: sort them."""
    groups = itertools.groupby(events, key=lambda event: event.partition(" ")[0])
    return [event for _, group in groups for event in sorted(group)]
