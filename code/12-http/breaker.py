"""Breaker: an example from the chapter "http".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
import time
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "tools"))
import vloop  # noqa: E402


class Breaker:
    def __init__(self, most, seconds):
        self.most, self.seconds = most, seconds
        self.failures, self.open_until = 0, 0

    async def call(self, function):
        if time.monotonic() < self.open_until:
            return "not asked"
        try:
            result, self.failures = await function(), 0
        except OSError:
            self.failures += 1
            if self.failures >= self.most:
                self.open_until = time.monotonic() + self.seconds
            return "failed"
        return result


async def station():
    if asyncio.get_running_loop().time() < 5.5:
        raise ConnectionRefusedError
    return "21"


async def ten_seconds():
    breaker = Breaker(most=3, seconds=3)
    for _ in range(10):
        print(await breaker.call(station), end="; ")
        await asyncio.sleep(1)


vloop.run(ten_seconds())
