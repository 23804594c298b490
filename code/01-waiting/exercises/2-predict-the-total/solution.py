"""Exercise: predict how long waits take, one after the other and together."""

import asyncio
import time


def makespan_sequential(waits):
    return sum(waits)


def makespan_together(waits):
    return max(waits, default=0)


def to_half_seconds(seconds):
    return int((seconds + 0.05) / 0.5) / 2


async def measure(waits):
    start = time.perf_counter()
    for seconds in waits:
        await asyncio.sleep(seconds)
    one_by_one = time.perf_counter() - start

    start = time.perf_counter()
    await asyncio.gather(*[asyncio.sleep(seconds) for seconds in waits])
    together = time.perf_counter() - start
    return to_half_seconds(one_by_one), to_half_seconds(together)


if __name__ == "__main__":
    waits = [0.5, 1, 1.5]
    print("predicted:", (makespan_sequential(waits), makespan_together(waits)))
    print("measured: ", asyncio.run(measure(waits)))
    print("no waits: ", (makespan_sequential([]), makespan_together([])))
