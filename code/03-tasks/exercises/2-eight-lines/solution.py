"""Exercise: eight lines, answered and observed."""

import asyncio

ANSWERS = [
    "a starts",  # three tasks, which start in the order of the arguments
    "b starts",
    "d starts",
    "b ends",  # 0.3 s
    "c starts",  # in the same step: two_legs is one task
    "d ends",  # 0.6 s
    "a ends",  # 0.9 s
    "c ends",  # 0.3 + 0.9 s
]

lines = []


async def leg(name, delay):
    lines.append(f"{name} starts")
    await asyncio.sleep(delay)
    lines.append(f"{name} ends")


async def two_legs():
    await leg("b", 0.3)
    await leg("c", 0.9)


async def journey():
    await asyncio.gather(leg("a", 0.9), two_legs(), leg("d", 0.6))


if __name__ == "__main__":
    asyncio.run(journey())
    for answer, line in zip(ANSWERS, lines, strict=True):
        print(answer, answer == line)
