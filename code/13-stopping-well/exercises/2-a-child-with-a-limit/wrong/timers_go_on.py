"""Wrong: nobody cancels the timers, and later they ask a process that has long ended.

Says: it ends after 0.5 s: order of events: expected ended 0, but it was: ended 0, finish returned, terminate, kill.
"""

import asyncio
import contextlib


async def finish(process, seconds, grace):
    def ask(end):
        with contextlib.suppress(ProcessLookupError):
            end()

    loop = asyncio.get_running_loop()
    loop.call_later(seconds, ask, process.terminate)
    loop.call_later(seconds + grace, ask, process.kill)
    reading = asyncio.create_task(process.communicate())
    try:
        out, _ = await asyncio.shield(reading)
        return out, process.returncode
    finally:
        if not reading.done():  # cancelled
            ask(process.kill)
            await asyncio.wait([reading])
