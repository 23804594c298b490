"""The judges of chapter 4's exercises, used by check.py."""

import asyncio
import contextlib
import selectors
import socket
import sys
import threading
import time
from asyncio import events

from check import Point, Wrong, as_point, compare, exercise, observe

# --- 4.1 and 4.3: the toy loop blocks, so the virtual clock moves where it sleeps


def fresh(code):
    """The names of the submission, with nothing left in the loop of the run before."""
    sys.modules.pop("ch04_toyloop", None)
    names = code()
    for name in {"ready", "timers"} & set(names):
        names[name].clear()
    return names


def on_toy(names, program, *arguments):
    """Run a coroutine function on the toy loop of the submission, and observe that."""
    async def main():
        return names["run"](program(names, *arguments))

    seen = observe(main)
    seen.blocked = 0.0
    return seen


async def race(names, delays, log):
    async def answer(name, delay):
        await names["sleep"](delay)
        log.append(f"{name} answers")
        return name

    start = time.monotonic()
    first = await names["wait_first"](*[answer(name, delay) for name, delay in delays])
    log.append(f"first is {first}")
    seconds = time.monotonic() - start
    await names["sleep"](5)
    return {"returned after": round(seconds, 6), "main ended after":
            round(time.monotonic() - start, 6)}


@exercise("4.1", "the first one", "write wait_first", 0xe4f5fa43)
def the_first_one(code):
    for delays in [[("ada", 1.0), ("bo", 0.5), ("cy", 1.5)], [("ada", 0.5), ("bo", 1.0)],
                   [("ada", 1.0)]]:
        log = []
        seen = on_toy(fresh(code), race, delays, log)
        seen.events = log
        names = [name for name, _ in sorted(delays, key=lambda pair: pair[1])]
        shortest = min(delay for _, delay in delays)
        yield from compare(
            seen, f"delays {', '.join(f'{delay:g}' for _, delay in delays)}",
            result={"returned after": shortest, "main ended after": shortest + 5},
            events=[f"{names[0]} answers", f"first is {names[0]}",
                    *[f"{name} answers" for name in names[1:]]],
            at="loop-toy", at_result="loop-toy")
        if seen.failed:
            return


async def pass_on(source, target):
    target.set_result(await source)


async def line(names):
    left, right = names["Future"](), names["Future"]()
    left.set_result("hello")
    await names["gather"](pass_on(left, right), names["sleep"](1))
    return await right


async def circle(names):
    left, right = names["Future"](), names["Future"]()
    await names["gather"](pass_on(left, right), pass_on(right, left))


async def alone(names):
    await names["Future"]()


async def circle_and_sleep(names):
    await names["gather"](circle(names), names["sleep"](1))


@exercise("4.3", "nobody can wake anybody", "run still fails with an IndexError", 0x062e0d4f)
def nobody_can_wake_anybody(code):
    for what, program, waiting, elapsed in [
            ("a program that ends", line, 0, 1), ("one task, one future", alone, 1, 0),
            ("a circle of two", circle, 3, 0),
            ("a circle, and a sleep of 1 s", circle_and_sleep, 4, 1)]:
        names, said = fresh(code), []

        async def main():
            try:
                return names["run"](program(names))
            except names["Deadlock"] as error:
                said.append(str(error))

        seen = observe(main)
        seen.blocked = 0.0
        if waiting and not seen.error and not said:
            yield Point(False, f"{what}: expected a Deadlock, but run returned.", "loop-toy")
        elif said and not waiting:
            yield Point(False, f"{what}: expected an end, but Deadlock was raised: {said[0]}.",
                        "loop-toy")
        elif said and str(waiting) not in said[0]:
            yield Point(False, f"{what}: expected a message that says {waiting} tasks, but it was: "
                        f"{said[0]!r}.", "loop-toy")
        else:
            yield from compare(seen, what, elapsed=elapsed, at="loop-toy", at_result="loop-toy",
                               why="it is over or stuck then", result=None if waiting else "hello")


# --- 4.2: real sockets, so the real clock


class CountingSelector(selectors.DefaultSelector):
    """Counts its waits: a loop that asks again and again does not wait."""

    waits = 0

    def select(self, timeout=None):
        CountingSelector.waits += 1
        if CountingSelector.waits > 1000:
            raise Wrong("polling: expected a wait until something happens, but select was called "
                        "1000 times: give it the time to the first timer, or None.",
                        "loop-selector")
        return super().select(timeout)


