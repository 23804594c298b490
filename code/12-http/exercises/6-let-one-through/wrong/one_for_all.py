"""Wrong: one note for all breakers that somebody is let through.

Says: two breakers: result: expected ['OSError: 503', 21, 'Open', 'OSError: 503', 21, 21], but it was ['OSError: 503',
21, 'Open', 'OSError: 503', 21, 'Open'].
"""

import asyncio
import time


class Open(Exception):
    """The breaker is open: the function was not called."""


class Breaker:
    """After *most* failures in a row it is open for *seconds*; then it lets one call through."""

    trying = False

    def __init__(self, most, seconds):
        self.most, self.seconds = most, seconds
        self.failures, self.open_until = 0, 0

    async def call(self, function):
        """Await function(), and return its result or raise its error; or raise Open at once."""
        if self.failures < self.most:
            return await self.watch(function)
        if Breaker.trying or time.monotonic() < self.open_until:
            raise Open
        Breaker.trying = True
        try:
            return await self.watch(function)
        finally:
            Breaker.trying = False

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
