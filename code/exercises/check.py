"""Check your solution of an exercise.

    python check.py            list the exercises and their state
    python check.py 3.1        check ch03_1.py
    python check.py 3.1 FILE   check another file

Needs, in the same folder: vloop.py, the judge of the chapter (judge03.py) and your
solution.  Your code runs on a virtual clock, where a wait takes no time, and in a
process of its own, so it may crash or never end.  Python 3.11 or newer.

`judge` is the part that judges; it needs no process and no thread.
"""

import argparse
import asyncio
import contextlib
import dataclasses
import gc
import importlib
import inspect
import io
import json
import re
import subprocess
import sys
import textwrap
import traceback
import warnings
import zlib
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import vloop

HERE = Path(__file__).resolve().parent
SECONDS = 10  # for one solution; really, not virtually


@dataclasses.dataclass
class Point:
    """One thing that is right or wrong, in a sentence.

    ``section`` is the label of the section to read again, a key of `SECTIONS`.
    """

    right: bool
    text: str
    section: str = ""


SECTIONS = {  # label in the book: (chapter, heading)
    "sec-three-seconds": (1, "Three seconds of nothing"),
    "sec-together": (1, "The same waits, together"),
    "sec-half-true": (1, '"Doesn\'t block" is half true'),
    "sec-file-read": (1, "A file read blocks"),
    "sec-waiting-working": (1, "Waiting and working"),
    "sec-not-faster": (1, "Async does not make work faster"),
    "sec-choose": (1, "Which to choose"),
    "sec-02-call": (2, "A call that does not run"),
    "sec-02-by-hand": (2, "Drive it by hand"),
    "sec-02-await": (2, "`await` runs it to the end"),
    "sec-02-warning": (2, "Read the warning"),
    "sec-02-sequence": (2, "One after the other"),
    "sec-02-wrong-awaits": (2, "Wrong awaits"),
    "sec-02-where": (2, "Where `await` is legal"),
    "together-gather": (3, "Three jobs, one second"),
    "together-switch": (3, "Where the loop switches"),
    "together-order": (3, "Who starts first, who ends first"),
    "together-stations": (3, "Results in your order"),
    "together-list": (3, "A list instead of arguments"),
    "loop-toy": (4, "A loop in 39 lines"),
    "loop-future": (4, "A future around a callback"),
    "loop-timers": (4, "Timers in a heap"),
    "loop-selector": (4, "The selector"),
    "loop-threads": (4, "Wake it from outside"),
    "sec-03-create-task": (3, "Start now, await later"),
    "sec-03-lost": (3, "Lost at exit"),
    "sec-03-survive": (3, "Who survives without a reference"),
}
ERRORS = {  # text of an error: where it is explained
    r"cannot be called from a running event loop|no running event loop": "sec-02-where",
    r"'await' outside|outside async function": "sec-02-where",
    r"can't be used in 'await'|can't be awaited|'coroutine' object": "sec-02-wrong-awaits",
    r"coroutine was expected|a coroutine or an awaitable is required": "sec-02-wrong-awaits",
    r"unhashable type: 'list'": "together-list",
    r"cannot reuse already awaited|Task got bad yield": "sec-02-by-hand",
}

# --- exercises: judgeNN.py registers those of chapter NN


@dataclasses.dataclass
class Exercise:
    """An exercise; ``todo`` says in a few words what is to be done.

    ``starter`` is `fingerprint` of the starter file.
    """

    number: str
    title: str
    todo: str
    starter: int
    points: Callable[["Code"], Iterator[Point]]

    @property
    def file(self) -> str:
        chapter, k = self.number.split(".")
        return f"ch{int(chapter):02}_{k}.py"


EXERCISES: dict[str, Exercise] = {}


def exercise(number, title, todo, starter):
    """Register a judge: a generator function from `Code` to points."""
    def register(points):
        EXERCISES[number] = Exercise(number, title, todo, starter, points)
        return points
    return register


def fingerprint(source: str) -> int:
    """The same number for the same text, whatever its spaces and line ends."""
    return zlib.crc32(" ".join(source.split()).encode())


def is_starter(exercise: Exercise, source: str) -> bool:
    return fingerprint(source) == exercise.starter


class Code:
    """A submission: its source, or the namespace in which it was run already."""

    def __init__(self, submission: str | dict, file: str):
        self.submission, self.file = submission, file

    def __call__(self, **replaced) -> "Names":
        """Run it and return its names, with the checker's own in place of some."""
        names = self.submission
        if isinstance(names, str):
            names = {"__name__": "submission", "__file__": str(HERE / self.file)}
            real, asyncio.run = asyncio.run, vloop.run  # where it runs itself at once
            try:
                with vloop.virtual_time():
                    exec(compile(self.submission, self.file, "exec"), names)
            finally:
                asyncio.run = real
        names.update(replaced)  # its functions look them up there; `judge` tidies up
        return Names(names)


