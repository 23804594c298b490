"""Exercise: who still runs, answered and observed."""

import asyncio

ANSWERS = {
    "a prints": "OSError",
    "a, ada": "runs",  # gather cancels nobody
    "b prints": "group",
    "b, ada": "cancelled",
    "c prints": "end",  # the failure is in a list at which nobody looks
    "c, ada": "ended",
    "d prints": "end",  # after 1.5 s: wait raises no TimeoutError
    "d, ada": "runs",
    "e prints": "OSError",
    "e, ada": "runs",
    "f prints": "end",  # nothing has failed: quiet caught it
    "f, ada": "ended",
    "e: line": 34,
    "e: why": "b",
    "d: line": 0,  # it stays in the task of bo
    "b: why": "c",
}
states = {}


async def bo():
    await asyncio.sleep(0.1)
    raise OSError("line is dead")


async def ada(way):
    states[way] = "runs"
    try:
        await asyncio.sleep(2)
        states[way] = "ended"
    except asyncio.CancelledError:
        states[way] = "cancelled"
        raise


async def a():
    await asyncio.gather(bo(), ada(a))


async def b():
    async with asyncio.TaskGroup() as group:
        group.create_task(bo())
        group.create_task(ada(b))


async def c():
    await asyncio.gather(bo(), ada(c), return_exceptions=True)


async def d():
    tasks = [asyncio.create_task(bo()), asyncio.create_task(ada(d))]
    await asyncio.wait(tasks, timeout=0.4)
    tasks[0].exception()  # asked for, so that asyncio does not log it


async def e():
    for first in asyncio.as_completed([bo(), ada(e)]):
        await first


async def quiet():
    try:
        await bo()
    except OSError:
        pass


async def f():
    async with asyncio.TaskGroup() as group:
        group.create_task(quiet())
        group.create_task(ada(f))


async def run(way):
    try:
        await way()
        what = "end"
    except OSError:
        what = "OSError"
    except ExceptionGroup:
        what = "group"
    return f"{way.__name__} prints {what}, ada: {states[way]}"


async def main():
    print(*await asyncio.gather(*map(run, (a, b, c, d, e, f))), sep="\n")


if __name__ == "__main__":
    asyncio.run(main())
