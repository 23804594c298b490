"""Judge of the exercise 'the warmest station'."""

import ast
import contextlib
import inspect
import io
import numbers

from check import Code, Point, Probe, Wrong, compare, observe, shown

TODO = "write `read` and `warmest`"


def judge(code):
    probe = Probe()
    delays = {"ada": 0.3, "bert": 0.5, "cleo": 0.1, "dora": 0.2, "emil": 0.5, "fay": 7}
    degrees = {"ada": 17.5, "bert": 12.0, "cleo": -3.0, "dora": -8.5, "emil": 0, "fay": 9}

    async def read(station):
        return await probe.call(station, delays[station], degrees[station])

    with contextlib.redirect_stdout(io.StringIO()) as at_import:
        names = code()
    for name in "read", "warmest":
        if name not in names:
            raise Wrong(f"There is no `{name}` yet: your program needs an `async def {name}`.", "sec-first-program")
    if not inspect.iscoroutinefunction(names["read"]):
        raise Wrong("`read` has to be an `async def`: it stands for a station that takes time to answer.",
                    "sec-first-program")
    theirs = observe(names["read"], "ada")
    if theirs.error:
        yield Point(False, f"`read` alone, for 'ada': {theirs.error.text}", theirs.error.section)
    elif theirs.blocked:
        yield Point(False, f"`read` alone: it blocks for {theirs.blocked:g} s: nothing can run beside it.", "sec-half-true")
    elif not theirs.elapsed:
        yield Point(False, "`read` alone: expected a wait, as a station needs time to answer, but it took 0 s.",
                    "sec-first-program")
    elif isinstance(theirs.result, bool) or not isinstance(theirs.result, numbers.Real):
        yield Point(False, f"`read` alone: result: expected a number, but it was {shown(theirs.result)}.", "sec-together")
    names = code(read=read)
    lists = ["ada", "bert", "cleo"], ["dora", "cleo"], ["emil", "dora"], ["bert"], ["ada", "ada", "bert", "emil"], ["cleo", "fay"], []
    for stations in lists:
        probe = Probe()
        want = max((degrees[one] for one in stations), default=None)
        points = compare(
            observe(names["warmest"], list(stations), probe=probe), f"warmest({stations})", result=want,
            elapsed=max((delays[one] for one in stations), default=0), why="the longest wait",
            at="sec-together", at_result="sec-together")
        if wrong := [point for point in points if not point.right]:
            yield from wrong
            return
    yield Point(True, f"warmest: result and time of {len(lists)} lists; nothing lost, blocked, leaked or logged.")

    async def with_a_dead_station():
        try:
            return await names["warmest"](["ada", "dead", "bert"])
        except* OSError:  # alone, or in the group of a TaskGroup
            pass
        return "OSError was raised"

    async def read_or_fail(station):
        if station == "dead":
            return await probe.call(station, 0.5, error=OSError("line is dead"))
        return await probe.call(station, delays[station], degrees[station])

    probe, names = Probe(), code(read=read_or_fail)
    points = [*compare(observe(with_a_dead_station, probe=probe), "warmest, where the reading of a station raises OSError",
                       result="OSError was raised", at_result="sec-together")]
    yield from points
    if all(point.right for point in points) and isinstance(code.submission, str):
        yield start(code, at_import.getvalue())


def start(code, at_import):
    """That the file prints something when it is run, and nothing when it is imported."""
    if at_import:
        return Point(False, "start: expected nothing printed when the file is imported, but it was: "
                     f"{at_import.splitlines()[0]}. Put the start below `if __name__ == \"__main__\":`.", "sec-where")
    if "coroutine object" in (printed := code.as_script()):
        return Point(False, "start: it prints a coroutine object: `asyncio.run` is missing.", "sec-first-program")
    if not printed.strip():
        return Point(False, "start: expected the file to print what `warmest` returns when it is run as a script, but "
                     "nothing was printed.", "sec-first-program")
    if "21" not in with_21_degrees(code).as_script():
        return Point(False, "start: expected the file to print what `warmest` returns, here 21, but it printed: "
                     f"{printed.strip().splitlines()[0]}", "sec-first-program")
    return Point(True, "start: the file prints what `warmest` returns, when it is run as a script, and only then.")


def with_21_degrees(code):
    """The submission, where `read` gives 21 for each station."""
    lines = code.submission.splitlines()
    for node in reversed(ast.parse(code.submission).body):
        if getattr(node, "name", "") == "read":
            lines.insert(node.end_lineno, "async def read(*_, **__): return 21")
    return Code("\n".join(lines), code.file)
