"""Wrong: if the one that was let through is cancelled, all are let through.

Says: the one that is let through is cancelled, in its place comes one that fails: result: expected [['OSError: 503',
'OSError: 503', 'OSError: 503', 'cancelled', 'OSError: 503', 'Open', 'Open', 23], 'asked at', [0, 1, 2, 5.5, 7,
11.5]], but it was [['OSError: 503', 'OSError: 503', 'OSError: 503', 'cancelled', 'OSError: 503', 21, 22, 23], 'asked
at', [0.0, 1.0, 2.0, 5.5, 7.0, 7.5, 9.0, 11.5]].
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
            return await self.watch(function)
        except asyncio.CancelledError:
            self.failures = 0
            raise
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
