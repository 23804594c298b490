"""Exercise: predict how long waits take: in a row, together, and in rounds."""

import asyncio
import time


def makespan_sequential(waits):
    return sum(waits)


def makespan_together(waits):
    return max(waits, default=0)


def makespan_rounds(rounds):
    return sum(makespan_together(waits) for waits in rounds)


def makespan_working(works):
    return sum(works)  # in one thread: concurrent, and not parallel


def to_half_seconds(seconds):
    return int((seconds + 0.05) / 0.5) / 2


async def measure(rounds):
    start = time.perf_counter()
    for waits in rounds:
        await asyncio.gather(*[asyncio.sleep(seconds) for seconds in waits])
    return to_half_seconds(time.perf_counter() - start)


if __name__ == "__main__":
    print("in a row: ", makespan_sequential([0.5, 1, 0.5]))
    print("together: ", makespan_together([0.5, 1, 0.5]))
    rounds = [[0.5, 1], [0.5, 0.5], []]
    print("in rounds:", makespan_rounds(rounds), "measured:", asyncio.run(measure(rounds)))
    print("working:  ", makespan_working([0.5, 1, 0.5]))
