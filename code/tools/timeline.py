"""Draw when the tasks of a real run ran, when they waited, and how they ended.

    await timeline(main())         # last line of a notebook cell: a picture
    print(await timeline(main()))  # in a script: the same as text

Each row is a task, below the task that made it.  The signs, explained below each picture:

    #  runs: it alone has the thread of the event loop, and no other task can go on
    :  ready: it could run, but the thread is taken (shown from a tenth of a second on)
    .  waits    =  works in a thread or process of an executor (`asyncio.to_thread`)
    |  ended    x  cancelled    X  cancelled at exit, as `asyncio.run` does
    !  failed   ?  lost: destroyed while it was pending

So that two runs draw the same picture, times in it are rounded down to tenths of a second,
and it leaves out how late the system woke the loop, and for how long it let its thread wait for a
processor (elsewhere than on Linux only between two callbacks).  This is done in the picture: the program itself waits, blocks, computes
and is timed out as without this tool.

How it looks: `call_soon`, `call_at`, `call_later`, `call_soon_threadsafe`, `create_task` and
`run_in_executor` of the running loop are replaced on that one object, until the run is over.
asyncio calls them for each step of a task, so no coroutine is wrapped (coroutines, tasks,
names and tracebacks are the program's own), asyncio.Task is not patched, and it works from
Python 3.11 on, where sys.monitoring, which begins with 3.12, does not.  What a program could
notice: these six methods, and one more variable in its `contextvars`.

Left out: callbacks shorter than a tenth of a second, asyncio's private helper tasks, threads
other than an executor's, and what a loop not written in Python does by itself.
"""

from __future__ import annotations

import asyncio
import bisect
import collections
import contextlib
import contextvars
import functools
import html
import inspect
import itertools
import os
import re
import threading
import weakref
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

MEANING = {"#": "runs", ":": "ready, but another runs", ".": "waits", "=": "in another thread", "|": "ended",
           "x": "cancelled", "X": "cancelled at exit", "!": "failed", "?": "lost"}
BARS = "#:.="  # the other signs are an end
# how high a sign is drawn (0: as a letter) and its colour, of Okabe and Ito's palette
LOOKS = {"#": (0.6, "0072B2"), ":": (0.6, "56B4E9"), ".": (0.12, "808080"), "=": (0.6, "009E73"),
         "|": (0.82, "808080"), "x": (0, "CC79A7"), "X": (0, "808080"), "!": (0, "D55E00"), "?": (0, "D55E00")}
