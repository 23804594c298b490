"""Check your solution of an exercise.

    python check.py            list the exercises and their state (python check.py 3: of a chapter)
    python check.py 3.1        check your answer; the first time, make a file for it
    python check.py 3.1 FILE   check another file
    python check.py FILE       the same, for a file in the folder of an exercise, or that folder

Exercise 3.1 is the folder 03-*/exercises/1-*: starter.py, and answer.py, which is yours; a
starter that you have edited counts as your answer as long as there is no other.
Your code runs on a virtual clock, where a wait takes no time, and in a process of its
own, so it may crash or never end.  Python 3.11 or newer.

`judge` is the part that judges; it needs no process and no thread.
"""

import os
import sys

if __name__ == "__main__":  # an asyncio.py of the reader's, beside this file, is not the library's
    _here = os.path.dirname(os.path.abspath(__file__))
    sys.path[:] = [path for path in sys.path if os.path.abspath(path) != _here]

import argparse
import ast
import asyncio
import collections
import concurrent.futures.thread
import contextlib
import dataclasses
import decimal
import faulthandler
import fractions
import functools
import gc
import hashlib
import importlib.util
import inspect
import io
import json
import math
import re
import signal
import subprocess
import tempfile
import textwrap
import threading
import time
import traceback
import types
import warnings
from collections.abc import Awaitable, Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.append(str(HERE / "tools"))  # behind the standard library, as in the scripts

import vloop  # noqa: E402

SECONDS = 10  # for one solution; really, not virtually
MEMORY = 2 << 30  # bytes for one solution: a list that grows for ever ends before the machine does
SPARE = []  # memory for telling that there is no more
LINES, COLUMNS = 20, 200  # of what a solution prints, as much is shown
LONG = 1000  # characters: a point that is longer is cut in its middle
MOST = 6  # points that are wrong: of more, as many are shown


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


