"""Wrong: after an error in the block, the hanging up is cut.

Says: the block fails, cancelled after 1.5 s, while it hangs up: order of events: expected
"""

import asyncio
from contextlib import asynccontextmanager


@asynccontextmanager
async def open_station(dial, hang_up):
    line = await dial()
    try:
        yield line
    except BaseException:
        await hang_up(line)
        raise
    else:
        closing = asyncio.create_task(hang_up(line))
        try:
            await asyncio.shield(closing)
        except asyncio.CancelledError:
            await asyncio.wait([closing])
            raise
