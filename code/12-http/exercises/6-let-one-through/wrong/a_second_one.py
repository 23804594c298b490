"""Wrong: who is let through makes it open for so many seconds again, and after these a second one is let through.

Says: it is let through, takes 5 s, and fails: open for 3 s from then: result: expected [['OSError: 503', 'OSError:
503', 'OSError: 503', 'OSError: 503', 'Open', 'Open', 22], 'asked at', [0, 1, 2, 5.5, 14]], but it was [['OSError:
503', 'OSError: 503', 'OSError: 503', 'OSError: 503', 21, 21, 22], 'asked at', [0.0, 1.0, 2.0, 5.5, 9.0, 12.0, 14.0]].
"""

import asyncio
import time


class Open(Exception):
    """The breaker is open: the function was not called."""


class Breaker:
    """After *most* failures in a row it is open for *seconds*; then it lets one call through."""

    def __init__(self, most, seconds):
        self.most, self.seconds = most, seconds
        self.failures, self.open_until = 0, 0

    async def call(self, function):
        """Await function(), and return its result or raise its error; or raise Open at once."""
        if self.failures < self.most:
            return await self.watch(function)
        before = self.open_until
        if time.monotonic() < before:
            raise Open
        self.open_until = time.monotonic() + self.seconds
        try:
            return await self.watch(function)
        except asyncio.CancelledError:
            self.open_until = before
            raise

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
