"""Judge of the exercise 'a child with a limit': its processes are pretended ones."""

import asyncio
import contextlib
import itertools
import os
import signal

from awaited import task_of
from check import Probe, Said, compare, copied, observe, same, shown

TODO = "write finish"

LIMIT, PIPE = "stop-limit", "stop-pipe"
ROOM = 2**16  # bytes that a pipe holds, and the limit of a reader, which reads ahead up to twice as many
NUMBERS = itertools.count(2**30)  # of processes: no system gives so large ones
PROCESSES = {}
BROKEN = OSError("the pipe is broken")


class Process:
    """As asyncio's, on the virtual clock: prints *parts*, (seconds, bytes), and ends with *status*.

    When it is asked to end it does so after *polite* seconds, None: never. *gone*: "terminate" or "kill",
    it ends just before this call, which raises ProcessLookupError.
    """

    stdin = stderr = None

    def __init__(self, probe, parts=(), status=0, polite=0.25, gone="", last=b"", breaks=False):
        self.events, self.polite, self.gone, self.last, self.breaks = probe.events, polite, gone, last, breaks
        self.stdout, self.returncode, self.ended = asyncio.StreamReader(limit=ROOM), None, asyncio.Event()
        self.loop = asyncio.get_running_loop()
        self.pid = next(NUMBERS)
        PROCESSES[self.pid] = self
        self.live = asyncio.create_task(self.lives(parts, status))
        self.ending = None

    async def lives(self, parts, status):
        for seconds, data in parts:
            await asyncio.sleep(seconds)
            for start in range(0, len(data), ROOM):
                while len(self.stdout._buffer) >= 2 * ROOM:  # and the pipe is full
                    await asyncio.sleep(0.01)
                self.stdout.feed_data(data[start:start + ROOM])
        self.end(status)

    def end(self, status):
        if self.returncode is None:
            self.returncode = status
            self.events.append(f"ended {status}")
            for tell in self.live.cancel, self.stdout.feed_eof, self.ended.set:
                self.loop.call_soon_threadsafe(tell)  # a thread may have asked

    def ask(self, name, seconds, status):
        self.events.append(name)
        if self.gone == name:
            self.end(0)
        if self.returncode is not None:
            raise ProcessLookupError
        if seconds is not None:
            self.loop.call_soon_threadsafe(self.loop.call_later, seconds, self.last_words, status)

    def last_words(self, status):
        if self.returncode is None:
            self.stdout.feed_data(self.last)
        self.end(status)

    def terminate(self):
        self.ask("terminate", self.polite, -15)

    def kill(self):
        self.ask("kill", 0.1, -9)

    def send_signal(self, number):
        if number:
            self.kill() if number == getattr(signal, "SIGKILL", 9) else self.terminate()
        elif self.returncode is not None:
            raise ProcessLookupError

    async def wait(self):
        await self.ended.wait()
        return self.returncode

    async def communicate(self, input=None):
        out = await self.stdout.read()
        if self.breaks:
            self.events.append("communicate fails")
            raise BROKEN
        await self.wait()
        return out, None


@contextlib.contextmanager
def signals_reach_them():
    """Within this block os.kill finds the pretended processes.

    os.killpg does not: they are started as the text says, so none of them leads a group, and no group has its number.
    """
    def to_one(pid, number):
        PROCESSES[pid].send_signal(number)

    def to_group(pid, number):
        raise ProcessLookupError

    def replaced(real, ours):
        return lambda pid, number: (ours if pid in PROCESSES else real)(pid, number)

    real = {name: getattr(os, name) for name in ("kill", "killpg") if hasattr(os, name)}
    for name, ours in ("kill", to_one), ("killpg", to_group):
        if name in real:
            setattr(os, name, replaced(real[name], ours))
    try:
        yield
    finally:
        PROCESSES.clear()
        for name in real:
            setattr(os, name, real[name])


def judge(code):
    finish = code()["finish"]
    with signals_reach_them():
        yield from runs(finish)


