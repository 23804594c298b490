"""Judge of the exercise 'predict the total'."""

import asyncio
import inspect
import random

from check import Point, Wrong, observe

TODO = "write makespan_sequential and makespan_together"


async def one_by_one(waits):
    for seconds in waits:
        await asyncio.sleep(seconds)


async def together(waits):
    await asyncio.gather(*[asyncio.sleep(seconds) for seconds in waits])


def judge(code):
    chance = random.Random(12)
    lists = [[0.5, 1, 1.5], [2], [], *(
        [chance.randrange(20) / 4 for _ in range(length)] for length in (2, 5, 20))]
    names = code()
    for name, program, section in [("makespan_sequential", one_by_one, "sec-three-seconds"),
                                   ("makespan_together", together, "sec-together")]:
        for waits in lists:
            want = observe(program, waits).elapsed
            try:
                got = names[name](list(waits))
            except (ValueError, TypeError, IndexError) as error:
                got = f"{type(error).__name__}: {error}"
            if inspect.iscoroutine(got):
                got.close()
                raise Wrong(f"`{name}` returned a coroutine object: it has to be a plain `def`.",
                            "sec-call")
            if not isinstance(got, (int, float)) or abs(got - want) > 1e-6:
                yield Point(False, f"{name}({waits}): expected {want:g} s, as a run takes, "
                            f"but got {got!r}.", section)
                break
        else:
            yield Point(True, f"{name}: as long as a run, for {len(lists)} lists.")
