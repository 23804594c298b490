"""Run a program in many orders, and show the smallest change of order that breaks it. ::

    import schedules

    async def sale():                        # a program, with what has to hold
        shop = Shop(seats=1)
        async with asyncio.TaskGroup() as group:
            group.create_task(shop.buy(), name="ada")
            group.create_task(shop.buy(), name="bo")
        assert shop.sold <= 1, f"{shop.sold} sold"

    print(schedules.explore(sale))           # in a test: schedules.explore(sale).verify()

A run fails when it raises an exception (AssertionError, `vloop.Deadlock`, …), or where
``check(result)`` returns what is wrong.  `explore` runs the program once as asyncio does, then once
for each seed.  From failing runs it takes away what is not needed, until it has the fewest changes of
order that make the program fail, and prints that schedule: which task ran, and up to which line.
``schedules.run(sale, seed=17)`` runs one seed again, for a debugger.

**What is permuted** is what the documentation of asyncio leaves open, and nothing else:

- *timers of one moment*.  `loop.call_later`: "If two callbacks are scheduled for exactly the same
  time, the order in which they are called is undefined."  Two ``sleep(1)`` begun at one moment of
  the virtual clock are such timers; on a real clock, answers of two servers that come at about the
  same time.
- *steps of different tasks that are ready in the same turn of the loop*.  No page says in which
  order tasks start, or go on, that were made ready together.  asyncio runs them first in, first
  out; a ``sleep(0)`` more, an eager task, another version or another loop changes that.  With
  ``only_timers=True`` this stays as asyncio has it.

**What is not**: a callback that is not a step of a task (`loop.call_soon`, done callbacks, a future's
own) keeps its place, for "callbacks are called in the order in which they are registered".  Nothing
runs before it is ready, nothing is left out, timers of different moments keep their order, and so
do the waiters of a `Lock`, which is fair: who waits for one is not ready.

A **schedule** is a list of choices: wherever several could be next, the number of the one that was,
counted from 0 (the one that asyncio would take).  A seed is given to ``random.Random``; it makes the
same choices on every Python, as long as asyncio takes the same steps there: where it has
changed (`wait_for` in 3.12) the same seed is another order.

On the virtual clock only: what waits for sockets or processes cannot be run in another order, nor are
threads.  An error that a task keeps to itself, because nobody awaits it, is no failure.
Needs vloop.py.  Python 3.11 to 3.14.
"""

import asyncio
import heapq
import random
from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass, field
from typing import Any

import vloop

__all__ = ["Report", "Run", "ScheduledLoop", "explore", "run"]
LINES = 40  # of a schedule that are printed


