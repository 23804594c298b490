"""Judge of the exercise 'from callbacks'."""

import asyncio
import contextlib
import threading
import time

from check import Point, Probe, compare, observe

TODO = "write readings"


class Library:
    """Calls its subscriber in a thread: at each of the times with its reading; it may be late by what a call takes."""

    def __init__(self, probe, *readings, one_more=False):
        self.probe, self.readings, self.one_more = probe, readings, one_more
        self.stop, self.errors, self.calls = threading.Event(), [], 0

    def subscribe(self, on_reading):
        asyncio.get_running_loop().set_debug(True)  # then asyncio itself finds what is not thread-safe
        self.probe.events.append("subscribed")
        self.begin = time.monotonic()
        threading.Thread(target=self.work, args=[on_reading], daemon=True).start()
        return self.unsubscribe

    def unsubscribe(self):
        self.probe.events.append("unsubscribed")
        self.stop.set()

    def work(self, on_reading):
        try:
            for when, reading in self.readings:
                while (rest := self.begin + when - time.monotonic()) > 1e-9:
                    if self.stop.wait(rest) and not self.one_more:
                        return
                    if self.stop.is_set():
                        time.sleep(0.25)
                        break
                on_reading(reading)
                self.calls += 1
        except Exception as error:
            self.errors.append(error)


def judge(code):
    readings = code()["readings"]
    for what, given in [
        ("three readings, about 1 s after the other", [(1.0537, 21), (2.1371, None), (3.2213, 24)]),
        ("three at once", [(1, 21), (1, 21), (1, 22)]),
        ("exception objects and texts are readings, too", [(1, OSError), (2, "end"), (3, False)]),
        ("a hundred at once", [(1, n) for n in range(100)]),
    ]:
        yield from all_come(readings, what, given)
    yield from slow_reader(readings)
    yield from two_readers(readings)
    for how in "closes", "cancelled", "fails":
        yield from leaves(readings, how)
    yield from one_more(readings)
    yield from refused(readings)
    yield from not_yet(readings)


def unsafe(library, what):
    """The point on an error in the library's thread."""
    for error in library.errors[:1]:
        if "Non-thread-safe" in str(error):
            yield Point(False, f"{what}: in debug mode the thread gets a RuntimeError: {error}. Which call wakes the loop?",
                        "threads-wake")
        else:
            yield Point(False, f"{what}: in the library's thread {type(error).__name__} was raised: {error}.", "threads-wake")


async def take(readings, library, number, probe=None):
    """The first readings, and the times at which they came; then the stream is closed."""
    loop, got, stream = asyncio.get_running_loop(), [], readings(library.subscribe)
    async for reading in stream:
        got.append((loop.time(), reading))
        if len(got) == number:
            break
    await stream.aclose()
    return got


def all_come(readings, what, given):
    probe = Probe()
    library = Library(probe, *given)
    seen = observe(take, readings, library, len(given), probe=probe)
    if library.errors:
        yield from unsafe(library, what)
        return
    yield from compare(seen, f"{what}: (time, reading)", result=given, events=["subscribed", "unsubscribed"],
                       at="threads-queue", at_result="threads-wake")


def slow_reader(readings):
    """The library sends four readings in 2 s, the reader takes 3 s for each: none is lost."""
    probe = Probe()
    library = Library(probe, *[(n / 2, n) for n in range(1, 5)])

    async def run():
        got, stream = [], readings(library.subscribe)
        async for reading in stream:
            got.append(reading)
            if reading == 4:
                break
            await asyncio.sleep(3)
        await stream.aclose()
        return got

    yield from compare(observe(run, probe=probe), "the reader is slower than the library", result=[1, 2, 3, 4],
                       at="threads-queue", at_result="threads-queue")
    yield from unsafe(library, "the reader is slower than the library")


def two_readers(readings):
    libraries = [Library(Probe(), (1, "ada 1"), (2, "ada 2")), Library(Probe(), (1.5, "bo 1"), (2.5, "bo 2"))]

    async def run():
        return await asyncio.gather(*[take(readings, library, 2) for library in libraries])

    yield from compare(observe(run), "two libraries at the same time", at="threads-queue", at_result="threads-queue",
                       result=[[(1, "ada 1"), (2, "ada 2")], [(1.5, "bo 1"), (2.5, "bo 2")]])


def leaves(readings, how):
    """After one reading at 1 s the reader goes, at 1.5 s; the library sends on until it is told."""
    probe = Probe()
    library = Library(probe, *[(n, n) for n in range(1, 9)])

    async def read():
        stream = readings(library.subscribe)
        try:
            async for reading in stream:
                probe.events.append(f"reading {reading}")
                if how == "closes":
                    await asyncio.sleep(0.5)
                    break
                if how == "fails":
                    await asyncio.sleep(0.5)
                    raise OSError("of the reader")
        finally:
            with contextlib.suppress(RuntimeError):  # it hangs, and the run is given up
                await stream.aclose()

    async def run():
        task = asyncio.create_task(read())
        if how == "cancelled":
            await asyncio.sleep(1.5)
            task.cancel()
        await asyncio.wait([task])
        if not task.cancelled():
            task.exception()
        await asyncio.sleep(2)
        return task.cancelled()

    yield from compare(observe(run, probe=probe), {"closes": "the reader closes it early", "fails": "the reader fails",
                                                   "cancelled": "the reader is cancelled while it waits"}[how],
                       result=how == "cancelled", events=["subscribed", "reading 1", "unsubscribed"],
                       at="threads-queue", at_result="threads-queue")
    yield from unsafe(library, f"the reader {how}")


def one_more(readings):
    """The library calls five times more after it was told to end, and is not held up."""
    probe = Probe()
    library = Library(probe, (1, 21), *[(9, n) for n in range(5)], one_more=True)

    async def run():
        got = await take(readings, library, 1)
        await asyncio.sleep(2)
        probe.events.append(f"{library.calls} calls have returned")
        return got

    yield from compare(observe(run, probe=probe), "the library calls five times more after its end", result=[(1, 21)],
                       elapsed=3, events=["subscribed", "unsubscribed", "6 calls have returned"], at="threads-queue", at_result="threads-queue")
    yield from unsafe(library, "the library calls five times more after its end")


def refused(readings):
    """subscribe raises: there is no subscription, and nothing to end."""
    error = OSError("the library is not there")

    def subscribe(on_reading):
        raise error

    async def run():
        try:
            async for _ in readings(subscribe):
                return "a reading"
            return "the end of the stream"
        except OSError as raised:
            return "its error" if raised is error else f"another error: {raised!r}"

    yield from compare(observe(run), "subscribe raises OSError", result="its error", at="threads-queue",
                       at_result="threads-queue")


def not_yet(readings):
    """Nobody has asked for a reading: there is no subscription."""
    probe = Probe()
    library = Library(probe, (1, 21))

    async def run():
        stream = readings(library.subscribe)
        await asyncio.sleep(2)
        probe.events.append("the first reading is asked for")
        async for reading in stream:
            break
        await stream.aclose()
        return reading

    yield from compare(observe(run, probe=probe), "the first reading is asked for after 2 s", result=21, elapsed=3,
                       events=["the first reading is asked for", "subscribed", "unsubscribed"],
                       at="threads-queue", at_result="threads-queue")
