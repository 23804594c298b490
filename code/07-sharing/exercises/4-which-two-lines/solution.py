"""Exercise: which two lines, answered and observed."""

import asyncio
import contextvars

ANSWERS = {
    "who": "ada",
    "looks": 3,
    "waits": 4,
    "acts": 5,
    "cure": "b",
    "lock": "3-6",
    "circle": 3,
    "no help": "kim",
    "order": "jo",
    "lines": "Semaphore",
    "storm": "Event",
    "empty": "Condition",
    "next": "eve",
    "awaited": "gus",
    "task": "nobody",
}
who = contextvars.ContextVar("who", default="nobody")


async def report(name, delay, temperature, best, mended):
    await asyncio.sleep(0.1)
    if temperature > best["temperature"]:
        if not mended:
            await asyncio.sleep(delay)
        best["name"], best["temperature"] = name, temperature
        if mended:
            await asyncio.sleep(delay)


async def day(mended):
    best = {"name": "nobody", "temperature": 0}
    async with asyncio.TaskGroup() as group:
        group.create_task(report("bo", 0.1, 24, best, mended))
        group.create_task(report("ada", 0.2, 21, best, mended))
    print("mended:" if mended else "as it was:", best["name"])


async def f():
    who.set("gus")


async def main():
    await day(mended=False)
    await day(mended=True)
    await asyncio.create_task(f())
    print("after a task:", who.get())
    await f()
    print("after an await:", who.get())


if __name__ == "__main__":
    asyncio.run(main())
