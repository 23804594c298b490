"""Wrong: the error of the block is lost.

Says: the block raises ValueError: result: expected 'its error', but it was None.
"""

import asyncio
from contextlib import asynccontextmanager


@asynccontextmanager
async def open_station(dial, hang_up):
    line = await dial()
    try:
        yield line
    except Exception:
        pass
    finally:
        closing = asyncio.create_task(hang_up(line))
        try:
            await asyncio.shield(closing)
        except asyncio.CancelledError:
            await asyncio.wait([closing])
            raise
