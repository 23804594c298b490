"""Wrong: the block's error goes on, and the cancellation is lost.

Says: the block fails, cancelled after 1.5 s, while it hangs up: order of events: expected
"""

import asyncio
from contextlib import asynccontextmanager


@asynccontextmanager
async def open_station(dial, hang_up):
    line = await dial()
    failed = None
    try:
        yield line
    except BaseException as error:
        failed = error
    closing = asyncio.create_task(hang_up(line))
    cut = None
    try:
        await asyncio.shield(closing)
    except asyncio.CancelledError as error:
        cut = error
        await asyncio.wait([closing])
    if failed:
        raise failed
    if cut:
        raise cut
