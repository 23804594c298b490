"""Twenty: an example from the chapter "threads".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


def hasty(item, queue, loop):
    loop.call_soon_threadsafe(queue.put_nowait, item)


def patient(item, queue, loop):
    asyncio.run_coroutine_threadsafe(queue.put(item), loop).result()


async def receive(put, size):
    loop, queue = asyncio.get_running_loop(), asyncio.Queue(size)
    def send():
        for number in range(20):
            put(number, queue, loop)
    sending = asyncio.create_task(asyncio.to_thread(send))
    await asyncio.wait([sending], timeout=0.5)
    print(put.__name__, queue.qsize(), end=" waiting; ")
    got = [await queue.get() for _ in range(20)]
    print("all in order:", got == list(range(20)))
    await sending


async def main():
    await receive(hasty, 0)
    await receive(patient, 3)


if __name__ == "__main__":
    asyncio.run(main())
