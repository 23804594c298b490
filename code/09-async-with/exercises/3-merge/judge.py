"""Judge of the exercise 'merge'."""

import asyncio
from contextlib import aclosing

from check import Probe, compare, observe

TODO = "write merge"


def judge(code):
    merge = code()["merge"]
    yield from everything(merge, "two streams", {"ada": [1, 3], "bo": [2, 3]}, ["ada 1", "bo 2", "ada 4", "bo 5"], 5)
    yield from everything(merge, "three streams of different length", {"ada": [5], "bo": [1, 1, 1], "cy": []},
                          ["bo 1", "bo 2", "bo 3", "ada 5"], 5)
    yield from everything(merge, "one stream", {"ada": [1, 1]}, ["ada 1", "ada 2"], 2)
    yield from everything(merge, "no streams", {}, [], 0)
    yield from odd_items(merge)
    yield from twice(merge)
    yield from slow_reader(merge)
    yield from left_early(merge)
    yield from fails(merge)
    yield from fails_at_once(merge)
    yield from cancelled(merge)


async def sends(probe, name, delays, error=None, slow=0.0):
    """Items named after their sender and the time; notes its end, which takes *slow* seconds."""
    at = 0
    try:
        for delay in delays:
            await asyncio.sleep(delay)
            at += delay
            yield f"{name} {at}"
        if error:
            raise error
    finally:
        if slow:
            await asyncio.sleep(slow)
        probe.events.append(f"closed {name}")


def everything(merge, what, streams, want, elapsed):
    probe = Probe()

    async def take():
        return [item async for item in merge(*[sends(probe, *stream) for stream in streams.items()])]

    seen = observe(take, probe=probe)
    seen.events.sort()
    yield from compare(seen, what, result=want, elapsed=elapsed, why="the longest stream", at="sec-merge",
                       at_result="sec-merge", events=sorted(f"closed {name}" for name in streams))


def odd_items(merge):
    async def stream():
        for item in None, 0, StopAsyncIteration, "end", ("error", 1):
            await asyncio.sleep(1)
            yield item

    async def take():
        return [item async for item in merge(stream())]

    yield from compare(observe(take), "a stream of None, 0, a class, a string and a tuple",
                       result=[None, 0, StopAsyncIteration, "end", ("error", 1)], elapsed=5, at_result="sec-merge")


def twice(merge):
    probe = Probe()

    async def take(name, *delays):
        return [item async for item in merge(sends(probe, name, delays))]

    async def both():
        return await asyncio.gather(take("ada", 1, 1), take("bo", 0.5, 1))

    seen = observe(both, probe=probe)
    seen.events.sort()
    yield from compare(seen, "two merges at the same time", result=[["ada 1", "ada 2"], ["bo 0.5", "bo 1.5"]],
                       elapsed=2, at="sec-merge", at_result="sec-merge", events=["closed ada", "closed bo"])


def slow_reader(merge):
    """While merge stands at its yield a stream fails: the reader is not cut."""
    probe = Probe()

    async def take():
        found = []
        try:
            async with aclosing(merge(sends(probe, "ada", [1, 9]), sends(probe, "bo", [2], OSError("noise")))) as stream:
                async for item in stream:
                    await asyncio.sleep(4)
                    found.append(item)
        except OSError as error:
            found.append(str(error))
        return found

    seen = observe(take, probe=probe)
    seen.events.sort()
    yield from compare(seen, "a stream fails while the reader works for 4 s on an item",
                       result=["ada 1", "bo 2", "noise"], at="sec-across-a-yield", at_result="sec-across-a-yield",
                       events=["closed ada", "closed bo"])


def left_early(merge):
    probe = Probe()

    async def take():
        async with aclosing(merge(sends(probe, "ada", [1, 9]), sends(probe, "bo", [2, 9], slow=0.5))) as stream:
            async for item in stream:
                if item == "bo 2":
                    break
        probe.events.append("after the block")

    seen = observe(take, probe=probe)
    seen.events[:2] = sorted(seen.events[:2])
    yield from compare(seen, "closed by the reader after the second item", result=None, elapsed=2.5,
                       why="until the second item, and bo takes 0.5 s to close", at="sec-leave-early",
                       events=["closed ada", "closed bo", "after the block"])


def fails(merge):
    probe = Probe()

    async def take():
        found = []
        try:
            async for item in merge(sends(probe, "ada", [1, 9], slow=0.5), sends(probe, "bo", [2, 1], ValueError("noise"))):
                found.append(item)
        except ValueError as error:
            found.append(str(error))
        except BaseExceptionGroup:
            found.append("a group")
        return [*found, *sorted(probe.events)]

    yield from compare(observe(take), "a stream raises ValueError('noise') after 3 s", elapsed=3.5,
                       result=["ada 1", "bo 2", "bo 3", "noise", "closed ada", "closed bo"],
                       why="until the error, and ada takes 0.5 s to close", at="sec-merge", at_result="sec-merge")


def fails_at_once(merge):
    probe = Probe()

    async def take():
        try:
            return [item async for item in merge(sends(probe, "ada", [], KeyError("bo")), sends(probe, "bo", [1]))]
        except KeyError as error:
            return f"{error!r} was raised"

    yield from compare(observe(take, probe=probe), "a stream that fails without a wait", elapsed=0,
                       result="KeyError('bo') was raised", at="sec-merge", at_result="sec-merge")


def cancelled(merge):
    for when, first in (0.5, []), (1.5, ["ada 1"]):
        probe = Probe()

        async def take():
            async with aclosing(merge(sends(probe, "ada", [1, 9]), sends(probe, "bo", [5], slow=0.5))) as stream:
                async for item in stream:
                    probe.events.append(item)

        async def run():
            task = asyncio.create_task(take())
            await asyncio.sleep(when)
            task.cancel()
            await asyncio.wait([task])
            return f"cancelled: {task.cancelled()}"

        seen = observe(run, probe=probe)
        seen.events[len(first):] = sorted(seen.events[len(first):])
        yield from compare(seen, f"its reader is cancelled after {when} s", result="cancelled: True",
                           at="sec-merge", at_result="sec-merge", events=[*first, "closed ada", "closed bo"])
