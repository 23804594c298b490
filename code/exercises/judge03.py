"""The judges of chapter 3's exercises, used by check.py."""

import asyncio
import gc
import itertools
import weakref

from check import Probe, Question, answers, compare, exercise, observe

STATIONS = {"eve": (1.5, 24), "fay": (0.5, -3), "gil": (2.0, 17), "hal": (1.0, 0)}


@exercise("3.1", "read all stations", "read_all still reads one station after the other",
          0x5e42fffd)
def read_all_stations(code):
    for names in [["gil", "fay", "eve", "hal"], ["fay"], []]:
        probe = Probe()

        async def read_station(name):
            delay, temperature = STATIONS[name]
            return await probe.call(name, delay, temperature)

        read_all = code(read_station=read_station)["read_all"]
        waits = [STATIONS[name][0] for name in names]
        seen = observe(read_all, names, probe=probe)
        yield from compare(
            seen, f"read_all({names})", result=[STATIONS[name][1] for name in names],
            elapsed=max(waits, default=0), why="the longest wait" if waits else "",
            peak=len(names), at="together-gather", at_result="together-stations")
        if seen.failed:
            return


LINES = {  # in the order of the program, with the reason for the place
    "a starts": "Tasks start in the order of gather's arguments.",
    "b starts": "Tasks start in the order of gather's arguments; `two_legs` begins with b.",
    "d starts": "All tasks of a gather start before the first wait is over.",
    "b ends": "It is the shortest wait, 0.1 s.",
    "c starts": "c belongs to the same task as b: it starts in the same step in which b ends, "
                "and no sooner.",
    "d ends": "It waits until 0.2 s.",
    "a ends": "It waits until 0.3 s.",
    "c ends": "It starts only when b has ended, so it waits until 0.1 + 0.3 s.",
}


@exercise("3.2", "eight lines", "write down the eight lines in ANSWERS", 0xa4b3f394)
def eight_lines(code):
    yield from answers(code, {
        k: Question("", right, {line: hint for line, hint in LINES.items() if line != right},
                    "together-order")
        for k, right in enumerate(LINES, 1)})


@exercise("3.3", "fire, and do not forget", "write fire", 0xb8b991a8)
def fire_and_do_not_forget(code):
    for run, expected in FIRES.items():
        probe, reported = Probe(), []
        names = code(report=lambda error: reported.append(repr(error)))
        fire, background = names["fire"], names["background"]
        seen = observe(run, fire, background, reported, probe, probe=probe)
        yield from compare(seen, run.__doc__, at="sec-03-create-task", at_result="sec-03-survive",
                           **expected)
        if seen.failed:
            return


async def three(fire, background, reported, probe):
    """three at once"""
    loop = asyncio.get_running_loop()
    for name in "ada", "bo", "cy":
        fire(probe.call(name, 1))
    seconds = loop.time()
    await asyncio.sleep(2)
    return {"firing took": seconds, "kept at the end": len(background)}


async def unreferenced(fire, background, reported, probe):
    """a task that only fire refers to"""
    future = asyncio.get_running_loop().create_future()
    fire(wait_for(future, probe))
    future = weakref.ref(future)  # now only the task refers to it, and only it to the task
    await asyncio.sleep(1)
    gc.collect()
    if future():
        future().set_result(None)
    await asyncio.sleep(1)


async def wait_for(future, probe):
    probe.events.append("start")
    await future
    probe.events.append("end")


async def failing(fire, background, reported, probe):
    """one of two fails"""
    fire(probe.call("ada", 0.5, error=OSError("disk full")))
    fire(probe.call("bo", 1))
    await asyncio.sleep(2)
    return {"reported": reported}


async def cancelled(fire, background, reported, probe):
    """one is cancelled"""
    task = fire(probe.call("ada", 5))
    await asyncio.sleep(1)
    task.cancel()
    await asyncio.sleep(1)
    return {"reported": reported}


FIRES = {
    three: {"result": {"firing took": 0, "kept at the end": 0}, "peak": 3},
    unreferenced: {"events": ["start", "end"]},
    failing: {"result": {"reported": ["OSError('disk full')"]},
              "events": ["start ada", "start bo", "end bo"]},
    cancelled: {"result": {"reported": []}, "events": ["start ada", "cancelled ada"]},
}

RACES = {  # name, delay, error
    "three": [("ada", 1.0, None), ("bo", 0.5, None), ("cy", 1.5, None)],
    "only one": [("ada", 1.0, None)],
    "the fastest fails": [("ada", 1.0, None), ("bo", 0.5, OSError("line is dead"))],
}


@exercise("3.4", "the first wins", "write first", 0x3bd80853)
def the_first_wins(code):
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
            why="the shortest wait", at="sec-03-create-task", at_result="sec-03-lost",
            events=[f"start {call[0]}" for call in calls] + ([] if error else [f"end {name}"])
            + [f"cancelled {call[0]}" for call in calls if call[0] != name])
        if seen.failed:
            return


def any_order(events):
    """Starts (cancellations) that follow each other may be in any order: sort them."""
    groups = itertools.groupby(events, key=lambda event: event.partition(" ")[0])
    return [event for _, group in groups for event in sorted(group)]
