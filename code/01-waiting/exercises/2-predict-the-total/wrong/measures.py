"""Wrong: it waits in order to know how long to wait.

Says: `makespan_sequential` waits: it has to calculate the time, not to measure it.
"""

import time


def makespan_sequential(waits):
    start = time.perf_counter()
    for seconds in waits:
        time.sleep(seconds)
    return time.perf_counter() - start


def makespan_together(waits):
    return max(waits, default=0)


def makespan_rounds(rounds):
    return sum(max(waits, default=0) for waits in rounds)
