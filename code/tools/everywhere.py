"""Cancel a function at every point where it waits, and see what it leaves behind. ::

    import everywhere

    async def use(pool):                     # the function to try
        connection = await pool.connect()
        try:
            await connection.read()
        finally:
            connection.close()

    print(everywhere.cancel(use, Pool, check=lambda pool: pool.open))

The function runs once for each point, from the start, with what ``Pool()`` returned anew; at
that point its task is cancelled from outside.  ``check`` tells what is wrong then: what it
returns is shown unless it is false (None, 0, an empty list), and so is its AssertionError.
In a test, ``everywhere.cancel(…).verify()`` raises AssertionError with this table:

    cancelled at 5 points: 1 WRONG
        0  start  cancelled  before its first step
        1  waits  cancelled  shop.py:4  connection = await pool.connect()
    !   2  wakes  cancelled  shop.py:4  connection = await pool.connect()
                  LEFT: 1 connection
        3  waits  cancelled  shop.py:6  await connection.read()
        4  wakes  cancelled  shop.py:6  await connection.read()
        5  never  returned None

**Points** are the moments after each step of the function's task *and of each task that is
made meanwhile* (by a TaskGroup, gather, create_task, …): when a task has just begun to wait
(``waits``), and when what it waits for is there, but the task has not yet gone on (``wakes``: if
the cancel reaches it, the result of that wait is lost).  It is always the function's own task
that is cancelled; what becomes of the others is for it to see to.  A `finally` that waits has
points too.  ``again=True`` cancels, after each point, a second time at each point of the
clean-up.

**Outcomes**: *cancelled* is right.  *returned* means that it swallowed the cancel, *raised* that
another error came in its place, *ran on* that it had not ended ``within`` so many seconds, or
10 000 steps, after the cancel.  Behind it stand the seconds from the cancel to the end, if there
were any.  The last line, *never*, is the run without a cancel; nothing is wrong with its outcome,
only with what it leaves.

**Left**: tasks that still run when it ends, with their lines; async generators that were begun
and not closed; coroutines that never ran; what the loop's exception handler was told; what
``check`` says.

Runs are on the virtual clock, and each is the same each time.  ``run=asyncio.run`` takes the real
loop (one written in Python, so not uvloop); give a small ``within`` then.  It works within a
running loop (a notebook, an async test) on the virtual clock.  Where Python versions differ, as
in `asyncio.wait_for`, it reports what is so here.  Needs vloop.py.  Python 3.11 to 3.14.
"""

import asyncio
import gc
import inspect
import traceback
import warnings
from collections import Counter
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

import vloop

__all__ = ["Point", "Report", "cancel"]
STEPS = 10_000  # of all tasks, after a cancel


@dataclass
class Point:
    """What came of one run; ``after`` are the seconds from the last cancel to its end."""

    when: str  # "start", "waits", "wakes" or "never"
    where: str = ""
    outcome: str = ""  # "cancelled", "ran on", "returned 3", "raised ValueError()"
    after: float = 0.0
    left: list[str] = field(default_factory=list)
    first: str = ""  # where the first cancel was, if this is a second one

    @property
    def right(self) -> bool:
        """Whether it ended as it should, and left nothing."""
        return not self.left and (self.when == "never" or self.outcome == "cancelled")


@dataclass
class Report:
    """The points in their order; ``complete`` is False where not all were tried."""

    points: list[Point]
    complete: bool

    @property
    def wrong(self) -> list[Point]:
        """The points at which something was wrong."""
        return [point for point in self.points if not point.right]

    def verify(self) -> "Report":
        """Return the report, or raise AssertionError, with the table, where a point is wrong."""
        if self.wrong:
            __tracebackhide__ = True  # pytest then shows the caller's line
            raise AssertionError(str(self))
        return self

    def __str__(self):
        tried = sum(point.when != "never" for point in self.points)
        lines = [f"cancelled at {tried} point{'s' * (tried > 1)}: "
                 + (f"{len(self.wrong)} WRONG" if self.wrong else "all right")]
        ends = [point.outcome + (f", {round(point.after, 2):g} s" if point.after >= 0.05 else "")
                for point in self.points]
        wide = max([len(end) for end, point in zip(ends, self.points) if point.where] or [0])
        rows = ["\n".join([f"{point.when}  {end:{wide}}  {point.where}".rstrip()]
                          + [f"{'':13} (first cancelled at {point.first})"] * bool(point.first)
                          + [f"{'':13} LEFT: {what}" for what in point.left])
                for point, end in zip(self.points, ends)]
        same = Counter(rows)  # those of a loop are printed once
        for number, (point, row) in enumerate(zip(self.points, rows)):
            if times := same.pop(row, 0):
                first, *rest = row.split("\n")
                many = f"  (×{times})" if times > 1 else ""
                lines += [f"{' ' if point.right else '!'}{number:4}  {first}{many}", *rest]
        return "\n".join(lines + ["There are more points: not all were tried."] * (not self.complete))


