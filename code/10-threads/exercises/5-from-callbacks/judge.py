"""Judge of the exercise 'from callbacks'."""

import asyncio
import contextlib
import threading
import time

from check import Point, Probe, Said, compare, observe, shown

TODO = "write readings"
LATE = 300  # calls after the end: more than a queue with a bound holds


class Library:
    """Calls its subscriber in a thread: at each of the times with its reading; it may be late by what a call takes."""

    def __init__(self, probe, *readings, one_more=False):
        self.probe, self.readings, self.one_more = probe, readings, one_more
        self.stop, self.errors, self.calls, self.late = threading.Event(), [], 0, 0

    def subscribe(self, on_reading):
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
                        time.sleep(0.25 * (not self.late))
                        self.late += 1
                        break
                on_reading(reading)
                self.calls += 1
        except Exception as error:
            self.errors.append(error)


def judge(code):
    readings = code()["readings"]
    for what, given in [
        ("three readings, about 1 s after the other", [(1.0537, 21), (2.1371, None), (3.2213, 24)]),
        ("exceptions and texts are readings, too", [(1, OSError("a reading")), (2, "end"), (3, False), (4, OSError)]),
    ]:
        points = [*all_come(readings, what, given)]
        yield from points
        if not all(point.right for point in points):
            return  # the other runs ask for more, and one that polls takes long in each
    for what, given, naps in [
        ("the reader is slower than the library", [1, 2, 3, 4], 3),
        ("four readings, two of them equal, come while the reader is busy", [20, 21, 21, None, 22], 1),
        ("a thousand readings come while the reader is busy", [*range(1001)], 1),
    ]:
        yield from slow_reader(readings, what, given, naps)
    yield from two_readers(readings)
    for how in "closes", "cancelled", "fails":
        yield from leaves(readings, how)
    yield from closed_while_some_wait(readings)
    yield from refused(readings)
    yield from not_yet(readings)
    yield from one_more(readings)


def watched(function, *args, probe=None):
    """As `observe`, in debug mode: then asyncio itself finds what is not thread-safe."""
    async def run():
        loop = asyncio.get_running_loop()
        loop.set_debug(True)
        loop.slow_callback_duration = float("inf")  # how long a step really takes, is nobody's business here
        return await function(*args)

    return observe(run, probe=probe)


def unsafe(library, what):
    """The point on an error in the library's thread."""
    for error in library.errors[:1]:
        if "Non-thread-safe" in str(error):
            yield Point(False, f"{what}: in debug mode the thread gets a RuntimeError: {error}. Which call wakes the loop?",
                        "threads-wake")
        else:
            yield Point(False, f"{what}: in the library's thread {type(error).__name__} was raised{': ' * bool(str(error))}{error}.",
                        "threads-wake")


async def take(readings, library, number, probe=None):
    """The first readings, as many as come in 20 s, and the times at which they came; then the stream is closed."""
    loop, got, stream = asyncio.get_running_loop(), [], readings(library.subscribe)
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(20):
            async for reading in stream:
                got.append((loop.time(), reading))
                if len(got) == number:
                    break
    await stream.aclose()
    return got


def all_come(readings, what, given):
    probe = Probe()
    library = Library(probe, *given)
    seen = watched(take, readings, library, len(given), probe=probe)
    if library.errors:
        yield from unsafe(library, what)
        return
    yield from compare(seen, f"{what}: (time, reading)", result=given, events=["subscribed", "unsubscribed"],
                       at="threads-queue", at_result="threads-wake")


