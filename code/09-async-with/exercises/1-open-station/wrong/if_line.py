"""Wrong: a line may be 0 or None, and must be hung up all the same.

Says: the line is 0: elapsed: expected 2 s, but it took 1 s.
"""

import asyncio
from contextlib import asynccontextmanager


@asynccontextmanager
async def open_station(dial, hang_up):
    line = await dial()
    try:
        yield line
    finally:
        if line:
            closing = asyncio.create_task(hang_up(line))
            try:
                await asyncio.shield(closing)
            except asyncio.CancelledError:
                await asyncio.wait([closing])
                raise
