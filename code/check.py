"""Check your solution of an exercise.

    python check.py            list the exercises and their state
    python check.py 3.1        check your answer; the first time, make a file for it
    python check.py 3.1 FILE   check another file
    python check.py FILE       the same, for a file in the folder of an exercise

Exercise 3.1 is the folder 03-*/exercises/1-*: starter.py, and answer.py, which is yours.
Your code runs on a virtual clock, where a wait takes no time, and in a process of its
own, so it may crash or never end.  Python 3.11 or newer.

`judge` is the part that judges; it needs no process and no thread.
"""

import argparse
import asyncio
import contextlib
import dataclasses
import functools
import gc
import importlib.util
import inspect
import io
import json
import re
import subprocess
import sys
import textwrap
import traceback
import warnings
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.append(str(HERE / "tools"))  # behind the standard library, as in the scripts

import vloop  # noqa: E402

SECONDS = 10  # for one solution; really, not virtually


class Loop(vloop.VirtualLoop):
    """Gives up early: exercises are small."""

    patience = 2.0
    max_jumps = 100_000


run = functools.partial(vloop.run, loop_factory=Loop)


@dataclasses.dataclass
class Point:
    """One thing that is right or wrong, in a sentence.

    ``section`` is the label of the section to read again, a key of a sections.json.
    """

    right: bool
    text: str
    section: str = ""


ERRORS = {  # text of an error: where it is explained
    r"cannot be called from a running event loop|no running event loop": "sec-where",
    r"'await' outside|outside async function": "sec-where",
    r"can't be used in 'await'|can't be awaited|'coroutine' object": "sec-wrong-awaits",
    r"coroutine was expected|a coroutine or an awaitable is required": "sec-wrong-awaits",
    r"unhashable type: 'list'": "together-list",
    r"cannot reuse already awaited|Task got bad yield": "sec-by-hand",
}

# --- exercises: the folders NN-chapter/exercises/K-name


def section(label: str, first: Path) -> tuple[Path, str]:
    """The chapter's folder and the heading of a label of the book; *first* is where to look first.

    `make update` writes the files.  Raises KeyError.
    """
    for folder in [first, *sorted(HERE.glob("[0-9]*"))]:
        found = json.loads((folder / "sections.json").read_text(encoding="utf-8"))
        if label in found:
            return folder, found[label]
    raise KeyError(label)


@dataclasses.dataclass
class Exercise:
    """An exercise: a folder with a starter, a judge and, where there is one, an answer."""

    folder: Path

    @property
    def number(self) -> str:
        """Such as "3.1": the numbers of its chapter's folder and of its own."""
        return f"{int(self.chapter.name[:2])}.{self.folder.name.partition('-')[0]}"

    @property
    def title(self) -> str:
        """Its heading in the book."""
        return section(f"ex-{self.folder.name.partition('-')[2]}", self.chapter)[1]

    @property
    def chapter(self) -> Path:
        """The folder of its chapter."""
        return self.folder.parents[1]

    @property
    def starter(self) -> str:
        return (self.folder / "starter.py").read_text(encoding="utf-8")

    @property
    def answer(self) -> Path:
        return self.folder / "answer.py"

    @functools.cached_property
    def judge(self):
        """The module judge.py: `judge`, a generator from `Code` to points, and `TODO`, a few words."""
        sys.modules.setdefault("check", sys.modules[__name__])  # judges import it
        path = self.folder / "judge.py"
        spec = importlib.util.spec_from_file_location(f"judge_{self.number.replace('.', '_')}", path)
        module = importlib.util.module_from_spec(spec)
        sys.path.insert(0, str(self.folder.parent))  # what judges of a chapter share
        try:
            spec.loader.exec_module(module)
        finally:
            sys.path.remove(str(self.folder.parent))
        return module


def exercises() -> list[Exercise]:
    """All that are here, in the order of the book."""
    found = map(Exercise, (path.parent for path in HERE.glob("[0-9]*/exercises/*/judge.py")))
    return sorted(found, key=lambda exercise: [*map(int, exercise.number.split("."))])


def find(number: str) -> Exercise:
    """The exercise with this number.  Raises KeyError."""
    return {exercise.number: exercise for exercise in exercises()}[number]


def is_starter(exercise: Exercise, source: str) -> bool:
    """True where nothing but spaces and line ends is different."""
    return source.split() == exercise.starter.split()


class Code:
    """A submission: its source, or the namespace in which it was run already."""

    def __init__(self, submission: str | dict, file: Path):
        self.submission, self.file = submission, file

    def __call__(self, **replaced) -> "Names":
        """Run it and return its names, with the checker's own in place of some."""
        names = self.submission
        if isinstance(names, str):
            names = {"__name__": "submission", "__file__": str(self.file)}
            real, asyncio.run = asyncio.run, run  # where it runs itself at once
            try:
                with vloop.virtual_time():
                    exec(compile(self.submission, self.file.name, "exec"), names)
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


def judge(number: str, submission: str | dict, file: str = "answer.py") -> list[Point]:
    """Judge a submission, given as source or as the namespace where it was run.

    Messages call it *file*.

    Pure Python on the virtual clock: no process, no thread; an endless loop without
    an ``await`` does not come back.  Raises KeyError for an unknown number.
    """
    task = find(number)
    if isinstance(submission, str) and is_starter(task, submission):
        return [Point(False, f"still the starter: {task.judge.TODO}.")]
    before = dict(submission) if isinstance(submission, dict) else None
    points = []
    try:
        for point in task.judge.judge(Code(submission, task.folder / file)):
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


