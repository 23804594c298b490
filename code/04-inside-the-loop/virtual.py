"""asyncio's own loop on a virtual clock: a day passes in no time."""

import asyncio
from asyncio import gather, sleep  # noqa: F401, so that a program can import them from here


class VirtualLoop(asyncio.BaseEventLoop):
    def __init__(self):
        super().__init__()
        self.now, self._selector = 0.0, self
        self._clock_resolution = 1e-6  # what is due within it fires

    def time(self):
        return self.now

    def select(self, timeout):
        if timeout is None:
            raise RuntimeError("all tasks wait, and no timer is left")
        self.now += timeout
        return []  # no data, from nowhere

    _process_events = _write_to_self = lambda self, *_: None


def run(coro):
    """Run *coro* as asyncio.run does, on a virtual clock; return its result."""
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(coro)
