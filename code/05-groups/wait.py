"""Wait: an example from book/05-groups.md.

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


# station: seconds until it answers, temperature
STATIONS = {"ada": (0.2, 21), "bo": (0.1, 18), "cy": (0.3, 24)}


async def read_station(name):
    delay, temperature = STATIONS[name]
    await asyncio.sleep(delay)
    print(name, "answers")
    return temperature


async def fail(name, delay=0.1):
    await asyncio.sleep(delay)
    print(name, "fails")
    raise OSError(f"{name}: line is dead")


async def wait_a_little():
    tasks = [asyncio.create_task(coro, name=name) for name, coro in [
        ("ada", read_station("ada")), ("bo", fail("bo")),
        ("cy", read_station("cy"))]]
    done, pending = await asyncio.wait(tasks, timeout=0.25)
    print("done:", sorted(task.get_name() for task in done))
    print("pending:", [task.get_name() for task in pending])
    print("bo:", repr(tasks[1].exception()))
    await asyncio.sleep(0.1)
    print("cy was cancelled:", tasks[2].cancelled())


async def main():
    await wait_a_little()


if __name__ == "__main__":
    asyncio.run(main())
