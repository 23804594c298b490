"""Judge of the exercise 'repair a blocking program'."""

import asyncio
import time

from check import Point, Wrong, compare, observe

TODO = "what blocks still blocks, so the three waits add up"


def judge(code):
    asked = []

    def ask_sensor():
        asked.append("sensor")
        time.sleep(0.5)
        return 17

    names = code(ask_sensor=ask_sensor)

    async def three():
        results = await asyncio.gather(names["tick"](), names["pause"](), names["read_sensor"]())
        for name, result in zip(["tick", "pause", "read_sensor"], results):
            if asyncio.iscoroutine(result):
                result.close()
                raise Wrong(f"`{name}` returned a coroutine object: an `await` is missing in it.", "sec-call")
        return results

    seen = observe(three)
    points = [*compare(seen, "three together", result=[None, None, 17],
                       elapsed=0.5, why="one wait", at="sec-together", at_result="sec-file-read")]
    yield from points
    if seen.error:
        return
    if len(asked) != 1:
        yield Point(False, f"three together: `ask_sensor` was called {len(asked)} times: expected once.",
                    "sec-file-read")
    if all(point.right for point in points):
        yield from another_reading(code)
    for name in "tick", "pause", "read_sensor":  # one that does not wait any more hides behind the others
        if observe(names[name]).elapsed != 0.5:
            yield Point(False, f"`{name}` alone: expected a wait of 0.5 s, as before.", "sec-half-true")


def another_reading(code):
    """A sensor that gives another value each time, and then fails."""
    readings = [17, 18]

    def ask_sensor():
        time.sleep(0.5)
        if not readings:
            raise OSError("the sensor is dead")
        return readings.pop(0)

    read_sensor = code(ask_sensor=ask_sensor)["read_sensor"]

    async def again():
        results = [await read_sensor(), await read_sensor()]
        try:
            return [*results, await read_sensor()]
        except OSError:
            return [*results, "OSError was raised"]

    yield from compare(observe(again), "read_sensor three times; the third time the sensor raises OSError",
                       result=[17, 18, "OSError was raised"], at_result="sec-file-read")
