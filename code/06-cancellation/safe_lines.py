"""The pool again: a line is given back wherever its user is cancelled."""

import asyncio

import lines


class Pool(lines.Pool):
    """Lines that are given back where dialling is cancelled, too."""

    async def connect(self):
        """Take a line and dial.  Raises ConnectionError."""
        if self.free == 0:
            raise ConnectionError("no line is free")
        self.free -= 1
        line = Line(self)
        try:
            await asyncio.sleep(0.02)  # dials
        except BaseException:  # a failure, or a cancel
            line.close()
            raise
        return line


class Line(lines.Line):
    """One line; ``async with`` says goodbye and closes it."""

    async def __aenter__(self):
        return self

    async def __aexit__(self, *error):
        try:
            await asyncio.sleep(0.02)  # says goodbye
        finally:
            self.close()
