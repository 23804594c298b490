"""Wrong: the last job that is asked says whether one was cut.

Says: four jobs that fail after the signal, and one that goes on: result: expected 'returned 1',
but it was 'returned 0'.
"""

import asyncio
import os
from signal import SIGINT, SIGTERM


async def run(service, grace):
    """Serve until a signal comes, finish the jobs, close; return the exit status."""
    stop, cut = asyncio.Event(), asyncio.Event()

    def on_signal():
        (cut if stop.is_set() else stop).set()

    for number in SIGINT, SIGTERM:
        asyncio.get_running_loop().add_signal_handler(number, on_signal)
    await service.open()
    jobs = []
    told = asyncio.create_task(stop.wait())
    while not stop.is_set():
        accepting = asyncio.create_task(service.accept())
        await asyncio.wait({accepting, told}, return_when=asyncio.FIRST_COMPLETED)
        accepting.cancel()
        await asyncio.wait({accepting})
        if not accepting.cancelled():
            jobs.insert(0, asyncio.create_task(accepting.result()))
    forced = asyncio.create_task(cut.wait())
    finishing = asyncio.create_task(finish(jobs))
    await asyncio.wait({finishing, forced}, timeout=grace, return_when=asyncio.FIRST_COMPLETED)
    left = False
    for job in jobs:
        left = job.cancel()
    forced.cancel()
    await finishing
    await service.close()
    return 1 if left else 0


async def finish(jobs):
    if jobs:
        await asyncio.wait(jobs)


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
