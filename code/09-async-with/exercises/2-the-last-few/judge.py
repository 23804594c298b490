"""Judge of the exercise 'the last few'."""

import asyncio
from contextlib import aclosing

from check import Probe, compare, observe

TODO = "write windowed"

STREAMS = [  # the items, n, and the windows
    ([1, 2, 3, 4], 2, [(1, 2), (2, 3), (3, 4)]),
    ([1, 2, 3], 1, [(1,), (2,), (3,)]),
    ([1, 2, 3], 3, [(1, 2, 3)]),
    ([1, 2], 3, []),
    ([], 2, []),
    ([0, None, "", 0, None], 2, [(0, None), (None, ""), ("", 0), (0, None)]),
    ([7, 7, 7], 2, [(7, 7), (7, 7)]),
]


def judge(code):
    windowed = code()["windowed"]
    for items, n, want in STREAMS:
        probe = Probe()

        async def take_all():
            return [window async for window in windowed(stream(items, probe), n)]

        yield from compare(observe(take_all, probe=probe), f"the stream {items}, n = {n}", result=want,
                           elapsed=len(items), why="a second for each item", at="sec-write-a-stream",
                           at_result="sec-write-a-stream")
    yield from as_soon_as_it_can(windowed)
    yield from two_at_once(windowed)
    yield from closed_early(windowed)
    yield from fails(windowed)
    yield from cancelled(windowed)


async def stream(items, probe, error=None, reader=None):
    try:
        for item in items:
            await asyncio.sleep(1)
            probe.events.append(f"sent {item!r}")
            yield item
        if error:
            raise error
    finally:
        if reader is not None:
            probe.events.append(f"closing, in the reader's task: {asyncio.current_task() in reader}")
            await asyncio.sleep(0.5)
            probe.events.append("closed")


def as_soon_as_it_can(windowed):
    probe = Probe()

    async def take():
        async for window in windowed(stream([1, 2, 3], probe), 2):
            probe.events.append(f"window {window}")
            await asyncio.sleep(5)

    yield from compare(observe(take, probe=probe), "a reader that works 5 s on each window", result=None, elapsed=13,
                       at="sec-write-a-stream",
                       events=["sent 1", "sent 2", "window (1, 2)", "sent 3", "window (2, 3)"])


def two_at_once(windowed):
    probe = Probe()

    async def take(items):
        return [window async for window in windowed(stream(items, probe), 2)]

    async def both():
        return await asyncio.gather(take([1, 2, 3]), take([7, 8, 9]))

    yield from compare(observe(both, probe=probe), "two streams, read at the same time", elapsed=3,
                       result=[[(1, 2), (2, 3)], [(7, 8), (8, 9)]], at="sec-async-for", at_result="sec-write-a-stream")


def closed_early(windowed):
    probe = Probe()

    async def take():
        me = [asyncio.current_task()]
        async with aclosing(windowed(stream([1, 2, 3, 4], probe, reader=me), 2)) as windows:
            async for window in windows:
                probe.events.append(f"window {window}")
                break
        probe.events.append("after the block")

    yield from compare(
        observe(take, probe=probe), "closed by the reader after the first window", result=None, elapsed=2.5,
        why="two items, and 0.5 s to close", at="sec-leave-early",
        events=["sent 1", "sent 2", "window (1, 2)", "closing, in the reader's task: True", "closed", "after the block"])


def fails(windowed):
    probe = Probe()

    async def take():
        windows = []
        try:
            async for window in windowed(stream([1, 2], probe, error=OSError("noise")), 2):
                windows.append(window)
        except OSError as error:
            windows.append(str(error))
        return windows

    yield from compare(observe(take, probe=probe), "a stream that fails after two items", result=[(1, 2), "noise"],
                       at="sec-write-a-stream", at_result="sec-write-a-stream")


def cancelled(windowed):
    probe = Probe()

    async def take(me):
        me.append(asyncio.current_task())
        async with aclosing(windowed(stream([1, 2, 3, 4], probe, reader=me), 2)) as windows:
            async for _ in windows:
                pass

    async def run():
        task = asyncio.create_task(take([]))
        await asyncio.sleep(2.5)
        task.cancel()
        await asyncio.wait([task])
        return f"cancelled: {task.cancelled()}"

    yield from compare(observe(run, probe=probe), "its reader is cancelled after 2.5 s", result="cancelled: True",
                       at="sec-leave-early", at_result="sec-leave-early",
                       events=["sent 1", "sent 2", "closing, in the reader's task: True", "closed"])
