"""Judge of the exercise 'a timer in a thread'."""

import asyncio
import threading
from asyncio import events

from check import Point, compare, observe

TODO = "write thread_sleep"


LATE = 0.25  # seconds: whoever sleeps beside the timer, and not because of it, is told apart


class VirtualTimer:
    """In place of threading.Timer; needs no thread."""

    made = []

    def __init__(self, interval, function, args=None, kwargs=None):
        self.interval, self.function = interval, function
        self.args, self.kwargs = args or [], kwargs or {}
        self.daemon, self.state, self.over = False, "made", threading.Event()
        self.made.append(self)

    def start(self):
        self.loop = asyncio.get_running_loop()
        self.handle = self.loop.call_later(self.interval + LATE, self.fire)
        self.state = "running"

    def cancel(self):
        if self.state == "running":
            self.handle.cancel()
            self.state = "cancelled"
            self.over.set()

    def join(self, timeout=None):
        if asyncio._get_running_loop() is None:  # in a thread, as it should be
            self.over.wait(timeout)
        elif self.state == "running":  # it blocks; the timer fires when the loop goes on
            rest = self.handle.when() - self.loop.time()
            self.loop.sleep(rest if timeout is None else min(rest, timeout))

    def is_alive(self):
        return self.state == "running"

    def fire(self):
        """Call the function, so that asyncio takes it for a call from another thread."""
        self.handle.cancel()
        self.state = "fired"
        self.over.set()
        loop, mine = self.loop, self.loop._thread_id
        events._set_running_loop(None)
        loop._thread_id = -1
        loop.set_debug(True)  # then asyncio itself finds what is not safe
        try:
            self.function(*self.args, **self.kwargs)
        except Exception as error:
            loop.call_soon_threadsafe(loop.call_exception_handler, {
                "message": "in the timer's thread", "exception": error})
        finally:
            loop.set_debug(False)
            loop._thread_id = mine
            events._set_running_loop(loop)


def timers():
    """The states of the timers that were made since the last call."""
    states = [timer.state for timer in VirtualTimer.made]
    VirtualTimer.made.clear()
    return states


def no_polling():
    """Let the running loop refuse what sleeps again and again."""
    loop, calls = asyncio.get_running_loop(), iter(range(100))
    real = loop.call_later

    def call_later(*args, **kwargs):
        if next(calls, None) is None:
            loop.call_later = real
            polls.append(True)
        return real(*args, **kwargs)

    polls = []
    loop.call_later = call_later
    return polls


def state(task):
    return "cancelled" if task.cancelled() else "failed" if task.exception() else "ended as if nothing had happened"


async def two_together(thread_sleep):
    """two of 1 s together"""
    await asyncio.gather(thread_sleep(1), thread_sleep(1))
    return {"timers": timers()}


async def each_its_own(thread_sleep):
    """1 s and 2 s together, then 1 s"""
    async def one(seconds):
        await thread_sleep(seconds)
        return asyncio.get_running_loop().time()

    return {"ended at": [*await asyncio.gather(one(1), one(2)), await one(1)], "timers": timers()}


async def cancelled(thread_sleep):
    """cancelled after 1 s of 60"""
    task = asyncio.ensure_future(thread_sleep(60))
    await asyncio.sleep(1)
    task.cancel()
    await asyncio.wait([task])
    return {"task": state(task), "timers": timers()}


async def at_that_moment(thread_sleep):
    """cancelled when the timer fires"""
    task = asyncio.ensure_future(thread_sleep(60))
    await asyncio.sleep(1)
    task.cancel()
    for timer in VirtualTimer.made:
        timer.fire()
    await asyncio.wait([task])
    await asyncio.sleep(1)
    return {"task": state(task), "timers": timers()}


async def just_before(thread_sleep):
    """the timer fires, and the task is cancelled before the loop goes on"""
    task = asyncio.ensure_future(thread_sleep(60))
    await asyncio.sleep(1)
    for timer in VirtualTimer.made:
        timer.fire()
    task.cancel()
    await asyncio.wait([task])
    await asyncio.sleep(1)
    return {"task": state(task), "timers": timers()}


RUNS = {
    two_together: ({"timers": ["fired", "fired"]}, 1 + LATE),
    each_its_own: ({"ended at": [1 + LATE, 2 + LATE, 3 + 2 * LATE], "timers": ["fired"] * 3}, 3 + 2 * LATE),
    cancelled: ({"task": "cancelled", "timers": ["cancelled"]}, 1),
    at_that_moment: ({"task": "cancelled", "timers": ["fired"]}, 2),
    just_before: ({"task": "cancelled", "timers": ["fired"]}, 2),
}


def judge(code):
    real, threading.Timer = threading.Timer, VirtualTimer
    try:
        for run, (result, elapsed) in RUNS.items():
            async def main():
                polls.extend([no_polling()])
                return await run(thread_sleep)

            VirtualTimer.made.clear()
            polls, thread_sleep = [], code()["thread_sleep"]
            seen = observe(main)
            if any(polls):
                yield Point(False, f"{run.__doc__}: polling: expected a wait until the timer calls, but the task sleeps "
                            "and looks, more than 100 times. The timer can wake it.", "loop-future")
                return
            yield from compare(seen, run.__doc__, result=result, elapsed=elapsed,
                               why="when the timers call (they are late here)" * ("cancelled" not in run.__doc__),
                               at="loop-threads", at_result="loop-future")
            if seen.failed:
                return
    finally:
        threading.Timer = real
