"""By hand: an example from the chapter "coroutines".

Written by `make scripts`: edit the chapter, not this file.
"""

import inspect


class Pause:
    """Something to wait for: it hands one word to the driver."""

    def __init__(self, word):
        self.word = word

    def __await__(self):
        yield self.word


async def two_steps():
    print("step one")
    await Pause("please wait")
    print("step two")
    return "all done"


coro = two_steps()
print(inspect.getcoroutinestate(coro))
print("got:", coro.send(None))
print(inspect.getcoroutinestate(coro))
try:
    coro.send(None)
except StopIteration as stop:
    print("returned:", stop.value)
print(inspect.getcoroutinestate(coro))
try:
    coro.send(None)
except RuntimeError as error:
    print(error)
