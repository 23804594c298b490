"""Solution 3.3: the predicted total of four arrangements, and the measured one."""

import asyncio
import time


async def both():
    await asyncio.sleep(0.5)
    await asyncio.sleep(1)


async def one():
    await asyncio.gather(asyncio.sleep(0.5), asyncio.sleep(1))
    await asyncio.gather(asyncio.sleep(0.5), asyncio.sleep(1))


async def two():
    await asyncio.gather(both(), both(), both())


async def three():
    for delay in 0.5, 1:
        await asyncio.gather(asyncio.sleep(delay))


async def four():
    waits = asyncio.gather(asyncio.sleep(0.5), asyncio.sleep(1))
    await asyncio.sleep(1)
    await waits


PREDICTED = {
    one: 2.0,  # two rounds, and each takes its longest wait
    two: 1.5,  # both() waits twice in a row; the three run together
    three: 1.5,  # a gather of one coroutine has nothing to overlap
    four: 1.0,  # gather starts its tasks when called; all three waits overlap
}


async def seconds(arrangement):
    begin = time.perf_counter()
    await arrangement()
    return round(2 * (time.perf_counter() - begin)) / 2


async def main():
    # the four measure themselves at the same time: they only wait
    measured = await asyncio.gather(*[seconds(a) for a in PREDICTED])
    for (arrangement, total), result in zip(PREDICTED.items(), measured):
        print(arrangement.__name__, result, "as predicted:", result == total)


if __name__ == "__main__":
    asyncio.run(main())
