"""Wrong: without finally a failing block leaves the line open.

Says: the block raises ValueError: elapsed: expected 2 s, but it took 1 s.
"""

import asyncio
from contextlib import asynccontextmanager


@asynccontextmanager
async def open_station(dial, hang_up):
    line = await dial()
    yield line
    await hang_up(line)
