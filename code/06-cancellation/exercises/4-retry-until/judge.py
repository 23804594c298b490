"""Judge of the exercise 'retry until the deadline'."""

import asyncio

from check import Probe, Said, compare, copied, observe

TODO = "write retry_until"

DEAD, SLOW, REFUSED, OVER = OSError("line is dead"), TimeoutError("slow line"), ConnectionRefusedError("refused"), Said("raised TimeoutError")
NIGHTS = {  # seconds until the deadline; seconds and reading or error of each try; result; seconds; tries
    "the first try succeeds": (5, [(1, 21)], 21, 1, "the first reading"),
    "a reading that needs no time": (5, [(0, 21)], 21, 0, "the first reading"),
    "the reading is 0": (5, [(1, 0)], 0, 1, "the first reading"),
    "the reading is None": (5, [(1, DEAD), (1, None)], None, 2.5, "two tries and a pause"),
    "two tries fail": (5, [(1, DEAD), (0.25, REFUSED), (1, 21)], 21, 3.25, "three tries and two pauses"),
    "a TimeoutError of read itself": (9, [(1, SLOW), (1, SLOW), (1, 18)], 18, 4, "three tries and two pauses"),
    "the deadline comes during a try": (2, [(1, DEAD), (60, 21)], OVER, 2, "the deadline"),
    "the deadline comes during a pause": (1.25, [(1, DEAD), (1, 21)], OVER, 1.25, "the deadline"),
    "tries that fail at once": (1.25, [(0, DEAD)] * 9, OVER, 1.25, "the deadline"),
    "the deadline is now": (0, [(0, 21)], OVER, 0, "no time"),
    "the deadline is over": (-1, [(1, 21)], OVER, 0, "no time"),
    "another exception": (9, [(1, DEAD), (1, ValueError("no number")), (1, 21)], Said("raised ValueError('no number')"), 2.5,
                          "two tries and a pause"),
}


def judge(code):
    retry_until = code()["retry_until"]
    for what, (limit, tries, result, elapsed, why) in NIGHTS.items():
        probe = Probe()

        async def main():
            await asyncio.sleep(1)  # the loop's clock does not begin at 0
            try:
                return await retry_until(world(tries, probe), asyncio.get_running_loop().time() + limit)
            except TimeoutError:
                return OVER
            except ValueError as error:
                return Said(f"raised {error!r}{copied(error, [reading for _, reading in tries])}")

        main.__name__ = "retry_until"  # what a message names
        seen = observe(main, probe=probe)
        seen.elapsed -= 1
        points = [*compare(seen, what, result=result, elapsed=elapsed, why=why, events=expected(limit, tries),
                           at="cancel-deadline", at_result="cancel-expired")]
        yield from points
        if not all(point.right for point in points):
            return
    yield from slow_to_stop(retry_until)
    yield from fails_to_stop(retry_until)
    yield from stopped(retry_until)
    yield from twice(retry_until)


def world(tries, probe):
    """A read that behaves like these tries, one after the other."""
    left = enumerate(tries, 1)

    async def read():
        number, (delay, reading) = next(left, ("too many", (1, 99)))
        if not delay:  # it does not wait at all
            probe.events += [f"start try {number}"]
            if isinstance(reading, Exception):
                raise reading
            probe.events += [f"end try {number}"]
            return reading
        error = reading if isinstance(reading, Exception) else None
        return await probe.call(f"try {number}", delay, reading, error)

    return read


def expected(limit, tries):
    """What happens in these tries."""
    now, events = 0, []
    for number, (delay, reading) in enumerate(tries, 1):
        if now >= limit:
            break
        events.append(f"start try {number}")
        if now + delay > limit:
            return [*events, f"cancelled try {number}"]
        now += delay
        if not isinstance(reading, OSError):
            return events + [f"end try {number}"] * (not isinstance(reading, Exception))
        now += 0.5
    return events


def slow_to_stop(retry_until):
    """A try that needs time to stop, when it is cut."""
    probe = Probe()

    async def read():
        try:
            return await probe.call("try", 60)
        finally:
            await asyncio.sleep(1)

    async def main():
        try:
            return await retry_until(read, asyncio.get_running_loop().time() + 2)
        except TimeoutError:
            return OVER

    yield from compare(observe(main, probe=probe), "a try that needs a second to stop", result=OVER, elapsed=3,
                       why="the deadline and the second", events=["start try", "cancelled try"],
                       at="cancel-limit-waits", at_result="cancel-limit")


def fails_to_stop(retry_until):
    """A try that fails with OSError when it is cut; a second one would succeed."""
    for cut, limit, result, at in ("the deadline", 2, OVER, "cancel-expired"), ("a cancel", 60, Said("cancelled"), "cancel-whose"):
        probe = Probe()

        async def read():
            if probe.events:
                return await probe.call("try 2", 1, 99)
            try:
                return await probe.call("try 1", 90)
            finally:
                raise DEAD

        async def main():
            task = asyncio.ensure_future(retry_until(read, asyncio.get_running_loop().time() + limit))
            await asyncio.wait([task], timeout=2 if limit == 60 else None)
            if limit == 60:
                task.cancel()
            await asyncio.wait([task])
            if task.cancelled():
                return Said("cancelled")
            return OVER if isinstance(task.exception(), TimeoutError) else task.result()

        yield from compare(observe(main, probe=probe), f"a try that is cut by {cut} and fails while it tidies up", result=result,
                           elapsed=2, why=cut, events=["start try 1", "cancelled try 1"], at=at, at_result=at)


def stopped(retry_until):
    """Cancelled from outside, during a try and during a pause."""
    for when, moment in ("a try", 0.5), ("a pause", 1.25):
        probe = Probe()

        async def main():
            task = asyncio.ensure_future(
                retry_until(world([(1, DEAD)] * 9, probe), asyncio.get_running_loop().time() + 60))
            await asyncio.sleep(moment)
            task.cancel()
            await asyncio.wait([task])
            return f"cancelled: {task.cancelled()}"

        yield from compare(observe(main, probe=probe), f"cancelled from outside during {when}", result="cancelled: True",
                           elapsed=moment, at="cancel-let-go", at_result="cancel-let-go")


def twice(retry_until):
    """Two stations at once, each with a deadline of its own."""
    async def main():
        now, one, two = asyncio.get_running_loop().time(), Probe(), Probe()
        return await asyncio.gather(
            retry_until(world([(1, DEAD), (1, 21)], one), now + 5),
            retry_until(world([(1, DEAD), (1, 18)], two), now + 1.25), return_exceptions=True)

    def names():
        async def run():
            return [one if isinstance(one, int) else f"raised {type(one).__name__}" for one in await main()]
        return run

    yield from compare(observe(names()), "two at once, with two deadlines", result=[21, OVER], elapsed=2.5,
                       why="the longer one", at="cancel-deadline", at_result="cancel-deadline")
