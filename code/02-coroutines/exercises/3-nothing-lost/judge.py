"""Judge of the exercise 'nothing lost'."""

import asyncio
import contextlib
import io

from check import Point, Probe, Wrong, compare, observe

TODO = "write save, end_of_day, main and the start"


class Database(Probe):
    """A `save` that notes what was in the inbox, and fails or waits as it is told."""

    def __init__(self, inbox, delays=(), errors=()):
        super().__init__()
        self.inbox, self.archive = inbox, []
        self.delays, self.errors = dict(delays), dict(errors)
        self.total = len(inbox)
        self.early = []  # what was no longer in the inbox when its save began
        self.late = []  # what began while the one before, which was saved, was still in the inbox

    async def save(self, reading, archive):
        if reading not in self.inbox:
            self.early.append(reading)
        elif len(self.inbox) + len(self.archive) > self.total:
            self.late.append(reading)
        delay, error = self.delays.get(reading, 0.5), self.errors.pop(reading, None)
        await self.call(repr(reading), delay, error=error)
        archive.append(reading)


class Quiet:
    """The submission; what it prints when it is imported is kept in *printed*."""

    def __init__(self, code):
        self.code, self.printed = code, ""

    def __call__(self, **replaced):
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            names = self.code(**replaced)
        self.printed = printed.getvalue()
        return names


def judge(code):
    quiet = Quiet(code)
    names = quiet()
    for name in ("save", "end_of_day", "main"):
        if name not in names:
            raise Wrong(f"`{name}` is missing: write a coroutine function of this name.")
    yield from saves(quiet)
    yield from evenings(quiet)
    points = list(starts(code, names["main"], quiet.printed))
    yield from points if any(not point.right for point in points) else [*prints(quiet)] or points


def saves(code):
    archive, halfway = [], []
    yield from compare(observe(looked_at(code()["save"], archive, halfway), "ada 21", archive), "save", elapsed=0.5,
                       at="sec-sequence")
    if halfway:
        yield Point(False, f"save: expected an empty archive until the wait is over, but after 0.25 s it was "
                    f"{halfway!r}.", "sec-loss")
    if archive != ["ada 21"]:
        yield Point(False, f"save: expected the archive ['ada 21'], but it was {archive!r}.", "sec-mended")
    for reading in ("bo ??", "b? 19"):
        archive = []
        got = observe(failure(code()["save"]), reading, archive).result
        if (got, archive) == ("ValueError", []):
            yield Point(True, f"save of {reading!r}: ValueError, and nothing in the archive.")
        else:
            yield Point(False, f"save of {reading!r}: expected ValueError and an empty archive, but it was "
                        f"{got} and {archive!r}.", "sec-mended")


def looked_at(save, archive, halfway):
    """*save*, and what is in the archive after half of its wait, noted in *halfway*."""
    async def save_and_look(*args):
        timer = asyncio.get_running_loop().call_later(0.25, lambda: halfway.extend(archive))
        try:
            return await save(*args)
        finally:
            timer.cancel()
    return save_and_look


def failure(function):
    """A coroutine function that calls *function* and returns the name of its error."""
    async def attempt(*args):
        try:
            await function(*args)
        except ValueError:  # or of a class that is made from it
            return "ValueError"
        except Exception as error:
            return type(error).__name__
        return "no error"
    return attempt


def evenings(code):
    """Evening after evening, until one goes wrong: the others would say the same."""
    for points in each_evening(code):
        points = list(points)
        wrong = [point for point in points if not point.right]
        yield from wrong[:1] or points
        if wrong:
            return


def each_evening(code):
    for what, inbox, delays in [
            ("three readings", ["ada 21", "bo 19", "cy 23"], {"ada 21": 1.0, "bo 19": 0.5, "cy 23": 0.25}),
            ("an empty inbox", [], {}),
            ("the same reading twice", ["ada 21", "bo 19", "ada 21"], {}),
            ("readings that count as false", ["", "bo 19", None, 0], {})]:
        yield evening(code, what, inbox, delays)
    yield failing(code, "an error in the second", ValueError("cannot save"))
    yield failing(code, "an error of another type", OSError("no connection"))
    yield cancelled(code)
    yield arriving(code)
    yield two_evenings(code)


def arriving(code):
    """A reading that comes while another is saved may wait for the next evening, or be saved in this one."""
    what = "a fourth reading that arrives during the evening"
    base = Database(["ada 21", "bo 19", "cy 23"])

    def meanwhile(end_of_day):
        async def program(inbox, archive):
            def arrive():
                inbox.append("dora 20")
                base.total += 1

            asyncio.get_running_loop().call_later(0.75, arrive)
            first = await end_of_day(inbox, archive)
            return first + await end_of_day(inbox, archive)
        return program

    seen = run(code, base, meanwhile)
    points = [p for p in compare(seen, f"{what}, and a second call", result=4, elapsed=2, at="sec-sequence",
                                 at_result="sec-mended") if not p.right]
    if not seen.error:
        points += lists(what, base, [], ["ada 21", "bo 19", "cy 23", "dora 20"])
    yield from points or [Point(True, f"{what}: nothing lost.")]


def two_evenings(code):
    base = Database(["ada 21", "bo 19", "cy 23"])

    def both(end_of_day):
        async def program(*lists):
            first = await end_of_day(*lists)
            base.inbox.append("dora 20")
            base.total += 1
            return [first, await end_of_day(*lists)]
        return program

    yield from compare(run(code, base, both), "two evenings, of three readings and of one", result=[3, 1], elapsed=2,
                       at="sec-sequence", at_result="sec-mended")


