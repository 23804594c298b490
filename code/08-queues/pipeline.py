"""Pipeline: an example from the chapter "queues".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
from contextlib import contextmanager, nullcontext
from collections import Counter
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "tools"))
from depth import Depths  # noqa: E402
import everywhere  # noqa: E402
import vloop  # noqa: E402


class Night:
    hold = nullcontext

    def __init__(self, faults=None):
        self.line, self.saved, self.left = iter(range(12)), [], []
        self.depths, self.faults = Depths(), faults or {}
        self.raw = self.depths.watch("raw", asyncio.Queue(2))
        self.good = self.depths.watch("good", asyncio.Queue(2))

    async def work(self, stage, reading, seconds):
        await asyncio.sleep(seconds)
        if error := self.faults.get((stage, reading)):
            raise error


async def receive(night):
    for reading in night.line:
        with night.hold(reading):
            await night.raw.put(reading)
    await night.raw.put(END)


async def check(night):
    while (reading := await night.raw.get()) is not END:
        with night.hold(reading):
            await night.work("check", reading, 0.1)
            await night.good.put(reading)
    await night.good.put(END)


async def save(night):
    while (reading := await night.good.get()) is not END:
        with night.hold(reading):
            await night.work("save", reading, 0.25)
            night.saved.append(reading)


async def pipeline(night):
    try:
        async with asyncio.TaskGroup() as group:
            for stage in receive, check, save:
                group.create_task(stage(night))
    finally:
        for queue in night.good, night.raw:
            while not queue.empty():
                night.left.append(queue.get_nowait())


def wrong(night):
    found = [*night.saved, *night.left, *night.line]
    found = sorted(item for item in found if item is not END)
    if found != list(range(12)):
        return f"found: {found}"
    if max(map(night.depths.most, ["raw", "good"])) > 2:
        return "a queue was deeper than its bound"


class SafeNight(Night):
    @contextmanager
    def hold(self, reading):
        try:
            yield
        except BaseException:
            self.left.append(reading)
            raise


async def one_night(stage, reading, error):
    night, end = SafeNight({(stage, reading): error}), "returns"
    try:
        async with asyncio.timeout(60):
            await pipeline(night)
    except* TimeoutError:
        end = "waits on"
    except* OSError:
        end = "raises"
    return end, wrong(night) or "all found"


END = object()

report = everywhere.cancel(pipeline, Night, check=wrong)
print(len(report.points), "runs,", len(report.wrong), "wrong")
print("one of them:", *report.wrong[50].left)

report = everywhere.cancel(pipeline, SafeNight, check=wrong)
print(len(report.points), "runs,", len(report.wrong), "wrong")

for error in OSError, asyncio.CancelledError:
    ends = Counter(vloop.run(one_night(stage, reading, error))
                   for stage in ("check", "save")
                   for reading in range(12))
    for end, number in ends.items():
        print(f"{error.__name__}: {number} × {', '.join(end)}")
