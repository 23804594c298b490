"""Await is a call: an example from the chapter "coroutines".

Written by `make scripts`: edit the chapter, not this file.
"""

import inspect


class Pause:
    """Something to wait for: it hands one word to the driver."""

    def __init__(self, word):
        self.word = word

    def __await__(self):
        yield self.word


async def inner():
    await Pause("inner waits")
    return 42


async def outer():
    print("outer has", await inner())


coro = outer()
print("driver got:", coro.send(None))
print("outer is", inspect.getcoroutinestate(coro))
try:
    coro.send(None)
except StopIteration:
    print("driver: done")
