"""Pipeline: an example from book/08-queues.md.

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
from contextlib import contextmanager, nullcontext
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "tools"))
import vloop  # noqa: E402


async def receive(line, raw, hold):
    for reading in line:
        with hold(reading):
            await raw.put(reading)
    await raw.put(END)


async def check(raw, good, hold):
    while (reading := await raw.get()) is not END:
        with hold(reading):
            await asyncio.sleep(0.1)
            await good.put(reading)
    await good.put(END)


async def save(good, saved, hold, fails_at=None):
    while (reading := await good.get()) is not END:
        with hold(reading):
            await asyncio.sleep(0.25)
            if reading == fails_at:
                raise OSError("disk full")
            saved.append(reading)


async def pipeline(line, saved, left, hold, fails_at=None):
    raw, good = asyncio.Queue(2), asyncio.Queue(2)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(receive(line, raw, hold))
            group.create_task(check(raw, good, hold))
            group.create_task(save(good, saved, hold, fails_at))
    finally:
        for queue in good, raw:
            while not queue.empty():
                left.append(queue.get_nowait())
        left += line


async def cancelled_after(seconds, saved, left, hold):
    task = asyncio.create_task(
        pipeline(iter(range(12)), saved, left, hold))
    await asyncio.sleep(seconds)
    task.cancel()
    await asyncio.wait([task])


def whole(saved, left):
    found = [item for item in saved + left if item is not END]
    return sorted(found) == list(range(12))


def whole_after_cancel(n, holding):
    saved, left = [], []
    hold = holding(left)
    vloop.run(cancelled_after(n / 20, saved, left, hold))
    return whole(saved, left)


def answer_for(left):
    @contextmanager
    def hold(reading):
        try:
            yield
        except BaseException:
            left.append(reading)
            raise
    return hold


def whole_after_failure(n):
    saved, left = [], []
    line, hold = iter(range(12)), answer_for(left)
    try:
        vloop.run(pipeline(line, saved, left, hold, fails_at=n))
    except* OSError:
        pass
    return whole(saved, left) and n in left


END = object()

runs = [whole_after_cancel(n, lambda left: nullcontext)
        for n in range(60)]
print("cancelled:", len(runs), "something is lost:", runs.count(False))

runs = [whole_after_cancel(n, answer_for) for n in range(60)]
print("cancelled:", len(runs), "something is lost:", runs.count(False))

runs = [whole_after_failure(n) for n in range(12)]
print("failed:", len(runs), "something is lost:", runs.count(False))
