"""Wrong: a call that is refused makes it longer.

Says: open for 3 s from a failure that took 2 s: result: expected [['OSError: 503', 'Open', 21], 'asked at', [0,
5.5]], but it was [['OSError: 503', 'Open', 'Open'], 'asked at', [0.0]].
"""

import asyncio
import time


class Open(Exception):
    """The breaker is open: the function was not called."""


class Breaker:
    """After *most* failures in a row it is open for *seconds*; then it lets one call through."""

    def __init__(self, most, seconds):
        self.most, self.seconds = most, seconds
        self.failures, self.open_until, self.trying = 0, 0, False

    async def call(self, function):
        """Await function(), and return its result or raise its error; or raise Open at once."""
        if self.failures < self.most:
            return await self.watch(function)
        if self.trying or time.monotonic() < self.open_until:
            self.open_until = time.monotonic() + self.seconds
            raise Open
        self.trying = True
        try:
            return await self.watch(function)
        finally:
            self.trying = False

    async def watch(self, function):
        try:
            result = await function()
        except OSError:
            self.failures += 1
            self.open_until = time.monotonic() + self.seconds
            raise
        except Exception:
            self.failures = 0
            raise
        self.failures = 0
        return result
