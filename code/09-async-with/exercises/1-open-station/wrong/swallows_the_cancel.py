"""Wrong: the cancellation that came while it hung up is lost.

Says: cancelled after 1.75 s, while it hangs up: order of events: expected start dial, end dial,
end of the block, start hang up ada, end hang up ada, the task was cancelled: True, but it was:
start dial, end dial, end of the block, start hang up ada, end
"""

import asyncio
from contextlib import asynccontextmanager


@asynccontextmanager
async def open_station(dial, hang_up):
    line = await dial()
    try:
        yield line
    finally:
        closing = asyncio.create_task(hang_up(line))
        try:
            await asyncio.shield(closing)
        except asyncio.CancelledError:
            await asyncio.wait([closing])
