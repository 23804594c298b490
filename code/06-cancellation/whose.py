"""Whose: an example from the chapter "cancellation".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def boss(worker):
    try:
        await worker
    except asyncio.CancelledError:
        if asyncio.current_task().cancelling():
            print("boss: I am asked to stop")
            raise
        print("boss: only my worker is")


async def main():
    for whom in "worker", "boss":
        worker = asyncio.create_task(asyncio.sleep(5))
        task = asyncio.create_task(boss(worker))
        await asyncio.sleep(0.05)
        (worker if whom == "worker" else task).cancel()
        await asyncio.wait([task])
        print(task.cancelled(), worker.cancelled())


if __name__ == "__main__":
    asyncio.run(main())
