"""What the virtual clock hides: work that keeps the loop from its timers."""

import asyncio
import time

import virtual


async def heartbeat():
    """Sleep for 0.1 s; return how many seconds too late the sleep ended."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + 0.1
    await asyncio.sleep(0.1)
    return loop.time() - deadline


async def forecast():
    """Compute for a quarter of a second, without an await."""
    end = time.perf_counter() + 0.25
    while time.perf_counter() < end:
        pass


async def heartbeat_is_late():
    late, _ = await asyncio.gather(heartbeat(), forecast())
    return late > 0.1


if __name__ == "__main__":
    print("real clock, late:", asyncio.run(heartbeat_is_late()))
    print("virtual clock, late:", virtual.run(heartbeat_is_late()))