class Names(dict):
    def __missing__(self, name):
        raise Wrong(f"`{name}` is missing: keep the names of the starter.")


class Wrong(Exception):
    """A point that is wrong, and nothing more can be judged."""

    def __init__(self, text, section=""):
        super().__init__(text)
        self.point = Point(False, text, section)


def judge(number: str, submission: str | dict) -> list[Point]:
    """Judge a submission, given as source or as the namespace where it was run.

    Pure Python on the virtual clock: no process, no thread; an endless loop without
    an ``await`` does not come back.  Raises KeyError for an unknown number.
    """
    task = find(number)
    if isinstance(submission, str) and is_starter(task, submission):
        return [Point(False, f"still the starter: {task.todo}.")]
    before = dict(submission) if isinstance(submission, dict) else None
    points = []
    try:
        for point in task.points(Code(submission, task.file)):
            points.append(point)
    except SyntaxError as error:
        points.append(Point(False, f"line {error.lineno}: SyntaxError: {error.msg}.",
                            explained(error.msg)))
    except (Exception, SystemExit) as error:
        points.append(as_point(error))
    finally:
        if before is not None:
            submission.clear()
            submission.update(before)
    return points


def find(number: str) -> Exercise:
    """The exercise with this number.  Raises KeyError."""
    if number not in EXERCISES and re.fullmatch(r"\d+\.\d+", number):
        with contextlib.suppress(ModuleNotFoundError):
            importlib.import_module(f"judge{int(number.partition('.')[0]):02}")
    return EXERCISES[number]


def explained(text: str) -> str:
    return next((label for part, label in ERRORS.items() if re.search(part, text)), "")


def as_point(error: BaseException) -> Point:
    """The point for an error that the submission raised, with its line there."""
    if isinstance(error, Wrong):
        return error.point
    if isinstance(error, vloop.Deadlock):
        return Point(False, f"expected an end, but {error}.", "together-switch")
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__)
             if re.fullmatch(r"ch\d\d_\d+\.py", frame.filename)]
    where = f" in line {lines[-1]}" if lines else ""
    if isinstance(error, NotImplementedError):
        return Point(False, f"`{error}` is not written yet{where}.")
    return Point(False, f"expected no error, but {type(error).__name__} was raised{where}: "
                        f"{error}.", explained(str(error)))


# --- what can be seen of a program that runs on the virtual clock


@dataclasses.dataclass
class Seen:
    """What happened; times are virtual seconds, and exact."""

    result: object = None
    error: Point | None = None
    elapsed: float = 0.0
    peak: int = 0  # most `Probe.call`s in flight at once
    blocked: float = 0.0  # how long the loop stood still in time.sleep
    leaked: int = 0  # tasks that were alive when the coroutine had returned
    never_awaited: list[str] = dataclasses.field(default_factory=list)
    events: list[str] = dataclasses.field(default_factory=list)
    logged: list[str] = dataclasses.field(default_factory=list)  # by the exception handler

    @property
    def failed(self) -> bool:
        """True where further runs would say the same again."""
        return bool(self.error or self.never_awaited)


class Probe:
    """The world outside of the submission: calls that wait, and a log of events."""

    def __init__(self):
        self.flying = self.peak = 0
        self.events = []

    async def call(self, name, delay, result=None, error=None):
        """Wait *delay* seconds, then return *result* or raise *error*."""
        self.flying += 1
        self.peak = max(self.peak, self.flying)
        self.events.append(f"start {name}")
        try:
            await asyncio.sleep(delay)
            if error:
                raise error
            self.events.append(f"end {name}")
            return result
        except asyncio.CancelledError:
            self.events.append(f"cancelled {name}")
            raise
        finally:
            self.flying -= 1


