"""Wrong: nothing in it can be awaited.

Says: `read` has to be an `async def`: it stands for a station that takes time to answer.
"""

import time


def read(station):
    time.sleep(0.1)
    return 20


def warmest(stations):
    return max([read(station) for station in stations], default=None)
