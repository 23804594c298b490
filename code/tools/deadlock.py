"""Who waits for whom: when nobody can go on, name the circle. ::

    import deadlock

    deadlock.run(main())           # in place of asyncio.run(main()): on the virtual clock

ends, where nothing can wake anybody, with an error that says ::

    vloop.Deadlock: nothing can wake any of these tasks: ada, bo, main
    These wait for each other:
      ada waits for the lock locks[1], held by bo
          bank.py:7  async with locks[b]:  (Lock.acquire)
      bo waits for the lock locks[0], held by ada
          bank.py:7  async with locks[b]:  (Lock.acquire)
    Also waiting:
      main waits for the tasks ada, bo
          bank.py:14  async with asyncio.TaskGroup() as group:

On a real loop, where a circle is only silence:

- ``async with deadlock.limit(5):`` raises TimeoutError with such a text when its body takes longer
  than 5 seconds;
- ``print(deadlock.report(loop))`` does it from a debugger, a signal handler or another thread,
  and ``deadlock.report()`` in a task (which is left out itself).

**What it knows.**  For what a task waits it reads from the frames of its coroutines and from the future
below them.  Who holds a lock asyncio itself does not know.  It is

- the task that has taken it, where that was noted: while `DeadlockLoop` runs, or within ``with
  deadlock.owners():``.  This also finds a task that has ended and never released it;
- else the task whose suspended frames are inside of ``async with lock`` (or of an
  ``@asynccontextmanager`` or an AsyncExitStack that is), also of a Semaphore's or Condition's;
- else it is not known, and the text says so: ``await lock.acquire()`` leaves no trace in a frame.

**What cannot be known** is who would have set an event or a future, put into a queue or notified.
There it names the tasks that *refer* to the thing in their variables, their function's
globals or an attribute of these: "known to bo".  A circle that needs such a step, or one of several
holders of a semaphore, is called a possible one.  Threads, callbacks and the outside are not
seen.  Needs vloop.py.  Python 3.11 to 3.14.
"""

import asyncio
import contextlib
import gc
import types
from collections.abc import AsyncIterator, Coroutine, Iterator
from dataclasses import dataclass, field

import vloop

__all__ = ["DeadlockLoop", "limit", "owners", "report", "run"]
WAITS = {  # functions of asyncio in which a task waits: for what, of the object `self`
    "Queue.join": "task_done() for all that was put into the queue",  # first what is made of others
    "Barrier._block": "the barrier", "Barrier._wait": "others at the barrier",
    "Lock.acquire": "the lock", "Semaphore.acquire": "a place of the semaphore", "Event.wait": "the event",
    "Condition.wait": "a notify of the condition", "Queue.get": "an item in the queue",
    "Queue.put": "room in the queue",
    "StreamReader._wait_for_data": "data from the stream"}
TASKS = {  # those in which it waits for tasks, and where these are
    "TaskGroup.__aexit__": "_tasks", "TaskGroup._aexit": "_tasks", "wait_for": "fut", "_cancel_and_wait": "fut",
    "_wait": "fs", "as_completed.<locals>._wait_for_one": "done", "_AsCompletedIterator._wait_for_one": "_todo"}


@dataclass
class Wait:
    """For what a task waits, and the tasks that must go on first, or that might help."""

    what: str
    thing: object = None
    sure: list[asyncio.Task] = field(default_factory=list)
    maybe: list[asyncio.Task] = field(default_factory=list)


def managers(coroutine) -> Iterator[object]:
    """The async context managers that a suspended coroutine or generator is within.

    The last may be one that it only enters.
    """
    below = None
    for thing in gc.get_referents(coroutine):  # `async with` keeps __aexit__ on the frame's stack
        manager = None
        if isinstance(thing, types.MethodType) and thing.__name__ == "__aexit__":
            manager = thing.__self__
        elif isinstance(below, types.FunctionType) and below.__name__ == "__aexit__":
            manager = thing  # 3.14 keeps the function, then the object
        below = thing
        if manager is not None:
            yield manager
            if hasattr(manager, "gen"):  # of an @asynccontextmanager
                yield from managers(manager.gen)
            for _, leave in getattr(manager, "_exit_callbacks", ()):  # of an AsyncExitStack
                yield getattr(leave, "__self__", None)


def holds(task: asyncio.Task, thing: object) -> bool:
    """Whether a task that waits is inside of ``async with thing``."""
    def is_it(manager):  # a condition is its lock
        return manager is thing or getattr(manager, "_lock", None) is thing

    count = 0
    for coroutine, frame in vloop.awaiting(task):
        count += sum(map(is_it, managers(coroutine)))
        if frame.f_code.co_qualname in ("_ContextManagerMixin.__aenter__", "Condition.wait"):
            count -= is_it(frame.f_locals["self"])  # it only enters, or has given it back meanwhile
    return count > 0