def runs(finish):
    first = [*run(finish, "it ends after 0.5 s", (b"21;", 0), 0.5, ["ended 0"], parts=[(0.5, b"21;")])]
    yield from first
    if not all(point.right for point in first):
        return  # the other runs ask for more, and one that waits for a real process takes long in each
    yield from run(finish, "it prints nothing, and ends with 3", (b"", 3), 0.5, ["ended 3"], parts=[(0.5, b"")], status=3)
    yield from run(finish, "two lines", (b"21\n18\n", 0), 1, ["ended 0"], parts=[(0.5, b"21\n"), (0.5, b"18\n")])
    yield from run(finish, "it has ended before", (b"21;", 0), 0, ["ended 0"], parts=[(0, b"21;")], begin=0.5)
    yield from run(finish, "it prints a million bytes", (b"x" * 1_000_000, 0), None, ["ended 0"],
                   parts=[(0.5, b"x" * 1_000_000)], at=PIPE)
    yield from run(finish, "it is too slow, and ends when it is asked", (b"21;", -15), 2.25, ["terminate", "ended -15"],
                   parts=[(0.5, b"21;"), (60, b"")])
    yield from run(finish, "too slow, and says goodbye", (b"21;goodbye", -15), 2.25, ["terminate", "ended -15"],
                   parts=[(0.5, b"21;"), (60, b"")], last=b"goodbye")
    yield from run(finish, "asked, it ends after 0.75 s", (b"", -15), 2.75, ["terminate", "ended -15"],
                   parts=[(60, b"")], polite=0.75)
    yield from run(finish, "it is deaf", (b"21;", -9), 3.1, ["terminate", "kill", "ended -9"],
                   parts=[(0.5, b"21;"), (60, b"")], polite=None)
    yield from run(finish, "it is deaf, no grace", (b"", -9), 2.1, ["terminate", "kill", "ended -9"],
                   parts=[(60, b"")], polite=None, grace=0)
    yield from run(finish, "it is deaf, a grace of 5 s", (b"", -9), 7.1, ["terminate", "kill", "ended -9"],
                   parts=[(60, b"")], polite=None, grace=5)
    yield from run(finish, "it is deaf, a limit of 0.75 s", (b"", -9), 1.85, ["terminate", "kill", "ended -9"],
                   parts=[(60, b"")], polite=None, seconds=0.75)
    yield from run(finish, "a limit of 0 s", (b"", -15), 0.25, ["terminate", "ended -15"], parts=[(60, b"")], seconds=0)
    yield from run(finish, "it ends after 3 s, a limit of 4 s", (b"21;", 0), 3, ["ended 0"], parts=[(3, b"21;")], seconds=4)
    yield from run(finish, "it ends in the moment when it is asked", (b"21;", 0), 2, ["terminate", "ended 0"],
                   parts=[(0.5, b"21;"), (60, b"")], gone="terminate")
    yield from run(finish, "it ends in the moment when it is killed", (b"21;", 0), 3, ["terminate", "kill", "ended 0"],
                   parts=[(0.5, b"21;"), (60, b"")], polite=None, gone="kill")
    yield from cancelled(finish, "cancelled after 1 s", 1, 1.1, {})
    yield from cancelled(finish, "cancelled after 1 s, and the process is deaf", 1, 1.1, {"polite": None})
    yield from cancelled(finish, "cancelled in the time of grace", 2.5, 2.6, {"polite": None})
    yield from cancelled(finish, "cancelled while the process ends in this moment", 1, 1, {"gone": "kill"}, -9)
    yield from cancelled(finish, "cancelled when the process has been killed, and has not ended", 3.05, 3.1, {"polite": None})
    yield from broken(finish)
    yield from two(finish)


def ends(process):
    process.live.cancel()