class _Watch:
    """Sees each step of the tasks of one run, counts the points, and cancels at some.

    *cancels* has the number of the point of the first cancel, and that of the second one,
    counted from the first.
    """

    def __init__(self, cancels):
        self.loop, self.harness = asyncio.get_running_loop(), asyncio.current_task()
        self.cancels, self.cut = list(cancels), []  # to do; done, each as a Point
        self.target, self.seen, self.changed = None, 0, asyncio.Event()
        self.call_soon, self.loop.call_soon = self.loop.call_soon, self.soon  # on this one object

    def soon(self, callback, *args, context=None):
        """In place of the loop's call_soon, which asyncio calls for each step of a task."""
        task = vloop.stepping(callback)
        if task is None or task is self.harness:
            return self.call_soon(callback, *args, context=context)
        coro = task.get_coro()
        begins = inspect.iscoroutine(coro) and inspect.getcoroutinestate(coro) == inspect.CORO_CREATED

        def step(*args):
            if not begins:
                self.point("wakes", task)
            callback(*args)
            self.point("waits", task)
            self.steps += 1
            if self.steps > STEPS:
                self.changed.set()
        step.__self__ = task  # for debug mode's messages
        return self.call_soon(step, *args, context=context)

    def point(self, when, task):
        """Here one can cancel."""
        if not self.cancels or not self.target or self.target.done() or task.done():
            return
        if self.seen < self.cancels[0]:
            self.seen += 1
            return
        where = "before its first step" if when == "start" else vloop.place(task)
        where = where if task is self.target else f"{vloop.name(task)}: {where}"
        self.cut.append(Point(when, where, first=self.cut[-1].where if self.cut else ""))
        del self.cancels[0]
        self.seen, self.steps, self.since = 0, 0, self.loop.time()
        self.target.cancel()

    async def ended(self, tasks, within):
        """Wait until *tasks* end; for so many seconds and STEPS, from the last cancel or now."""
        self.steps, self.since = 0, self.loop.time()
        for task in tasks:
            task.add_done_callback(lambda _: self.changed.set())
        while not all(task.done() for task in tasks) and self.steps <= STEPS:
            if (seconds := self.since + within - self.loop.time()) < 1e-6:  # a timer may come a little early
                break
            self.changed.clear()
            timer = self.loop.call_later(seconds, self.changed.set)
            await self.changed.wait()
            timer.cancel()


async def _one(function, setup, check, cancels, within, logged):
    """One run; returns its `Point`, which says "never" where it ended before the last cancel."""
    loop = asyncio.get_running_loop()
    loop.set_task_factory(vloop.NumberedTask.factory())
    loop.set_exception_handler(lambda _, context: logged.append(
        context["message"] + (f": {context['exception']!r}" if context.get("exception") else "")))
    given = [await _value(setup())] if setup else []
    watch, others = _Watch(cancels), asyncio.all_tasks()
    target = watch.target = loop.create_task(function(*given))
    watch.point("start", target)
    await watch.ended([target], within)
    point = Point("never") if watch.cancels else watch.cut[-1]
    point.after = loop.time() - watch.since if watch.cut else 0.0
    point.outcome = _outcome(target)
    tasks = sorted(asyncio.all_tasks() - others, key=vloop.NumberedTask.__hash__)
    point.left += [f"{vloop.name(task)}, at {vloop.place(task)}" for task in tasks if task is not target]
    point.left += sorted(f"async generator {rows.__qualname__}, at {vloop.line(rows.ag_frame)}"
                         for rows in loop._asyncgens if rows.ag_frame and not rows.ag_running)
    try:
        if check and (wrong := await _value(check(*given))):
            point.left.append(str(wrong))
    except AssertionError as error:
        point.left.append(str(error) or traceback.extract_tb(error.__traceback__)[-1].line)
    watch.cancels.clear()
    for task in tasks:
        task.cancel()
    await watch.ended(tasks, within)
    for task in tasks:
        if not task.done():
            vloop.abandon(task)
    return point


async def _value(result):
    return await result if inspect.isawaitable(result) else result


def _outcome(task):
    if not task.done():
        return "ran on"
    if task.cancelled():
        return "cancelled"
    said = f"raised {error!r}" if (error := task.exception()) else f"returned {task.result()!r}"
    return said if len(said) <= 60 else f"{said[:59]}…"


def cancel(function: Callable[..., Coroutine], setup: Callable[[], Any] | None = None, *,
           check: Callable[..., Any] | None = None, again: bool = False, within: float = 3600.0,
           limit: int = 500, run: Callable[[Coroutine], Any] = vloop.run) -> Report:
    """Cancel *function* at each of its points, each in a run of its own.

    *setup* makes what *function* and *check* get as their argument, anew for each run; without
    it they get none.  *setup* and *check* may be coroutine functions.  *again*: cancel a second
    time at each point of the clean-up.  A run may last *within* seconds, and as long again after a
    cancel.  At most *limit* points are tried.  *run* runs a coroutine in a new event loop.

    Raises what *setup* and *check* raise, but for AssertionError of *check*.
    """
    points, todo = [], [[0]]  # todo: the numbers of the points at which to cancel
    gc.collect()
    gc.freeze()  # what is here already need not be looked through after each run
    try:
        while todo and len(points) < limit:
            cancels = todo.pop()
            point = _run(run, function, setup, check, cancels, within)
            if point.when != "never" or len(cancels) == 1:
                points.append(point)
            if point.when != "never":
                todo.append([*cancels[:-1], cancels[-1] + 1])
                if again and len(cancels) == 1:
                    todo.append([*cancels, 0])
    finally:
        gc.unfreeze()
    return Report(points, not todo)


def _run(run, *job):
    """`_one` in a loop of its own, and then what shows only when the rest is freed."""
    logged = []
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        point = run(_one(*job, logged))
        gc.collect()
    for warning in caught:
        if "never awaited" in str(warning.message):
            point.left.append(str(warning.message))
        else:
            warnings.warn_explicit(warning.message, warning.category, warning.filename, warning.lineno)
    point.left += logged
    return point
