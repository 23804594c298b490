"""Judge of the exercise 'nothing in the hand'."""

import asyncio

from check import Probe, Wrong, compare, copied, observe

TODO = "mend deliver, so that `left` is complete"


class World(Probe):
    """check and save; a value is a text that is not the reading."""

    def __init__(self, checks, saves, check_fails=None, save_fails=None, slow=0.0):
        super().__init__()
        self.checks, self.saves, self.slow = checks, saves, slow
        self.fails = {"check": check_fails or {}, "save": save_fails or {}}
        self.counts, self.saved, self.most = {"check": 0, "save": 0}, [], 0

    async def step(self, what, name, delay):
        self.counts[what] += 1
        self.most = max(self.most, self.counts["check"] - self.counts["save"])
        error = self.fails[what].get(self.counts[what])
        try:
            if delay or error is None:
                await (asyncio.sleep(delay) if delay else nothing())
            if error:
                raise error
        except asyncio.CancelledError:
            if self.slow:
                await asyncio.sleep(self.slow)
            self.events.append(f"cancelled {what}")
            raise

    async def check(self, reading):
        await self.step("check", reading, self.checks)
        return f"value of {reading!r}"

    async def save(self, value):
        await self.step("save", value, self.saves)
        self.saved.append(value)


async def nothing():
    pass


MOMENTS = [n * 0.7 for n in range(22)] + [16.5]
NINE = [n * 7 % 10 for n in range(9)]
TWICE = [7, None, 7, 0, [], 7, None, 0, 7]
GOOD = {  # readings, seconds of check and of save, elapsed
    "nine readings, save is slower": (NINE, 1, 2, 19),
    "nine readings, check is slower": (NINE, 2, 1, 19),
    "nothing waits": (NINE, 0, 0, 0),
    "no readings": ([], 1, 1, 0),
    "None, 0, a list, and one twice": ([None, 0, [], 7, 7], 1, 2, 11),
}


def judge(code):
    deliver = code()["deliver"]
    for what, (readings, checks, saves, elapsed) in GOOD.items():
        world = World(checks, saves)
        seen = observe(ends, deliver, readings, world, probe=world)
        yield from compare(seen, what, result=account(len(readings), []), elapsed=elapsed,
                           why="check and save overlap" if elapsed else "", at="queues-hand", at_result="queues-hand")
        if seen.failed:
            return
    yield from bound(deliver)
    for at in 1, 5, 9:
        yield from fails(deliver, f"check {at} fails", World(1, 2.5, check_fails={at: OSError("noise")}))
        yield from fails(deliver, f"save {at} fails", World(1, 2.5, save_fails={at: KeyError("full")}))
        yield from fails(deliver, f"save {at} fails, check is slow", World(3, 1, save_fails={at: ValueError("full")}))
    yield from fails(deliver, "some are there twice, and save 4 fails", World(1, 2.5, save_fails={4: OSError("full")}), TWICE)
    yield from fails(deliver, "check 4 fails at once", World(0, 1, check_fails={4: OSError("noise")}))
    yield from fails(deliver, "save 1 fails at once", World(0, 0, save_fails={1: OSError("full")}))
    yield from fails(deliver, "check 4 fails when save 3 ends", World(1, 1, check_fails={4: OSError("noise")}))
    yield from fails(deliver, "save 3 fails when check 4 ends", World(1, 1, save_fails={3: OSError("full")}))
    yield from fails(deliver, "check 4 and save 3 fail at the same time",
                     World(1, 1, check_fails={4: OSError("noise")}, save_fails={3: KeyError("full")}))
    yield from fails(deliver, "check 3 fails, and a save takes 0.5 s to stop",
                     World(1, 4, check_fails={3: OSError("noise")}, slow=0.5))
    yield from generator(deliver)
    yield from cancelled(deliver)
    yield from together(deliver)


def account(saved, left, error="no exception"):
    return {"saved": saved, "left": left, "raised": error}


