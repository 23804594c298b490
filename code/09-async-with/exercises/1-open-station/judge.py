"""Judge of the exercise 'open a station'."""

import asyncio
import contextlib

from check import Probe, compare, observe

TODO = "write open_station"

DIAL = HANG_UP = 1.0


def judge(code):
    open_station = code()["open_station"]
    for line in "ada", 0, None:
        yield from all_goes_well(open_station, line)
    yield from twice(open_station)
    yield from at_the_same_time(open_station)
    for error in ValueError("a wrong reading"), KeyError("bo"), StopAsyncIteration("end"):
        yield from block_fails(open_station, error)
    yield from left_by_return(open_station)
    yield from dial_fails(open_station)
    yield from hang_up_fails(open_station)
    # cancelled while it dials, in the block, and while it hangs up
    for when, what, events in [
        (0.5, "while it dials", ["start dial", "cancelled dial"]),
        (1.5, "in the block", ["start dial", "end dial", "cancelled in the block", "start hang up ada", "end hang up ada"]),
        (1.75, "while it hangs up", ["start dial", "end dial", "end of the block", "start hang up ada", "end hang up ada"]),
    ]:
        yield from cancelled(open_station, when, what, events)
    yield from fails_then_cancelled(open_station)


def station(probe, line="ada", dial_error=None, hang_up_error=None):
    async def dial():
        return await probe.call("dial", DIAL, line, dial_error)

    async def hang_up(line):
        await probe.call(f"hang up {line}", HANG_UP, None, hang_up_error)

    return dial, hang_up


def all_goes_well(open_station, line):
    probe = Probe()

    async def use():
        async with open_station(*station(probe, line)) as given:
            probe.events.append(f"read {given}")

    yield from compare(observe(use, probe=probe), f"the line is {line!r}", result=None, elapsed=DIAL + HANG_UP,
                       at="sec-one-function",
                       events=["start dial", "end dial", f"read {line}", f"start hang up {line}", f"end hang up {line}"])


def twice(open_station):
    probe = Probe()

    async def use():
        for line in "ada", "bo":
            async with open_station(*station(probe, line)):
                pass

    yield from compare(observe(use, probe=probe), "two stations, one after the other", result=None,
                       elapsed=2 * (DIAL + HANG_UP), at="sec-one-function",
                       events=["start dial", "end dial", "start hang up ada", "end hang up ada",
                               "start dial", "end dial", "start hang up bo", "end hang up bo"])


def at_the_same_time(open_station):
    """Two tasks; each hangs up its own line."""
    probe = Probe()

    async def use(line, seconds):
        async with open_station(*station(probe, line)):
            await asyncio.sleep(seconds)

    async def both():
        await asyncio.gather(use("ada", 0.5), use("bo", 0.75))

    yield from compare(observe(both, probe=probe), "two stations at the same time", result=None,
                       elapsed=DIAL + 0.75 + HANG_UP, at="sec-one-function",
                       events=["start dial", "start dial", "end dial", "end dial", "start hang up ada", "start hang up bo",
                               "end hang up ada", "end hang up bo"])


def block_fails(open_station, error):
    probe = Probe()

    async def use():
        try:
            async with open_station(*station(probe)):
                raise error
        except type(error) as caught:
            return "its error" if caught is error else f"another {type(error).__name__}"

    yield from compare(observe(use, probe=probe), f"the block raises {type(error).__name__}", result="its error",
                       elapsed=DIAL + HANG_UP, at="sec-one-function", at_result="sec-one-function",
                       events=["start dial", "end dial", "start hang up ada", "end hang up ada"])


def left_by_return(open_station):
    probe = Probe()

    async def use():
        async with open_station(*station(probe)):
            return "a reading"

    yield from compare(observe(use, probe=probe), "the block is left by return", result="a reading",
                       at="sec-one-function", events=["start dial", "end dial", "start hang up ada", "end hang up ada"])


def dial_fails(open_station):
    probe = Probe()

    async def use():
        try:
            async with open_station(*station(probe, dial_error=OSError("no answer"))):
                probe.events.append("in the block")
        except OSError as error:
            return str(error)

    yield from compare(observe(use, probe=probe), "dial raises OSError('no answer')", result="no answer",
                       at="sec-one-function", events=["start dial"])


def hang_up_fails(open_station):
    probe = Probe()

    async def use():
        try:
            async with open_station(*station(probe, hang_up_error=OSError("busy"))):
                pass
        except OSError as error:
            return str(error)

    yield from compare(observe(use, probe=probe), "hang_up raises OSError('busy')", result="busy",
                       at="sec-one-function", events=["start dial", "end dial", "start hang up ada"])


def cancelled(open_station, when, what, events):
    probe = Probe()

    async def use():
        async with open_station(*station(probe)):
            if what == "in the block":
                try:
                    await asyncio.sleep(9)
                except asyncio.CancelledError:
                    probe.events.append("cancelled in the block")
                    raise
            elif what == "while it hangs up":
                await asyncio.sleep(0.25)
                probe.events.append("end of the block")

    async def run():
        task = asyncio.create_task(use())
        await asyncio.sleep(when)
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
        probe.events.append(f"the task was cancelled: {task.cancelled()}")

    yield from compare(observe(run, probe=probe), f"cancelled after {when} s, {what}", result=None,
                       at="sec-cancel-close", events=[*events, "the task was cancelled: True"])


def fails_then_cancelled(open_station):
    """The block fails, and the cancel comes while the line is hung up: it is not cut then, either."""
    probe = Probe()

    async def use():
        async with open_station(*station(probe)):
            raise ValueError("a wrong reading")

    async def run():
        task = asyncio.create_task(use())
        await asyncio.sleep(1.5)
        task.cancel()
        await asyncio.wait([task])
        probe.events.append(f"the task was cancelled: {task.cancelled()}")
        if not task.cancelled():
            task.exception()

    yield from compare(observe(run, probe=probe), "the block fails, cancelled after 1.5 s, while it hangs up",
                       result=None, at="sec-cancel-close",
                       events=["start dial", "end dial", "start hang up ada", "end hang up ada",
                               "the task was cancelled: True"])
