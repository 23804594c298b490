"""Judge of the exercise 'a bucket that computes'."""

import asyncio

from check import Wrong, compare, observe

TODO = "write the class Bucket"
RUNS = {  # what: rate, burst, when each take is asked for, when it has its token
    "rate 2, burst 2, five at once": (2, 2, [0, 0, 0, 0, 0], [0, 0, 0.5, 1, 1.5]),
    "rate 0.5, burst 1": (0.5, 1, [0, 0, 0], [0, 2, 4]),
    "rate 4, burst 3, one after the other": (4, 3, [0, 1, 2, 3], [0, 1, 2, 3]),
    "it stands full for ten seconds": (2, 2, [10, 10, 10, 10], [10, 10, 10.5, 11]),
    "it was emptied, and then nobody came for an hour": (2, 2, [0, 0, 3600, 3600, 3600, 3600], [0, 0, 3600, 3600, 3600.5, 3601]),
    "half a token has come in": (2, 1, [0, 0.25, 1.25, 1.25], [0, 0.5, 1.25, 1.75]),
    "a part of a token is kept over a take": (2, 2, [0, 0, 0.75, 0.75], [0, 0, 0.75, 1]),
    "one comes while another one waits": (1, 1, [0, 0.5, 0.75, 2.5], [0, 1, 2, 3]),
    "a token comes each third of a second": (3, 2, [0, 0, 0, 0, 0], [0, 0, 1 / 3, 2 / 3, 1]),
    "one comes at an odd moment": (1, 1, [0, 0.1], [0, 1]),
    "not all that came in is used": (2, 3, [0, 0, 0, 0.5, 0.75, 0.75, 0.75], [0, 0, 0, 0.5, 1, 1.5, 2]),
}


def judge(code):
    Bucket = code()["Bucket"]
    for what, (rate, burst, asked, want) in RUNS.items():
        seen = observe(takes, Bucket, rate, burst, asked)
        yield from compare(seen, f"{what}: when each take has its token", result=rounded(want), elapsed=max(want),
                           why="the last token", at="queues-rate", at_result="queues-rate")
        if seen.failed:
            return
    yield from order(Bucket)
    yield from cancelled(Bucket)
    yield from cancelled_as_it_comes(Bucket)
    yield from two(Bucket)
    yield from made_before(Bucket)
    yield from quiet(Bucket)


def rounded(times):
    return [round(time, 6) for time in times]


async def takes(Bucket, rate, burst, asked):
    bucket, got = Bucket(rate, burst), []
    time = asyncio.get_running_loop().time

    async def take(when):
        if when:
            await asyncio.sleep(when)
        await bucket.take()
        got.append(time())

    await asyncio.gather(*map(take, asked))
    if len(asyncio.all_tasks()) > 1:
        raise Wrong("a task is left, although nobody waits for a token: no task fills this bucket, it computes.", "queues-rate")
    return rounded(got)


def order(Bucket):
    async def run():
        bucket, got = Bucket(1, 1), []

        async def take(name, when=0):
            await asyncio.sleep(when)
            await bucket.take()
            got.append(name)

        tasks = [asyncio.create_task(take("g", 3))]  # it comes in the moment of a token for which d has waited
        for name in "abcdef":
            tasks.append(asyncio.create_task(take(name)))
            await asyncio.sleep(0.125)
        await asyncio.gather(*tasks)
        return "".join(got)

    yield from compare(observe(run), "who waits longest is first", result="abcdefg", elapsed=6, why="one token a second",
                       at="queues-rate", at_result="queues-rate")


def cancelled(Bucket):
    for what, which, when, want in [
            ("the first of three who wait is cancelled", [1], 0.5, {0: 0, 2: 1, 3: 2}),
            ("the second of three who wait is cancelled", [2], 0.5, {0: 0, 1: 1, 3: 2}),
            ("the last of three who wait is cancelled", [3], 1.5, {0: 0, 1: 1, 2: 2}),
            ("all who wait are cancelled", [1, 2, 3], 0.5, {0: 0}),
            ("two who wait are cancelled, at 1.5 s", [2, 3], 1.5, {0: 0, 1: 1}),
            ("the one who waits first is cancelled shortly before its token comes", [1], 0.875, {0: 0, 2: 1, 3: 2})]:

        async def run():
            bucket, got, loop = Bucket(1, 1), {}, asyncio.get_running_loop()

            async def take(n):
                await bucket.take()
                got[n] = loop.time()

            tasks = [asyncio.create_task(take(n)) for n in range(4)]
            await asyncio.sleep(when)
            for n in which:
                tasks[n].cancel()
            await asyncio.wait(tasks)
            stopped = [n for n in range(4) if tasks[n].cancelled()]
            await asyncio.sleep(9)
            await bucket.take()
            return [{n: round(time, 6) for n, time in got.items()}, stopped, loop.time() - 9 <= max(when, *want.values(), 0) + 1e-9]

        yield from compare(observe(run), f"{what}: tokens, cancelled, and one is there later", result=[want, which, True],
                           at_result="queues-rate")


def cancelled_as_it_comes(Bucket):
    """In the moment in which its token comes, before and after the bucket has heard of it: it is another's, and not lost."""
    for turns in range(4):
        async def run():
            bucket, got, loop = Bucket(1, 1), [], asyncio.get_running_loop()

            async def take():
                await bucket.take()
                got.append(loop.time())

            tasks = [asyncio.create_task(take()) for _ in range(4)]
            loop.call_at(loop.time() + 1, later, turns, tasks[1].cancel)
            await asyncio.wait(tasks)
            times = rounded(got)
            return "no token is lost" if times in ([0, 1, 2], [0, 1, 2, 3]) else f"tokens were taken at {times}"

        yield from compare(observe(run), f"cancelled in the moment in which its token comes ({turns})", result="no token is lost",
                           at_result="queues-rate")


def later(turns, function):
    loop = asyncio.get_running_loop()
    loop.call_soon(later, turns - 1, function) if turns else function()


def two(Bucket):
    async def run():
        return await asyncio.gather(takes_of(Bucket(2, 1), 3), takes_of(Bucket(1, 2), 3))

    yield from compare(observe(run), "two buckets at the same time", result=[[0, 0.5, 1], [0, 0, 1]], at_result="queues-rate")


async def takes_of(bucket, number):
    got = []
    for _ in range(number):
        await bucket.take()
        got.append(asyncio.get_running_loop().time())
    return got


def made_before(Bucket):
    """It is full at the start, and stays so, and a task that ends in between changes nothing."""
    async def run():
        bucket = Bucket(1, 2)
        await asyncio.ensure_future(bucket.take())
        await asyncio.sleep(0.5)
        return await takes_of(bucket, 3)

    yield from compare(observe(run), "one take, half a second, then three", result=[0.5, 1, 2], elapsed=2, at="queues-rate",
                       at_result="queues-rate")


def quiet(Bucket):
    async def run():
        bucket = Bucket(2, 1)
        return [await bucket.take(), await bucket.take()]

    yield from compare(observe(run), "what take returns", result=[None, None], elapsed=0.5, at_result="queues-rate")