ERRORS = {  # kind and text of an error: where it is explained, and what to do
    r"cannot be called from a running event loop|no running event loop": ("sec-where", ""),
    r"'await' outside|outside async function": ("sec-where", ""),
    r"can't be used in 'await'|can't be awaited|'coroutine' object": ("sec-wrong-awaits", ""),
    r"coroutine was expected|a coroutine or an awaitable is required": ("sec-wrong-awaits", ""),
    r"unhashable type: 'list'": ("together-stations", ""),
    r"cannot reuse already awaited|Task got bad yield": ("sec-by-hand", ""),
    r"^SystemExit": ("", "It ends the whole program, and the checker's run with it: leave it out."),
    r"^EOFError: EOF when reading": ("", "Nobody types while it is checked: leave `input` out."),
    r"no attribute 'QueueShutDown'|'Queue' object has no attribute 'shutdown'": ("queues-shutdown", "It needs Python 3.13."),
    r"requires an object with __aiter__ method, got coroutine": (
        "sec-write-a-stream", "Without a `yield` in it, an `async def` makes no generator."),
    r"async generator ignored GeneratorExit": ("sec-leave-early", "It was closed, and came to another `yield`."),
    r"^MemoryError": ("", "Does something grow without an end?"),
    r"can't start new thread": ("", "A web page has no threads: check this answer in a terminal."),
    r"^OSError: \[Errno (52|138)\]": ("", "A web page has no processes: check this answer in a terminal."),
    r"[Pp]ickl": ("", "What is sent to another process has to be importable there, and an answer that is "
                  "being checked is not: this exercise needs no other process."),
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
    def untouched(self) -> bool:
        """Whether starter.py is still that of the book, by the hashes that `make update` writes to starters.json."""
        known, text = self.folder.with_name("starters.json"), (self.folder / "starter.py").read_bytes()
        hashes = json.loads(known.read_text(encoding="utf-8")) if known.exists() else {}
        return hashes.get(self.folder.name) in (None, hashlib.sha256(text.replace(b"\r\n", b"\n")).hexdigest())

    @property
    def answer(self) -> Path:
        """The reader's file: answer.py, or the starter where they solve the exercise in it."""
        own = self.folder / "answer.py"
        return own if own.exists() or self.untouched else self.folder / "starter.py"

    @functools.cached_property
    def judge(self):
        """The module judge.py: `judge`, a generator from `Code` to points, and `TODO`, a few words."""
        sys.modules.setdefault("check", sys.modules[__name__])  # judges import it
        spec = importlib.util.spec_from_file_location(f"judge_{self.number.replace('.', '_')}", self.folder / "judge.py")
        module = importlib.util.module_from_spec(spec)
        with shared(self.folder.parent):
            spec.loader.exec_module(module)
        return module


@contextlib.contextmanager
def shared(folder: Path) -> Iterator[None]:
    """Within this block the modules that judges of a chapter share can be imported, in whatever folder Python was started.

    Another chapter, or the reader, may have others of their names.
    """
    def find_spec(name, *_):
        return importlib.util.spec_from_file_location(name, paths[name]) if name in paths else None

    paths = {path.stem: path for path in folder.glob("*.py") if path.stem not in {"check", *sys.stdlib_module_names}}
    finder, others = types.SimpleNamespace(find_spec=find_spec), {name: sys.modules.pop(name, None) for name in paths}
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        for name, module in others.items():
            sys.modules.pop(name, None)
            if module:
                sys.modules[name] = module


def exercises() -> list[Exercise]:
    """All that are here, in the order of the book."""
    found = map(Exercise, (path.parent for path in HERE.glob("[0-9]*/exercises/*/judge.py")))
    return sorted(found, key=lambda exercise: [*map(int, exercise.number.split("."))])


def find(number: str) -> Exercise:
    """The exercise with this number.  Raises KeyError."""
    return {exercise.number: exercise for exercise in exercises()}[number]


def is_starter(exercise: Exercise, source: str) -> bool:
    """True where nothing but spaces, comments and texts about the file is different.

    An edited starter.py is an answer, as is a copy of it.
    """
    def code(text):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
        return ast.dump(ast.Module(tree.body[bool(ast.get_docstring(tree, clean=False)):], []))

    if not exercise.untouched:
        return False
    if source.split() == exercise.starter.split():
        return True
    with contextlib.suppress(SyntaxError, ValueError, RecursionError, MemoryError):
        return bool(source.strip()) and code(source) == code(exercise.starter)
    return False


def read(path: Path) -> str:
    """The text of a Python file, in the encoding that it names, by default UTF-8.

    Raises Wrong where it is in another.
    """
    data = path.read_bytes()
    try:
        return importlib.util.decode_source(data)
    except (UnicodeDecodeError, SyntaxError, LookupError) as error:
        why = str(error)
    try:
        data.decode()  # it names another encoding, which does not exist
    except UnicodeDecodeError as error:
        line = data[:error.start].count(b"\n") + 1
        why = f"byte 0x{data[error.start]:02x} in line {line} is none"
    raise Wrong(f"expected a text in UTF-8, but {why}: save the file as UTF-8.")


def compiled(source: str, file: str) -> types.CodeType:
    """The code of a submission; the page puts its own in place, which says where an endless loop is."""
    return compile(source, file, "exec")


class Code:
    """A submission: its source, or the namespace in which it was run already."""

    def __init__(self, submission: str | dict, file: Path):
        self.submission, self.file = submission, file

    def __call__(self, **replaced) -> "Names":
        """Run it and return its names, with the checker's own in place of some."""
        names = self.submission
        if isinstance(names, str):
            module = sys.modules["submission"] = types.ModuleType("submission")  # dataclasses look there
            names = vars(module)
            names["__file__"] = str(self.file)
            real, asyncio.run = asyncio.run, run  # where it runs itself at once
            try:
                with vloop.virtual_time():
                    exec(compiled(self.submission, self.file.name), names)
            except vloop.NeedsRealLoop as error:
                raise Wrong(f"the file runs its own program at once, and {str(error).partition(':')[0]}: put the call of "
                            "asyncio.run under `if __name__ == \"__main__\":`.") from None
            finally:
                asyncio.run = real
        names.update(replaced)  # its functions look them up there; `judge` tidies up
        found = Names(names)
        found.functions = self.functions()
        return found

    def as_script(self) -> str:
        """Run the source as `python FILE` does, which may end with sys.exit; what it prints."""
        with contextlib.redirect_stdout(io.StringIO()) as printed, contextlib.suppress(SystemExit):
            Code(f"__name__ = '__main__'; exec(compile({self.submission!r}, {self.file.name!r}, 'exec'))", self.file)()
        return printed.getvalue()

    @functools.cache  # noqa: B019 (it lives as long as a judgement)
    def functions(self) -> dict[str, str]:
        """What the starter defines: {name: "function" or "class"}."""
        with contextlib.suppress(OSError, SyntaxError, ValueError):  # its reader has changed it
            tree = ast.parse(self.file.with_name("starter.py").read_text(encoding="utf-8"))
            return {node.name: "class" if isinstance(node, ast.ClassDef) else "function" for node in tree.body
                    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))}
        return {}


class Names(dict):
    """The names of a submission; raises Wrong where one is missing, or no function where it has to be."""

    functions = types.MappingProxyType({})

    def __missing__(self, name):
        raise Wrong(f"`{name}` is missing: {'keep the names of the starter' if self.functions else 'give it this name'}.")

    def __getitem__(self, name):
        value = super().__getitem__(name)
        if name in self.functions and not callable(value):
            raise Wrong(f"`{name}` is {a_kind(value)}: it has to be a {self.functions[name]}, as in the starter.")
        return value


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
    if isinstance(submission, str) and not submission.strip():
        return [Point(False, f"the file is empty: {task.judge.TODO}.")]
    before = dict(submission) if isinstance(submission, dict) else None
    points, raised = [], set()
    try:
        with nobody_exits(), only_new_objects(), threads_fail_briefly():
            for point in task.judge.judge(Code(submission, task.folder / file)):
                if error := not point.right and re.search(r"\b(?:(?:raised|gets a) \w*Error|\w+ was raised)\b.*", point.text):
                    if error[0] in raised:  # each run would say so
                        continue
                    raised.add(error[0])
                points.append(point)
                if not point.right and "nothing to await" in point.text:
                    break  # each run would say so
    except BaseException as error:  # KeyboardInterrupt too: it must not end what judges
        SPARE.clear()
        points.append(as_point(error))
    finally:
        sys.modules.pop("submission", None)
        if before is not None:
            submission.clear()
            submission.update(before)
    return [dataclasses.replace(point, text=plain(point.text)) for point in points]


