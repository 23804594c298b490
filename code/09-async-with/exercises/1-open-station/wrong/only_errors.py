"""Wrong: `except Exception` does not see a cancellation.

Says: cancelled after 1.5 s, in the block: order of events: expected start dial, end dial,
cancelled in the block, start hang up ada, end hang up ada, the task was cancelled: True, but it
was: start dial, end dial, cancelled in the block, the task was
"""

import asyncio
from contextlib import asynccontextmanager


@asynccontextmanager
async def open_station(dial, hang_up):
    line = await dial()
    try:
        yield line
    except Exception:
        await hang_up(line)
        raise
    else:
        await hang_up(line)
