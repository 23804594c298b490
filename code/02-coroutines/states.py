"""States: an example from the chapter "coroutines".

Written by `make scripts`: edit the chapter, not this file.
"""

import inspect


class Pause:
    """Something to wait for: it hands one word to the driver."""

    def __init__(self, word):
        self.word = word

    def __await__(self):
        yield self.word


def note():
    print(inspect.getcoroutinestate(coro))


async def visit():
    note()
    await Pause("first")
    note()
    await Pause("second")


coro = visit()
note()
coro.send(None)
note()
coro.send(None)
coro.close()
note()