def called(thing: object, frames: list[types.FrameType]) -> str:
    """How the functions of these frames call a thing: ``lock``, ``self.lock``, ``locks[0]``; else ""."""
    for frame in reversed(frames):
        names = frame.f_code.co_names
        known = dict(frame.f_locals) | {name: frame.f_globals[name] for name in names if name in frame.f_globals}
        for name, value in known.items():
            if value is thing:
                return name
        for name, value in known.items():
            inside = value.items() if type(value) is dict else enumerate(value) if type(value) in (list, tuple) else ()
            found = [f"{name}[{key!r}]" for key, item in inside if item is thing]
            if not isinstance(value, types.ModuleType):
                found += [f"{name}.{key}" for key, item in getattr(value, "__dict__", {}).items() if item is thing]
            if found:
                return found[0].removesuffix("._lock")  # that of a condition
    return ""


def own_frames(task: asyncio.Task) -> list[types.FrameType]:
    """The frames of a task that waits, without those of libraries."""
    return [frame for frame in vloop.stack(task) if not vloop.of_library(frame)]


def waits(task: asyncio.Task, tasks: list[asyncio.Task]) -> Wait:
    """For what *task* waits: the thing, or which of *tasks*."""
    frames, future = vloop.stack(task), task._fut_waiter
    if future is None or future.done():
        return Wait("its turn")
    own = max((n for n, frame in enumerate(frames) if not vloop.of_library(frame)), default=-1)
    inside = {frame.f_code.co_qualname: frame.f_locals for frame in frames[own + 1:]}
    below = _tasks(future, inside, tasks)
    if len(below) > 1 and (inside.get("_wait", {}).get("return_when") == asyncio.FIRST_COMPLETED
                           or any(function.endswith("_wait_for_one") for function in inside)):
        return Wait("one of the tasks", maybe=below)
    if below:
        return Wait("the tasks" if len(below) > 1 else "the task", sure=below)
    for function in WAITS:
        if function in inside:
            return Wait(WAITS[function], inside[function]["self"])
    if "sleep" in inside:
        return Wait("a timer")
    if any("_chain_future" in getattr(callback, "__qualname__", "") for callback, _ in future._callbacks or ()):
        return Wait("a thread or a process")
    return Wait("the future", future)


def _tasks(future, inside, tasks):
    """Which of *tasks* are waited for by a task in these functions of asyncio, at this future."""
    below = getattr(future, "_children", [future])  # those of gather
    for function, variable in TASKS.items():
        if function in inside:
            values = inside[function]
            found = values[variable] if variable in values else getattr(values["self"], variable)
            below = [found] if asyncio.isfuture(found) else found if isinstance(found, (set, list)) else below
            if variable == "done":  # before 3.13 only the tasks know the queue that they report to
                below = [task for task in tasks if found in _closures(task)]
    return [task for task in tasks if task in below or task in _closures(future, "shield.")]


def _closures(future, prefix=""):
    """What the done callbacks of a future refer to, those of functions whose name begins so."""
    functions = [callback for callback, _ in future._callbacks or () if hasattr(callback, "__closure__")]
    return [cell.cell_contents for function in functions if function.__qualname__.startswith(prefix)
            for cell in function.__closure__ or ()]


def report(loop: asyncio.AbstractEventLoop | None = None) -> str:
    """Who waits for whom in *loop* (by default the one that runs here), as text.

    The task that calls it is left out.  Raises RuntimeError where no loop is given and none runs.
    """
    loop = loop or asyncio.get_running_loop()
    here = asyncio.current_task(loop) if asyncio._get_running_loop() is loop else None
    tasks = sorted(asyncio.all_tasks(loop) - {here}, key=_order)
    if not tasks:
        return "no other task is left"
    names = {}
    for task in tasks:
        same = sum(vloop.name(other) == vloop.name(task) for other in names)
        names[task] = f"{vloop.name(task)} {same + 1}" if same else vloop.name(task)
    found = {task: waits(task, tasks) for task in tasks}
    for task in sorted(tasks, key=lambda task: not isinstance(found[task].thing, asyncio.Lock)):  # these first:
        _complete(task, found, names)  # for the others it matters who waits for whom
    circle, possibly = _circle({task: wait.sure for task, wait in found.items()}), ""
    if not circle:
        circle, possibly = _circle({task: wait.sure + wait.maybe for task, wait in found.items()}), "Possibly: "
    text, others = [], [task for task in tasks if task not in circle]
    for title, some in (f"{possibly}{'These wait for each other' if len(circle) > 1 else 'This task waits for itself'}:",
                        circle), ("Also waiting:" if circle else "No circle can be seen:", others):
        text += [title] * bool(some)
        for task in some:
            text += [f"  {names[task]} waits for {found[task].what}", f"      {vloop.place(task)}"]
    return "\n".join(text)


def _order(task):
    digits = task.get_name().rpartition("-")[2]
    return vloop.name(task), int(digits) if digits.isdigit() else getattr(task, "number", 0)


