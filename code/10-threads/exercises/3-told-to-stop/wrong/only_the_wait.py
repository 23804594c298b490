"""Wrong: the limit stops the wait, and the flag is never set: the thread works on.

Says: it works until it is told; seconds = 2.25: expected no error, but TimeoutError was raised
"""

import asyncio
import threading


async def for_seconds(work, seconds):
    async with asyncio.timeout(seconds):
        return await asyncio.to_thread(work, threading.Event())
