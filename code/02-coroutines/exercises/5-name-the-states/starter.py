"""Exercise: name the states.

Put "created", "running", "suspended" or "closed" in the place of each "?" (short for
CORO_CREATED and so on), in the order in which this program prints them.

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
"""

ANSWERS = [
    "?",
    "?",
    "?",
    "?",
    "?",
]