def run(code, base, function=None):
    """Observe end_of_day, or *function* of it, with the database *base*."""
    end_of_day = code(save=base.save)["end_of_day"]
    return observe(function(end_of_day) if function else end_of_day, base.inbox, base.archive, probe=base)


def evening(code, what, inbox, delays):
    want, base = list(inbox), Database(inbox, delays)
    seen = run(code, base)
    events = [f"{when} {reading!r}" for reading in want for when in ("start", "end")]
    points = list(compare(seen, what, result=len(want), events=events,
                          elapsed=sum(delays.get(reading, 0.5) for reading in want),
                          why="the sum of its waits", at="sec-sequence", at_result="sec-sequence"))
    yield from points
    if all(point.right for point in points):
        yield from lists(what, base, [], want)


def lists(what, base, inbox, archive):
    if base.early:
        yield Point(False, f"{what}: {base.early[0]!r} had left the inbox before it was saved: an error "
                    "would lose it.", "sec-mended")
    elif base.late:
        yield Point(False, f"{what}: when {base.late[0]!r} began, the reading before it was saved and still in "
                    "the inbox: a program that stops here would save it twice.", "sec-mended")
    for name, want, got in [("inbox", inbox, base.inbox), ("archive", archive, base.archive)]:
        if want != got:
            yield Point(False, f"{what}: expected the {name} {want!r}, but it was {got!r}.", "sec-mended")


def failing(code, what, error):
    base = Database(["ada 21", "bo 19", "cy 23"], errors={"bo 19": error})
    seen = run(code, base, failure)
    if seen.error:
        yield from compare(seen, what)
        return
    points = []
    if seen.result != type(error).__name__:
        points += [Point(False, f"{what}: expected {type(error).__name__} for the caller of end_of_day, "
                         f"but there was {seen.result}.", "sec-await")]
    points += lists(what, base, ["bo 19", "cy 23"], ["ada 21"])
    if not points:  # the next evening
        base.events.clear()
        seen = run(code, base)
        points += [p for p in compare(seen, f"{what}, then a second call", result=2, elapsed=1.0,
                                      at="sec-sequence", at_result="sec-mended") if not p.right]
        points += lists(f"{what}, then a second call", base, [], ["ada 21", "bo 19", "cy 23"])
    yield from points or [Point(True, f"{what}: nothing lost, and a second call saves the rest.")]


def cancelled(code):
    what = "stopped from outside in the second"
    base = Database(["ada 21", "bo 19", "cy 23"])

    def stopped(end_of_day):
        async def attempt(*args):
            task = asyncio.ensure_future(end_of_day(*args))
            await asyncio.sleep(0.75)
            task.cancel()
            await asyncio.wait([task])
            return task.cancelled()
        return attempt

    seen = run(code, base, stopped)
    if seen.error:
        yield from compare(seen, what)
        return
    points = list(lists(what, base, ["bo 19", "cy 23"], ["ada 21"]))
    if seen.result is not True:
        points += [Point(False, f"{what}: expected it to stop, but it went on to its end.", "sec-await")]
    elif seen.leaked:
        points += [Point(False, f"{what}: expected it to stop, but its save went on beside it.", "sec-await")]
    yield from points or [Point(True, f"{what}: nothing lost.")]


def starts(code, main, printed):
    """What main prints; that the file starts it, and an import does not."""
    with contextlib.redirect_stdout(io.StringIO()) as out:
        seen = observe(main)
    points = [p for p in compare(seen, "main") if not p.right]
    if not points and not out.getvalue().strip():
        points += [Point(False, "main: expected the number and the lists, but nothing was printed.", "sec-where")]
    elif not points and seen.elapsed < 1.5:
        points += [Point(False, f"main: expected three readings that are saved, 1.5 s, but it took "
                         f"{seen.elapsed:g} s.", "sec-where")]
    if printed:
        points += [Point(False, "start: expected nothing printed when the file is imported, but it was: "
                         f"{printed.splitlines()[0]}. Put the start below `if __name__ == \"__main__\":`.",
                         "sec-where")]
    elif isinstance(code.submission, str) and not points:
        if not code.as_script().strip():
            points += [Point(False, "start: expected main to run when the file is run as a script, but "
                             "nothing was printed.", "sec-where")]
    yield from points or [Point(True, "main: it prints, and it starts only when the file is run.")]


def prints(code):
    """What main prints of an end_of_day that saves one reading of its three and says 7."""
    given = []

    async def end_of_day(inbox, archive):
        given.append((len(inbox), len(archive)))
        archive.append(f"{inbox[0]}, and saved")  # what is printed before it does not have
        del inbox[0]
        given.append([*inbox, *archive])
        return 7

    main = code(end_of_day=end_of_day)["main"]
    with contextlib.redirect_stdout(io.StringIO()) as out:
        seen = observe(main)
    if seen.error or seen.failed:
        yield from compare(seen, "main")
    elif not given or given[0] != (3, 0):
        was = "it was not called" if not given else "it got {} and {}".format(*given[0])
        yield Point(False, f"main: expected end_of_day called with three readings and none, but {was}.", "sec-where")
    elif missing := [thing for thing in ("7", *given[1]) if str(thing) not in out.getvalue()]:
        yield Point(False, f"main: expected the number that end_of_day returned and the two lists, here with "
                    f"{missing[0]}, but it printed: {out.getvalue().strip() or 'nothing'}.", "sec-await")
