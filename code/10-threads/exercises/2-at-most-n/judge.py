"""Judge of the exercise 'at most n'."""

import asyncio
import threading
import time

from check import Point, Probe, compare, observe

TODO = "write run_blocking"


class Jobs:
    """Functions that block, and how many of them ran at once."""

    def __init__(self):
        self.lock, self.running, self.peak, self.begun = threading.Lock(), 0, 0, []

    def make(self, name, seconds, result=None, error=None):
        def job():
            with self.lock:
                self.begun.append(name)
                self.running += 1
                self.peak = max(self.peak, self.running)
            try:
                time.sleep(seconds)
                if error:
                    raise error
                return result
            finally:
                with self.lock:
                    self.running -= 1
        return job


def judge(code):
    run_blocking = code()["run_blocking"]
    returned = OSError("it is returned, not raised")
    for what, waits, n, results, seconds in [
        ("four jobs of 1 s, n = 2", [1, 1, 1, 1], 2, [1, None, "3", returned], 2),
        ("jobs of 3, 1, 1 and 1 s, n = 2", [3, 1, 1, 1], 2, [1, 2, 3, 4], 3),
        ("three jobs, n = 1", [1, 1, 1], 1, [1, 2, 3], 3),
        ("two jobs, n = 5", [1, 2], 5, [1, 2], 2),
        ("40 jobs of 1 s, n = 40", [1] * 40, 40, list(range(40)), 1),
        ("no jobs", [], 3, [], 0),
    ]:
        yield from all_run(run_blocking, what, waits, n, results, seconds)
    yield from same_function_twice(run_blocking)
    yield from two_calls(run_blocking)
    for errors, which in [({1: OSError("the second")}, 1), ({0: KeyError("the first")}, 0),
                          ({0: ValueError("the first in the list"), 1: OSError("the first in time")}, 0)]:
        yield from fails(run_blocking, errors, which)
    yield from others_have_their_threads(run_blocking)
    yield from cancelled(run_blocking)


def counted(seen, what, jobs, peak):
    """The point on how many ran at once."""
    if not seen.error and jobs.peak != peak:
        yield Point(False, f"{what}: at work at once: expected {peak}, but the most was {jobs.peak}.", "threads-how-many")


def all_run(run_blocking, what, waits, n, results, seconds):
    jobs = Jobs()
    functions = [jobs.make(k, wait, result) for k, (wait, result) in enumerate(zip(waits, results))]
    seen = observe(run_blocking, functions, n)
    yield from compare(seen, what, result=results, elapsed=seconds, at="threads-how-many", at_result="threads-how-many")
    yield from counted(seen, what, jobs, min(n, len(waits)))


def same_function_twice(run_blocking):
    jobs = Jobs()
    job = jobs.make("job", 1, 21)
    yield from compare(observe(run_blocking, [job, job, job], 3), "one function three times, n = 3", result=[21, 21, 21],
                       elapsed=1, at="threads-how-many", at_result="threads-how-many")


def two_calls(run_blocking):
    jobs = Jobs()

    async def run():
        first = await run_blocking([jobs.make(k, 1, k) for k in range(2)], 1)
        return [first, await run_blocking([jobs.make(k, 1, k) for k in range(4)], 4)]

    seen = observe(run)
    yield from compare(seen, "n = 1, then a second call with n = 4", result=[[0, 1], [0, 1, 2, 3]], elapsed=3,
                       at="threads-how-many", at_result="threads-how-many")
    yield from counted(seen, "n = 1, then a second call with n = 4", jobs, 4)


def fails(run_blocking, errors, which):
    jobs = Jobs()
    functions = [jobs.make(k, wait, k, errors.get(k)) for k, wait in enumerate([2, 1, 3])]

    async def run():
        try:
            return f"it returned {await run_blocking(functions, 2)!r}"
        except Exception as error:
            return next((f"the error of job {k}" for k in errors if error is errors[k]), repr(error))

    yield from compare(observe(run), f"three jobs of 2, 1 and 3 s, n = 2; job {' and job '.join(map(str, errors))} raise{'s' * (len(errors) == 1)}",
                       result=f"the error of job {which}", elapsed=4, why="when all have ended",
                       at="threads-limit", at_result="threads-how-many")


def others_have_their_threads(run_blocking):
    """The default executor has 32 threads here: it has to stay free."""
    jobs, probe = Jobs(), Probe()

    async def run():
        work = asyncio.ensure_future(run_blocking([jobs.make(k, 5) for k in range(40)], 40))
        await asyncio.sleep(1)
        await asyncio.to_thread(time.sleep, 1)
        probe.events.append(f"another to_thread ended at {asyncio.get_running_loop().time():g} s")
        await work

    yield from compare(observe(run, probe=probe), "40 jobs of 5 s, n = 40, and a to_thread of 1 s beside them", result=None,
                       elapsed=5, at="threads-names", at_result="threads-names", events=["another to_thread ended at 2 s"])


def cancelled(run_blocking):
    """n = 1: the first job runs until 2, the others must not begin."""
    jobs, probe = Jobs(), Probe()

    async def run():
        task = asyncio.ensure_future(run_blocking([jobs.make(k, 2) for k in range(3)], 1))
        await asyncio.sleep(1)
        task.cancel()
        await asyncio.wait([task])
        ended = asyncio.get_running_loop().time()
        await asyncio.sleep(5)
        probe.events.append(f"cancelled: {task.cancelled()}, ended at {ended:g} s, begun: {jobs.begun}")

    yield from compare(observe(run, probe=probe), "three jobs of 2 s, n = 1, cancelled after 1 s", result=None,
                       at="threads-how-many", at_result="threads-how-many", events=["cancelled: True, ended at 1 s, begun: [0]"])
