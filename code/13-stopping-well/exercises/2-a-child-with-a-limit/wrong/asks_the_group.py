"""Wrong: a process that leads no group has none that could be asked; the error says so, and is thrown away.

Says: it is too slow, and ends when it is asked: result: expected "(b'21;', -15) after 2.25 s",
but it was 'nothing after 40 s'.
"""

import asyncio
import contextlib
import os
from signal import SIGKILL, SIGTERM


async def finish(process, seconds, grace):
    reading = asyncio.create_task(process.communicate())
    try:
        for number, wait in (SIGTERM, seconds), (SIGKILL, grace):
            await asyncio.wait([reading], timeout=wait)
            if not reading.done():
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, number)
        out, _ = await reading
        return out, process.returncode
    finally:
        if not reading.done():
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, SIGKILL)
            await asyncio.wait([reading])
