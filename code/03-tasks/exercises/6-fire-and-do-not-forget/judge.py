"""Judge of the exercise 'fire, and do not forget'."""

import asyncio
import gc
import weakref

from check import Probe, Wrong, compare, observe, shown

TODO = "write fire"


def judge(code):
    for run, expected in FIRES.items():
        probe, reported = Probe(), []
        fire = code(report=lambda error: reported.append(repr(error)))["fire"]

        def kept():  # the tasks alone; also where fire has bound the name again
            return sum(isinstance(one, asyncio.Future) for one in getattr(fire, "__globals__", {}).get("background", ()))

        seen = observe(run, fire, kept, reported, probe, probe=probe)
        yield from compare(seen, run.__doc__, at="sec-create-task", at_result=READ.get(run, "sec-keep"),
                           **expected)
        if seen.failed:
            return


async def three(fire, kept, reported, probe):
    """three at once"""
    loop = asyncio.get_running_loop()
    for name, delay in ("ada", 1), ("bo", 2), ("cy", 3):
        fire(probe.call(name, delay))
    seconds, numbers = loop.time(), []
    for _ in range(4):
        await asyncio.sleep(0.5)
        numbers.append(kept())
        await asyncio.sleep(0.5)
    return {"firing took": seconds, "kept after 0.5, 1.5, 2.5, 3.5 s": numbers}


async def unreferenced(fire, kept, reported, probe):
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


async def fails(error):
    raise error


async def failing(fire, kept, reported, probe):
    """two of three fail, one of them at once"""
    fire(probe.call("ada", 0.5, error=OSError("disk full")))
    fire(probe.call("bo", 1))
    fire(fails(KeyError("cy")))
    await asyncio.sleep(2)
    return {"reported": reported, "kept": kept()}


async def awaited(fire, kept, reported, probe):
    """what await gives of the task that fire returns, and what is reported then"""
    if not isinstance(task := fire(probe.call("nobody", 0)), asyncio.Task):
        raise Wrong(f"expected fire to return its task, but it returned {shown(task)}.", "sec-create-task")
    results = [await fire(probe.call("ada", 0.5, 21)), await fire(probe.call("bo", 0.5, None))]
    try:
        results.append(await fire(fails(ValueError("disk full"))))
    except ValueError as error:
        results.append(f"{error!r} was raised")
    await asyncio.sleep(0.5)
    return {"awaited": results, "reported": reported}


async def cancelled(fire, kept, reported, probe):
    """one is cancelled while it waits, one before it has started"""
    task = fire(probe.call("ada", 5))
    await asyncio.sleep(1)
    task.cancel()
    fire(asyncio.sleep(5)).cancel()
    await asyncio.sleep(1)
    return {"reported": reported, "kept": kept()}


async def fails_to_stop(fire, kept, reported, probe):
    """one that fails when it is cancelled"""
    async def fails():
        try:
            await probe.call("ada", 5)
        finally:
            raise OSError("cannot tidy up")

    task = fire(fails())
    await asyncio.sleep(1)
    task.cancel()
    await asyncio.sleep(1)
    return {"reported": reported, "kept": kept()}


FIRES = {
    three: {"result": {"firing took": 0, "kept after 0.5, 1.5, 2.5, 3.5 s": [3, 2, 1, 0]}, "peak": 3},
    unreferenced: {"events": ["start", "end"]},
    failing: {"result": {"reported": ["KeyError('cy')", "OSError('disk full')"], "kept": 0},
              "events": ["start ada", "start bo", "end bo"]},
    awaited: {"result": {"awaited": [21, None, "ValueError('disk full') was raised"], "reported": ["ValueError('disk full')"]}},
    cancelled: {"result": {"reported": [], "kept": 0}, "events": ["start ada", "cancelled ada"]},
    fails_to_stop: {"result": {"reported": ["OSError('cannot tidy up')"], "kept": 0}, "events": ["start ada", "cancelled ada"]},
}
READ = {unreferenced: "sec-survive", failing: "sec-unseen", awaited: "sec-task", cancelled: "sec-task", fails_to_stop: "sec-task"}
