"""Except star: an example from the chapter "groups".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


def outline(error, indent=""):
    print(indent + type(error).__name__)
    if isinstance(error, ExceptionGroup):
        for one in error.exceptions:
            outline(one, indent + "    ")


async def three_fail():
    late = [OSError("cy: line is dead"), KeyError("dot")]
    raise ExceptionGroup("night", [
        ValueError("bo: no number"), ExceptionGroup("late", late)])


async def night():
    try:
        await three_fail()
    except* OSError as part:
        print("repair:", type(part).__name__, len(part.exceptions))
        outline(part)
    except* ValueError as part:
        print("ask again:", part.exceptions)
    print("the night is over")


async def main():
    try:
        await night()
    except ExceptionGroup as error:
        left = error
        print("left:")
        outline(left)


if __name__ == "__main__":
    asyncio.run(main())
