"""Judge of the exercise 'a night from nothing'."""

import asyncio

from check import Probe, compare, observe

TODO = "write night"

DEAD, FULL = OSError("line is dead"), ValueError("disk full")
NIGHTS = {  # name: seconds to read, reading or error, seconds to save, error
    "three stations": {"ada": (1.0, 21, 0.25, None), "bo": (0.5, 18, 2.0, None), "cy": (1.5, None, 0.25, None)},
    "no stations": {},
    "a station that answers at once": {"ada": (0, 0, 0, None)},
    "one cannot be saved": {"ada": (1.0, 21, 0.25, None), "bo": (0.5, 18, 0.25, FULL), "cy": (1.5, 24, 0.25, None)},
    "one cannot be read, another not saved":
        {"ada": (1.0, 21, 1.0, FULL), "bo": (0.5, DEAD, 9.0, None), "cy": (1.0, 24, 0.5, None)},
    "40 stations that take hours": {f"s{k}": (3600, k, 7200, None) for k in range(40)},
}


def judge(code):
    """Run after run, until one goes wrong: the others would say the same."""
    for points in runs(code):
        points = list(points)
        yield from points
        if not all(point.right for point in points):
            return


def runs(code):
    for what, stations in NIGHTS.items():
        probe, saved = Probe(), []
        read, save = world(stations, probe, saved)
        seen = observe(code()["night"], [*stations], read, save, probe=probe)
        reads = {name: s for name, s in stations.items() if s[1] is not DEAD}
        failed = [name for name in stations if name not in reads or stations[name][3]]
        yield compare(
            seen, what, result=failed, at="together-four", at_result="together-stations",
            elapsed=max([s[0] + (s[2] if name in reads else 0) for name, s in stations.items()], default=0),
            why="the longest read and save of one station" if stations else "")
        if not seen.failed:
            seen.events, seen.result = sorted(saved, key=str), None
            yield compare(seen, f"{what}, what was saved", at_result="sec-lost",
                               events=sorted((f"{name}: {s[1]}" for name, s in reads.items() if not s[3]), key=str))

    yield from twice(code()["night"])
    yield next_night(code()["night"])
    yield stopped(code()["night"])


def stopped(night):
    """It is cancelled from outside, and all that runs takes a while to stop."""
    probe = Probe()
    read, save = world(NIGHTS["three stations"], probe, [])

    def slow_to_stop(function):
        async def slow(*args):
            try:
                return await function(*args)
            except asyncio.CancelledError:
                await asyncio.sleep(2)
                raise
        return slow

    async def program():
        task = asyncio.ensure_future(night(["ada", "bo", "cy"], slow_to_stop(read), slow_to_stop(save)))
        await asyncio.sleep(0.75)
        task.cancel()
        await asyncio.wait([task])
        return f"cancelled: {task.cancelled()}"

    seen = observe(program, probe=probe)
    seen.events = [event for event in seen.events if not event.startswith("start")]
    seen.events[1:] = sorted(seen.events[1:])  # in which order they stop is free
    return compare(seen, "night is cancelled after 0.75 s, and what runs needs 2 s to stop", result="cancelled: True",
                   elapsed=2.75, why="all stop together", at="sec-task", at_result="sec-task",
                   events=["end read bo", "cancelled read ada", "cancelled read cy", "cancelled save bo"])


def twice(night):
    """Two names are there twice: ada cannot be read the second time, bo can never be saved."""
    stations = {"ada": (0.5, 21, 0.25, None), "bo": (0.25, 18, 0.25, FULL)}
    probe, saved, asked = Probe(), [], []
    read, save = world(stations, probe, saved)

    async def read_or_fail(name):
        asked.append(name)
        fails = name == "ada" and asked.count(name) == 2
        return await (probe.call("read ada", 0.25, error=DEAD) if fails else read(name))

    seen = observe(night, ["ada", "bo", "ada", "bo"], read_or_fail, save, probe=probe)
    yield compare(seen, "names twice; the second reading of ada fails, each saving of bo",
                  result=["bo", "ada", "bo"], elapsed=0.75, at="together-four", at_result="together-stations")
    if not seen.failed:
        seen.events, seen.result = saved, None
        yield compare(seen, "names twice, what was saved", events=["ada: 21"], at_result="sec-lost")


def next_night(night):
    """The same function, with other stations."""
    async def two_nights():
        return [await night([*stations], *world(stations, Probe(), [])) for stations in (
            NIGHTS["one cannot be saved"], NIGHTS["a station that answers at once"])]

    return compare(observe(two_nights), "a second night, with other stations", result=[["bo"], []],
                   at_result="together-stations")


def world(stations, probe, saved):
    """read and save for these stations; *saved* gets what was saved."""
    async def read(name):
        delay, reading = stations[name][:2]
        error = reading if isinstance(reading, Exception) else None
        return await probe.call(f"read {name}", delay, reading, error)

    async def save(name, reading):
        await probe.call(f"save {name}", *stations[name][2:3], error=stations[name][3])
        saved.append(f"{name}: {reading}")
        return len(saved)  # what save returns is no matter of night

    return read, save
