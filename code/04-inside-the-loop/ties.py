"""Ties: an example from book/04-inside-the-loop.md.

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
import heapq


async def main():
    loop = asyncio.get_running_loop()
    deadline, fired = loop.time() + 0.1, []
    for number in range(8):
        loop.call_at(deadline, fired.append, number)
    await asyncio.sleep(0.2)

    equal = [(deadline, number) for number in range(8)]
    by_time = sorted(equal, key=lambda timer: timer[0])
    heap = []
    for timer in equal:
        heapq.heappush(heap, timer)
    pairs = [heapq.heappop(heap) for _ in equal]
    print("asyncio:", fired == list(range(8)))
    print("sorted list:", by_time == equal)
    print("heap of pairs:", pairs == equal)


if __name__ == "__main__":
    asyncio.run(main())
