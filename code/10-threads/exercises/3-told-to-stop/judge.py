"""Judge of the exercise 'told to stop'."""

import asyncio
import threading
import time

from check import Probe, compare, copied, observe

TODO = "write for_seconds"
VALUE = OSError("returned, not raised")
LATER = 0.01  # seconds after which threads that can end have ended


def worker(probe, step=0.5, rounds=60, result="readings", error=None, sleeps=False):
    """An ordinary function that looks at its flag each *step* seconds, or each time it has slept so long.

    After so many rounds it ends by itself.
    """
    def work(stop):
        done = 0
        while not (stop.is_set() if sleeps else stop.wait(step)):
            if sleeps:
                time.sleep(step)
            done += 1
            if done == rounds:
                break
        probe.events.append(f"work ends, told to: {stop.is_set()}")
        if error:
            raise error
        return f"{done} {result}" if result == "readings" else result
    return work


def judge(code):
    for_seconds = code()["for_seconds"]
    told, by_itself = "work ends, told to: True", "work ends, told to: False"
    for what, seconds, options, result, elapsed, events in [
        ("it works until it is told", 2.25, {}, "4 readings", 2.25, [told]),
        ("it looks at the flag each 2 s", 3, {"step": 2, "sleeps": True}, "2 readings", 4, [told]),
        ("it ends by itself after about 1 s", 9, {"rounds": 2, "step": 0.5137}, "2 readings", 1.0274, [by_itself]),
        ("it returns None", 1.25, {"result": None}, None, 1.25, [told]),
        ("it returns an exception object", 1.25, {"result": VALUE}, VALUE, 1.25, [told]),
        ("it returns an exception class", 1.25, {"result": OSError}, OSError, 1.25, [told]),
        ("0 seconds", 0, {}, "0 readings", 0, [told]),
    ]:
        yield from ends(for_seconds, what, seconds, options, result, elapsed, events)
    for error in OSError("no line"), KeyError("bo"), TimeoutError("of the work itself"):
        for rounds in 2, 60:
            yield from fails(for_seconds, error, rounds)
    yield from twice(for_seconds)
    for what, step, seconds, when, ended in [("looks each 0.5 s", 0.5, 9, 1.25, 1.25), ("looks each 2 s", 2, 9, 1, 2),
                                             ("looks each 2 s, and was told at 1 s", 2, 1, 1.5, 2)]:
        yield from cancelled(for_seconds, what, step, seconds, when, ended)


def watched(run, probe):
    """As `observe`; at its end *run* has waited until threads that can end have ended, and that is no time of the answer's."""
    seen = observe(run, probe=probe)
    seen.elapsed = round(seen.elapsed - LATER, 9)
    return seen


def ends(for_seconds, what, seconds, options, result, elapsed, events):
    probe = Probe()

    async def run():
        returned = await for_seconds(worker(probe, **options), seconds)
        probe.events += await left()
        return returned

    run.__name__ = "for_seconds"  # what a message names
    yield from compare(watched(run, probe), f"{what}; seconds = {seconds}", result=result, elapsed=elapsed, events=events,
                       at="threads-limit", at_result="threads-limit")


async def left():
    """What goes on, beside idle threads of a pool, when what can end has ended; of tasks those that end meanwhile: `compare` tells the rest."""
    tasks, loop = asyncio.all_tasks(), asyncio.get_running_loop()
    await asyncio.sleep(LATER)
    found = ["a task was left, which ended a moment later"] * any(task.done() for task in tasks)
    for thread in {waiter.record.thread for waiter in [*loop._waiting] if waiter.record and not waiter.idle}:
        found.append(f"a {'threading.Timer' if isinstance(thread, threading.Timer) else 'thread'} was left, which goes on")
    if not all(timer.cancelled() for timer in loop._scheduled):
        found.append("a timer of the loop was left, which goes on")
    return found


def fails(for_seconds, error, rounds):
    probe = Probe()

    async def run():
        try:
            end = f"it returned {await for_seconds(worker(probe, rounds=rounds, error=error), 3.25)!r}"
        except Exception as raised:
            own = raised is error or isinstance(error, TimeoutError) and copied(raised, [error])  # asyncio makes a new one of it
            end = "its error" if own else f"another error: {raised!r}{copied(raised, [error])}"
        return ", and ".join([end, *await left()])

    yield from compare(watched(run, probe), f"work raises {error!r}{'' if rounds == 2 else ' when it is told to stop'}",
                       result="its error", elapsed=1 if rounds == 2 else 3.25, at="threads-limit", at_result="threads-limit")


def twice(for_seconds):
    probe = Probe()

    async def run():
        return await asyncio.gather(*[for_seconds(worker(probe), seconds) for seconds in (1.25, 2.25)])

    yield from compare(observe(run, probe=probe), "two at the same time, for 1.25 and 2.25 s",
                       result=["2 readings", "4 readings"], elapsed=2.25, at="threads-limit", at_result="threads-limit")


def cancelled(for_seconds, what, step, seconds, when, ended):
    probe = Probe()

    async def run():
        task = asyncio.ensure_future(for_seconds(worker(probe, step=step, sleeps=step > 1), seconds))
        await asyncio.sleep(when)
        task.cancel()
        await asyncio.wait([task])
        until_then = [*probe.events, f"cancelled: {task.cancelled()}"]
        probe.events[:] = [*until_then, *await left()]

    yield from compare(watched(run, probe), f"cancelled after {when} s; work {what}", result=None, elapsed=ended,
                       why="when work has ended", at="threads-limit", at_result="threads-limit",
                       events=["work ends, told to: True", "cancelled: True"])