PICTURE = "margin: .5em 0; max-width: 46em; font: .84em var(--mono, monospace)"
ROWS = "box-sizing: border-box; display: block; width: 100%; overflow: visible; fill: currentColor"
LEGEND = "display: flex; flex-wrap: wrap; gap: 0 1.4em; line-height: 1.4"
ICON = "display: inline-block; width: 1.3em; height: 1.4em; vertical-align: -.35em; overflow: visible"
HALO = "paint-order: stroke; stroke: var(--color-background-primary, var(--r-background-color, Canvas)); stroke-width: .25em"
HOLLOW = ' fill-opacity=".25" stroke="#56B4E9" stroke-width="1.5"'
COLUMNS = 60  # of a picture, at most
MANY = 24  # rows; where there are more, tasks of one function made by one task are folded
TEX = str.maketrans({c: rf"\{c}" for c in "_&%#${}"} | {
    "'": r"\textquotesingle{}", "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "×": r"$\times$", "…": r"\dots{}", " ": "~"})

CREATOR: contextvars.ContextVar[Row] = contextvars.ContextVar("timeline")  # whose code made what now runs


class Row:
    """What one task did (or a job of an executor, or a callback), in seconds since the start."""

    def __init__(self, run: Run, parent: Row | None, function: str, name: str, first: float):
        self.run, self.parent, self.function, self.name, self.first = run, parent, function, name, first
        self.spans: list[tuple[str, float, float]] = []  # (sign, begin, end)
        self.end: tuple[str, float, str] | None = None  # (sign, time, what else to say)
        self.last, self.late = first, run.late()  # when its latest step ended, and how late that was
        self.task: weakref.ref | None = None
        self.scheduled = self.left = False  # its first step is the loop's; it is cancelled at exit
        self.children: list[Row] = []
        if parent:
            parent.children.append(self)

    def add(self, sign: str, begin: float, end: float) -> None:
        """Note a span; those which share a tick are one in the picture, and here."""
        tick = self.run.tick
        if self.spans and self.spans[-1][0] == sign and begin - self.spans[-1][2] < tick / 20:
            begin = self.spans.pop()[1]
        if sign != ":" or int(end / tick + 0.05) > int(begin / tick + 0.05):
            self.spans.append((sign, begin, end))

    def named(self, task: asyncio.Task) -> None:
        """Take the name that the program gave to the task."""
        if not re.fullmatch(r"Task-\d+|None", task.get_name()):  # None: 3.13.0, with a task factory
            self.name = task.get_name()

    def rows(self) -> Iterator[tuple[int, Row]]:
        """All rows below this one, each with its depth, in the order in which they are drawn."""
        waiting = [(0, child) for child in reversed(self.children)]
        while waiting:
            depth, row = waiting.pop()
            if row.name:
                yield depth, row
            waiting += [(depth + bool(row.name), child) for child in reversed(row.children)]


def schedstat(loop: asyncio.AbstractEventLoop) -> contextlib.AbstractContextManager:
    """A file with how long, in all, the system has not let this thread run that could, in nanoseconds.

    None where the system does not say (elsewhere than on Linux), and for a clock that is not the system's.
    """
    if type(loop).time is asyncio.BaseEventLoop.time:
        with contextlib.suppress(OSError):
            return open("/proc/thread-self/schedstat", "rb", buffering=0)
    return contextlib.nullcontext()


class Call:
    """A callback of the loop.  To the loop and to its messages it is the callback itself."""

    def __init__(self, run: Run, callback: Callable, row: Row | None, ready: float, due: float, late: float | None):
        self.__wrapped__ = callback
        self.run, self.row, self.ready, self.due, self.late = run, row, ready, due, late

    def __getattr__(self, name: str) -> Any:
        return getattr(self.__wrapped__, name)

    def __repr__(self) -> str:
        return repr(self.__wrapped__)

    def __call__(self, *args: Any) -> Any:
        if self.run.over:
            return self.__wrapped__(*args)
        start = self.run.starts(self)
        try:
            return self.__wrapped__(*args)
        except BaseException as error:
            error.__traceback__ = error.__traceback__.tb_next  # without this frame
            raise
        finally:
            self.run.ends(self, start)


class Run:
    """Looks at what a loop does, from `look` on: the rows below ``root`` are what it saw.

    There are two times.  ``now`` is the loop's, since the start.  ``time`` is the picture's: it
    leaves out how `late` the system called what runs now, and how long it has not let it run.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop, tick: float):
        self.loop, self.tick, self.zero, self.file = loop, tick, loop.time(), None
        self.called_late = self.stolen_before = 0.0  # what runs now
        self.ended: list[float] = []  # when (now) each callback ended,
        self.busy: list[float] = []  # and how long (time) they had run by then, in all
        self.since, self.start = (0.0, 0.0), 0.0  # of what runs now: when (time, now) it was due, when it began
        self.root = Row(self, None, "", "", 0)
        self.making: list[Row] = []  # tasks that loop.create_task is making
        self.eager: list[tuple[Row, asyncio.Task]] = []  # made in this step; up to 3.12 they get their names later
        self.tasks: weakref.WeakKeyDictionary[asyncio.Task, Row] = weakref.WeakKeyDictionary()
        self.timers: weakref.WeakSet[asyncio.TimerHandle] = weakref.WeakSet()
        self.jobs: list[tuple[Row, asyncio.Future, asyncio.Future]] = []  # of the loop's own executor: its future, its end
        self.others = {thread.ident for thread in threading.enumerate()}  # are not of this run
        self.over = False

    def now(self) -> float:
        return self.loop.time() - self.zero

    def stolen(self) -> float:
        return int(os.pread(self.file.fileno(), 64, 0).split()[1]) / 1e9 if self.file else 0.0

    def late(self) -> float:
        return self.called_late + self.stolen() - self.stolen_before

    def time(self) -> float:
        return self.now() - self.late()

    @contextlib.contextmanager
    def look(self) -> Iterator[None]:
        """Within this block the loop tells what it does.  Raises RuntimeError where it cannot."""
        loop = self.loop
        names = "call_soon", "call_at", "call_later", "call_soon_threadsafe", "create_task", "run_in_executor"
        if isinstance(getattr(loop.call_soon, "__self__", None), Run):
            raise RuntimeError("a timeline is being drawn on this event loop: draw one after the other")
        before = {name: vars(loop)[name] for name in names if name in getattr(loop, "__dict__", {})}
        self.original = {name: getattr(loop, name) for name in names}
        try:
            try:
                for name in names:
                    setattr(loop, name, getattr(self, name))
            except AttributeError:
                raise RuntimeError(f"timeline cannot look into this event loop, {type(loop).__name__}") from None
            with schedstat(loop) as self.file:
                self.stolen_before = self.stolen()
                yield
        finally:
            self.over, self.file = True, None
            for name in names:
                with contextlib.suppress(AttributeError):
                    delattr(loop, name)
            for name, method in before.items():
                setattr(loop, name, method)

    # --- instead of the loop's methods ------------------------------------------------

    def call_soon(self, callback, *args, context=None):
        task = getattr(callback, "__self__", None)
        step = hasattr(task, "get_coro") and not hasattr(task, getattr(callback, "__name__", "-"))
        row = self.row_of(task, context) if step else self.creator(context)
        if row:
            callback = self.call(callback, row if step else None, *self.ready(), self.late() - self.stolen())
        return shorter(self.original["call_soon"](callback, *args, context=context))

    def call_at(self, when, callback, *args, context=None):
        return self.timer("call_at", when, 0.0, callback, args, context)

    def call_later(self, delay, callback, *args, context=None):
        return self.timer("call_later", delay, self.loop.time(), callback, args, context)

    def timer(self, method, when, since, callback, args, context):
        # asyncio's call_later calls call_at, that of a loop with exact time does not
        if when is None or isinstance(callback, Call) or not self.creator(context):
            return shorter(self.original[method](when, callback, *args, context=context), 2)
        due = since + when - self.zero
        timer = self.original[method](when, self.call(callback, None, due - self.late(), due), *args, context=context)
        self.timers.add(timer)
        return shorter(timer, 2)

    def call_soon_threadsafe(self, callback, *args, context=None):
        owner = self.creator(context)
        if owner is None and threading.get_ident() not in self.others:  # a thread that the run has started
            owner, context = self.root, context or contextvars.copy_context()
            context.run(CREATOR.set, owner)
        if owner:
            callback = self.call(callback, None, self.now() - owner.late, self.now())
        return shorter(self.original["call_soon_threadsafe"](callback, *args, context=context))

    def create_task(self, coro, **options):
        parent = self.maker()
        if parent is None:
            return self.original["create_task"](coro, **options)
        row = Row(self, parent, *call_names(coro), self.time())
        self.making.append(row)
        token = CREATOR.set(row)  # the task copies the context, and an eager one runs in it now
        try:
            task = shorter(self.original["create_task"](coro, **options))
        except BaseException:
            parent.children.remove(row)
            raise
        finally:
            CREATOR.reset(token)
            self.making.pop()
        if not row.task and hasattr(task, "get_coro"):
            self.bind(row, task, None)
        if not row.scheduled:  # it is an eager task: its first step is over
            self.stepped(row, row.first)
            self.eager.append((row, task))
        return task

    def run_in_executor(self, executor, func, *args):
        parent = self.maker()
        if parent is None:
            return self.original["run_in_executor"](executor, func, *args)
        threads, gone = executor is None or type(executor) is ThreadPoolExecutor, self.loop.create_future()
        job = Row(self, parent, *call_names(func, "thread " if threads else "executor "), self.time())

        @functools.wraps(func)
        def work(*args):
            token, begin = CREATOR.set(job), self.now() - job.late
            job.add(":", job.first, begin)
            job.add("=", begin, begin)  # so far
            error = ""
            try:
                return func(*args)
            except BaseException as caught:
                error = f"! {type(caught).__name__}"
                caught.__traceback__ = caught.__traceback__.tb_next  # without this frame
                raise
            finally:
                CREATOR.reset(token)
                end = self.now() - job.late
                job.add("=", begin, end)
                job.end = (error or "|")[0], end, error[1:]
                with contextlib.suppress(RuntimeError):  # the loop is closed
                    self.original["call_soon_threadsafe"](gone.set_result, None)

        def done(future):
            if not job.spans and future.cancelled():
                job.end = "x", self.time(), ""  # it has not begun
            elif not threads:
                job.add("=", job.first, self.time())
                error = future._exception
                job.end = "!" if error else "|", self.time(), f" {type(error).__name__}" if error else ""

        try:
            future = self.original["run_in_executor"](executor, work if threads else func, *args)
        except BaseException:
            parent.children.remove(job)
            raise
        future.add_done_callback(done)
        if executor is None:
            self.jobs.append((job, future, gone))
        return future

    # --- what they note ---------------------------------------------------------------

    def creator(self, context: contextvars.Context | None = None) -> Row | None:
        """The row of the task that a callback comes from; None where it is not of this run."""
        row = CREATOR.get(None) if context is None else context.get(CREATOR)
        return row if row and row.run is self and not self.over else None

    def maker(self) -> Row | None:
        """The row of the task whose code runs now."""
        task = asyncio.current_task(self.loop)
        if task in self.tasks:
            return self.tasks[task]
        return self.making[-1] if self.making else self.creator()  # making: an eager task, in its first step

    def row_of(self, task: asyncio.Task, context: contextvars.Context | None) -> Row | None:
        """The row of a task whose next step is asked for now."""
        row = self.tasks.get(task)
        if row is None:
            if self.making and not self.making[-1].task:
                row = self.making[-1]
            elif parent := self.maker():  # made without loop.create_task
                row = Row(self, parent, *call_names(task.get_coro()), self.time())
            else:
                return None
            self.bind(row, task, context)
            row.scheduled = asyncio.current_task(self.loop) is not task
        return row

    def bind(self, row: Row, task: asyncio.Task, context: contextvars.Context | None) -> None:
        def lost(_):
            if not row.end and not self.over:
                row.end = "?", max(row.last, self.time()), ""

        self.tasks[task], row.task = row, weakref.ref(task, lost)
        if context:
            with contextlib.suppress(RuntimeError):  # it is the context of a task that runs
                context.run(CREATOR.set, row)

    def ready(self) -> tuple[float, float]:
        """When (time, now) what is made ready could have run: a timer that was due may come late."""
        return self.since if self.time() - self.start < self.tick / 2 else (self.time(), self.now())

    def call(self, callback: Any, row: Row | None, ready: float, due: float, late: float | None = None) -> Any:
        """What is called instead of *callback*; itself, where the loop in debug mode refuses it.

        It can be called from *ready* (time) or *due* (now) on.  Where it is called as soon as the loop
        comes to it, *late* is by how much it then is late already; otherwise the loop may sleep too long.
        """
        wrong = not callable(callback) or inspect.iscoroutinefunction(callback)
        return callback if wrong else Call(self, callback, row, ready, due, late)

    def busy_since(self, due: float) -> float:
        """For how long callbacks have run since then: what was due had to wait for them."""
        k = bisect.bisect_left(self.ended, due)
        if k == len(self.ended):
            return 0.0
        first = self.busy[k] - (self.busy[k - 1] if k else 0)
        return self.busy[-1] - self.busy[k] + min(first, self.ended[k] - due)

    def starts(self, call: Call) -> float:
        """A callback is called; returns when, in the picture's time."""
        start = call.ready + self.busy_since(call.due)
        if call.late is not None:  # what ran in between may also be a callback that is not of this run
            exact = self.now() - call.late - self.stolen()
            if self.file or exact - start < self.tick / 20:  # else nobody knows, but the system may have stopped the thread
                start = exact
        if call.row:
            start = max(start, call.row.last)
        self.called_late, self.stolen_before = self.now() - start, self.stolen()
        self.since, self.start = (start, self.now()) if call.row else (call.ready, call.due), start
        return start

    def ends(self, call: Call, start: float) -> None:
        """A callback has returned, or raised."""
        if self.over:
            return
        end = self.start = self.time()
        self.since = end, self.now()
        self.ended.append(self.since[1])
        self.busy.append(end - start + (self.busy[-1] if self.busy else 0))
        for row, task in self.eager:
            row.named(task)
        self.eager.clear()
        if call.row:
            call.row.add(":", call.ready, start)
            self.stepped(call.row, start)
        elif end - start >= self.tick:
            row = Row(self, self.creator() or self.root, *call_names(call.__wrapped__, "callback "), start)
            row.add("#", start, end)
            row.end = "|", end, ""

    def stepped(self, row: Row, start: float) -> None:
        """A step of a task is over."""
        row.last, row.late = self.time(), self.late()
        row.add("#", start, row.last)
        task = row.task and row.task()
        if task is None:
            return
        row.named(task)
        if task.cancelled():
            row.end = "X" if row.left else "x", row.last, ""
        elif task.done():
            error = task._exception  # exception() would count as a look at it: asyncio would be silent then
            row.end = "!" if error else "|", row.last, f" {type(error).__name__}" if error else ""

    # --- the end ----------------------------------------------------------------------

    def pending(self) -> list[asyncio.Task]:
        return [task for task in self.tasks if not task.done()]

    async def finish(self) -> None:
        """End what is left as asyncio.run ends it: cancel the tasks, wait for them and for threads."""
        left = self.pending()
        for task in left:
            self.tasks[task].left = not task.cancelling()
            task.cancel()
        if left:
            await asyncio.wait(left)
        for task in left:
            if not task.cancelled() and task.exception():
                self.loop.call_exception_handler({
                    "message": "unhandled exception during asyncio.run() shutdown",
                    "exception": task.exception(), "task": task})
        for job, future, gone in self.jobs:
            if job.spans or not future.cancelled():
                await asyncio.wait([gone])
        for timer in self.timers:  # the loop would be closed now
            timer.cancel()
        if late := self.pending():  # made by what was cancelled: they would not be run to their end
            for task in late:
                self.tasks[task].end = "?", self.time(), ""
                task.cancel()
            self.over = True
            await asyncio.wait(late, timeout=1)


def shorter(made: Any, frames: int = 1) -> Any:
    """A handle or task, in debug mode without this file's *frames* in the place where it was made."""
    if getattr(made, "_source_traceback", None):
        del made._source_traceback[-frames:]
    return made


def call_names(called: Any, kind: str = "") -> tuple[str, str]:
    """(what it is a call of, with its simple arguments): of a coroutine not yet begun, or a function.

    The second is empty for asyncio's own helpers (a server has some): they get no row.
    """
    values = []
    while isinstance(called, functools.partial):  # to_thread's calls context.run
        inner = [*called.args] if getattr(called.func, "__name__", "") == "run" else [called.func, *called.args]
        called, values = inner[0], inner[1:] + values
    function = kind + getattr(called, "__name__", type(called).__name__)
    if frame := getattr(called, "cr_frame", None):
        values = frame.f_locals.values()
        if function[0] == "_" and frame.f_globals.get("__name__", "").startswith("asyncio."):
            return function, ""
    simple = ", ".join(repr(value) for value in values if isinstance(value, (str, int, float)))
    name = f"{function}({simple})"
    return function, name if len(name) <= 24 else name[:23] + "…"


Line = tuple[str, str, str]  # of the picture: name, signs, what else to say


def fold(lines: list[tuple[Row, Line]], notes: list[str]) -> list[Line]:
    """Make one line of tasks of one function that were made by tasks of one function."""
    kinds: dict[tuple, int] = {}
    kind_of: dict[Row | None, int] = {}
    groups: dict[int, list[Line]] = collections.defaultdict(list)
    for row, line in lines:
        kind_of[row] = kinds.setdefault((kind_of.get(row.parent), row.function), len(kinds))
        groups[kind_of[row]].append(line)
    functions = {kind: function for (_, function), kind in kinds.items()}
    out: list[Line] = []
    for kind, group in groups.items():
        indent = " " * (len(group[0][0]) - len(group[0][0].lstrip()))
        out += group if len(group) < 4 else [merged(f"{indent}{len(group)} × {functions[kind]}()", group, notes)]
    return out if len(out) <= 2 * MANY else [*out[:MANY], merged(f"{len(out) - MANY} more rows", out[MANY:], notes)]


def merged(name: str, group: list[Line], notes: list[str]) -> Line:
    """One line for many: at each time what most matters of what they do; how they ended goes to *notes*."""
    width = max(len(signs) for _, signs, _ in group)
    columns = zip(*(re.sub(r"[|x!]$", "#", signs).ljust(width) for _, signs, _ in group))  # its last step
    signs = "".join(min(column, key="#=:.X? ".index) for column in map(set, columns))
    ends = collections.Counter(signs[-1] + more for _, signs, more in group).most_common()
    if len(ends) > 1:
        notes.append(f"{name.strip()}: " + ", ".join(f"{n} {MEANING[end[0]]}{end[1:]}" for end, n in ends))
    return name, signs[:-1] + ends[0][0][0], ends[0][0][1:] if len(ends) == 1 else ""


class Strip:
    """The picture of a run.  It shows itself as text, as SVG in HTML, and in LaTeX.

    ``lines`` has the rows as (name, signs, what else to say), ``axis`` the times as
    (column, label), ``legend`` the signs that occur as (sign, meaning).
    """

    def __init__(self, root: Row, tick: float, until: float = 0.0):
        rows = [(row, depth) for depth, row in root.rows()]
        self.ran = max([0.0, *(end for row, _ in rows for _, _, end in row.spans), *(row.end[1] for row, _ in rows if row.end)])
        ticks = int(max(self.ran, until) / tick + 0.05)
        coarse = next(n * 10**k for k in itertools.count() for n in (1, 2, 5) if ticks <= COLUMNS * n * 10**k)
        total = max(1, ticks // coarse)
        self.step, self.total, self.scale = tick * coarse, total, max(1, 40 // total)
        self.tick, self.coarse = tick, coarse
        lines = [(row, ("  " * min(depth, 4) + row.name, self.signs(row), row.end[2] if row.end else ""))
                 for row, depth in rows]
        notes: list[str] = []
        self.lines = [line for _, line in lines] if len(lines) <= MANY else fold(lines, notes)
        unit = [n for n in (1, 2, 5, 10, 20, 50, 100) if total <= 4 * n]
        times = range(0, total + 1, next((n for n in unit if total % n == 0), unit[0]))
        self.axis = [(self.scale * t, f"{t * self.step:.4g}{' s' * (t == times[-1])}") for t in times]
        self.columns, self.left = self.scale * total + 1, 2 + max(len(name) for name, _, _ in self.lines)
        seen = {sign for _, signs, _ in self.lines for sign in signs}
        self.legend = [(sign, meaning) for sign, meaning in MEANING.items() if sign in seen]
        self.legend += [("", note) for note in notes]

    def column(self, seconds: float) -> int:
        """Where a time is drawn: rounded down, but a wait may end a twentieth of a tick early."""
        return self.scale * (int(seconds / self.tick + 0.05) // self.coarse)

    def signs(self, row: Row) -> str:
        """The signs of a row, from the start of the run to the row's end."""
        first, last = self.column(row.first), self.column(row.end[1] if row.end else self.ran)
        signs = list(" " * first + "." * (last - first + 1))
        for sign, begin, end in sorted(row.spans, key=lambda span: span[0] != ":"):
            a, b = self.column(begin), self.column(end)
            signs[a:b + 1] = sign * (b + 1 - a)
        if row.end:
            signs[last:] = row.end[0]
        elif row.spans and row.spans[-1][0] == "=":  # still at work
            signs[self.column(row.spans[-1][1]):] = "=" * (last + 1 - self.column(row.spans[-1][1]))
        return "".join(signs)

    def __repr__(self) -> str:
        last = " " * self.left
        for column, label in self.axis:
            last = last.ljust(self.left + column) + label
        legend = [""]
        for sign, meaning in self.legend:
            if len(legend[-1]) + len(meaning) > 70 and legend[-1]:
                legend.append("")
            legend[-1] += f"{sign} {meaning}   ".lstrip()
        return "\n".join([*(f"{name:{self.left}}{signs}{more}" for name, signs, more in self.lines), last,
                          *map(str.rstrip, legend)])

    def pieces(self) -> Iterator[tuple[int, int, float, str, float, str]]:
        """For each piece of a row: row, column, width, sign, and the sign's `LOOKS`."""
        for k, (_, signs, _) in enumerate(self.lines):
            for piece in re.finditer(r"([#:.=])\1*|[^ ]", signs):
                sign = piece[0][0]
                yield k, piece.start(), len(piece[0]) if sign in BARS else 0.3, sign, *LOOKS[sign]

    def words(self) -> tuple[list[str], list[tuple[str, str]]]:
        """What a drawn picture says beside each row, and the legend with what has no room there."""
        beside, legend = [], self.legend[:]
        for name, signs, more in self.lines:
            room = len(more.strip()) < 20 * (1 - len(signs) / self.columns)  # even on a phone
            beside.append(more.strip() if room else "")
            if more and not room:
                legend.append((signs[-1], f"{name.strip()}: {more.strip()}"))
        return beside, legend

    def _repr_html_(self) -> str:
        rows, out = len(self.lines), []

        def percent(columns):
            return f"{100 * columns / self.columns:.4g}%"

        def text(x, k, words, more=""):
            out.append(f'<text x="{x}" y="{1.7 * k + 1.2:.4g}em" {more}>{html.escape(words)}</text>')

        for column, label in self.axis:
            x, end = percent(column), f"{1.7 * rows + 0.2:.4g}em"
            out.append(f'<line x1="{x}" x2="{x}" y2="{end}" stroke="currentColor" stroke-opacity=".2"/>')
            text(x, rows, label, 'text-anchor="middle"')
        beside, legend = self.words()
        for k, (name, signs, _) in enumerate(self.lines):
            indent = len(name) - len(name.lstrip())
            text(0, k, name.strip(), f'dx="{indent - self.left + 0.5:.4g}ch"')
            if beside[k]:
                text(percent(len(signs) - 0.5), k, beside[k], 'dx=".6em"')
        out += [mark(sign, percent(column), 1.7 * k, percent(wide)) for k, column, wide, sign, _, _ in self.pieces()]
        meanings = "".join(f"<span>{icon(sign)}{html.escape(meaning)}</span>" for sign, meaning in legend)
        return (f'<div class="strip" role="img" aria-label="{html.escape(repr(self))}" style="{PICTURE}">'
                f'<svg style="{ROWS}; height: {1.7 * rows + 1.5:.4g}em; padding: 0 2ch 0 {self.left}ch">'
                f'{"".join(out)}</svg><div style="{LEGEND}">{meanings}</div></div>')

    def _repr_latex_(self) -> str:
        left = 0.62 * self.left  # em
        unit, (beside, legend) = (52 - left) / self.columns, self.words()

        def put(column, thing):
            return rf"\rlap{{\hspace*{{{left + unit * column:.4g}em}}{thing}}}"

        def drawn(wide, sign, height, colour):
            bar = rf"\rule[{0.3 - height / 2:.4g}em]{{{wide:.4g}em}}{{{height}em}}"
            return rf"\color[HTML]{{{colour}}}{bar if height else sign}"

        out = [rf"\rlap{{{name.translate(TEX)}}}" + put(len(signs) + 0.8 / unit, words.translate(TEX))
               for (name, signs, _), words in zip(self.lines, beside)]
        for k, column, wide, sign, height, colour in self.pieces():
            out[k] += put(column, drawn(unit * wide, sign, height, colour))
        out.append("".join(put(column, label) for column, label in self.axis))
        out.append(r"\quad{} ".join(
            (rf"{{{drawn(1 if sign in BARS else 0.3, sign, *LOOKS[sign])}}}~" if sign else "") + meaning.translate(TEX)
            for sign, meaning in legend))
        lines = "\\strut\\\\*\n\\noindent ".join(out)  # \\ ends a paragraph here, \rlap begins none; *: on one page
        return rf"\par{{\raggedright\footnotesize\ttfamily\noindent {lines}\strut\par}}"


def mark(sign: str, x: str, top: float, wide: str) -> str:
    """A sign in SVG: *x* and *wide* as parts of the width, *top* of its row in em."""
    height, colour = LOOKS[sign]
    if not height:
        return (f'<text x="{x}" y="{(top + 1.25) / 1.2:.4g}em" text-anchor="middle" fill="#{colour}" '
                f'font-weight="bold" font-size="1.2em" style="{HALO}">{sign}</text>')
    high = 1.7 * height
    place = f'x="{x}" y="{top + (1.7 - high) / 2:.4g}em" height="{high:.4g}em" fill="#{colour}"'
    if sign == "|":
        return f'<rect {place} width="3"/>'
    return f'<rect {place} width="{wide}"{HOLLOW if sign == ":" else ""}/>'


def icon(sign: str) -> str:
    """A sign in the legend; nothing where what is said has none."""
    drawn = sign and mark(sign, "0" if sign in BARS else "40%", -0.15, "100%")
    return drawn and f'<svg aria-hidden="true" style="{ICON}">{drawn}</svg> '


async def timeline(coro: Awaitable[Any], tick: float = 0.1, until: float = 0.0) -> Strip:
    """Run *coro* as a task; return the `Strip` of it and of all that came from it.

    What it prints is dropped, and an exception that ends it is only a mark in the picture.
    What is left when it ends is ended as asyncio.run does it: tasks are cancelled, work in
    threads is waited for, timers are forgotten.

    *tick* is what times in the picture are rounded down to, in seconds: less shows more, and
    differs from run to run.  The axis goes on to *until*, in seconds, at least: two pictures with
    the same *until* have the same scale.  Works on any loop that is written in Python, also on one whose
    clock jumps (the times are then those of its clock).  Raises TypeError where *coro* is not
    a coroutine, RuntimeError where another timeline goes on, and ValueError for a wrong tick or *until*.
    """
    main, task = coroutine(coro), None
    try:
        if not tick > 0:
            raise ValueError(f"tick is a number of seconds, more than 0, and not {tick!r}")
        if not 0 <= until < float("inf"):
            raise ValueError(f"until is a number of seconds, at least 0, and not {until!r}")
        run = Run(asyncio.get_running_loop(), tick)
        with run.look(), open(os.devnull, "w", encoding="utf-8") as nowhere, contextlib.redirect_stdout(nowhere):
            token = CREATOR.set(run.root)
            task = run.loop.create_task(main)
            CREATOR.reset(token)
            try:
                await asyncio.wait([task])
            finally:
                await run.finish()
            task.cancelled() or task.exception()  # else asyncio says: never retrieved
    finally:
        if task is None:
            main.close()  # it has not begun, and asyncio need not say: never awaited
    return Strip(run.root, tick, until)


def coroutine(thing: Any) -> Any:
    """*thing* as a coroutine that is not yet begun; raises TypeError with what to write instead."""
    if asyncio.iscoroutine(thing):
        return thing
    if asyncio.isfuture(thing):
        raise TypeError("timeline needs a coroutine; this has begun already, before anybody could look: write it "
                        "into a function, async def main(): await ..., and draw timeline(main())")
    if inspect.isawaitable(thing):
        async def awaits():
            return await thing
        awaits.__name__ = type(thing).__name__
        return awaits()
    call = f": call it, timeline({thing.__name__}())" if inspect.iscoroutinefunction(thing) else ""
    raise TypeError(f"timeline needs a coroutine, not {thing!r:.60}{call}")
