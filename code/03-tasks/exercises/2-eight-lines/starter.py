"""Exercise: eight lines.

Put what this program prints in the place of each "?", line by line, such as
"a starts".

    async def leg(name, delay):
        print(name, "starts")
        await asyncio.sleep(delay)
        print(name, "ends")

    async def two_legs():
        await leg("b", 0.3)
        await leg("c", 0.9)

    async def journey():
        await asyncio.gather(leg("a", 0.9), two_legs(), leg("d", 0.6))

    asyncio.run(journey())
"""

ANSWERS = [
    "?",
    "?",
    "?",
    "?",
    "?",
    "?",
    "?",
    "?",
]
