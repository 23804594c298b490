"""Ask: an example from the chapter "coroutines".

Written by `make scripts`: edit the chapter, not this file.
"""



class Pause:
    """Something to wait for: it hands one word to the driver."""

    def __init__(self, word):
        self.word = word

    def __await__(self):
        yield self.word


class Ask(Pause):
    def __await__(self):
        answer = yield self.word
        return answer


async def greet():
    print("hello", await Ask("who are you?"))


coro = greet()
print(coro.send(None))
try:
    coro.send("ada")
except StopIteration:
    print("done")
