"""Judge of the exercise 'predict the total'."""

import asyncio
import inspect
import random
import time

from check import Point, Wrong, observe, otherwise, same, shown

TODO = "write makespan_sequential, makespan_together, makespan_rounds and makespan_working"


async def one_by_one(waits):
    for seconds in waits:
        await asyncio.sleep(seconds)


async def together(waits):
    await asyncio.gather(*[asyncio.sleep(seconds) for seconds in waits])


async def in_rounds(rounds):
    for waits in rounds:
        await together(waits)


async def working(works):
    async def work(seconds):
        time.sleep(seconds)  # on the virtual clock a calculation would take no time
    await asyncio.gather(*[work(seconds) for seconds in works])


def judge(code):
    chance = random.Random(12)

    def waits(length):
        return [chance.randrange(20) / 4 for _ in range(length)]

    lists = [[0.5, 1, 1.5], [2], [], *map(waits, (2, 5, 20))]
    rounds = [[[0.5, 1], [1.5, 0.5]], [[1], [1], [1]], [[2, 2]], [[0.5], [], [1, 0.5]], [], [[]],
              *([waits(k) for k in range(n)] for n in (3, 6))]
    names = code()
    for name, program, inputs, section in [
            ("makespan_sequential", one_by_one, lists, "sec-three-seconds"),
            ("makespan_together", together, lists, "sec-together"),
            ("makespan_rounds", in_rounds, rounds, "sec-together"),
            ("makespan_working", working, lists, "sec-not-faster")]:
        for given in inputs:
            want = observe(program, given).elapsed
            got = calculated(names[name], name, given)
            if not same(got, want):
                but = (f"but it raised {type(got).__name__}: {got}." if isinstance(got, Exception)
                       else f"but got {shown(got)}.{otherwise(got, want)}")
                yield Point(False, f"{name}({given}): expected {want:g} s, as a run takes, {but}", section)
                break
        else:
            yield Point(True, f"{name}: as long as a run, for {len(inputs)} inputs.")


def calculated(function, name, given):
    """What the function returns, or its error.  Raises Wrong where it waits."""
    copy = [list(part) if isinstance(part, list) else part for part in given]

    async def call():
        try:
            return [function(copy)]  # in a list: observe would take a coroutine object for a missing await
        except (ValueError, TypeError, IndexError) as error:
            return [error]

    seen = observe(call)
    if seen.blocked or (seen.error and "asyncio.run()" in seen.error.text):
        raise Wrong(f"`{name}` waits: it has to calculate the time, not to measure it.", "sec-three-seconds")
    if seen.error:
        raise Wrong(f"{name}({given}): {seen.error.text}")
    [got] = seen.result
    if inspect.iscoroutine(got):
        got.close()
        raise Wrong(f"`{name}` returned a coroutine object: it has to be a plain `def`.", "sec-call")
    if copy != given:
        raise Wrong(f"`{name}` changed the list that it was given: {given} became {copy}.")
    return got