class ScheduledLoop(vloop.VirtualLoop):
    """A virtual loop where ``choose(n)`` says which of *n* is next: 0 to n - 1.

    ``sizes`` has the n of each choice, ``changes`` {number of the choice: what was chosen} where that
    was not 0, ``log`` for each step (moment, task, up to where, what was changed before it).
    """

    def __init__(self, choose: Callable[[int], int] = lambda n: 0, only_timers: bool = False):
        super().__init__()
        self.choose, self.only_timers = choose, only_timers
        self.sizes, self.changes, self.log = [], {}, []
        self._made, self._names, self._main, self._dead = [], {}, None, False
        self.set_task_factory(vloop.NumberedTask.factory())

    def call_soon(self, callback, *args, context=None):
        """As asyncio's, which calls it for each step of a task."""
        task = vloop.stepping(callback)
        if task is None:
            return super().call_soon(callback, *args, context=context)

        self._main = self._main or task
        self._made.append(task)

        def step(*args):
            moment, over = self.time(), self._over()
            callback(*args)
            if not over:
                self.log.append((moment, self._name(task), _state(task), step.note))
        step.__self__, step.note = task, ""
        return super().call_soon(step, *args, context=context)

    def select(self, timeout):
        """Called in each turn, before asyncio adds the timers that are due: add them, and choose."""
        try:
            events = super().select(timeout)
        except vloop.Deadlock:
            self._dead = True
            raise
        while self._scheduled and self._scheduled[0]._when < self.time() + self._clock_resolution:
            timer = heapq.heappop(self._scheduled)
            timer._scheduled = False
            self._ready.append(timer)
        if self._over():
            return events
        handles, groups = list(self._ready), {}
        for place, handle in enumerate(handles):
            if not handle.cancelled():
                if hasattr(handle, "key"):
                    groups.setdefault(handle.key[0], []).append(place)  # timers of one moment
                elif hasattr(handle._callback, "note") and not self.only_timers:
                    groups.setdefault("steps", []).append(place)
        for places in groups.values():
            left = [handles[place] for place in places]
            for place in places[:-1]:
                picked = self._pick(len(left))
                if picked:
                    self._note(left[picked], left[0])
                handles[place] = left.pop(picked)
            handles[places[-1]] = left[0]
        self._ready.clear()
        self._ready.extend(handles)
        return events

    def _over(self):
        """Whether what comes now is the clean-up of asyncio.run."""
        return self._dead or self._main is None or self._main.done()

    def _pick(self, size):
        picked = min(self.choose(size), size - 1)
        if picked:
            self.changes[len(self.sizes)] = picked
        self.sizes.append(size)
        return picked

    def _note(self, handle, usual):
        if hasattr(handle, "key"):
            self.log.append((self.time(), self._whose(handle), "its timer fires", f"before that of {self._whose(usual)}"))
        else:
            handle._callback.note = f"before {self._name(usual._callback.__self__)}"

    def _whose(self, timer):
        """The task that a timer wakes, or limits; else the name of its function."""
        futures = [argument for argument in timer._args or () if asyncio.isfuture(argument)]
        tasks = [vloop.stepping(callback) for future in futures for callback, _ in future._callbacks or ()]
        tasks.append(getattr(getattr(timer._callback, "__self__", None), "_task", None))
        return next((self._name(task) for task in tasks if task), getattr(timer._callback, "__qualname__", "a callback"))

    def _name(self, task):
        for new in self._made:  # asyncio gives a task its name only after it was made
            if new not in self._names:
                same = sum(vloop.name(other) == vloop.name(new) for other in self._names)
                self._names[new] = f"{vloop.name(new)} {same + 1}" if same else vloop.name(new)
        self._made.clear()
        return self._names[task]


def _state(task):
    if not task.done():
        return f"runs to {vloop.place(task)}"
    if task.cancelled():
        return "ends, cancelled"
    return f"ends: {task._exception!r}"[:66] if task._exception else "ends"


@dataclass
class Run:
    """One run: its result or its error, the choices that were not asyncio's, and the steps."""

    result: Any
    error: str
    changes: dict[int, int]
    sizes: list[int]
    log: list[tuple[float, str, str, str]]

    def __str__(self):
        first = next((n for n, step in enumerate(self.log) if step[3]), 0)
        begin = max(0, first - 8)
        wide = max((len(step[1]) for step in self.log), default=0)
        lines, moment = [f"  ({begin} steps before)"] * bool(begin), None
        for at, task, state, note in self.log[begin:begin + LINES]:
            lines += [f"  at {at:g} s"] * (at != moment)
            lines.append(f"  {'*' if note else ' '} {task:{wide}}  {state}{f'    [{note}]' if note else ''}")
            moment = at
        more = len(self.log) - begin - LINES
        return "\n".join(lines + [f"  ({more} more steps)"] * (more > 0) + [f"  {self.error}"] * bool(self.error))


