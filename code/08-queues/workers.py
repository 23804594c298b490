"""Workers: an example from the chapter "queues".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def worker(name, queue):
    while not queue.empty():
        station, seconds = queue.get_nowait()
        print(name, "takes", station)
        await asyncio.sleep(seconds)


async def share():
    queue = asyncio.Queue()
    for job in [("ada", 0.8), ("bo", 0.05), ("cy", 0.7),
                ("dee", 0.05), ("eve", 0.05)]:
        queue.put_nowait(job)
    await asyncio.gather(*[worker(name, queue) for name in "ABC"])
    print("all are read")


async def main():
    await share()


if __name__ == "__main__":
    asyncio.run(main())
