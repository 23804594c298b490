"""Exercise: the states of a coroutine object, answered and observed."""

import inspect

ANSWERS = [
    "created",  # the call ran nothing
    "running",  # the first line of visit, under the first send
    "suspended",  # in Pause("first"): send has come back
    "running",  # the line below it, under the second send
    "closed",  # nobody looked in Pause("second"); close() ended it there
]


class Pause:
    def __init__(self, word):
        self.word = word

    def __await__(self):
        yield self.word


def states():
    """Run the program of the exercise and return the states that it would print."""
    seen = []

    def note():
        seen.append(inspect.getcoroutinestate(coro))

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
    return seen


if __name__ == "__main__":
    for answer, state in zip(ANSWERS, states(), strict=True):
        print(answer, f"CORO_{answer.upper()}" == state)
