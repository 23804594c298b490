"""Judge of the exercise 'a storm of readings'."""

import asyncio
import itertools
from collections import Counter

from check import Probe, Wrong, compare, coroutines_in, observe

TODO = "write save_all"


class World(Probe):
    """The line and the archive; notes what is received, begun and saved."""

    def __init__(self, end, line, seconds, fails=None):
        super().__init__()
        self.end, self.line, self.fails = end, iter(line), fails or {}
        self.seconds = iter(seconds) if isinstance(seconds, list) else itertools.repeat(seconds)
        self.received, self.begun, self.saved, self.most, self.ended, self.tidy = 0, 0, [], 0, False, 0

    async def receive(self):
        if self.ended:
            raise Wrong("receive was called again after it had given END.", "queues-endings")
        delay, reading = next(self.line, (0, self.end))
        if delay:
            await asyncio.sleep(delay)
        if isinstance(reading, Exception):
            raise reading
        if reading is self.end:
            self.ended = True
        else:
            self.received += 1
        return reading

    async def save(self, reading):
        if coroutines_in(reading):
            raise Wrong("save was given the coroutine object of `receive`, and not a reading: an `await` is missing.", "sec-call")
        self.begun += 1
        number = self.begun
        try:
            await self.call(f"save {reading}", next(self.seconds), error=self.fails.get(number))
        except asyncio.CancelledError:
            if self.tidy:
                await asyncio.sleep(self.tidy)
            self.events.append("tidied up")
            raise
        except Exception:
            self.events.append("failed")
            raise
        self.most = max(self.most, self.received - self.begun)  # now all had their turn: what could begin has begun
        self.saved.append(reading)


BURST = [(0, n) for n in range(12)]
OTHERS = [(0.25, "ada"), (0.25, "bo")]
CALM = [(1, n) for n in range(5)]
RUNS = {  # what: line, seconds for each or a list of them, workers, elapsed, why, at once, most that wait in between
    "a burst of 12, one worker": (BURST, 1, 1, 12, "12 × 1 s", 1, 5),
    "a burst of 12, three workers": (BURST, 1, 3, 4, "12 × 1 s for three", 3, 5),
    "a burst of 20, six workers": ([(0, n) for n in range(20)], 1, 6, 4, "20 × 1 s for six", 6, 5),
    "one each second, each takes 0.5 s": (CALM, 0.5, 2, 5.5, "the last comes after 5 s", 1, 1),
    "one each second, each takes 3.5 s": (CALM, 3.5, 4, 8.5, "the last comes after 5 s, and four at once are enough", 4, 1),
    "nothing comes": ([], 1, 2, 0, "there is nothing to do", 0, 0),
    "None, 0, an empty list, and one twice": ([(0, None), (0, 0), (0, []), (0, 7), (0, 7)], 1, 2, 3, "5 × 1 s for two", 2, 5),
    "a save has nothing to wait for": (BURST, 0, 2, 0, "nothing waits", None, 5),
    "the first save takes 5 s, the others 1 s": (BURST[:6], [5, 1, 1, 1, 1, 1], 2, 5, "one worker has the first, the other one all others",
                                                 2, 5),
    "one comes each 0.371 s, each takes 0.129 s": ([(0.371, n) for n in range(3)], 0.129, 2, 1.242, "the last comes after 1.113 s", 1, 1),
    "the line is as slow as the saves": ([(1, n) for n in range(12)], 2.5, 3, 14.5, "the last comes after 12 s", 3, 2),
}


def judge(code):
    names = code()
    save_all, end = names["save_all"], names["END"]
    for what, (line, seconds, workers, elapsed, why, peak, most) in RUNS.items():
        world = World(end, line, seconds)
        seen = observe(save_all, world.receive, world.save, workers, probe=world)
        seen.result, seen.events = plain(world.saved), []
        yield from compare(seen, what, result=plain(reading for _, reading in line), elapsed=elapsed, why=why, peak=peak,
                           at="queues-workers", at_result="queues-join")
        if seen.failed:
            return
        yield from waiting(what, world, most)
    yield from second_call(save_all, end)
    yield from failing(save_all, end)
    yield from cancelled(save_all, end)
    yield from after_another(save_all, end)


def plain(readings):
    """What was saved, in an order of its own."""
    return sorted(map(repr, readings))