def observe(function: Callable[..., Awaitable], *args, probe: Probe | None = None) -> Seen:
    """Call and await *function* on a virtual loop, and say what was seen.

    Raises Wrong where it is not written yet.
    """
    seen, probe, errors = Seen(), probe or Probe(), []

    async def main():
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _, context: seen.logged.append(
            re.sub(r"\(<.*>\)", "", context["message"])
            + (f": {context['exception']!r}" if context.get("exception") else "")))
        try:
            awaitable = function(*args)
            if not inspect.isawaitable(awaitable):
                raise Wrong(f"`{function.__name__}` gave a plain value, nothing to await: "
                            "keep its `async def`.", "sec-02-call")
            seen.result = await awaitable
            if inspect.iscoroutine(seen.result):
                seen.result.close()
                raise Wrong(f"result: expected a value, but `{function.__name__}` returned "
                            f"the coroutine object of `{seen.result.__name__}`: an `await` "
                            "is missing.", "sec-02-call")
        except (Exception, SystemExit, asyncio.CancelledError) as error:
            errors.append(error)
        seen.elapsed, seen.blocked = round(loop.time(), 9), loop.blocked
        seen.leaked = len(asyncio.all_tasks()) - 1
        seen.events, seen.peak = list(probe.events), probe.peak

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        gc.collect()  # what was lost before is not this program's
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            vloop.run(main())
        except vloop.Deadlock as error:
            errors.append(error)
        final = any(isinstance(error, NotImplementedError) for error in errors)
        if errors:
            seen.error = as_point(errors.pop())
        errors.clear()  # their tracebacks keep what was lost
        gc.collect()  # frees it, so that Python warns
        texts = [re.search(r"coroutine '(.*)' was never awaited", str(w.message)) for w in caught]
        seen.never_awaited = [match[1].rpartition(".")[2] for match in texts if match]
        warnings.simplefilter("ignore")  # on the coroutines that the lost ones were to await
        caught.clear()
        gc.collect()
    if final:
        raise Wrong(seen.error.text, seen.error.section)
    return seen


ANY = object()


def compare(seen: Seen, what: str, *, result=ANY, elapsed=None, why="", peak=None, events=None,
            at="", at_result="") -> Iterator[Point]:
    """The points on what was seen: each that is wrong, and one for all that is right.

    *what* names the run, *why* says where *elapsed* comes from, *at* is the section
    on time and calls in flight, *at_result* the one on results and order.
    """
    right = []

    def points(name, want, got, same, section):
        if same:
            right.append(name)
        else:
            yield Point(False, f"{what}: {name}: expected {want}, but {got}.", section)

    if seen.error:
        yield dataclasses.replace(seen.error, text=f"{what}: {seen.error.text}")
        return
    if seen.never_awaited:
        names = ", ".join(f"`{name}`" for name in dict.fromkeys(seen.never_awaited))
        yield from points("never awaited", "no lost coroutine", f"{len(seen.never_awaited)} of "
                          f"{names} never ran", False, "sec-02-warning")
    if result is not ANY:
        yield from points("result", f"{result!r}", f"it was {seen.result!r}",
                          seen.result == result, at_result)
    if seen.blocked:
        yield from points("blocked", "0 s", "a blocking call stopped the loop for "
                          f"{seen.blocked:g} s", False, "sec-half-true")
    if elapsed is not None:
        yield from points("elapsed", f"{elapsed:g} s{why and ', '}{why}", f"it took "
                          f"{seen.elapsed:g} s", abs(seen.elapsed - elapsed) < 1e-6, at)
    if peak is not None:
        yield from points("calls in flight", f"{peak} at once", f"the most was {seen.peak}",
                          seen.peak == peak, at)
    if events is not None:
        yield from points("order of events", ", ".join(events) or "none",
                          f"it was: {', '.join(seen.events) or 'none'}",
                          seen.events == events, at_result)
    if seen.leaked:
        yield from points("tasks leaked", "none", f"{seen.leaked} had not ended when it returned",
                          False, "sec-03-lost")
    if seen.logged:
        yield from points("exception handler", "nothing", f"the loop logged: "
                          f"{'; '.join(seen.logged)}", False, "sec-03-survive")
    if not (seen.never_awaited or seen.blocked or seen.leaked or seen.logged):
        right.append("nothing lost, blocked, leaked or logged")
    if right:
        yield Point(True, f"{what}: {', '.join(right)}.")


# --- answers to fill in


@dataclasses.dataclass
class Question:
    """What is asked, the right choice, a hint for each wrong one, what to read again."""

    text: str
    right: object
    hints: dict[object, str]
    section: str


def answers(code: Code, questions: dict[object, Question], name="ANSWERS") -> Iterator[Point]:
    """The points of a dict to fill in; a list has the questions 1, 2, 3…"""
    given = code()[name]
    given = dict(enumerate(given, 1)) if isinstance(given, (list, tuple)) else given
    if not isinstance(given, dict) or set(given) != set(questions):
        raise Wrong(f"`{name}` has to answer {', '.join(map(str, questions))}, "
                    "each of them once: keep the form of the starter.")
    right = [key for key, question in questions.items() if given[key] == question.right]
    if right:
        yield Point(True, f"{len(right)} of {len(questions)}: {', '.join(map(str, right))}.")
    if unknown := [str(key) for key in questions if given[key] == "?"]:
        yield Point(False, f"still unanswered: {', '.join(unknown)}.")
    for key, question in questions.items():
        choice = given[key]
        label = f"{key}, {question.text}" if question.text else key
        if key in right or choice == "?":
            continue
        if hint := question.hints.get(choice):
            yield Point(False, f"{label}: not {choice!r}. {hint}", question.section)
        else:
            choices = ", ".join(map(repr, [question.right, *question.hints]))
            yield Point(False, f"{label}: {choice!r} is none of the choices "
                        f"({', '.join(sorted(choices.split(', ')))}).")


