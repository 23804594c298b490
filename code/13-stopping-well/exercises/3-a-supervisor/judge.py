"""Judge of the exercise 'a supervisor'."""

import asyncio

from awaited import task_of
from check import Probe, Wrong, a_kind, compare, observe

TODO = "write supervise"

AT = "stop-supervise"
OK = "value"
RETURNED = ValueError("a value")


def judge(code):
    supervise = code()["supervise"]
    if not callable(supervise):
        raise Wrong(f"`supervise` is {a_kind(supervise)}: it has to be a function.")

    def errors(count, seconds=0.0):
        return [(seconds, OSError(f"fault {number}")) for number in range(1, count + 1)]

    first = [*run(supervise, "it returns at once", [(0, 21)], 21, [0])]
    yield from first
    if not all(point.right for point in first):
        return
    yield from run(supervise, "it returns None", [(0.5, None)], None, [0])
    yield from run(supervise, "it returns an error as a value", [(0, Returned(RETURNED))], RETURNED, [0])
    yield from run(supervise, "it fails once", [*errors(1), (1, 21)], 21, [0, 0.5])
    yield from run(supervise, "it fails three times", [*errors(3), (1, OK)], OK, [0, 0.5, 1, 1.5])
    yield from run(supervise, "it fails always", errors(9), "OSError: fault 4", [0, 0.5, 1, 1.5])
    yield from run(supervise, "no restart is allowed", errors(9), "OSError: fault 1", [0], restarts=0)
    yield from run(supervise, "one restart is allowed", errors(9), "OSError: fault 2", [0, 0.5], restarts=1)
    yield from run(supervise, "errors of other kinds", [(0, KeyError("ada")), (0, TimeoutError()), (0, ExceptionGroup("both", [OSError(1)])),
                                                        (0, 21)], 21, [0, 0.5, 1, 1.5])
    yield from run(supervise, "errors of more kinds", [(0, RuntimeError("ada")), (0, AssertionError()), (0, IndexError(3)), (0, 21)], 21,
                   [0, 0.5, 1, 1.5])
    yield from run(supervise, "an error of its own kind", [(0, Fault("a")), (0, Fault("b")), (0, 21)], 21, [0, 0.5, 1])
    yield from run(supervise, "an error that is no Exception", [(0.5, End("leave")), (0, OK)], "End: leave", [0])
    yield from run(supervise, "it fails every 4 s, and is well the tenth time", [*errors(9, 4), (0, OK)], OK,
                   [4.5 * number for number in range(10)])
    yield from run(supervise, "it fails every 2 s", errors(9, 2), "OSError: fault 4", [0, 2.5, 5, 7.5])
    yield from run(supervise, "a quiet hour between the faults", [*errors(3), (3600, OSError("late")), *errors(2), (0, OK)], OK,
                   [0, 0.5, 1, 1.5, 3602, 3602.5, 3603])
    yield from run(supervise, "a restart 10 s ago, one is allowed", [(0, OSError("a")), (10, OSError("b")), (0, OK)], OK,
                   [0, 0.5, 11], restarts=1)
    yield from run(supervise, "a restart 9.75 s ago, one is allowed", [(0, OSError("a")), (9.75, OSError("b")), (0, OK)],
                   "OSError: b", [0, 0.5], restarts=1)
    yield from run(supervise, "two old restarts, one new one", [(0, OSError("a")), (0, OSError("b")), (9.5, OSError("c")), (0, OSError("d")),
                                                                (0, OSError("e")), (0, OK)],
                   "OSError: e", [0, 0.5, 1, 11, 11.5], restarts=2)
    yield from run(supervise, "an old restart, and one of 2 s ago", [(0, OSError("a")), (8, OSError("b")), (2, OSError("c")),
                                                                     (0, OSError("d")), (0, OK)],
                   "OSError: d", [0, 0.5, 9, 11.5], restarts=2)
    yield from run(supervise, "two restarts in 2 s, and it fails every second", [*errors(6, 1), (0, OK)], OK,
                   [1.5 * number for number in range(7)], restarts=2, within=2)
    yield from run(supervise, "two restarts in a minute, and it fails every 20 s", errors(9, 20), "OSError: fault 3", [0, 20.5, 41],
                   restarts=2, within=60)
    yield from run(supervise, "a pause of 2 s", [*errors(1), (0, OK)], OK, [0, 2], pause=2)
    yield from run(supervise, "a pause of 0 s", errors(9), "OSError: fault 4", [0, 0, 0, 0], pause=0)
    yield from run(supervise, "the work is cancelled from within", [(1, asyncio.CancelledError())], "cancelled", [0])
    yield from run(supervise, "cancelled while it works", [(9, OK)], "cancelled", [0], cancel=2, end=2)
    yield from run(supervise, "cancelled in the pause", errors(9), "cancelled", [0], pause=5, cancel=2, end=2)
    yield from two(supervise)


class Returned:
    """What is returned, and not raised."""

    def __init__(self, value):
        self.value = value


class Fault(Exception):
    """An error that nobody can have listed."""


class End(BaseException):
    """As SystemExit, which would end the loop of the checker."""


def station(plan, starts):
    plan, home = iter(plan), asyncio.get_running_loop()

    async def work():
        loop = asyncio.get_running_loop()
        starts.append(loop.time() if loop is home else None)
        seconds, outcome = next(plan, (0, "more starts than were expected"))
        await asyncio.sleep(seconds)
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome.value if isinstance(outcome, Returned) else outcome

    return work


async def outcome(task, raised=()):
    """How it ends; *raised* are the errors of its work."""
    await asyncio.wait([task], timeout=10_000)
    if not task.done():
        task.cancel()
        return "no end after 10000 s"
    if task.cancelled():
        return "cancelled"
    error = task.exception()
    if error and not isinstance(error, (NotImplementedError, NameError, TypeError)):
        its = [one for one in raised if type(one) is type(error)]
        return f"{type(error).__name__}: {error}{', a new one' * bool(its and not any(error is one for one in its))}"
    return task.result()


def run(supervise, what, plan, result, starts, *, restarts=3, within=10, pause=0.5, cancel=None, end=None):
    async def talk():
        loop, seen = asyncio.get_running_loop(), []
        await asyncio.sleep(0.25)
        start = loop.time()
        task = task_of(supervise(station(plan, seen), restarts, within, pause), "supervise")
        if cancel is not None:
            loop.call_later(cancel, task.cancel)
        end = await outcome(task, [what for _, what in plan])
        if None in seen:
            return [end, "started in another event loop"]
        return [end, f"started at {', '.join(f'{moment - start:g}' for moment in seen)} s" if seen else "never started"]

    want = [result, f"started at {', '.join(f'{moment:g}' for moment in starts)} s"]
    seen = observe(talk)
    seen.elapsed -= 0.25
    if end is None:  # when the last one has ended
        end = starts[-1] + plan[len(starts) - 1][0]
    yield from compare(seen, what, result=want, elapsed=end, at=AT, at_result=AT)


def two(supervise):
    """Two supervisors at the same time, with limits of their own."""
    probe = Probe()

    async def talk():
        starts = [], []
        tasks = [asyncio.ensure_future(supervise(station([(0, OSError("bad"))] * 2 + [(0, name)], seen), 2, 10, 0.5))
                 for name, seen in zip(("ada", "bo"), starts)]
        return [[await outcome(task) for task in tasks], [len(seen) for seen in starts]]

    yield from compare(observe(talk, probe=probe), "two at the same time, two restarts each", result=[["ada", "bo"], [3, 3]], elapsed=1,
                       at=AT, at_result=AT)
