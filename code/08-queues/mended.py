"""The same storm, with a queue that is never too full."""

import asyncio

from storm import ROOM, WEATHER


async def receive(readings, depths):
    for number, seconds in enumerate(WEATHER):
        await asyncio.sleep(seconds)
        await readings.put(number)
        depths.append(readings.qsize())


async def save_all(readings, saved):
    while True:
        reading = await readings.get()
        await asyncio.sleep(0.1)  # the archive
        saved.append(reading)
        readings.task_done()


async def main():
    readings, saved, depths = asyncio.Queue(4), [], []
    async with asyncio.TaskGroup() as group:
        savers = [group.create_task(save_all(readings, saved))
                  for _ in range(3)]
        await receive(readings, depths)
        await readings.join()
        for saver in savers:
            saver.cancel()
    print("saved:", len(set(saved)), "of", len(WEATHER))
    print("waiting at most:", max(depths), "of", ROOM)


if __name__ == "__main__":
    asyncio.run(main())
