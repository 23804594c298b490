"""The same ten waits as asyncio tasks, as threads, as processes."""

import asyncio
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

WAITS = [0.6] * 10  # seconds


async def with_asyncio():
    await asyncio.gather(*[asyncio.sleep(wait) for wait in WAITS])


def with_threads():
    with ThreadPoolExecutor(10) as pool:
        pool.map(time.sleep, WAITS)


def with_processes():
    with ProcessPoolExecutor(10) as pool:
        pool.map(time.sleep, WAITS)


def show(name, start):
    took = time.perf_counter() - start
    nearer = "one wait" if took < sum(WAITS) / 2 else "ten waits"
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