@contextlib.contextmanager
def counting():
    real, selectors.DefaultSelector = selectors.DefaultSelector, CountingSelector
    CountingSelector.waits = 0
    try:
        yield
    finally:
        selectors.DefaultSelector = real


async def only_sleeps(names, log):
    async def leg(name, *delays):
        for delay in delays:
            await names["sleep"](delay)
            log.append(name)

    await names["gather"](leg("a", 0.1, 0.2), leg("b", 0.2))


async def data_and_ticks(names, log):
    station, reader = socket.socketpair()

    async def listen():
        await names["readable"](reader)
        log.append(reader.recv(100).decode())

    async def tick():
        for k in 1, 2:
            await names["sleep"](0.1)
            log.append(f"tick {k}")
        station.send(b"data")

    with station, reader:
        await names["gather"](listen(), tick())


async def data_alone(names, log):
    pairs = [socket.socketpair() for _ in range(2)]

    async def listen(reader, text):
        await names["readable"](reader)
        log.append(reader.recv(100).decode())

    for k, (station, _) in enumerate(pairs):
        threading.Timer(0.3 - 0.2 * k, station.send, [f"from {k}".encode()]).start()
    await names["gather"](*[listen(reader, str(k)) for k, (_, reader) in enumerate(pairs)])
    for connection in sum(pairs, ()):
        connection.close()


@exercise("4.2", "wait for data", "let run wait with the selector, and write readable", 0x6401b2bc)
def wait_for_data(code):
    for what, program, events_ in [
            ("only sleeps", only_sleeps, ["a", "b", "a"]),
            ("data, and another task ticks", data_and_ticks, ["tick 1", "tick 2", "data"]),
            ("two connections and no timer", data_alone, ["from 1", "from 0"])]:
        log = []
        try:
            with counting():
                names = fresh(code)
                names["run"](program(names, log))
        except Exception as error:
            point = as_point(error)
            yield Point(False, f"{what}: {point.text}", point.section)
            return
        if log != events_:
            yield Point(False, f"{what}: order of events: expected {', '.join(events_)}, but it "
                        f"was: {', '.join(log)}.", "loop-selector")
        elif not CountingSelector.waits and not (program is only_sleeps and sys.platform == "win32"):
            yield Point(False, f"{what}: expected a wait in selector.select, but it was never "
                        "called.", "loop-selector")
        else:
            yield Point(True, f"{what}: order of events, and no polling.")


# --- 4.4: timers that fire at virtual times, as if from another thread


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
        self.handle = self.loop.call_later(self.interval, self.fire)
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


async def two_together(thread_sleep):
    """two of 1 s together"""
    await asyncio.gather(thread_sleep(1), thread_sleep(1))
    return timers()


async def cancelled(thread_sleep):
    """cancelled after 1 s of 60"""
    task = asyncio.create_task(thread_sleep(60))
    await asyncio.sleep(1)
    task.cancel()
    await asyncio.wait([task])
    return [task.cancelled(), *timers()]


async def at_that_moment(thread_sleep):
    """cancelled when the timer fires"""
    task = asyncio.create_task(thread_sleep(60))
    await asyncio.sleep(1)
    task.cancel()
    for timer in VirtualTimer.made:
        timer.fire()
    await asyncio.wait([task])
    await asyncio.sleep(1)
    return [task.cancelled(), *timers()]


@exercise("4.4", "a timer in a thread", "write thread_sleep", 0xf2b248f1)
def a_timer_in_a_thread(code):
    real, threading.Timer = threading.Timer, VirtualTimer
    try:
        for run, result, elapsed in [(two_together, ["fired", "fired"], 1),
                                     (cancelled, [True, "cancelled"], 1),
                                     (at_that_moment, [True, "fired"], 2)]:
            VirtualTimer.made.clear()
            seen = observe(run, code()["thread_sleep"])
            yield from compare(seen, run.__doc__, result=result, elapsed=elapsed,
                               at="loop-threads", at_result="loop-future")
            if seen.failed:
                return
    finally:
        threading.Timer = real
