"""Judge of the exercise 'a driver of your own'."""

import asyncio
import inspect

from check import Point, Wrong, as_point, otherwise, same
from check import shown as text_of

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


class Ask(Pause):
    def __await__(self):
        return (yield self.word)


async def sent():
    return await Ask("to whom?")


async def many(number):
    for k in range(number):
        await Pause(k)
    return number


async def fail(error):
    await Pause("so far")
    raise error


def judge(code):
    """Coroutine after coroutine, until one goes wrong: the others would say the same."""
    for point in driven(code()["drive"]):
        yield point
        if not point.right:
            return


def driven(drive):
    for what, function, arguments, value, pauses in [
            ("two pauses", add_three, (1, 2, 3), 6, ["1 + 2", "3 + 3"]),
            ("no pause", at_once, (), "at once", []),
            ("a pause on None, and None returned", give, (None,), None, [None]),
            ("a second call, the same pause twice", add_three, (0, 0, 0), 0, ["0 + 0", "0 + 0"]),
            ("what is sent, returned", sent, (), None, ["to whom?"]),
            ("1000 pauses", many, (1000,), 1000, list(range(1000)))]:
        coro = function(*arguments)
        got = attempt(drive, coro)
        if isinstance(got, BaseException):
            point = as_point(got)
            yield Point(False, f"{what}: {point.text}", point.section or "sec-by-hand")
        elif inspect.iscoroutine(got) or inspect.isgenerator(got) or inspect.isasyncgen(got):
            coro.close()
            getattr(got, "close", lambda: None)()
            raise Wrong(f"{what}: drive returned a {type(got).__name__.replace('_', ' ')} object and ran nothing: it has to be "
                        "a plain `def`, without `yield`.", "sec-call")
        elif not same(got, (value, pauses)):
            yield Point(False, f"{what}: expected {short((value, pauses))}, but drive returned {short(got)}."
                        f"{otherwise(got, (value, pauses))}", "sec-by-hand")
        elif inspect.getcoroutinestate(coro) != inspect.CORO_CLOSED:
            yield Point(False, f"{what}: expected a closed coroutine, but it had not ended.",
                        "sec-by-hand")
        else:
            yield Point(True, f"{what}: {short(got)}.")
        coro.close()
    for error in (KeyError("no further"), asyncio.CancelledError("no further")):
        name = type(error).__name__
        got = attempt(drive, fail(error))
        if got is error:
            yield Point(True, f"a {name} of the coroutine reaches the caller of drive.")
            continue
        said = f"was raised: {got}" if isinstance(got, BaseException) else f"was returned: {got!r}"
        yield Point(False, f"error: expected the coroutine's own {name}, but {type(got).__name__} {said}.",
                    "sec-by-hand")


def short(value):
    text = text_of(value)
    return text if len(text) <= 60 else f"{text[:40]}…{text[-15:]}"


def attempt(drive, coro):
    """What drive(coro) returned, or the exception that it raised."""
    try:
        return drive(coro)
    except (NotImplementedError, Wrong, KeyboardInterrupt):
        coro.close()
        raise
    except BaseException as error:
        return error
