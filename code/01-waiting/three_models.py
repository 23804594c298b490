"""The same three waits as asyncio tasks, as threads, as processes."""

import asyncio
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

WAIT = 1.5  # seconds; long beside the start of a process


async def with_asyncio():
    await asyncio.gather(
        asyncio.sleep(WAIT), asyncio.sleep(WAIT), asyncio.sleep(WAIT))


def with_threads():
    with ThreadPoolExecutor(3) as pool:
        pool.map(time.sleep, [WAIT, WAIT, WAIT])


def with_processes():
    with ProcessPoolExecutor(3) as pool:
        pool.map(time.sleep, [WAIT, WAIT, WAIT])


def show(name, start):
    waits = (time.perf_counter() - start) / WAIT
    nearer = "one wait" if waits < 2 else "three waits"
    print(f"{name}: about {nearer}")


if __name__ == "__main__":
    start = time.perf_counter()
    asyncio.run(with_asyncio())
    show("asyncio", start)

    start = time.perf_counter()
    with_threads()
    show("threads", start)

    start = time.perf_counter()
    with_processes()
    show("processes", start)
