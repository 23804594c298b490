"""The judges of chapter 2's exercises, used by check.py."""

import asyncio
import inspect
import time

from check import Point, Question, Wrong, answers, as_point, compare, exercise, observe

NOTES = [  # where note() is called, the state, and what to think of before another one
    ("below `coro = visit()`", "created", "The call made an object and ran nothing of it."),
    ("the first line of visit", "running", "Who calls note() here? A line of the coroutine itself."),
    ("below the first send", "suspended", "`send` came back because the coroutine waits in Pause, "
     "in the middle of its body."),
    ("the second line of visit that notes", "running", "The second `send` is under way, and a line "
     "of the coroutine itself calls note()."),
    ("below close()", "closed", "`close()` ends the coroutine wherever it stands, and for good."),
]


@exercise("2.1", "name the states", "name the five states in ANSWERS", 0xbb4cf3a5)
def name_the_states(code):
    states = ["created", "running", "suspended", "closed"]
    yield from answers(code, {
        k: Question(place, right, {s: hint for s in states if s != right}, "sec-02-by-hand")
        for k, (place, right, hint) in enumerate(NOTES, 1)})


PROGRAMS = {  # result, elapsed, calls of read and write
    "one": (3, 0.05, ["read ada"]),
    "two": (["grace"], 0.1, ["read ada", "read grace"]),
    "three": (True, 0.05, ["read ada"]),
    "four": (0.5, 0.5, []),
    "five": (["hello", "bye"], 0.1, ["write hello", "write bye"]),
}


@exercise("2.2", "five programs", "each of the five programs still lacks an await", 0x760ddcdc)
def five_programs(code):
    for name, (result, elapsed, calls) in PROGRAMS.items():
        events, log = [], []

        async def read(word):
            await asyncio.sleep(0.05)
            events.append(f"read {word}")
            return len(word)

        async def write(word):
            await asyncio.sleep(0.05)
            events.append(f"write {word}")
            log.append(word)

        seen = observe(code(read=read, write=write, log=log)[name])
        seen.events = events
        yield from brief(compare(seen, name, result=result, elapsed=elapsed, events=calls,
                                 why="the sum of its waits", at="sec-02-sequence",
                                 at_result="sec-02-call"))


def brief(points):
    """The first point alone: where it is wrong, the others follow from it."""
    return list(points)[:1]


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


@exercise("2.3", "a driver of your own", "write drive", 0x63714403)
def a_driver(code):
    for what, function, arguments, value, pauses in [
            ("two pauses", add_three, (1, 2, 3), 6, ["1 + 2", "3 + 3"]),
            ("no pause", at_once, (), "at once", []),
            ("a pause on None, and None returned", give, (None,), None, [None])]:
        coro = function(*arguments)
        got = attempt(code, coro)
        if isinstance(got, Exception):
            point = as_point(got)
            yield Point(False, f"{what}: {point.text}", point.section or "sec-02-by-hand")
        elif got != (value, pauses):
            yield Point(False, f"{what}: expected {(value, pauses)!r}, but drive returned {got!r}.",
                        "sec-02-by-hand")
        elif inspect.getcoroutinestate(coro) != inspect.CORO_CLOSED:
            yield Point(False, f"{what}: expected a closed coroutine, but it had not ended.",
                        "sec-02-by-hand")
        else:
            yield Point(True, f"{what}: {got!r}.")
        coro.close()
    got = attempt(code, fail())
    if isinstance(got, KeyError):
        yield Point(True, "an error of the coroutine reaches the caller of drive.")
    else:
        said = f"was raised: {got}" if isinstance(got, Exception) else f"was returned: {got!r}"
        yield Point(False, "error: expected the coroutine's own KeyError, but "
                    f"{type(got).__name__} {said}.", "sec-02-by-hand")


def attempt(code, coro):
    """What drive(coro) returned, or the exception that it raised."""
    try:
        return code()["drive"](coro)
    except (NotImplementedError, Wrong):
        coro.close()
        raise
    except Exception as error:
        return error


MESSAGES = {
    "A": ("never awaited", 3, "sec-02-warning"),
    "B": ("not subscriptable", 5, "sec-02-wrong-awaits"),
    "C": ("object function", 1, "sec-02-wrong-awaits"),
    "D": ("object dict", 8, "sec-02-wrong-awaits"),
    "E": ("outside function", 7, "sec-02-where"),
    "F": ("outside async function", 2, "sec-02-where"),
    "G": ("cannot reuse", 6, "sec-02-by-hand"),
    "H": ("running event loop", 4, "sec-02-where"),
}
CAUSES = {
    1: "Cause 1 awaits the function itself, so the message would name the type `function`.",
    2: "Cause 2 is found by the compiler: there is a function around it, but no async one.",
    3: "Cause 3 is no error but a warning: the object is freed and has never run.",
    4: "Cause 4 starts a loop where one is running already, and the message would say so.",
    5: "Cause 5 applies [...] or a dot to the coroutine object, not to its value.",
    6: "Cause 6 is a second run, and a coroutine object runs once.",
    7: "Cause 7 is found by the compiler: there is no function around it at all.",
    8: "Cause 8 awaits what the ordinary function returned, so the message would name the "
       "type of that value.",
}


@exercise("2.4", "eight messages", "match the messages in ANSWERS to their causes", 0x8e11e2ae)
def eight_messages(code):
    yield from answers(code, {
        letter: Question(text, right, {n: hint for n, hint in CAUSES.items() if n != right}, section)
        for letter, (text, right, section) in MESSAGES.items()})
