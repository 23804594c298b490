"""Judge of the exercise 'a driver of your own'."""

import inspect

from check import Point, Wrong, as_point

TODO = "write drive"


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


async def at_once():
    return "at once"


async def give(value):
    await Pause(None)
    return value


async def fail():
    await Pause("so far")
    raise KeyError("no further")


def judge(code):
    for what, function, arguments, value, pauses in [
            ("two pauses", add_three, (1, 2, 3), 6, ["1 + 2", "3 + 3"]),
            ("no pause", at_once, (), "at once", []),
            ("a pause on None, and None returned", give, (None,), None, [None])]:
        coro = function(*arguments)
        got = attempt(code, coro)
        if isinstance(got, Exception):
            point = as_point(got)
            yield Point(False, f"{what}: {point.text}", point.section or "sec-by-hand")
        elif got != (value, pauses):
            yield Point(False, f"{what}: expected {(value, pauses)!r}, but drive returned {got!r}.",
                        "sec-by-hand")
        elif inspect.getcoroutinestate(coro) != inspect.CORO_CLOSED:
            yield Point(False, f"{what}: expected a closed coroutine, but it had not ended.",
                        "sec-by-hand")
        else:
            yield Point(True, f"{what}: {got!r}.")
        coro.close()
    got = attempt(code, fail())
    if isinstance(got, KeyError):
        yield Point(True, "an error of the coroutine reaches the caller of drive.")
    else:
        said = f"was raised: {got}" if isinstance(got, Exception) else f"was returned: {got!r}"
        yield Point(False, "error: expected the coroutine's own KeyError, but "
                    f"{type(got).__name__} {said}.", "sec-by-hand")


def attempt(code, coro):
    """What drive(coro) returned, or the exception that it raised."""
    try:
        return code()["drive"](coro)
    except (NotImplementedError, Wrong):
        coro.close()
        raise
    except Exception as error:
        return error
