"""Judge of the exercise 'read what you can'."""

import asyncio

from check import Probe, a_kind, compare, observe, same, shown

TODO = "write read_what_you_can"

DEAD, BUG, VALUE = OSError("line is dead"), TypeError("a bug"), ValueError("returned, not raised")
GROUP = ExceptionGroup("a region", [OSError("a station of it")])
CASES = {  # name: seconds, reading, failure
    "all answer": {"ada": (1.0, 21, None), "bo": (0.5, 18, None), "cy": (1.57079, 24, None)},
    "readings of 0 and None": {"ada": (0.5, 0, None), "bo": (0, None, None), "cy": (0.25, "", None)},
    "no stations": {},
    "two fail": {"cy": (1.0, None, DEAD), "ada": (0.5, None, BUG), "bo": (1.5, 18, None)},
    "one raises a group": {"ada": (0.5, None, GROUP), "bo": (1.0, 18, None)},
    "an exception is returned": {"ada": (0.5, VALUE, None), "bo": (0.25, None, DEAD)},
    "one takes an hour": {"ada": (0.5, 21, None), "bo": (3600, 18, None)},
    "all fail at the same time": {"ada": (0.5, None, DEAD), "bo": (0.5, None, BUG)},
}


def judge(code):
    function = code()["read_what_you_can"]
    for what, stations in CASES.items():
        probe = Probe()

        async def call():
            async def read(name):
                return await probe.call(name, *stations[name])

            return told(await function([*stations], read), want)

        want = ({name: s[1] for name, s in stations.items() if not s[2]}, {name: s[2] for name, s in stations.items() if s[2]})
        seen = observe(call, probe=probe)
        yield from compare(
            seen, what, peak=None if any(not s[0] for s in stations.values()) else len(stations), result=told(want, want),
            elapsed=max([s[0] for s in stations.values()], default=0), why="the longest wait" if stations else "",
            at="groups-all", at_result="groups-all")
        if seen.failed:
            return
    yield from one_is_cancelled(function)
    yield from stopped(function)

    probe = Probe()

    async def twice():
        return [await function([name], lambda name: probe.call(name, 0.5, name)) for name in ("ada", "bo")]

    yield from compare(observe(twice, probe=probe), "two calls, the second after the first", elapsed=1,
                       result=[({"ada": "ada"}, {}), ({"bo": "bo"}, {})], at="groups-all", at_result="groups-all")


def told(back, want):
    """Both dicts as text, which shows their order; what only looks like the value that is wanted is told."""
    if not (isinstance(back, (tuple, list)) and len(back) == 2 and all(isinstance(part, dict) for part in back)):
        return f"{shown(back)}, and not two dicts"
    readings, failures = ("{" + ", ".join(f"{shown(name)}: {one(value, part.get(name))}" for name, value in dict.items(got)) + "}"
                          for got, part in zip(back, want))
    return f"readings {readings}, failures {failures}"


def one(value, want):
    """A value as text; of an exception another one, and an object with the same repr, are not it. (A CancelledError is made by asyncio.)"""
    if isinstance(want, asyncio.CancelledError) and isinstance(value, asyncio.CancelledError):
        return "CancelledError()"
    if (value is want if isinstance(want, BaseException) else same(value, want)) or shown(value) != shown(want):
        return shown(value)
    return f"{shown(value)} ({'a new one' if type(value) is type(want) else a_kind(value)})"


def one_is_cancelled(function):
    """Somebody else cancels the reading of bo."""
    probe = Probe()

    async def read(name):
        if name == "bo":
            asyncio.get_running_loop().call_later(0.5, asyncio.current_task().cancel)
        return await probe.call(name, 1, name)

    async def call():
        return told(await function(["ada", "bo"], read), want)

    want = {"ada": "ada"}, {"bo": asyncio.CancelledError()}
    yield from compare(observe(call, probe=probe), "somebody cancels the reading of bo", elapsed=1,
                       result=told(want, want), at="groups-all", at_result="groups-all")


def stopped(function):
    """It is itself cancelled, and bo takes a second to stop."""
    probe = Probe()

    async def read(name):
        try:
            await probe.call(name, 9)
        finally:
            if name == "bo":
                await asyncio.sleep(1)

    async def call():
        task = asyncio.ensure_future(function(["ada", "bo"], read))
        await asyncio.sleep(0.25)
        task.cancel()
        await asyncio.wait([task])
        return f"cancelled: {task.cancelled()}"

    yield from compare(observe(call, probe=probe), "read_what_you_can is itself cancelled after 0.25 s, bo takes 1 s to stop",
                       result="cancelled: True", elapsed=1.25, why="it waits until bo has stopped",
                       at="groups-wait", at_result="groups-all")
