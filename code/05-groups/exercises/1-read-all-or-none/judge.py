"""Judge of the exercise 'read all, or none'."""

import asyncio

from check import Probe, Said, compare, observe

TODO = "write read_all_or_none"

READINGS = {"ada": (1.0, 21), "bo": (0.5, 0), "cy": (1.5625, None), "dot": (0, 9)}  # name: seconds, reading
DEAD, EMPTY = OSError("line is dead"), ValueError("battery is empty")
INNER = ExceptionGroup("a region", [OSError("two of its stations")])


def judge(code):
    read_all = code()["read_all_or_none"]
    for names in [["ada", "bo", "cy"], ["bo"], [], ["dot", "ada", "dot"]]:
        probe = Probe()

        async def read(name):
            return await probe.call(name, *READINGS[name])

        seen = observe(read_all, names, read, probe=probe)
        yield from compare(
            seen, f"read_all_or_none({names})", result=[READINGS[name][1] for name in names], peak=len(names),
            elapsed=max([READINGS[name][0] for name in names], default=0), why="the longest wait" if names else "",
            at="groups-group", at_result="groups-group")
        if seen.failed:
            return
    for what, error in {"ada fails with OSError": DEAD, "ada fails with ValueError": EMPTY,
                        "ada raises a group": INNER}.items():
        yield from fails(read_all, what, error)
    yield from same_time(read_all)
    yield from stopped(read_all)

    probe = Probe()

    async def twice():
        return [await read_all(["ada"], lambda name: probe.call(name, 0.5, name)),
                await read_all(["bo"], lambda name: probe.call(name, 0.25, name))]

    yield from compare(observe(twice, probe=probe), "two calls, the second after the first",
                       result=[["ada"], ["bo"]], elapsed=0.75, at="groups-group", at_result="groups-group")


def text(error):
    """Type and message; the repr of a group is not the same on every Python."""
    return f"{type(error).__name__}: {error}"


def fails(read_all, what, error):
    """ada fails, bo takes a second to stop, cy fails while it stops."""
    probe = Probe()

    async def read(name):
        if name == "ada":
            return await probe.call(name, 0.5, error=error)
        try:
            return await probe.call(name, 9)
        finally:
            await asyncio.sleep({"bo": 1, "cy": 0.5}[name])
            probe.events.append(f"stopped {name}")
            if name == "cy":
                raise KeyError("cy cannot hang up")

    async def call():
        try:
            return await read_all(["cy", "bo", "ada"], read)
        except BaseException as raised:
            return Said(f"raised: {text(raised)}" + ("" if raised is error else ", not what ada raised"))

    seen = observe(call, probe=probe)
    seen.events = [event for event in seen.events if event.startswith("stopped")]
    yield from compare(seen, f"{what}, bo takes 1 s to stop", result=Said(f"raised: {text(error)}"), elapsed=1.5,
                       why="0.5 and the second that bo needs to stop", events=["stopped cy", "stopped bo"],
                       at="groups-one-fails", at_result="groups-errors")


def same_time(read_all):
    """Two fail at once: either may be raised."""
    probe = Probe()

    async def call():
        try:
            return await read_all(["ada", "bo"], lambda name: probe.call(name, 0.5, error=DEAD))
        except OSError:
            return Said("OSError was raised")

    yield from compare(observe(call, probe=probe), "two fail at the same time", result=Said("OSError was raised"),
                       elapsed=0.5, at="groups-one-fails", at_result="groups-errors")


def stopped(read_all):
    """read_all_or_none is cancelled, and bo takes a second to stop."""
    probe = Probe()

    async def read(name):
        try:
            return await probe.call(name, 9)
        finally:
            if name == "bo":
                await asyncio.sleep(1)

    async def call():
        task = asyncio.ensure_future(read_all(["ada", "bo"], read))
        await asyncio.sleep(0.25)
        task.cancel()
        await asyncio.wait([task])
        return f"cancelled: {task.cancelled()}"

    yield from compare(observe(call, probe=probe), "read_all_or_none is itself cancelled after 0.25 s, bo takes 1 s to stop",
                       result="cancelled: True", elapsed=1.25, why="it waits until bo has stopped", at="groups-one-fails", at_result="groups-wait")
