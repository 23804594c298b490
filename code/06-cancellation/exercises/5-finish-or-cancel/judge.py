"""Judge of the exercise 'finish or cancel'."""

import asyncio

from check import Probe, compare, copied, observe

TODO = "write finish_or_cancel"

FULL, SLOW = OSError("disk full"), TimeoutError("slow disk")
RUNS = {  # seconds, result, error of the work; cancels at these seconds; what comes of it; elapsed; why
    "nobody cancels": (1.0625, 21, None, [], "returned 21", 1.0625, "the work", "end"),
    "nobody cancels, the result is None": (1, None, None, [], "returned None", 1, "the work", "end"),
    "nobody cancels, the work fails": (1, 0, FULL, [], f"raised {FULL!r}", 1, "the work", None),
    "nobody cancels, longer than the grace": (5, 0, None, [], "returned 0", 5, "the work", "end"),
    "work that ends within the grace": (1, 21, None, [0.5], "cancelled", 1, "the work", "end"),
    "work that fails within the grace": (1, 21, FULL, [0.5], f"raised {FULL!r}", 1, "the work", None),
    "work that needs longer than the grace": (60, 21, None, [0.5], "cancelled", 2.5, "the cancel and the grace", "cancelled"),
    "a second cancel during the grace": (60, 21, None, [0.5, 1.25], "cancelled", 1.25, "the second cancel", "cancelled"),
    "work that fails with a TimeoutError of its own within the grace": (1, 21, SLOW, [0.5], f"raised {SLOW!r}", 1, "the work",
                                                                        None),
}


def judge(code):
    function = code()["finish_or_cancel"]
    for what, (delay, result, error, cancels, comes, elapsed, why, end) in RUNS.items():
        probe = Probe()
        seen = observe(lambda: run(function, lambda: probe.call("work", delay, result, error), cancels), probe=probe)
        points = [*told(seen, what, comes, elapsed, why, ["start work"] + [f"{end} work"] * bool(end))]
        yield from points
        if not all(point.right for point in points):
            return
    yield from slow_to_stop(function, [0.5], 3.5, "the cancel, the grace and the second", "work that needs a second to stop")
    yield from slow_to_stop(function, [0.5, 1], 2, "the second cancel and a second",
                            "work that needs a second to stop, cancelled twice")
    yield from slow_to_stop(function, [0.5, 3], 3, "the second cancel, which cuts it",
                            "work that needs a second to stop, cancelled again after the grace", tidied=False)
    yield from slow_to_stop(function, [0.5, 1, 1.5], 1.5, "the third cancel, which cuts it",
                            "work that needs a second to stop, cancelled three times", tidied=False)
    yield from swallows(function)
    yield from fails_to_stop(function)
    yield from no_grace(function)
    yield from together(function)


async def run(function, work, cancels, grace=2):
    """What comes of it, in words."""
    task = asyncio.ensure_future(function(work(), grace))
    now = 0
    for moment in cancels:
        await asyncio.sleep(moment - now)
        now = moment
        task.cancel()
    await asyncio.wait([task])
    if task.cancelled():
        return "cancelled"
    if error := task.exception():
        return f"raised {error!r}{copied(error, [FULL, SLOW])}"
    return f"returned {task.result()!r}"


def told(seen, what, result, elapsed, why, events):
    """The points, without the log of a shield, which a shield alone writes since Python 3.14."""
    seen.logged = [text for text in seen.logged if "shielded" not in text]
    yield from compare(seen, what, result=result, elapsed=elapsed, why=why, events=events,
                       at="cancel-save-first", at_result="cancel-save-first")


def slow_to_stop(function, cancels, elapsed, why, what, tidied=True):
    probe = Probe()

    async def work():
        try:
            await probe.call("work", 60)
        finally:
            await asyncio.sleep(1)
            probe.events.append("tidied up")

    yield from told(observe(lambda: run(function, work, cancels), probe=probe), what, "cancelled", elapsed, why,
                    ["start work", "cancelled work"] + ["tidied up"] * tidied)


def swallows(function):
    """Work that eats its cancel, and goes on for a second."""
    probe = Probe()

    async def work():
        try:
            await probe.call("work", 60)
        except asyncio.CancelledError:
            return await probe.call("more work", 1)

    yield from told(observe(lambda: run(function, work, [0.5]), probe=probe), "work that swallows its cancel", "cancelled", 3.5,
                    "the cancel, the grace and the second", ["start work", "cancelled work", "start more work", "end more work"])


def fails_to_stop(function):
    """It fails while it tidies up after its grace."""
    probe = Probe()

    async def work():
        try:
            await probe.call("work", 60)
        finally:
            raise FULL

    yield from told(observe(lambda: run(function, work, [0.5]), probe=probe), "work that fails when it is cancelled",
                    f"raised {FULL!r}", 2.5, "the cancel and the grace", ["start work", "cancelled work"])


def no_grace(function):
    probe = Probe()
    seen = observe(lambda: run(function, lambda: probe.call("work", 60), [0.5], grace=0), probe=probe)
    yield from told(seen, "a grace of 0", "cancelled", 0.5, "the cancel", ["start work", "cancelled work"])


def together(function):
    """Two at once, one of them is cancelled."""
    probe = Probe()

    async def main():
        one = asyncio.ensure_future(function(probe.call("ada", 60), 1))
        two = asyncio.ensure_future(function(probe.call("bo", 3, 18), 1))
        await asyncio.sleep(0.5)
        one.cancel()
        await asyncio.wait([one])
        return f"cancelled: {one.cancelled()}, {await two}"

    yield from told(observe(main, probe=probe), "two at once, one is cancelled", "cancelled: True, 18", 3, "the other one",
                    ["start ada", "start bo", "cancelled ada", "end bo"])
