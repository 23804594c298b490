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
    yield from at_the_same_time(merge)
    yield from odd_items(merge)
    yield from twice(merge)
    yield from slow_reader(merge)
    yield from left_early(merge)
    yield from left_while_items_wait(merge)
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


def at_the_same_time(merge):
    """Equal times: in which order is free, but nothing is lost."""
    probe = Probe()

    async def take():
        streams = [sends(probe, name, [1, 1]) for name in ("ada", "bo", "cy")]
        return sorted([item async for item in merge(*streams)])

    yield from compare(observe(take), "three streams that send at the same time, sorted", elapsed=2, at="sec-merge",
                       result=["ada 1", "ada 2", "bo 1", "bo 2", "cy 1", "cy 2"], at_result="sec-merge")


def odd_items(merge):
    items = [None, 0, StopAsyncIteration, "end", ("error", 1), OSError("an item"), []]

    async def stream():
        for item in items:
            await asyncio.sleep(1)
            yield item

    async def take():
        return [item async for item in merge(stream())]

    yield from compare(observe(take), "a stream of None, 0, a class, a string, a tuple, an exception and a list",
                       result=items, elapsed=7, at_result="sec-merge")


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


def left_while_items_wait(merge):
    """The reader is slow, so a stream has sent what nobody has read, when the reader leaves."""
    probe = Probe()

    async def take():
        async with aclosing(merge(sends(probe, "ada", [0.25] * 9, slow=0.5))) as stream:
            async for item in stream:
                await asyncio.sleep(1)
                break
        probe.events.append("after the block")

    seen = observe(take, probe=probe)
    yield from compare(seen, "closed by a reader that has not read all that was sent", result=None, at="sec-leave-early",
                       events=["closed ada", "after the block"])


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


class Noise(Exception):
    """An error that no answer can know."""


def fails_at_once(merge):
    probe, noise = Probe(), Noise("noise")

    async def take():
        try:
            return [item async for item in merge(sends(probe, "ada", [], noise), sends(probe, "bo", [1]))]
        except Noise as error:
            return "its own exception" if error is noise else "another exception"

    yield from compare(observe(take, probe=probe), "a stream that fails without a wait, with an error of its own class",
                       elapsed=0, result="its own exception", at="sec-merge", at_result="sec-merge")


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
