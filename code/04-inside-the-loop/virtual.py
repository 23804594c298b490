"""asyncio's own loop on a virtual clock: a day passes in no time."""

import asyncio
import time
from asyncio import gather, sleep  # so that a program can import them from here


class VirtualLoop(asyncio.BaseEventLoop):
    """asyncio's loop with another clock: it jumps to the next timer.

    For tasks, futures and timers only: it knows no sockets, no processes and
    no threads.  Its time starts at 0 and is in seconds.
    """

    def __init__(self):
        super().__init__()
        self.now = 0.0
        self._clock_resolution = 1e-6  # not that of the machine's clock
        self._selector = self  # the loop waits in self._selector.select

    def time(self):
        return self.now

    def select(self, timeout):
        """Do not wait for *timeout* seconds: move the clock.

        Raises RuntimeError where nothing can ever wake the program.
        """
        if timeout is None:
            raise RuntimeError("all tasks wait, and no timer is left")
        if timeout > 0:
            self.now = self._scheduled[0].when()
        return []  # no file is ready, there are none

    def _process_events(self, events):
        pass

    def _write_to_self(self):
        pass


def run(coro):
    """Run *coro* as asyncio.run does, on a virtual clock; return its result."""
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(coro)


async def watch():
    """Read the thermometer every hour, for a day."""
    readings = []
    for hour in range(24):
        await sleep(60 * 60)
        readings.append(15 + hour % 12)
    return readings


async def a_day():
    readings, _ = await gather(watch(), sleep(24 * 60 * 60))
    seconds = asyncio.get_running_loop().time()
    print(f"{len(readings)} readings in {seconds:.0f} seconds")


if __name__ == "__main__":
    begin = time.perf_counter()
    run(a_day())
    print("real time below a second:", time.perf_counter() - begin < 1)