async def ends(deliver, readings, world):
    """What is saved and what is left, when it ends by itself."""
    left, error = [], "no exception"
    try:
        await deliver(readings, world.check, world.save, left)
    except Exception as raised:
        if not any(world.fails.values()):
            raise
        known = [error for fails in world.fails.values() for error in fails.values()]
        error = " and ".join(sorted({type(one).__name__ + copied(one, known) for one in leaves(raised)}))
    world.events.append("end")
    return account(len(world.saved), in_order(left, readings), error)


def in_order(left, readings):
    """What is left, in the order of the readings."""
    places = [repr(reading) for reading in readings]
    return sorted(left, key=lambda one: places.index(repr(one)) if repr(one) in places else len(places))


def leaves(error):
    """The exceptions in a group, in all depths."""
    if not isinstance(error, BaseExceptionGroup):
        return [error]
    return [leaf for one in error.exceptions for leaf in leaves(one)]


def missing(readings, world):
    """The readings of which no value is saved, in their order."""
    saved, left = [*world.saved], []
    for reading in readings:
        if (value := f"value of {reading!r}") in saved:
            saved.remove(value)
        else:
            left.append(reading)
    return left


def fails(deliver, what, world, readings=NINE):
    seen = observe(ends, deliver, readings, world, probe=world)
    if not seen.error:
        late, seen.events = seen.events[seen.events.index("end") + 1:], []
        if late:
            raise Wrong(f"{what}: after the exception was raised: {', '.join(late)}.", "queues-dies")
    error = " and ".join(sorted(type(error).__name__ for fails in world.fails.values() for error in fails.values()))
    if not seen.error and seen.result["raised"] in error.split(" and "):
        error = seen.result["raised"]  # one of two is enough
    yield from compare(seen, what, result=account(len(world.saved), in_order(missing(readings, world), readings), error),
                       at_result="queues-hand")
    if seen.error:
        raise Wrong(f"{what}: it has to raise the failure, when all is stopped.", "queues-dies")


def bound(deliver):
    """One is checked, or waits for room; two stand in the queue."""
    world = World(0, 1)
    seen = observe(ends, deliver, NINE, world, probe=world)
    seen.result = f"{'more than ' * (world.most > 3)}2 wait"
    yield from compare(seen, "what is checked and waits to be saved", result="2 wait", at_result="queues-bound")


def generator(deliver):
    """The readings may be any iterable."""
    world = World(1, 1.5, save_fails={2: OSError("full")})
    left = []

    async def run():
        try:
            await deliver((n for n in NINE), world.check, world.save, left)
        except* OSError:
            pass
        return in_order(left, NINE)

    yield from compare(observe(run, probe=world), "the readings come from a generator, and save 2 fails",
                       result=NINE[1:], at_result="queues-hand")


def cancelled(deliver):
    """At many moments, each in the same run: to begin a run takes longer than the run."""
    for slow in 0.0, 0.5:
        what = f"cancelled at {len(MOMENTS)} moments" + f", and it takes {slow} s to stop" * bool(slow)

        async def run():
            for seconds in MOMENTS:
                world, left = World(1, 1.75, slow=slow), []
                task = asyncio.ensure_future(deliver(NINE, world.check, world.save, left))
                await asyncio.sleep(seconds)
                task.cancel()
                await asyncio.wait([task])
                events, found = [*world.events], in_order(left, NINE)
                await asyncio.sleep(1)
                if world.events != events:
                    return f"after {seconds:g} s something goes on: {', '.join(world.events[len(events):])}"
                if found != missing(NINE, world):
                    return f"after {seconds:g} s: left is {found}, not saved is {missing(NINE, world)}"
                if not task.cancelled():
                    return f"after {seconds:g} s: it is not cancelled"
            return "left is complete"

        yield from compare(observe(run), what, result="left is complete", at_result="queues-hand")


def together(deliver):
    """Two at the same time, of which one fails."""
    one, two = World(1, 2), World(1, 2, save_fails={3: OSError("full")})

    async def both():
        return await asyncio.gather(ends(deliver, NINE, one), ends(deliver, NINE, two))

    yield from compare(observe(both), "two at the same time, of which one fails", elapsed=19, at="queues-hand",
                       at_result="queues-hand", result=[account(9, []), account(2, NINE[2:], "OSError")])