def explained(text: str) -> str:
    return next((label for part, label in ERRORS.items() if re.search(part, text)), "")


def as_point(error: BaseException) -> Point:
    """The point for an error that the submission raised, with its line there."""
    if isinstance(error, Wrong):
        return error.point
    if isinstance(error, vloop.Deadlock):
        return Point(False, f"expected an end, but {error}.", "together-switch")
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__)
             if re.fullmatch(r"[\w.-]+\.py", frame.filename)]  # no folder: it is theirs
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
                            "keep its `async def`.", "sec-call")
            seen.result = await awaitable
            if inspect.iscoroutine(seen.result):
                seen.result.close()
                raise Wrong(f"result: expected a value, but `{function.__name__}` returned "
                            f"the coroutine object of `{seen.result.__name__}`: an `await` "
                            "is missing.", "sec-call")
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
            run(main())
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
                          f"{names} never ran", False, "sec-warning")
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
                          False, "sec-lost")
    if seen.logged:
        yield from points("exception handler", "nothing", f"the loop logged: "
                          f"{'; '.join(seen.logged)}", False, "sec-survive")
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
        points = judge(exercise.number, path.read_text(encoding="utf-8-sig"), path.name)
    print()
    print(json.dumps({"points": [dataclasses.astuple(p) for p in points],
                      "printed": printed.getvalue()}))


def report(exercise: Exercise, file: str, points: list[Point], printed: str) -> str:
    """The verdict on *file* as the reader sees it, with the first lines that it printed."""
    lines = [f"Exercise {exercise.number}, {exercise.title} ({file})", text(points, exercise.chapter)]
    if printed:
        lines += ["It printed:", textwrap.indent("\n".join(printed.splitlines()[:20]), "  ")]
    return "\n".join(lines)


def text(points: list[Point], first: Path) -> str:
    """The points as a reader sees them; *first* is the folder of their chapter."""
    lines, wide = [], {"width": 78, "subsequent_indent": " " * 9, "break_long_words": False}
    for point in points:
        start = "  right  " if point.right else "  WRONG  "
        lines += textwrap.wrap(point.text, initial_indent=start, **wide)
        if point.section:
            chapter, heading = section(point.section, first)
            lines += textwrap.wrap(f"Read again in chapter {int(chapter.name[:2])}: {heading}.",
                                   initial_indent=" " * 9, **wide)
    wrong = sum(not point.right for point in points)
    lines.append(f"Not yet: {wrong} of {len(points)} points wrong." if wrong else
                 "All is right.")
    return "\n".join(lines)


def state(exercise: Exercise) -> str:
    """How far the reader's answer is, in a few words."""
    if not exercise.answer.exists():
        return ""
    if is_starter(exercise, exercise.answer.read_text(encoding="utf-8-sig")):
        return "starter"
    return "right" if all(p.right for p in check(exercise, exercise.answer)[0]) else "not yet"


def list_all() -> int:
    """Print all exercises and how far their answers are; returns 0 when all are right."""
    found = exercises()
    with ThreadPoolExecutor(2) as pool:
        states = list(pool.map(state, found))
    for exercise, far in zip(found, states):
        print(f"{exercise.number:>5}  {far:8} {exercise.title}")
    return int(set(states) != {"right"})


def which(what: str, file: Path | None) -> tuple[Exercise, Path]:
    """The exercise and the file to check, for what was typed.

    Raises SystemExit, with a sentence, where there is no such exercise or file.
    """
    by_number = {exercise.number: exercise for exercise in exercises()}
    path = file or Path(what)
    for folder in path.resolve().parents:
        if what not in by_number and (folder / "judge.py").is_file():
            what = Exercise(folder).number
    if what not in by_number:
        sys.exit(f"There is no exercise {what} here. `python check.py` lists what there is.")
    exercise = by_number[what]
    if file is None and path.suffix != ".py":
        path = exercise.answer
        if not path.exists():
            path.write_text(exercise.starter, encoding="utf-8")
            sys.exit(f"Your answer to exercise {what} is {shown(path)} now, a copy of the starter. "
                     f"Edit it, then check again.")
    if not path.is_file():
        sys.exit(f"{path} is not here.")
    return exercise, path


def shown(path: Path) -> str:
    """A path as one would type it."""
    with contextlib.suppress(ValueError):
        return str(path.relative_to(Path.cwd()))
    return str(path)


def main() -> int:
    """The command; returns its exit status: 0 when all is right."""
    sys.stdout.reconfigure(errors="replace")  # whatever the terminal can show
    parser = argparse.ArgumentParser(description="Check your answer to an exercise.")
    parser.add_argument("exercise", nargs="?", help="its number, such as 3.1, or a file in its folder")
    parser.add_argument("file", nargs="?", type=Path, help="another file than its answer.py")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if not options.exercise:
        return list_all()
    exercise, path = which(options.exercise, options.file)
    if options.inside:
        inside(exercise, path)
        return 0
    points, printed = check(exercise, path)
    print(report(exercise, path.name, points, printed))
    return int(not all(point.right for point in points))


if __name__ == "__main__":
    sys.exit(main())