@dataclass
class Report:
    """What `explore` found; ``failures`` has the error of each failing seed.

    ``usual`` is the run in asyncio's order, ``smallest`` a failing run with the fewest changes,
    or None.  ``proven`` says that all schedules with fewer changes were tried, and pass.
    """

    tried: int
    usual: Run
    failures: dict[int, str] = field(default_factory=dict)
    smallest: Run | None = None
    proven: bool = True

    def verify(self) -> "Report":
        """Return the report, or raise AssertionError, with its text, where a run failed."""
        if self.smallest:
            __tracebackhide__ = True  # pytest then shows the caller's line
            raise AssertionError(str(self))
        return self

    def __str__(self):
        usual = f"fails: {self.usual.error}" if self.usual.error else "passes"
        seeds = ", ".join(map(str, [*self.failures][:12])) + ", …" * (len(self.failures) > 12)
        lines = [f"{len(self.failures)} of {self.tried} seeds fail{f': {seeds}' if seeds else ''}",
                 f"in asyncio's order it {usual}"]
        if self.smallest and self.smallest.changes:
            few = len(self.smallest.changes)
            lines.append(f"the smallest failing schedule: {few} of {len(self.smallest.sizes)} choices changed"
                         + (", and with fewer it passes" if self.proven else ", maybe not the fewest"))
        return "\n".join(lines + [str(self.smallest)] * bool(self.smallest))


def _attempt(function, args, choose, check, only_timers):
    """One `Run`, whatever comes of it."""
    loops = []

    def factory():
        loops.append(ScheduledLoop(choose, only_timers))
        return loops[0]
    result, error = None, ""
    try:
        result = vloop.run(function(*args), loop_factory=factory)
        if check and (wrong := check(result)):
            error = str(wrong)
    except (Exception, asyncio.CancelledError) as wrong:
        error = f"{type(wrong).__name__}: {wrong}".removesuffix(": ")
        error += "".join(f"\n  {type(part).__name__}: {part}" for part in getattr(wrong, "exceptions", ()))
    return Run(result, error, loops[0].changes, loops[0].sizes, loops[0].log)


def _follow(changes):
    """A function that chooses as *changes* say, and else 0."""
    number = iter(range(10**9))
    return lambda size: changes.get(next(number), 0)


def run(function: Callable[..., Coroutine], *args, seed: int, only_timers: bool = False):
    """Run ``function(*args)`` in the order of a seed; return its result, raise its error."""
    chosen = random.Random(seed)
    return vloop.run(function(*args), loop_factory=lambda: ScheduledLoop(chosen.randrange, only_timers))


def explore(function: Callable[..., Coroutine], *args, seeds: Iterable[int] = range(100),
            check: Callable[[Any], Any] | None = None, only_timers: bool = False, tries: int = 1000) -> Report:
    """Run ``function(*args)`` in asyncio's order and in that of each of *seeds*.

    *check* gets the result, and returns what is wrong with it (None, False, "": nothing).
    *only_timers*: permute only timers of one moment.  To find the smallest failing schedule, at most
    *tries* more runs are made.  All that the program shares between tasks it has to make anew, for
    it runs many times.
    """
    def attempt(choose):
        return _attempt(function, args, choose, check, only_timers)

    usual, failing, seeds = attempt(lambda size: 0), [], list(seeds)
    report = Report(len(seeds), usual)
    for seed in seeds:
        one = attempt(random.Random(seed).randrange)
        if one.error:
            report.failures[seed] = one.error
            failing.append(one)
    if usual.error:
        report.smallest = usual
    elif failing:
        report.smallest, report.proven = _shrink(min(failing, key=lambda one: len(one.changes)), usual, attempt, tries)
    return report


def _shrink(smallest, usual, attempt, tries):
    """A failing run with the fewest changes, and whether all with fewer were tried."""
    size = len(smallest.changes)
    while size:  # take away so many at once, as long as it fails without them
        items = sorted(smallest.changes.items())
        for start in range(0, len(items), size):
            tries -= 1
            one = attempt(_follow(dict(items[:start] + items[start + size:])))
            if one.error and len(one.changes) < len(smallest.changes):
                smallest = one
                break
        else:
            size //= 2
        size = min(size, len(smallest.changes))
    level = [usual]
    for _ in range(1, len(smallest.changes)):  # all with one change, then all with two, …
        wider = []
        for base in level:
            for number in range(max(base.changes, default=-1) + 1, len(base.sizes)):
                for picked in range(1, base.sizes[number]):
                    tries -= 1
                    one = attempt(_follow(base.changes | {number: picked}))
                    if one.error:
                        return one, True
                    wider.append(one)
                    if tries < 0:
                        return smallest, False
        level = wider
    return smallest, True
