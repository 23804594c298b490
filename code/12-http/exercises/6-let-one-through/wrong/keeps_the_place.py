"""Wrong: the one that was let through is cancelled, and its place is never free again.

Says: the one that is let through is cancelled: result: expected ['cancelled', 21], but it was ['cancelled', 'Open'].
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
            raise Open
        self.trying = True
        try:
            result = await self.watch(function)
        except Exception:
            self.trying = False
            raise
        self.trying = False
        return result

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