@contextlib.contextmanager
def threads_fail_briefly():
    """Within this block an error that ends a thread is printed without the checker's own lines."""
    def hook(failed):
        if failed.exc_type is not SystemExit:
            lines = [*filter(None, lines_of(failed.exc_value))] if failed.exc_value else []
            where = f"in line {lines[-1]}: " if lines else ""
            print(f"A thread ended with an error, {where}{failed.exc_type.__name__}: {failed.exc_value}", file=sys.stderr)

    real, threading.excepthook = threading.excepthook, hook
    try:
        yield
    finally:
        threading.excepthook = real


@contextlib.contextmanager
def only_new_objects():
    """Within this block the collector looks at nothing older: a judge calls it a hundred times."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


class Exit(SystemExit):
    """A submission wants to end Python at once; the text is its call."""


@contextlib.contextmanager
def nobody_exits():
    """Within this block os._exit and os.abort raise Exit in this process."""
    def refuse(name, real):
        def function(*args):
            if os.getpid() != mine:  # a process that the submission has started
                real(*args)
            raise Exit(f"{name}({', '.join(map(repr, args))})")
        return function

    mine, real = os.getpid(), {name: getattr(os, name) for name in ("_exit", "abort") if hasattr(os, name)}
    for name in real:
        setattr(os, name, refuse(f"os.{name}", real[name]))
    try:
        yield
    finally:
        for name in real:
            setattr(os, name, real[name])


def plain(text: str) -> str:
    """A text without addresses in memory and places of the checker, and not too long."""
    text = re.sub(r" at 0x[0-9a-fA-F]+|, defined at [^<>]*:\d+(?=>)", "", text)
    text = re.sub(r"\b(?:\w+\.)*<locals>\.|\bjudge_\d+_\d+\.", "", text)  # where a judge has its functions and classes
    return text if len(text) <= LONG else f"{text[:LONG // 2]} […] {text[-LONG // 4:]}"


def explained(text: str) -> tuple[str, str]:
    """Where an error is explained, and what to do."""
    return next((what for part, what in ERRORS.items() if re.search(part, text)), ("", ""))


def lines_of(error: BaseException) -> list[int]:
    """The lines that an error has come through: those of the submission, 0 for others."""
    return [frame.lineno * (not re.search(r"[/\\<>]", frame.filename))  # no folder: it is theirs
            for frame in traceback.extract_tb(error.__traceback__)]


def as_point(error: BaseException) -> Point:
    """The point for an error that the submission raised, with its line there."""
    found = error.subgroup((Wrong, vloop.Deadlock)) if isinstance(error, BaseExceptionGroup) else error
    while isinstance(found, BaseExceptionGroup):  # of a group that has caught what a judge, or the clock, says
        found = found.exceptions[0]
    if isinstance(found, Wrong):
        return found.point
    error = found or error
    if isinstance(error, vloop.Deadlock):
        circle = " share-circle" * str(error).startswith("nothing can wake")
        return Point(False, f"expected an end, but {error}.", f"together-switch loop-data{circle}")
    group = f", in {a_kind(error)}" if isinstance(error, BaseExceptionGroup) else ""
    while isinstance(error, BaseExceptionGroup) and len(error.exceptions) == 1:
        error = error.exceptions[0]
    kind, text, lines = type(error).__name__, str(error), lines_of(error)
    if isinstance(error, SyntaxError) and error.filename and not re.search(r"[/\\<>]", error.filename):
        return Point(False, f"line {error.lineno}: {kind}: {error.msg}.", explained(error.msg)[0])
    where = f" in line {[*filter(None, lines)][-1]}" if any(lines) else ""
    if isinstance(error, NotImplementedError) and (not text or text.isidentifier()):
        return Point(False, f"`{text}` is not written yet{where}." if text else f"it is not written yet{where}.")
    if isinstance(error, BaseExceptionGroup):
        text += f": {', '.join(repr(one) for one in error.exceptions)}"
        group = ""
    awaited = re.search(r"object (\w+) can't be used in 'await'|'(\w+)' object can't be awaited", text)
    if awaited and lines and not lines[-1]:  # the checker has awaited what the submission gave
        return Point(False, nothing_to_await("the function", awaited[1] or awaited[2]), "sec-call")
    label, advice = explained(f"{kind}: {text}")
    if isinstance(error, vloop.NeedsRealLoop):
        text, advice = text.partition(":")[0], "The checker's virtual clock has none, and this exercise needs none."
    if isinstance(error, Exit):
        return Point(False, f"expected an end of its own, but {error} was called{where}. {explained('SystemExit')[1]}")
    return Point(False, f"expected no error, but {kind} was raised{where}{group}{': ' if text else ''}"
                        f"{text.removesuffix('.')}.{' ' if advice else ''}{advice}", label)


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
    name = getattr(function, "__name__", type(function).__name__)

    async def main():
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _, context: seen.logged.append(
            re.sub(r"\(<.*>\)", "", context["message"])
            + (f": {context['exception']!r}" if context.get("exception") else "")))
        try:
            awaitable = function(*args)
            if not inspect.isawaitable(awaitable):
                raise Wrong(nothing_to_await(f"`{name}`", type(awaitable).__name__), "sec-call")
            seen.result = await awaitable
            if inspect.iscoroutine(seen.result):
                seen.result.close()
                raise Wrong(f"result: expected a value, but `{name}` returned "
                            f"the coroutine object of `{seen.result.__name__}`: an `await` "
                            "is missing.", "sec-call")
        except (Exception, SystemExit, KeyboardInterrupt, asyncio.CancelledError) as error:
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
        except BaseException as error:  # Deadlock, or what a task of the submission ends the loop with
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


def coroutines_in(value: object, depth: int = 3) -> list[types.CoroutineType]:
    """The coroutine objects that a value is, or has in its lists, tuples and dicts; they are closed, and warn no more."""
    if inspect.iscoroutine(value):
        value.close()
        return [value]
    inner = dict.values(value) if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else ()
    return [one for part in inner for one in coroutines_in(part, depth - 1)] if depth else []


def nothing_to_await(what: str, kind: str) -> str:
    """What to say where a function gave a value of this kind, which cannot be awaited."""
    if kind.endswith("generator"):
        return (f"{what} gave {'an async ' if 'async' in kind else 'a '}generator, because there is a `yield` in it: "
                "nothing can await it.")
    return f"{what} gave a plain value, nothing to await: write it with `async def`."


# --- values of a submission, which may be anything


def a_kind(value: object) -> str:
    """What a value is, such as "a list"."""
    if value is None:
        return "None"
    kind = "class" if isinstance(value, type) else "text" if isinstance(value, str) else type(value).__name__
    kind = kind.replace("_", " ").strip()
    return f"a{'n' * (kind[:1].lower() in 'aeiou')} {kind}"


def shown(value: object) -> str:
    """Its repr; a text on what has none."""
    try:
        return repr(value)
    except BaseException as error:
        return f"<{a_kind(value)} whose repr raises {type(error).__name__}>"


def same(got: object, want: object) -> bool:
    """Whether a value is the one that is wanted, whatever its own ``==`` says.

    A tuple may stand for a list, 3.0 (or a Fraction) for 3, and floats differ in their last
    digits; True is not 1, and "3" is not 3.
    """
    if isinstance(want, (list, tuple)):
        return isinstance(got, (list, tuple)) and len(got) == len(want) and all(map(same, got, want))
    if isinstance(want, dict):
        return isinstance(got, dict) and dict.keys(got) == want.keys() and all(
            same(dict.__getitem__(got, key), value) for key, value in want.items())
    if isinstance(want, (bool, types.NoneType)):
        return got is want
    if isinstance(want, (int, float)):
        if isinstance(got, bool) or not isinstance(got, (int, float, fractions.Fraction, decimal.Decimal)):
            return False
        with contextlib.suppress(OverflowError):  # no float is so large
            return int(got) == want if isinstance(got, int) and isinstance(want, int) else math.isclose(
                float(got), want, abs_tol=1e-9)
        return False
    if isinstance(want, (str, bytes, bytearray, set, frozenset)):
        kind = next(kind for kind in (str, bytes, bytearray, set, frozenset) if isinstance(want, kind))
        return isinstance(got, kind) and kind.__eq__(got, want) is True
    return got is want or type(got) is type(want) and bool(want == got)


class Said(str):
    """What a judge says of a run in place of its value, such as "raised OSError()": it is of no kind."""


def copied(error: BaseException, known: Iterable[BaseException | None]) -> str:
    """What to add to the text of an error that looks like one of those, and is a new one; else ""."""
    alike = [one for one in known if type(one) is type(error) and shown(one) == shown(error)]
    return ", a new one" * (alike != [] and not any(one is error for one in alike))


def otherwise(got: object, want: object) -> str:
    """A sentence, after a space, on the kind of a wrong value, where that is not the kind wanted; else ""."""
    kinds = [{int: float, list: tuple}.get(type(value), type(value)) for value in (got, want)]
    if isinstance(got, asyncio.Future) and not isinstance(want, asyncio.Future):
        return " An `await` is missing."
    if got is None or want is None or kinds[0] is kinds[1] or Said in kinds:
        return ""
    if isinstance(got, str) and isinstance(want, (int, float)) and got.strip() == str(want):
        return f" Write {want!r}, not {got!r}."
    return f" That is {a_kind(got)}, not {a_kind(want)}."


ANY = object()


def compare(seen: Seen, what: str, *, result=ANY, elapsed=None, why="", peak=None, events=None,
            at="", at_result="") -> Iterator[Point]:
    """The points on what was seen: each that is wrong, and one for all that is right.

    *what* names the run, *why* says where *elapsed* comes from, *at* is the section
    on time and calls in flight, *at_result* the one on results and order.
    """
    right = []

    def points(name, want, got, same, section, more=""):
        if same:
            right.append(name)
        else:
            yield Point(False, f"{what}: {name}: expected {want}, but {got}.{more}", section)

    if seen.error:
        yield dataclasses.replace(seen.error, text=f"{what}: {seen.error.text}")
        return
    if seen.never_awaited:
        names = ", ".join(f"`{name}`" for name in dict.fromkeys(seen.never_awaited))
        yield from points("never awaited", "no lost coroutine", f"{len(seen.never_awaited)} of "
                          f"{names} never ran", False, "sec-warning")
    if result is not ANY and (lost := coroutines_in(seen.result)):
        raise Wrong(f"{what}: result: expected {shown(result)}, but the coroutine object of `{lost[0].__name__}` is in what came: "
                    "an `await` is missing.", "sec-call")
    if result is not ANY:
        yield from points("result", shown(result), f"it was {shown(seen.result)}", same(seen.result, result), at_result,
                          otherwise(seen.result, result))
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
        sections = {"never retrieved": "sec-unseen", "destroyed": "sec-survive", "": "sec-task loop-callbacks"}
        label = next(label for part, label in sections.items() if any(part in text for text in seen.logged))
        yield from points("exception handler", "nothing", f"the loop logged: "
                          f"{'; '.join(seen.logged)}", False, label)
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
    given = each_answer(code()[name], questions, name)
    chosen = {key: choice(given[key], [question.right, *question.hints]) for key, question in questions.items()}
    right = [key for key, question in questions.items() if chosen[key] == [question.right]]
    if right:
        yield Point(True, f"{len(right)} of {len(questions)}: {', '.join(map(str, right))}.")
    open_ones = [key for key in questions if not chosen[key] and (
        given[key] is None or given[key] is ... or isinstance(given[key], str) and given[key].strip() in ("", "?"))]
    if open_ones:
        yield Point(False, f"still unanswered: {', '.join(map(str, open_ones))}.")
    for key, question in questions.items():
        if key in right or key in open_ones:
            continue
        label = f"{key}, {question.text}" if question.text else key
        if chosen[key]:
            yield Point(False, f"{label}: not {chosen[key][0]!r}. {question.hints[chosen[key][0]]}", question.section)
            continue
        choices = [question.right, *question.hints]
        parts = bare(given[key]).split() if isinstance(given[key], str) else given[key]
        if isinstance(given[key], str) and not any(word in ("and", "or") or choice(word, choices) for word in parts[1:]):
            parts = parts[:1]  # and what follows names no other choice
        if isinstance(parts, (list, tuple, set)) and len(parts) == 1 and (inner := choice(*parts, choices)):
            yield Point(False, f"{label}: write {inner[0]!r}, not {shown(given[key])}.")
        else:
            yield Point(False, f"{label}: {shown(given[key])} is none of the choices "
                        f"({', '.join(map(repr, sorted(choices, key=lambda one: (type(one).__name__, one))))}).")


def each_answer(given: object, questions: dict, name: str) -> dict:
    """What is answered to each question.  Raises Wrong where it has another form."""
    if isinstance(given, (list, tuple)) and len(given) == len(questions):
        return dict(zip(questions, given))
    if not isinstance(given, (dict, list, tuple)):
        raise Wrong(f"`{name}` is {a_kind(given)}: keep the form of the starter.")
    given = dict(enumerate(given, 1)) if isinstance(given, (list, tuple)) else given
    keys = {key: found[0] for key in given if (found := choice(key, [*questions]))}
    missing = [key for key in questions if key not in keys.values()]
    more = [shown(key) for key in given if key not in keys]
    if missing or more or len(keys) > len(questions):
        raise Wrong(f"`{name}` has to answer {', '.join(map(str, questions))}, each of them once: keep the form of "
                    f"the starter.{' Missing: ' * bool(missing)}{', '.join(map(str, missing))}{'.' * bool(missing)}"
                    f"{' Not asked: ' * bool(more)}{', '.join(more)}{'.' * bool(more)}")
    return {keys[key]: dict.__getitem__(given, key) for key in keys}


def choice(value: object, choices: list) -> list:
    """The choice that a value is, alone in a list; [] where it is none.

    How it is spelled does not matter, see `spelled`.
    """
    if isinstance(value, int) and value in (0, 1) and {*map(type, choices)} == {bool}:
        value = bool(value)
    return ([one for one in choices if same(value, one)]
            or [one for one in choices if isinstance(value, (str, bool)) and spelled(value, one)])[:1]


def spelled(value: str | bool, one: object) -> bool:
    """Whether an answer is this choice, but for its spelling.

    Of a number, zeros at its end, separators, "line" before it and seconds behind it do not matter.
    Of words: the order of what "and" or a comma joins, the module of a name, True for yes, an article
    before them, an s or 's at the end of one, seconds behind a number.
    Of both: capitals, spaces, quotes and brackets around it, a point at its end, the kind of a dash.
    """
    if isinstance(one, (int, float)) and not isinstance(one, bool):
        text = re.sub(r"(?<=\d)[ ,_](?=\d{3}(?!\d))", "", isinstance(value, str) and bare(value) or "")
        text = re.sub(r" ?s(?:ec(?:ond)?s?)?$", "", text).replace(",", ".")
        return bool(re.fullmatch(r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e\d+)?", text)) and same(float(text), one)
    return words(value) == words(one)


def bare(value: object) -> str:
    """A value as text, without what is around it."""
    text = re.sub(r"\s*[-\u2010-\u2015\u2212]\s*", "-", " ".join(str(value).split()).casefold())
    text = re.sub(r"^\w+error\((['\"])(\w+)\1\)$", r"\2", text)  # an error, for its name
    text = text.strip(" ,;:'\"`()[]").rstrip(" .!,;:'\"`()[]")
    return re.sub(r"^(?:(?:an?|the) (?!and\b)(?=[a-z]{3}))?(?:lines? (?=\d|[a-z]$))?", "", text)  # of "a b" the first is a choice


def words(value: object) -> str:
    """The words of an answer, the same for each spelling."""
    text = re.sub(r"(?<=\d) to (?=\d)", "-", bare(value)).replace("canceled", "cancelled")
    text = re.sub(r"(?<=\d) ?s(?:ec(?:ond)?s?)?\b", "", text)
    text = re.sub(r"(?<=[a-z]{3})(?:(?<=s)es|(?<!s)s)\b|(?<=[a-z])['\u2019]s\b", "", text)
    text = re.sub(r"^(?:[a-z_]\w*\.)+(?=[a-z_]\w*$)", "", text)
    text = " and ".join(sorted(filter(None, re.split(r"\s*(?:[,;&+]|\band\b)\s*", text))))
    return {"true": "yes", "y": "yes", "false": "no", "n": "no"}.get(text, text)


# --- the command


def check(exercise: Exercise, path: Path, seconds: float = SECONDS) -> tuple[list[Point], str]:
    """Judge a file in another process; returns the points and what the file printed."""
    try:
        source = read(path)
    except Wrong as error:
        return [error.point], ""
    if is_starter(exercise, source):
        return judge(exercise.number, source), ""  # nothing of it is run
    command = [sys.executable, "-B", "-X", "utf8", str(HERE / "check.py"), exercise.number, str(path),
               "--inside", str(seconds)]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:  # of a pipe others could hold the end
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=err,
                                   start_new_session=os.name == "posix")
        killed = []  # it ends itself in time, unless it is no longer Python
        late = threading.Timer(seconds + 5, lambda: killed.append(process.kill()))
        late.start()
        ended, looks = threading.Event(), collections.deque(maxlen=10)  # of its last quarter

        def look():
            while not ended.wait(seconds / 40) and (runs := running(process.pid)) is not None:
                looks.append(runs)

        threading.Thread(target=look, daemon=True).start()
        try:
            busy = wait(process)
        finally:
            ended.set()
            late.cancel()
            end(process)
        said, told = (file.seek(0) or file.read().decode(errors="replace") for file in (out, err))
    try:
        report = json.loads(said.splitlines()[-1])
        return [Point(*point) for point in report["points"]], report["printed"]
    except (ValueError, IndexError, KeyError, TypeError):
        pass
    if killed or "Timeout (" in told:
        return [stuck(told, seconds, busy, [*looks], path.name, source)], ""
    return [crashed(process.returncode, told)], ""


def running(number: int) -> bool | None:
    """Whether a process runs, or would if it had a processor or its disk; None where it has ended, or nothing tells.

    One that has ended is still there while its last thread gives back its memory, on a busy machine for long.
    """
    try:
        state = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]
    except (OSError, IndexError):
        return None
    return None if state in "ZX" else state in "RD"


def wait(process: subprocess.Popen) -> float | None:
    """Wait for the end of a process; returns its seconds on the processor, None where that is not known."""
    if not hasattr(os, "wait4"):
        process.wait()
        return None
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime


def end(process: subprocess.Popen) -> None:
    """End a process, and all that it has started."""
    with contextlib.suppress(OSError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def crashed(status: int, told: str) -> Point:
    """The point for a Python that ended before it had judged; *told* is what it said on stderr."""
    last = [line for line in told.strip().splitlines() if not line.startswith((" ", "Started after"))]
    last = [line for line in last if line.startswith("Fatal Python error")] or last[::-1]
    if status in (-signal.SIGTERM, -signal.SIGINT):
        return Point(False, f"expected an end of its own, but {signal.Signals(-status).name} ended the program: nobody handled it.")
    how = f"status {status}" if status >= 0 else f"signal {signal.Signals(-status).name}"
    return Point(False, f"expected an end, but Python itself stopped with {how}: "
                 f"{(last or ['it said nothing'])[0].removesuffix('.')}.")


def stuck(told: str, seconds: float, busy: float | None, looks: list[bool], file: str, source: str) -> Point:
    """The point for a Python that was ended after *seconds*; *told* says where each of its threads was.

    A loop runs at most of the *looks* at it, however little of the processor a busy machine gave it.  Where nobody
    could look, *busy*, its seconds on the processor, has to tell.
    """
    began = float(found[1]) if (found := re.search(r"^Started after ([\d.]+)", told)) else 0
    stacks = told.split("Thread 0x")[:0:-1] or [""]  # the main thread first, its last call first
    threads = [[int(line) * (name == file) for name, line in re.findall(r'^  File "(.*)", line (\d+) in ', stack, re.M)]
               for stack in stacks]
    number, *others = (next(filter(None, lines), 0) for lines in threads)
    if not number or threads[0][:1] != [number]:  # the main thread is not in a line of it
        if in_loop := [line for line, stack in zip(others, stacks[1:]) if " in run_forever" in stack]:
            return still_running(seconds, max(in_loop), "other loop")
        if any(others):
            return still_running(seconds, max(others), "thread")
    text = source.splitlines()[number - 1] if 0 < number <= len(source.splitlines()) else ""
    waits = sum(looks) * 2 < len(looks) if looks else busy is not None and busy - began < 0.25 * seconds
    return still_running(seconds, number, "wait" if waits and (not number or "(" in text) else "loop")


def still_running(seconds: float, line: int = 0, how: str = "loop") -> Point:
    """The point for a solution that did not end in *seconds* real seconds; the page says it too.

    *line* is where it was, 0 where that is not known; *how* is loop, wait, thread, or other loop: one that runs in a thread.
    """
    where, after = f", in line {line}" if line else "", f"expected an end, but after {seconds:g} real seconds"
    text = {"loop": f"{after} it still ran: an endless loop without an `await` that waits{where}?",
            "wait": f"{after} it still waited: a call that blocks for so long, or for ever{where}?",
            "thread": f"{after} a thread that it had started still went on{where}. Who tells it to end?",
            "other loop": f"{after} a thread still ran an event loop of its own{where}. The checker moves the clock of its own loop alone, "
                          "so what waits in another one does not end: await it in the loop that runs."}[how]
    return Point(False, text, {"thread": "sec-file-read", "other loop": "sec-where threads-coroutine"}.get(how, "sec-half-true"))


class Printed(io.RawIOBase):
    """What a solution prints: the beginning is kept, the rest is counted."""

    def __init__(self):
        self.kept, self.lost = bytearray(), 0

    def writable(self):
        return True

    def write(self, data):
        room = max(0, LINES * COLUMNS * 4 - len(self.kept))
        self.kept += bytes(data[:room])
        self.lost += len(data[room:])
        return len(data)

    def __str__(self):
        lines = self.kept.decode(errors="replace").splitlines()
        cut = [line if len(line) <= COLUMNS else f"{line[:COLUMNS]}[…]" for line in lines[:LINES]]
        return "\n".join(cut + ["[…]"] * bool(self.lost or lines[LINES:]))


@contextlib.contextmanager
def printed_by_it() -> Iterator[Printed]:
    """Within this block what is printed goes nowhere else; its text is the str of what is given."""
    raw = Printed()
    stream = io.TextIOWrapper(raw, encoding="utf-8", errors="replace", write_through=True)
    with contextlib.redirect_stdout(stream), contextlib.redirect_stderr(stream):
        yield raw
    with contextlib.suppress(ValueError):  # it was closed
        stream.detach()


def inside(exercise: Exercise, path: Path, seconds: float) -> None:
    """In the other process: judge, print the points as JSON, and end without waiting for anybody."""
    print(f"Started after {time.process_time():.2f}", file=sys.stderr, flush=True)
    faulthandler.enable()
    faulthandler.dump_traceback_later(seconds, exit=True)  # to the real stderr, with where all threads are
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        SPARE.append(bytearray(MEMORY // 32))
    mine, report = os.getpid(), os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # of processes that it starts
    with printed_by_it() as printed, threads_fail_briefly():
        points = judge(exercise.number, read(path), path.name)
        points += [Point(False, f"expected that all threads end, but {name} went on: the program would not end.",
                         "sec-file-read") for name in left_threads()]
    if os.getpid() == mine:  # it may have called os.fork
        text = json.dumps({"points": [dataclasses.astuple(p) for p in points], "printed": str(printed)})
        with open(report, "w", encoding="utf-8") as file:
            file.write(f"\n{text}\n")
    os._exit(0)


def left_threads(seconds: float = 1.0) -> list[str]:
    """The names of threads that Python would wait for, and that do not end in *seconds*."""
    concurrent.futures.thread._shutdown = True
    for queue in list(concurrent.futures.thread._threads_queues.values()):
        queue.put(None)  # as at Python's end: idle workers go
    end, left = time.monotonic() + seconds, []
    for thread in threading.enumerate():
        if thread is not threading.main_thread() and not thread.daemon:
            thread.join(max(0, end - time.monotonic()))
            left += [thread.name] * thread.is_alive()
    return left


def report(exercise: Exercise, file: str, points: list[Point], printed: str, width: int | None = 78) -> str:
    """The verdict on *file* as the reader sees it, with the beginning of what it printed.

    *width* None: each point is one line, to be wrapped by who shows it.
    """
    lines = [f"Exercise {exercise.number}, {exercise.title} ({file})", text(points, exercise.chapter, width, MOST)]
    if printed:
        lines += ["It printed:", textwrap.indent(printed.rstrip("\n"), "  ", lambda line: True)]
    return "\n".join(lines)


def text(points: list[Point], first: Path, width: int | None = 78, most: float = math.inf) -> str:
    """The points as a reader sees them, up to so many that are wrong; *first* is the folder of their chapter."""
    def put(start, text):
        text = " ".join(text.split())
        return [start + text] if width is None else textwrap.wrap(
            text, initial_indent=start, width=width, subsequent_indent=" " * 9, break_long_words=False)

    lines, wrong, told = [], sum(not point.right for point in points), 0
    for point in points:
        told += not point.right
        if told > most:
            lines += put("  ", f"[…] Of {wrong} that are wrong, the first {most} are shown.")
            break
        lines += put("  right  " if point.right else "  WRONG  ", point.text)
        if known := to_read(point, first):
            chapter, label, heading = known
            lines += put(" " * 9, f"Read again in chapter {int(chapter.name[:2])}: {heading}.")
            lines.append(f"{' ' * 9}{chapter.name}.html#{label}")
    lines.append(f"Not yet: {wrong} of {len(points)} points wrong." if wrong else
                 "All is right.")
    return "\n".join(lines)


def to_read(point: Point, first: Path) -> tuple[Path, str, str] | None:
    """The chapter's folder, label and heading of a point's section.

    Of several the last one; none of a later chapter, and none where that chapter is not here.
    """
    for label in reversed(point.section.split()):
        with contextlib.suppress(KeyError):
            chapter, heading = section(label, first)
            if chapter.name[:2] <= first.name[:2]:
                return chapter, label, heading
    return None


def hiding(path: Path) -> str:
    """A note on files beside an answer that hide a module of the standard library from it, or ""."""
    names = sorted({file.stem for folder in {HERE, path.resolve().parent} for file in folder.glob("*.py")}
                   & sys.stdlib_module_names)
    return "\n".join(textwrap.fill(f"Note: a file {name}.py beside it hides Python's own module {name} from a program "
                                   "that runs there. Give it another name.", 78) for name in names)


def state(exercise: Exercise) -> str:
    """How far the reader's answer is, in a few words."""
    if not exercise.answer.exists():
        return ""
    with contextlib.suppress(Wrong):
        if is_starter(exercise, read(exercise.answer)):
            return "starter"
    return "right" if all(p.right for p in check(exercise, exercise.answer)[0]) else "not yet"


