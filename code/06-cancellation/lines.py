"""Stormwatch's lines to its stations: a pool of three."""

import asyncio

SECONDS = {"ada": 0.01, "bo": 0.01, "cy": 60}  # until it answers


class Pool:
    """Lines that are taken and given back.

    ``free`` is how many are not in use.
    """

    def __init__(self, lines=3):
        self.lines = self.free = lines

    async def connect(self):
        """Take a line and dial.  Raises ConnectionError."""
        if self.free == 0:
            raise ConnectionError("no line is free")
        self.free -= 1
        await asyncio.sleep(0.02)  # dials
        return Line(self)


class Line:
    """One line, in use until it is closed."""

    def __init__(self, pool):
        self.pool = pool

    async def ask(self, name):
        """Return the temperature at a station."""
        seconds = SECONDS[name]
        await asyncio.sleep(seconds)
        return 21

    def close(self):
        self.pool.free += 1
