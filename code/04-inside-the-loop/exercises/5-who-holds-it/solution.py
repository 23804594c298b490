"""Exercise: who holds it, answered, and one answer observed."""

import asyncio
import time

ANSWERS = {
    "just made": "ready",
    "sleeps": "timers",
    "sleep(0)": "ready",
    "awaits a task": "future",
    "waits for a lock": "future",
    "lock released": "ready",  # release makes its future done
    "waits for a socket": "selector",
    "time is over": "timers",  # the loop has not looked yet
    "cancelled": "ready",
    "x or y": "a",  # y comes behind it, in step 5 of the next turn
    "virtual clock": "b",
    "other loops": "a",
}


async def main():
    def callback():
        loop.call_later(0.01, print, "y")
        time.sleep(0.1)  # its time has come
        loop.call_soon(print, "x")

    loop = asyncio.get_running_loop()
    loop.call_soon(callback)
    await asyncio.sleep(0.2)


if __name__ == "__main__":
    asyncio.run(main())