def run(finish, what, result, elapsed, events, *, seconds=2, grace=1, begin=0, at=LIMIT, **how):
    probe = Probe()

    async def talk():
        process = Process(probe, **how)
        await asyncio.sleep(begin)
        start = asyncio.get_running_loop().time()
        task = task_of(finish(process, seconds, grace), "finish")
        await asyncio.wait([task], timeout=40)
        took = asyncio.get_running_loop().time() - start
        ends(process)
        if not task.done():
            task.cancel()
            await asyncio.wait([task], timeout=1)
            return "nothing after 40 s"
        until_then = len(probe.events)
        await asyncio.sleep(20)  # a timer of its own that was left comes now
        if probe.events[until_then:]:
            probe.events.insert(until_then, "finish returned")
        if task.cancelled():
            return f"cancelled after {took:g} s"
        got = task.result()
        text = f"{short(got)}{', which only looks so' * (short(got) == short(result) and not same(got, result))}"
        return text if elapsed is None else f"{text} after {took:g} s"

    want = short(result) if elapsed is None else f"{short(result)} after {elapsed:g} s"
    yield from compare(observe(talk, probe=probe), what, result=want, events=events, at=at, at_result=at)


def short(got):
    """A result as text: a tuple of its own kind, and a list, as a tuple; a long output is told by its length."""
    if not isinstance(got, (tuple, list)):
        return shown(got)
    parts = [part if isinstance(part, (bytes, bytearray, str)) and len(part) > 50 else None for part in got]
    if not any(parts):
        return shown(tuple(got))
    return ", ".join(shown(part) if long is None else f"a text of {len(long)} characters" if isinstance(long, str) else f"{len(long)} bytes"
                     for part, long in zip(got, parts))


def cancelled(finish, what, when, elapsed, how, status=-9):
    probe = Probe()

    async def talk():
        loop = asyncio.get_running_loop()
        process = Process(probe, parts=[(60, b"")], **how)
        task = task_of(finish(process, 2, 1), "finish")
        loop.call_later(when, task.cancel)
        await asyncio.wait([task], timeout=40)
        error = task.exception() if task.done() and not task.cancelled() else None
        end = f"raised {error!r}" if error else "cancelled" if task.cancelled() else "not cancelled" if task.done() else "still running"
        seen = f"{end} after {loop.time():g} s, the process has {'ended' if process.returncode is not None else 'not ended'}"
        ends(process)
        task.cancel()
        await asyncio.wait([task], timeout=1)
        return f"{seen}, kill was called: {'kill' in probe.events}"

    yield from compare(observe(talk, probe=probe), what, at=LIMIT, at_result=LIMIT,
                       result=f"cancelled after {elapsed:g} s, the process has ended, kill was called: True")


def broken(finish):
    """An error of `communicate` goes on."""
    probe = Probe()

    async def talk():
        process = Process(probe, parts=[(0.5, b"")], breaks=True)
        try:
            got = await finish(process, 2, 1)
            return Said(f"returned {short(got)}" if "communicate fails" in probe.events else "raised OSError: the pipe is broken")
        except OSError as error:  # above: it reads by itself
            return Said(f"raised OSError: {error}{copied(error, [BROKEN])}")
        finally:
            ends(process)
            await asyncio.sleep(0)

    yield from compare(observe(talk, probe=probe), "communicate fails", result=Said("raised OSError: the pipe is broken"), elapsed=0.5, at=LIMIT,
                       at_result=LIMIT)


def two(finish):
    """Two processes at the same time."""
    probe = Probe()

    async def talk():
        processes = [Process(probe, parts=[(seconds, data)]) for seconds, data in ((0.5, b"ada"), (1, b"bo"))]
        got = await asyncio.gather(*[finish(process, 2, 1) for process in processes])
        for process in processes:
            ends(process)
        await asyncio.sleep(0)
        return got

    yield from compare(observe(talk, probe=probe), "two at the same time", result=[(b"ada", 0), (b"bo", 0)], elapsed=1,
                       at=LIMIT, at_result=LIMIT)
