"""Judge of the exercise 'fire, and do not forget'."""

import asyncio
import gc
import weakref

from check import Probe, compare, observe

TODO = "write fire"


def judge(code):
    for run, expected in FIRES.items():
        probe, reported = Probe(), []
        names = code(report=lambda error: reported.append(repr(error)))
        fire, background = names["fire"], names["background"]
        seen = observe(run, fire, background, reported, probe, probe=probe)
        yield from compare(seen, run.__doc__, at="sec-create-task", at_result="sec-survive",
                           **expected)
        if seen.failed:
            return


async def three(fire, background, reported, probe):
    """three at once"""
    loop = asyncio.get_running_loop()
    for name in "ada", "bo", "cy":
        fire(probe.call(name, 1))
    seconds = loop.time()
    await asyncio.sleep(2)
    return {"firing took": seconds, "kept at the end": len(background)}


async def unreferenced(fire, background, reported, probe):
    """a task that only fire refers to"""
    future = asyncio.get_running_loop().create_future()
    fire(wait_for(future, probe))
    future = weakref.ref(future)  # now only the task refers to it, and only it to the task
    await asyncio.sleep(1)
    gc.collect()
    if future():
        future().set_result(None)
    await asyncio.sleep(1)


async def wait_for(future, probe):
    probe.events.append("start")
    await future
    probe.events.append("end")


async def failing(fire, background, reported, probe):
    """one of two fails"""
    fire(probe.call("ada", 0.5, error=OSError("disk full")))
    fire(probe.call("bo", 1))
    await asyncio.sleep(2)
    return {"reported": reported}


async def cancelled(fire, background, reported, probe):
    """one is cancelled"""
    task = fire(probe.call("ada", 5))
    await asyncio.sleep(1)
    task.cancel()
    await asyncio.sleep(1)
    return {"reported": reported}

FIRES = {
    three: {"result": {"firing took": 0, "kept at the end": 0}, "peak": 3},
    unreferenced: {"events": ["start", "end"]},
    failing: {"result": {"reported": ["OSError('disk full')"]},
              "events": ["start ada", "start bo", "end bo"]},
    cancelled: {"result": {"reported": []}, "events": ["start ada", "cancelled ada"]},
}
