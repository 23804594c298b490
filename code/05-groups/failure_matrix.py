"""The failure matrix: what each way to wait does when two of three stations fail."""

import asyncio
import gc

# station: seconds until its answer or failure, type of the failure
STATIONS = {"ada": (0.5, OSError), "bo": (1.0, None), "cy": (1.5, ValueError)}
FORM = "{:18}{:>5}  {:23}  {:9}  {}"


class Row:
    """One way, tried on stations of its own."""

    def __init__(self, way):
        self.way, self.ended, self.failures, self.tasks = way, {}, {}, set()

    async def station(self, name):
        delay, failure = STATIONS[name]
        self.tasks.add(asyncio.current_task())
        try:
            await asyncio.sleep(delay)
        except asyncio.CancelledError:
            self.ended[name] = "cancelled"
            raise
        self.ended[name] = "fails" if failure else "answers"
        if failure:
            self.failures[name] = failure(name)
            raise self.failures[name]
        return name

    async def run(self, logged):
        """The row: what was tried, when it came back, with what, bo's end, cy's failure."""
        loop, coros = asyncio.get_running_loop(), [self.station(name) for name in STATIONS]
        start = loop.time()
        try:
            back = await self.way(coros)
        except Exception as error:
            back = error
        seconds = int(2 * (loop.time() - start)) / 2
        if left := self.tasks - {asyncio.current_task()}:
            await asyncio.wait(left)  # until the last station has ended
            await asyncio.sleep(0)
        del left
        self.tasks.clear()
        for coro in coros:
            coro.close()  # where the way has not begun it, nobody needs a warning
        del coros
        text, place = described(back), self.place_of("cy", back)
        del back
        for failure in self.failures.values():
            failure.__traceback__ = None  # it holds the tasks
        gc.collect()  # frees them: now asyncio logs what nobody has asked for
        if place == "lost" and self.failures["cy"] in logged:
            place = "logged"
        name = self.way.__name__.replace("_", " ")
        return FORM.format(name, seconds, text, self.ended.get("bo", "not asked"), place)

    def place_of(self, name, back):
        """Where the failure of a station is to be found in what came back."""
        failure = self.failures.get(name)
        if failure is None:
            return self.ended.get(name, "not asked")
        if isinstance(back, Exception):
            return "raised" if failure in leaves(back) else "lost"
        found = inside(back)
        tasks = [one for one in found if isinstance(one, asyncio.Task) and not one.cancelled()]
        if failure in [task.exception() for task in tasks]:
            return "in its task"
        return f"in the {type(back).__name__}" if failure in found else "lost"


def leaves(error):
    """The exceptions in a group, however deep; any other exception itself."""
    if not isinstance(error, BaseExceptionGroup):
        return [error]
    return [leaf for part in error.exceptions for leaf in leaves(part)]


def inside(back):
    """What a list, tuple, set or dictionary holds, however deep; anything else itself."""
    if not isinstance(back, (list, tuple, set, dict)):
        return [back]
    return [one for part in (back.values() if isinstance(back, dict) else back) for one in inside(part)]


def described(back):
    """What a way came back with, in a few words."""
    if isinstance(back, Exception):
        return f"raises {type(back).__name__}"
    if isinstance(back, tuple) and [*map(type, back)] == [set, set]:
        return "{} done, {} pending".format(*map(len, back))
    if isinstance(back, list):
        return ", ".join(one if isinstance(one, str) else type(one).__name__ for one in back)
    return repr(back) if len(repr(back)) <= 23 else f"{repr(back)[:22]}…"


async def matrix(*ways):
    """Try all ways at once, each with three stations of its own, and print a row for each.

    A way is a coroutine function that gets a list of three coroutine objects: ada fails
    after 0.5 s, bo answers after 1.0 s, cy fails after 1.5 s.
    """
    loop, logged = asyncio.get_running_loop(), []
    before = loop.get_exception_handler()
    loop.set_exception_handler(lambda _, context: logged.append(context.get("exception")))
    try:
        rows = await asyncio.gather(*[Row(way).run(logged) for way in ways])
    finally:
        loop.set_exception_handler(before)
    print(FORM.format("", "back", "with", "bo", "cy's failure"))
    print(*rows, sep="\n")