def _complete(task, found, names):
    """Add to the `Wait` of a task how it calls the thing, and who holds it or knows it."""
    wait, thing = found[task], found[task].thing
    kind, called_so = wait.what, called(thing, own_frames(task)) if thing else ""
    holders = [other for other in found if holds(other, thing)] if thing else []
    who = ""
    if thing is None:
        who = f" {', '.join(map(names.get, wait.sure + wait.maybe))}".rstrip()
    elif isinstance(thing, asyncio.Lock):
        taken = getattr(thing, "_taken_by", None)  # see owners()
        if not thing.locked():
            who = ", which is free now"
        elif taken and taken not in found:
            who = f", taken by {vloop.name(taken)}" + ", which has ended" * taken.done()
        elif taken or holders:
            wait.sure = [taken] if taken else holders
            who = f", held by {', '.join(map(names.get, wait.sure))}"
        else:
            who = "; who holds it is not known (it was not taken with async with)"
    elif isinstance(thing, asyncio.Semaphore) and holders:
        wait.maybe = holders
        who = f", held by {', '.join(map(names.get, holders))}"
    else:
        knows = [other for other in found if other is not task and called(thing, own_frames(other))
                 and not (found[other].thing is thing and found[other].what.startswith(kind))]
        free = [other for other in knows if not _reaches(other, task, found)]
        wait.maybe = free or knows  # rather than a parent who waits for it anyway
        who = f", known to {', '.join(map(names.get, wait.maybe))}" if wait.maybe else ", which no other task refers to"
    wait.what += f" {called_so}".rstrip() + who


def _reaches(task, goal, found, seen=()):
    """Whether *task* waits, through others, for the end of *goal*."""
    return any(other is goal or other not in seen and _reaches(other, goal, found, [*seen, task])
               for other in found[task].sure)


def _circle(edges):
    """The first circle among tasks, as a list; empty if there is none."""
    for start in edges:
        paths = [[start]]
        seen = set()
        while paths:
            path = paths.pop(0)
            for other in edges.get(path[-1], ()):
                if other is start:
                    return path
                if other not in seen:
                    seen.add(other)
                    paths.append([*path, other])
    return []


class _Taken:
    """In place of the variable ``Lock._locked``: it notes which task sets it."""

    def __get__(self, lock, kind=None):
        return self if lock is None else lock.__dict__.get("_locked", False)

    def __set__(self, lock, value):
        lock.__dict__["_locked"] = value
        lock.__dict__["_taken_by"] = asyncio.current_task() if value else None


@contextlib.contextmanager
def owners() -> Iterator[None]:
    """Within this block each `asyncio.Lock` notes which task has taken it."""
    if "_locked" in vars(asyncio.Lock):
        yield
        return
    asyncio.Lock._locked = _Taken()
    try:
        yield
    finally:
        del asyncio.Lock._locked


class DeadlockLoop(vloop.VirtualLoop):
    """A virtual loop whose `vloop.Deadlock` says who waits for whom."""

    told = False  # there was a deadlock; asyncio has cancelled all tasks since then

    def run_forever(self):
        """As asyncio's, within `owners`."""
        with owners():
            super().run_forever()

    def _nobody_can_wake(self, waiter):
        error = vloop.Deadlock(f"{super()._nobody_can_wake(waiter)}\n{report(self)}")
        for task in asyncio.all_tasks(self):
            if self.told or _endless(task):  # it has swallowed its cancel, or asyncio would cancel it now without an end
                vloop.abandon(task)
        self.told = True
        return error


def _endless(future, above=()):
    """Whether cancelling a future comes round in a circle of tasks that await each other."""
    below = [future._fut_waiter] if isinstance(future, asyncio.Task) else getattr(future, "_children", ())
    return future in above or any(_endless(other, (*above, future)) for other in below if other and not other.done())


def run(coro: Coroutine, *, debug: bool | None = None):
    """As `vloop.run`, with a `DeadlockLoop`."""
    __tracebackhide__ = True  # pytest then shows no frame of this file
    try:
        return vloop.run(coro, debug=debug, loop_factory=DeadlockLoop)
    except vloop.Deadlock as error:
        raise error.with_traceback(None) from None


@contextlib.asynccontextmanager
async def limit(seconds: float) -> AsyncIterator[None]:
    """Cancel the body after so many seconds, and raise TimeoutError with the `report` of that moment.

    Tasks that await each other in a circle cannot be cancelled: then the loop's exception handler
    gets the report, and they go on waiting.
    """
    loop, task, said = asyncio.get_running_loop(), asyncio.current_task(), []
    before = task.cancelling()

    def expire():
        said.append(f"after {seconds:g} s:\n{report(loop)}")
        if _endless(task):
            loop.call_exception_handler({"message": said[0]})
        else:
            task.cancel()
    timer = loop.call_later(seconds, expire)
    try:
        yield
    except asyncio.CancelledError:
        if said and task.uncancel() <= before:
            raise TimeoutError(said[0]) from None
        raise
    finally:
        timer.cancel()
