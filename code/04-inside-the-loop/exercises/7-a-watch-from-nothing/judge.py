"""Judge of the exercise 'a watch from nothing'."""

import asyncio

from check import Probe, compare, copied, observe

TODO = "write watch"

DEAD = OSError("line is dead")
WATCHES = {  # seconds that a reading takes, and the readings
    "four hours": (60, [21, 20, 18, 19]),
    "no hours": (60, []),
    "readings that take no time": (0, [21, 20, 18]),
    "readings of 59 minutes": (3540, [21, 20, 18, 19]),
    "two are missing": (60, [21, DEAD, DEAD, 19, DEAD]),
    "three are missing": (60, [21, DEAD, DEAD, DEAD, 19]),
    "five are missing": (60, [DEAD, DEAD, DEAD, DEAD, DEAD, 19]),
    "seven are missing": (60, 7 * [DEAD]),
    "three are missing, twice": (60, [DEAD, DEAD, DEAD, 0, DEAD, DEAD, DEAD]),
    "a failure of another kind": (60, [DEAD, DEAD, TimeoutError("slow line"), 21, ValueError("no number"), 20]),
}


def world(delay, readings, events):
    """read and alarm for these readings; *events* gets what happens."""
    left, answered = iter(readings), [0]

    def hour():
        hours = asyncio.get_running_loop().time() / 3600
        return f"hour {hours:g}" if abs(hours - round(hours)) < 1e-9 else f"hour {hours:.3f}"

    async def read():
        events.append(f"read at {hour()}")
        if delay:
            await asyncio.sleep(delay)
        answered[0] = asyncio.get_running_loop().time()
        reading = next(left, 99)
        if isinstance(reading, Exception):
            raise reading
        return reading

    def alarm(number):
        late = asyncio.get_running_loop().time() - answered[0]
        events.append(f"alarm({number})" + (f" {late:g} s late" if late else ""))

    return read, alarm


def expected(delay, readings):
    """What happens, what is returned or raised, and after how many seconds."""
    events, missing = [], 0
    for number, reading in enumerate(readings):
        events.append(f"read at hour {number}")
        missing = missing + 1 if isinstance(reading, OSError) else 0
        if isinstance(reading, Exception) and not missing:
            return events, f"raised {reading!r}", number * 3600 + delay
        if missing == 3:
            events.append(f"alarm({number})")
    result = [None if isinstance(reading, OSError) else reading for reading in readings]
    return events, result, (len(readings) - 1) * 3600 + delay if readings else 0


def judge(code):
    for what, (delay, readings) in WATCHES.items():
        probe = Probe()
        watch, (read, alarm) = code()["watch"], world(delay, readings, probe.events)

        async def main():
            try:
                return await watch(len(readings), read, alarm)
            except ValueError as error:
                return f"raised {error!r}{copied(error, readings)}"

        events, result, elapsed = expected(delay, readings)
        points = [*compare(observe(main, probe=probe), what, result=result, elapsed=elapsed,
                           why="the last reading is there then" if readings else "", events=events,
                           at="loop-day", at_result="loop-day")]
        yield from points
        if not all(point.right for point in points):
            return

    async def stopped():
        task = asyncio.ensure_future(watch(3, read, alarm))
        await asyncio.sleep(5000)
        task.cancel()
        await asyncio.wait([task])
        return f"cancelled: {task.cancelled()}"

    probe = Probe()
    watch, (read, alarm) = code()["watch"], world(60, [21, 20, 18], probe.events)
    yield from compare(observe(stopped, probe=probe), "cancelled from outside", result="cancelled: True",
                       elapsed=5000, events=["read at hour 0", "read at hour 1"], at_result="loop-cancel")

    async def later():
        await asyncio.sleep(1800)
        return await watch(2, read, alarm)

    probe = Probe()
    watch, (read, alarm) = code()["watch"], world(60, [21, 20], probe.events)
    yield from compare(observe(later, probe=probe), "started at half past, an hour is an hour from then",
                       result=[21, 20], events=["read at hour 0.500", "read at hour 1.500"], at_result="loop-day")

    async def twice():
        return [await watch(1, *world(60, [reading], [])) for reading in (21, 18)]

    watch = code()["watch"]
    yield from compare(observe(twice), "a second watch", result=[[21], [18]], at_result="loop-day")
