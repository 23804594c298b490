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
        return 16 + len(asked)

    names = code(ask_sensor=ask_sensor)

    async def three():
        results = await asyncio.gather(names["tick"](), names["pause"](), names["read_sensor"]())
        for name, result in zip(["tick", "pause", "read_sensor"], results):
            if asyncio.iscoroutine(result):
                result.close()
                raise Wrong(f"`{name}` returned a coroutine object: an `await` is missing in it.", "sec-call")
        return results

    seen = observe(three)
    yield from compare(seen, "three together", result=[None, None, 17],
                       elapsed=0.5, why="one wait", at="sec-together", at_result="sec-file-read")
    if seen.error:
        return
    if len(asked) != 1:
        yield Point(False, f"three together: `ask_sensor` was called {len(asked)} times: expected once.",
                    "sec-file-read")
    for name in "tick", "pause", "read_sensor":  # one that does not wait any more hides behind the others
        seen = observe(names[name])
        if seen.elapsed != 0.5:
            yield Point(False, f"`{name}` alone: expected a wait of 0.5 s, as before.", "sec-half-true")
        elif name == "read_sensor" and asked and seen.result != (want := 16 + len(asked)):
            yield Point(False, f"`{name}` alone: result: expected {want}, as `ask_sensor` says now, but it was "
                        f"{seen.result!r}.", "sec-file-read")