def waiting(what, world, most):
    seen = observe(nothing)
    seen.result = f"{'more than' if world.most > most else 'at most'} {most}"
    yield from compare(seen, f"{what}: readings that wait to be saved", result=f"at most {most}", at_result="queues-bound")


async def nothing():
    pass


def second_call(save_all, end):
    one, two = World(end, BURST, 1), World(end, OTHERS, 1)

    async def run():
        await asyncio.gather(save_all(one.receive, one.save, 2), save_all(two.receive, two.save, 2))
        return [plain(one.saved), plain(two.saved)]

    yield from compare(observe(run), "two calls at the same time", result=[plain(reading for _, reading in line) for line in (BURST, OTHERS)],
                       elapsed=6, why="the slower of the two", at="queues-workers", at_result="queues-workers")


def after_another(save_all, end):
    """What one call has left is nothing to the next one."""
    for how in "failed", "was cancelled":
        one, two = World(end, BURST, 1, {3: OSError("disk full")} if how == "failed" else {}), World(end, OTHERS, 1)

        async def run():
            first = asyncio.ensure_future(save_all(one.receive, one.save, 2))
            await asyncio.sleep(2.5)
            first.cancel()
            await asyncio.wait([first])
            if not first.cancelled():
                first.exception()
            await save_all(two.receive, two.save, 2)
            return plain(two.saved)

        yield from compare(observe(run), f"a call after one that {how}: saved", result=plain(reading for _, reading in OTHERS), elapsed=4,
                           at="queues-workers", at_result="queues-workers")


def failing(save_all, end):
    for what, line, fails, *slow in [
            ("the third save raises OSError", BURST, {3: OSError("disk full")}),
            ("the third save raises OSError, and the fourth takes 1 s to stop", BURST, {3: OSError("disk full")}, [1, 1, 1, 5] + [1] * 9),
            ("the first save raises KeyError, and nothing else is saved", [(0, 1), (9, 2)], {1: KeyError("x")}),
            ("two workers fail at the same time", BURST, {1: OSError("disk full"), 2: OSError("disk full")}),
            ("receive raises OSError", [(0.5, 1), (0.75, OSError("line is dead"))], {})]:
        world = World(end, line, slow[0] if slow else 1, fails)
        world.tidy = bool(slow)
        given = [*fails.values(), *[reading for _, reading in line]]

        async def run():
            try:
                await save_all(world.receive, world.save, 2)
            except Exception as error:
                return sorted({f"{type(one).__name__}{'' if any(one is known for known in given) else ', a new one'}"
                               for one in leaves(error)})
            return ["no exception"]

        seen = observe(run, probe=world)
        events, seen.events = seen.events, []
        error = next(iter(fails.values()), OSError())
        yield from compare(seen, what, result=[type(error).__name__], at_result="queues-dies",
                           elapsed={3: 2, 1: 1}.get(min(fails, default=0), 1.25) + world.tidy, why="then all is stopped", at="queues-dies")
        if seen.error:
            return
        if sum(event.startswith("start") for event in events) > 5:  # one may begin before all have heard of it
            later = [event.removeprefix("start save ") for event in events[events.index("failed"):] if event.startswith("start")]
            raise Wrong(f"{what}: it went on: after the failure it began to save {', '.join(later)}.", "queues-dies")


def leaves(error):
    """The exceptions in a group, in all depths."""
    if not isinstance(error, BaseExceptionGroup):
        return [error]
    return [leaf for one in error.exceptions for leaf in leaves(one)]


def cancelled(save_all, end):
    for what, line, when, tidy in [("while it saves", BURST, 1.5, 0), ("while it receives", [(5, 1)], 1, 0),
                                   ("before it has begun", BURST, None, 0),
                                   ("while it saves, and each save takes 1 s to stop", BURST, 1.5, 1)]:
        world = World(end, line, 1)
        world.tidy = tidy

        async def run():
            task = asyncio.ensure_future(save_all(world.receive, world.save, 2))
            if when is not None:
                await asyncio.sleep(when)
            task.cancel()
            await asyncio.wait([task])
            return f"cancelled: {task.cancelled()}"

        seen = observe(run, probe=world)
        counted = Counter(event.partition(" ")[0] for event in seen.events)
        seen.events = [f"{counted['start'] - counted['end'] - counted['tidied']} go on"]
        yield from compare(seen, f"cancelled {what}", result="cancelled: True", elapsed=(when or 0) + tidy, at="queues-dies",
                           events=["0 go on"], at_result="queues-dies")
