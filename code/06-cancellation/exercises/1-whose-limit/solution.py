"""Exercise: whose limit? answered and observed."""

import asyncio
import time
from asyncio import sleep, timeout

ANSWERS = {
    "one: whose": "outer",  # it is over first; for the inner one the cancel comes from outside
    "one: seconds": 1.0,
    "two: whose": "inner",  # the second one: entered at 0.5
    "two: seconds": 1.5,
    "three: whose": "inner",  # over at 1.0, and then it waits for the finally
    "three: seconds": 1.5,
    "four: whose": "none",  # nothing suspends
    "four: seconds": 2.0,
    "five: whose": "outer",  # at 2.0 it cuts the clean-up, and the inner one lets that pass
    "five: seconds": 2.0,
    "one: caught": "no",
}


async def one():
    async with timeout(1.0):
        try:
            async with timeout(2.0):
                await sleep(9)
        except TimeoutError:
            print("caught")


async def two():
    async with timeout(3.0):
        for seconds in 0.5, 9:
            async with timeout(1.0):
                await sleep(seconds)


async def three(goodbye):
    async with timeout(2.0):
        async with timeout(1.0):
            try:
                await sleep(9)
            finally:
                await sleep(goodbye)


async def four():
    async with timeout(2.5):
        try:
            async with timeout(0.5):
                time.sleep(2.0)
        except TimeoutError:
            print("caught")


async def main():
    loop = asyncio.get_running_loop()
    for name, program in ("one", one()), ("two", two()), ("three", three(0.5)), ("four", four()), ("five", three(9)):
        start = loop.time()
        try:
            await program
            print(name, "no TimeoutError", end=", ")
        except TimeoutError:
            print(name, "TimeoutError", end=", ")
        seconds = ANSWERS[f"{name}: seconds"]
        print("after", seconds if loop.time() - start > seconds - 0.05 else "less")


if __name__ == "__main__":
    asyncio.run(main())
