"""Exercise: a driver of your own.

Write drive, without asyncio.
"""


def drive(coro):
    """Run the coroutine to its end; return (its value, the list of its pauses)."""
    raise NotImplementedError("drive")


class Pause:
    """Something to wait for: it hands one word to the driver."""

    def __init__(self, word):
        self.word = word

    def __await__(self):
        yield self.word


async def two_steps():
    await Pause("first")
    await Pause("second")
    return "all done"


if __name__ == "__main__":
    print(drive(two_steps()))
