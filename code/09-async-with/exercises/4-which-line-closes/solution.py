"""Exercise: which line closes it, answered and observed."""

import asyncio
from contextlib import AsyncExitStack, aclosing, asynccontextmanager

ANSWERS = {
    "A": "b",  # nobody refers to it after the loop; the event loop makes a task
    "B": "a",  # it came to its end by itself
    "C": "c",  # the global variable `stream` refers to it, also when main has ended
    "D": "a",  # aclosing, before the error goes on
    "E": "b",  # `return` leaves the loop as `break` does
    "A: line": 4,
    "C: prints": 1,  # it is still open, and goes on
    "A: out of reach": 6,  # it runs in another task
    "F: first": "bo",  # the last that was opened
    "F: ada": "yes",  # bo's failure does not keep the stack from it
    "F: dee": "no",  # the loop ends at cy
    "F: error": "bo",  # the last error; that of cy is its __context__
}


@asynccontextmanager
async def line_to(name):
    if name == "cy":
        raise OSError("cy")
    print("F opens", name)
    try:
        yield
    finally:
        print("F closes", name)
        if name == "bo":
            raise OSError("bo")


async def main():
    global stream
    me = asyncio.current_task()

    async def readings(name):
        try:
            for n in range(9):
                yield n
        finally:
            print(name, "closes, in main's task:", asyncio.current_task() is me)
            await asyncio.sleep(0.1)
            print(name, "closed")

    async def first():
        async for n in readings("E"):
            return n

    async for _ in readings("A"):
        break
    print("A after")
    await asyncio.sleep(0.2)
    async for _ in readings("B"):
        pass
    print("B after")
    try:
        async with aclosing(readings("D")) as stream:
            async for _ in stream:
                raise OSError("noise")
    except OSError:
        print("D after")
    await first()
    print("E after")
    await asyncio.sleep(0.2)
    stream = readings("C")
    async for _ in stream:
        break
    print("C after")
    await asyncio.sleep(0.2)
    print("C prints", await anext(stream))
    try:
        async with AsyncExitStack() as stack:
            for name in "ada", "bo", "cy", "dee":
                await stack.enter_async_context(line_to(name))
    except OSError as error:
        print("F", repr(error), "while handling", repr(error.__context__))


if __name__ == "__main__":
    asyncio.run(main())
