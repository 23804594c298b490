"""Half: an example from the chapter "cancellation".

Written by `make scripts`: edit the chapter, not this file.
"""

from lines import Pool
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "tools"))
import everywhere  # noqa: E402


def in_use(pool):
    used = pool.lines - pool.free
    return f"{used} line in use" if used else None


async def half(pool):
    line = await pool.connect()
    try:
        return await line.ask("ada")
    finally:
        line.close()


print(everywhere.cancel(half, Pool, check=in_use))
