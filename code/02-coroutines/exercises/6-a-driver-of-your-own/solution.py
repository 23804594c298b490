"""Exercise: run a coroutine to its end, without asyncio."""


def drive(coro):
    """Return the coroutine's value and the list of what it paused on."""
    pauses = []
    while True:
        try:
            pauses.append(coro.send(None))
        except StopIteration as stop:
            return stop.value, pauses


if __name__ == "__main__":
    import asyncio

    class Pause:
        def __init__(self, word):
            self.word = word

        def __await__(self):
            yield self.word

    async def add(a, b):
        await Pause(f"{a} + {b}")
        return a + b

    async def add_three(a, b, c):
        return await add(await add(a, b), c)

    async def fail():
        await Pause("so far")
        raise ValueError("and no further")

    async def never_pause():
        return "at once"

    print(drive(add_three(1, 2, 3)))
    print(drive(never_pause()))
    for coro in (fail(), asyncio.sleep(1)):
        try:
            drive(coro)
        except (ValueError, RuntimeError) as error:
            print(f"{type(error).__name__}: {error}")
