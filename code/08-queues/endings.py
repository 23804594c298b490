"""Endings: an example from the chapter "queues".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


END = object()


async def save_all(queue, saved, pass_on):
    while (reading := await queue.get()) is not END:
        saved.append(reading)
    if pass_on:
        await queue.put(END)


async def main():
    for pass_on in False, True:
        queue, saved = asyncio.Queue(), []
        for item in 21, 18, 24, END:
            queue.put_nowait(item)
        savers = [asyncio.create_task(save_all(queue, saved, pass_on))
                  for _ in range(3)]
        done, waiting = await asyncio.wait(savers, timeout=0.5)
        print(saved, "ended:", len(done), "waiting:", len(waiting))
        for saver in waiting:
            saver.cancel()


if __name__ == "__main__":
    asyncio.run(main())
