"""Exercise: which lines of a coroutine function block, and why.  Each is run beside a heart."""

import asyncio
import time

ANSWERS = {
    "A": "beats",  # await asyncio.sleep(0.1)
    "B": "waits",  # time.sleep(0.1)
    "C": "works",  # count()
    "D": "works",  # await counting()
    "E": "waits",  # await rude()
    "F": "beats",  # await asyncio.to_thread(wait)
}


def count():
    total = 0
    for number in range(5_000_000):
        total += number


async def counting():
    count()


async def rude():
    time.sleep(0.2)


def wait():
    time.sleep(0.25)


async def line(letter):
    match letter:
        case "A":
            await asyncio.sleep(0.1)
        case "B":
            time.sleep(0.1)
        case "C":
            count()
        case "D":
            await counting()
        case "E":
            await rude()
        case "F":
            await asyncio.to_thread(wait)


async def main():
    beats = 0

    async def heart():
        nonlocal beats
        while True:
            await asyncio.sleep(0.01)
            beats += 1

    beating = asyncio.create_task(heart())
    for letter, answer in ANSWERS.items():
        await asyncio.sleep(0.02)  # the heart goes on
        before, start = beats, time.thread_time()
        await line(letter)
        worked = time.thread_time() - start > 0.05
        print(letter, "beats" if beats > before else "works" if worked else "waits", answer)
    beating.cancel()


if __name__ == "__main__":
    asyncio.run(main())
