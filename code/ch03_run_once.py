"""How often to call asyncio.run: three times for one job, or once for three."""

import asyncio
import time


async def poll():
    await asyncio.sleep(0.5)
    return asyncio.get_running_loop()


async def poll_three():
    return await asyncio.gather(poll(), poll(), poll())


def report(title, loops, begin):
    seconds = round(2 * (time.perf_counter() - begin)) / 2
    print(f"{title}: {seconds} s, loops: {len(set(loops))}")


if __name__ == "__main__":
    begin = time.perf_counter()
    loops = [asyncio.run(poll()) for _ in range(3)]
    report("three runs", loops, begin)

    begin = time.perf_counter()
    loops = asyncio.run(poll_three())
    report("one run", loops, begin)