def list_all(found: list[Exercise]) -> int:
    """Print exercises and how far their answers are; returns 0 when all are right."""
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
    named = path.resolve()
    for folder in [named, *named.parents]:
        if what not in by_number and (folder / "judge.py").is_file():
            what = Exercise(folder).number
    if what not in by_number:
        sys.exit(f"There is no exercise {what} here. `python check.py` lists what there is.")
    exercise = by_number[what]
    if file is None and (path.is_dir() or path.suffix != ".py"):
        path = exercise.answer
        if not path.exists():
            path.write_text(exercise.starter, encoding="utf-8")
            sys.exit(f"Your answer to exercise {what} is {typed(path)} now, a copy of the starter. "
                     f"Edit it, then check again.")
    if not path.is_file():
        sys.exit(f"{path} is not here.")
    return exercise, path


def typed(path: Path) -> str:
    """A path as one would type it."""
    with contextlib.suppress(ValueError):
        path = path.relative_to(Path.cwd())
    return f'"{path}"' if " " in str(path) else str(path)


def main() -> int:
    """The command; returns its exit status: 0 when all is right."""
    sys.stdout.reconfigure(errors="replace")  # whatever the terminal can show
    parser = argparse.ArgumentParser(description="Check your answer to an exercise.")
    parser.add_argument("exercise", nargs="?", help="its number, such as 3.1, or a file in its folder; "
                        "the number of a chapter lists its exercises")
    parser.add_argument("file", nargs="?", type=Path, help="another file than its answer.py")
    parser.add_argument("more", nargs="*", help=argparse.SUPPRESS)
    parser.add_argument("--inside", type=float, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.more:
        sys.exit("Expected one exercise and one file: put quotes around a name with spaces.")
    if not options.exercise:
        return list_all(exercises())
    if not options.file:
        folder, chapter = Path(options.exercise).resolve(), options.exercise
        found = [one for one in exercises() if one.chapter == folder or one.chapter.name.partition("-")[0] == chapter.zfill(2)]
        if found:
            return list_all(found)
        if chapter.isdecimal():
            sys.exit(f"There is no chapter {chapter} with exercises here. `python check.py` lists what there is.")
    exercise, path = which(options.exercise, options.file)
    if options.inside:
        inside(exercise, path, options.inside)
    points, printed = check(exercise, path)
    print("\n".join(filter(None, [report(exercise, path.name, points, printed), hiding(path)])))
    return int(not all(point.right for point in points))


if __name__ == "__main__":
    try:
        status = main()
    except KeyboardInterrupt:
        status = "Stopped."
    except BrokenPipeError:  # of `| head`: nobody reads the rest
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        status = 1
    sys.exit(status)
