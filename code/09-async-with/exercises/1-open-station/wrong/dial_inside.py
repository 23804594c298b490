"""Wrong: where dial fails there is no line to hang up.

Says: dial raises OSError('no answer'): order of events: expected start dial, but it was: start
dial, start hang up None, end hang up None.
"""

import asyncio
from contextlib import asynccontextmanager


@asynccontextmanager
async def open_station(dial, hang_up):
    line = None
    try:
        line = await dial()
        yield line
    finally:
        closing = asyncio.create_task(hang_up(line))
        try:
            await asyncio.shield(closing)
        except asyncio.CancelledError:
            await asyncio.wait([closing])
            raise
