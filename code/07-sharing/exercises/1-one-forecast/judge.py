"""Judge of the exercise 'one forecast'."""

import asyncio

from check import Probe, compare, copied, observe

TODO = "let `get` compute once for each region"
DEAD = OSError("the model does not answer")


def judge(code):
    make = code()["Forecasts"]
    for regions, values in [(["north"] * 5, {"north": "rain"}), (["north", "south", "north"], {"north": None, "south": 0}),
                            (["north"], {"north": DEAD}), ([], {}), ([None, 0, None], {None: "fog", 0: "sun"})]:
        probe, what = Probe(), f"{regions} at once" if regions else "nobody asks"
        what += ", and what compute returns is an exception" * (DEAD in values.values())

        async def compute(region):
            return await probe.call(region, 1, values[region])

        async def ask():
            forecasts = make(compute)
            return await asyncio.gather(*[forecasts.get(region) for region in regions])

        seen = observe(ask, probe=probe)
        seen.events = [event for event in seen.events if event.startswith("start")]
        yield from compare(
            seen, what, result=[values[region] for region in regions], elapsed=float(bool(regions)), why="each region takes 1 s, and none waits for another",
            events=[f"start {region}" for region in dict.fromkeys(regions)], at="share-stampede", at_result="share-stampede")
        if seen.failed:
            return
    yield from later(make)
    yield from fails(make)
    for who, left in ("computes", [1, 2]), ("waits", [0, 2]):
        yield from cancelled(make, who, left)
    yield from two_services(make)


def later(make):
    """The second asks when the first has its forecast, or None, in another run of the loop's clock."""
    probe = Probe()

    async def ask():
        forecasts = make(lambda region: probe.call(region, 1))
        return [await forecasts.get("north"), await forecasts.get("north")]

    yield from compare(observe(ask, probe=probe), "the forecast is None, and is asked for again", result=[None, None],
                       elapsed=1, why="it is kept", at="share-stampede", at_result="share-stampede")


def fails(make):
    """The first computation fails; two more wait, one comes while the next computes, and one later."""
    probe, both = Probe(), [DEAD, ValueError("no data")]
    errors = [*both]

    async def compute(region):
        return await probe.call(region, 1, "rain", errors.pop(0) if errors else None)

    async def attempt(forecasts, delay):
        await asyncio.sleep(delay)
        try:
            return await forecasts.get("north")
        except Exception as error:
            return f"{type(error).__name__}: {error}{copied(error, both)}"

    async def ask():
        forecasts = make(compute)
        return await asyncio.gather(*[attempt(forecasts, delay) for delay in (0, 0.25, 0.5, 1.5, 9)])

    yield from compare(
        observe(ask, probe=probe), "compute fails twice; asked for at 0, 0.25, 0.5, 1.5 and 9 s",
        result=["OSError: the model does not answer", "ValueError: no data", "rain", "rain", "rain"], elapsed=9,
        events=["start north"] * 3 + ["end north"], at="share-stampede", at_result="share-stampede")


def cancelled(make, who, left):
    """One of three is cancelled after a quarter of a second."""
    probe, victim = Probe(), ({0, 1, 2} - set(left)).pop()

    async def ask():
        forecasts = make(lambda region: probe.call(region, 1, "rain"))
        tasks = [asyncio.ensure_future(forecasts.get("north")) for _ in range(3)]
        await asyncio.sleep(0.25)
        tasks[victim].cancel()
        await asyncio.wait([tasks[victim]])
        at = asyncio.get_running_loop().time()
        others = await asyncio.gather(*[tasks[n] for n in left], return_exceptions=True)
        return [tasks[victim].cancelled(), at, *map(repr, others)]

    seen = observe(ask, probe=probe)
    running = sum(event.startswith("end") for event in seen.events)
    seen.events = [f"{running} computed"]
    yield from compare(seen, f"of three, who {who} is cancelled at 0.25 s (is it cancelled, when, what do the others get)",
                       result=[True, 0.25, "'rain'", "'rain'"], events=["1 computed"],
                       at="share-stampede", at_result="share-stampede")


def two_services(make):
    """Two objects keep nothing of each other."""
    async def ask():
        one, two = (make(lambda region, value=value: asyncio.sleep(1, value)) for value in ("rain", "sun"))
        return await asyncio.gather(one.get("north"), two.get("north"))

    yield from compare(observe(ask), "two objects, the same region", result=["rain", "sun"], elapsed=1,
                       at="share-stampede", at_result="share-stampede")
