"""Wait: an example from the chapter "groups".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


# station: seconds until it answers, temperature
STATIONS = {"ada": (0.4, 21), "bo": (0.1, 18), "cy": (0.7, 24),
            "dot": (2.5, 12), "eve": (0, 15)}


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
    eve = asyncio.create_task(read_station("eve"), name="eve")
    bo = asyncio.create_task(fail("bo", 0), name="bo")
    dot = asyncio.create_task(read_station("dot"), name="dot")
    done, pending = await asyncio.wait([eve, bo, dot], timeout=0.5)
    print("done:", sorted(task.get_name() for task in done))
    print("pending:", [task.get_name() for task in pending])
    print("bo:", repr(bo.exception()))
    await asyncio.sleep(0.05)
    print("dot still runs:", not dot.done())
    dot.cancel()


async def main():
    await wait_a_little()


if __name__ == "__main__":
    asyncio.run(main())