def slow_reader(readings, what, given, naps):
    """The library sends all readings within 2 s; after the first few the reader takes 3 s for each. None is lost.

    What comes while the reader is busy comes before it asks again, however fast the threads run.
    After a minute it has what it has.
    """
    probe = Probe()
    library = Library(probe, *[(0.5 + 1.5 * n / len(given), reading) for n, reading in enumerate(given)])

    async def run():
        got, stream = [], readings(library.subscribe)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(60):
                async for reading in stream:
                    got.append(reading)
                    if reading == given[-1]:
                        break
                    if len(got) <= naps:
                        await asyncio.sleep(3)
        await stream.aclose()
        return got

    seen, want = watched(run, probe=probe), given
    if len(given) > 9 and isinstance(seen.result, list):  # too long to be shown
        want = Said("all, in order")
        begin = ", ".join(map(shown, seen.result[:9]))
        seen.result = want if seen.result == given else Said(f"{len(seen.result)} of {len(given)}{': ' * bool(begin)}{begin}{', …' * (len(seen.result) > 9)}")
    yield from compare(seen, what, result=want, at="threads-queue", at_result="threads-queue")
    yield from unsafe(library, what)


def two_readers(readings):
    libraries = [Library(Probe(), (1, "ada 1"), (2, "ada 2")), Library(Probe(), (1.5, "bo 1"), (2.5, "bo 2"))]

    async def run():
        return await asyncio.gather(*[take(readings, library, 2) for library in libraries])

    yield from compare(watched(run), "two libraries at the same time", at="threads-queue", at_result="threads-queue",
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
        await asyncio.wait([task], timeout=60)
        if not task.done():
            return Said("the reader still waits, after a minute")
        await asyncio.sleep(2)
        return Said("the reader is cancelled" if task.cancelled() else f"the reader has raised {task.exception()!r}" if task.exception()
                    else "the reader has ended well")

    what = {"closes": "the reader closes it early", "fails": "the reader fails", "cancelled": "the reader is cancelled while it waits"}[how]
    want = {"closes": "has ended well", "cancelled": "is cancelled", "fails": "has raised OSError('of the reader')"}[how]
    yield from compare(watched(run, probe=probe), what, result=Said(f"the reader {want}"), events=["subscribed", "reading 1", "unsubscribed"],
                       at="threads-queue", at_result="threads-queue")
    yield from unsafe(library, what)


def closed_while_some_wait(readings):
    """The reader closes the stream while two readings wait, and then takes another stream."""
    probe = Probe()
    old, new = Library(probe, (1, "old 1"), (2, "old 2"), (3, "old 3")), Library(probe, (1, "new 1"), (2, "new 2"))

    async def run():
        stream = readings(old.subscribe)
        async for first in stream:
            break
        await asyncio.sleep(3)
        closing = asyncio.ensure_future(stream.aclose())
        await asyncio.wait([closing], timeout=60)
        if not closing.done():
            closing.cancel()
            await asyncio.wait([closing])
            return Said("aclose still waits, after a minute")
        await closing
        return [first, *[reading for _, reading in await take(readings, new, 2)]]

    what = "the reader closes it while two readings wait, and takes another stream"
    yield from compare(watched(run, probe=probe), what, result=["old 1", "new 1", "new 2"], events=["subscribed", "unsubscribed"] * 2,
                       at="threads-queue", at_result="threads-queue")
    yield from unsafe(old, what)
    yield from unsafe(new, what)


def one_more(readings):
    """The library calls many times more after it was told to end, and is not held up, whatever a queue holds."""
    probe = Probe()
    library = Library(probe, (1, 21), *[(9, n) for n in range(LATE)], one_more=True)

    async def run():
        got = await take(readings, library, 1)
        await asyncio.sleep(2)
        probe.events.append(f"{library.calls - 1} of {LATE} late calls have returned")
        return got

    what = f"the library calls {LATE} times more after its end"
    yield from compare(watched(run, probe=probe), what, result=[(1, 21)], elapsed=3, at="threads-queue", at_result="threads-queue",
                       events=["subscribed", "unsubscribed", f"{LATE} of {LATE} late calls have returned"])
    yield from unsafe(library, what)


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

    yield from compare(watched(run), "subscribe raises OSError", result="its error", at="threads-queue",
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

    yield from compare(watched(run, probe=probe), "the first reading is asked for after 2 s", result=21, elapsed=3,
                       events=["the first reading is asked for", "subscribed", "unsubscribed"],
                       at="threads-queue", at_result="threads-queue")
