"""Exercise: try again."""

import asyncio
import random


async def retry(call, chance, tries, base, cap, seconds):
    """The result of call(), which may fail with OSError; at most so many tries and seconds."""
    async with asyncio.timeout(seconds):
        for number in range(1, tries + 1):
            try:
                return await call()
            except OSError:
                if number == tries:
                    raise
            await asyncio.sleep(chance.uniform(0, base))
            base = min(cap, 2 * base)


async def main():
    answers = [OSError("503"), OSError("503"), 21]

    async def call():
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    print(await retry(call, random.Random(7), tries=4, base=0.5, cap=2, seconds=5))


if __name__ == "__main__":
    asyncio.run(main())