# --- the command


def check(exercise: Exercise, path: Path, seconds: float = SECONDS) -> tuple[list[Point], str]:
    """Judge a file in another process; returns the points and what the file printed."""
    if not path.is_file():
        return [Point(False, f"{path.name} is not here: download the starter.")], ""
    if is_starter(exercise, source := path.read_text(encoding="utf-8-sig")):
        return judge(exercise.number, source), ""  # nothing of it is run
    command = [sys.executable, "-B", "-X", "utf8", str(HERE / "check.py"),
               exercise.number, str(path), "--inside"]
    try:
        done = subprocess.run(command, capture_output=True, timeout=seconds, text=True,
                              encoding="utf-8", errors="replace", stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        return [still_running(seconds)], ""
    try:
        report = json.loads(done.stdout.splitlines()[-1])
        return [Point(*point) for point in report["points"]], report["printed"]
    except (ValueError, IndexError, KeyError, TypeError):
        last = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        return [Point(False, f"expected an end, but Python itself stopped with status "
                      f"{done.returncode}: {last}.")], ""


def still_running(seconds: float) -> Point:
    """The point for a solution that did not end in *seconds* real seconds; the page says it too."""
    return Point(False, f"expected an end, but after {seconds:g} real seconds it still ran: "
                 "an endless loop without an `await` that waits?", "sec-half-true")


def inside(exercise: Exercise, path: Path) -> None:
    """In the other process: judge, and print the points as JSON."""
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        points = judge(exercise.number, path.read_text(encoding="utf-8-sig"))
    print()
    print(json.dumps({"points": [dataclasses.astuple(p) for p in points],
                      "printed": printed.getvalue()}))


def report(exercise: Exercise, file: str, points: list[Point], printed: str) -> str:
    """The verdict on *file* as the reader sees it, with the first lines that it printed."""
    lines = [f"Exercise {exercise.number}, {exercise.title} ({file})", text(points)]
    if printed:
        lines += ["It printed:", textwrap.indent("\n".join(printed.splitlines()[:20]), "  ")]
    return "\n".join(lines)


def text(points: list[Point]) -> str:
    """The points as a reader sees them."""
    lines, wide = [], {"width": 78, "subsequent_indent": " " * 9, "break_long_words": False}
    for point in points:
        start = "  right  " if point.right else "  WRONG  "
        lines += textwrap.wrap(point.text, initial_indent=start, **wide)
        if point.section:
            chapter, heading = SECTIONS[point.section]
            lines += textwrap.wrap(f"Read again in chapter {chapter}: {heading}.",
                                   initial_indent=" " * 9, **wide)
    wrong = sum(not point.right for point in points)
    lines.append(f"Not yet: {wrong} of {len(points)} points wrong." if wrong else
                 "All is right.")
    return "\n".join(lines)


def state(exercise: Exercise) -> str:
    """The state of a starter, in a few words."""
    path = HERE / exercise.file
    if not path.is_file():
        return "no file"
    if is_starter(exercise, path.read_text(encoding="utf-8-sig")):
        return "starter"
    return "right" if all(p.right for p in check(exercise, path)[0]) else "not yet"


def main() -> int:
    """The command; returns its exit status: 0 when all is right."""
    sys.stdout.reconfigure(errors="replace")  # whatever the terminal can show
    parser = argparse.ArgumentParser(description="Check your solution of an exercise.")
    parser.add_argument("number", nargs="?", help="of the exercise, such as 3.1")
    parser.add_argument("file", nargs="?", type=Path, help="such as ch03_1.py")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if not options.number:
        for path in sorted(HERE.glob("judge[0-9]*.py")):
            importlib.import_module(path.stem)
        exercises = [EXERCISES[number] for number in sorted(EXERCISES)]
        with ThreadPoolExecutor(2) as pool:
            states = list(pool.map(state, exercises))
        for exercise, found in zip(exercises, states):
            print(f"{exercise.number:>5}  {found:8} {exercise.file}  {exercise.title}")
        return int(set(states) != {"right"})
    try:
        exercise = find(options.number)
    except KeyError:
        chapter = options.number.partition(".")[0]
        print(f"There is no exercise {options.number} here. Is judge{chapter:0>2}.py in "
              f"{HERE.name}? `python check.py` lists what there is.")
        return 2
    path = options.file or HERE / exercise.file
    if options.inside:
        inside(exercise, path)
        return 0
    points, printed = check(exercise, path)
    print(report(exercise, path.name, points, printed))
    return int(not all(point.right for point in points))


if __name__ == "__main__":
    import check as module  # the judges register with the module, not with __main__

    sys.exit(module.main())
