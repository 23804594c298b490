"""Leaky: an example from the chapter "cancellation".

Written by `make scripts`: edit the chapter, not this file.
"""

from lines import Pool
from pool_night import read_station
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "tools"))
import everywhere  # noqa: E402


def in_use(pool):
    used = pool.lines - pool.free
    return f"{used} line in use" if used else None


async def leaky(pool):
    return await read_station(pool, "ada")


print(everywhere.cancel(leaky, Pool, check=in_use))
