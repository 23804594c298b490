"""Wrong: fire is a coroutine function, so a call of it runs nothing.

Says: three at once: never awaited: expected no lost coroutine, but
"""

import asyncio

background = set()


def report(error):
    print("failed:", repr(error))


async def fire(coro):
    try:
        await coro
    except Exception as error:
        report(error)
