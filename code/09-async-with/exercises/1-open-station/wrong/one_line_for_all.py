"""Wrong: the line is kept where the next one takes its place.

Says: two stations at the same time: order of events: expected start dial, start dial, end dial, end dial, start hang up ada,
"""

import asyncio
from contextlib import asynccontextmanager


@asynccontextmanager
async def open_station(dial, hang_up):
    open_station.line = await dial()
    try:
        yield open_station.line
    finally:
        closing = asyncio.create_task(hang_up(open_station.line))
        try:
            await asyncio.shield(closing)
        except asyncio.CancelledError:
            await asyncio.wait([closing])
            raise
