"""Wrong: shield leaves the hanging up alone: nobody waits for its end.

Says: cancelled after 1.75 s, while it hangs up: order of events: expected start dial, end dial,
end of the block, start hang up ada, end hang up ada, the task was cancelled: True, but it was:
start dial, end dial, end of the block, start hang up ada, the
"""

import asyncio
from contextlib import asynccontextmanager


@asynccontextmanager
async def open_station(dial, hang_up):
    line = await dial()
    try:
        yield line
    finally:
        await asyncio.shield(hang_up(line))
