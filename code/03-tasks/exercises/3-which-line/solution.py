"""Exercise: which line, and why, answered and observed."""

import asyncio

ANSWERS = {
    "sum: line": 10,  # each round awaits a reading
    "sum: why": "b",
    "failure: line": 0,  # only ada's task is awaited, in line 12
    "failure: why": "a",
    "loss: line": 13,  # then main has ended
    "loss: why": "c",
    "repaired: seconds": 0.4,  # the longest of the three
}

STATIONS = {"ada": 0.3, "bo": 0.2, "cy": 0.4}
tasks = []


async def save(name):
    await asyncio.sleep(0.1)
    if name == "bo":
        raise OSError("disk full")


async def main():
    for name, delay in STATIONS.items():
        await asyncio.sleep(delay)
        tasks.append(asyncio.create_task(save(name)))
    await tasks[0]


if __name__ == "__main__":
    asyncio.run(main())
    ada, bo, cy = tasks
    print("ada:", ada.result())
    print("bo:", repr(bo.exception()))
    print("cy was cancelled:", cy.cancelled())
