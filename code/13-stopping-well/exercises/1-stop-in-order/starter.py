"""Exercise: stop in order.

Write run.
"""

import asyncio
import os
from signal import SIGTERM


async def run(service, grace):
    """Serve until a signal comes, finish the jobs, close; return the exit status."""
    raise NotImplementedError("run")


class Service:
    """Three jobs, the last of which takes long."""

    def __init__(self):
        self.seconds = [0.1, 0.2, 9]

    async def open(self):
        print("open")

    async def accept(self):
        if not self.seconds:
            os.kill(os.getpid(), SIGTERM)
            await asyncio.sleep(9)
        await asyncio.sleep(0.1)
        return self.job(self.seconds.pop(0))

    async def job(self, seconds):
        await asyncio.sleep(seconds)
        print(seconds, "done")

    async def close(self):
        print("close")


async def main():
    print("exit status", await run(Service(), 0.5))


if __name__ == "__main__":
    asyncio.run(main())
