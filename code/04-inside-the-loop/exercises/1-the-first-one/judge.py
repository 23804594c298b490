"""Judge of the exercise 'the first one'."""

import time

from check import compare
from toy import fresh, on_toy

TODO = "write wait_first"


async def race(names, delays, log):
    async def answer(name, delay):
        await names["sleep"](delay)
        log.append(f"{name} answers")
        return name

    start = time.monotonic()
    first = await names["wait_first"](*[answer(name, delay) for name, delay in delays])
    log.append(f"first is {first}")
    seconds = time.monotonic() - start
    await names["sleep"](5)
    return {"returned after": round(seconds, 6), "main ended after":
            round(time.monotonic() - start, 6)}


def judge(code):
    for delays in [[("ada", 1.0), ("bo", 0.5), ("cy", 1.5)], [("ada", 0.5), ("bo", 1.0)],
                   [("ada", 1.0)]]:
        log = []
        seen = on_toy(fresh(code), race, delays, log)
        seen.events = log
        names = [name for name, _ in sorted(delays, key=lambda pair: pair[1])]
        shortest = min(delay for _, delay in delays)
        yield from compare(
            seen, f"delays {', '.join(f'{delay:g}' for _, delay in delays)}",
            result={"returned after": shortest, "main ended after": shortest + 5},
            events=[f"{names[0]} answers", f"first is {names[0]}",
                    *[f"{name} answers" for name in names[1:]]],
            at="loop-toy", at_result="loop-toy")
        if seen.failed:
            return
