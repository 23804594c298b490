"""Wrong awaits: an example from book/02-coroutines.md.

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def reading():
    return {"station": "ada", "celsius": 21}


async def plain_value():
    return await {"station": "ada", "celsius": 21}


async def no_call():
    return await reading


async def no_parentheses():
    return await reading()["celsius"]


async def attempt(coro):
    try:
        print(await coro)
    except TypeError as error:
        print(error)


async def main():
    await attempt(plain_value())
    await attempt(no_call())
    await attempt(no_parentheses())


if __name__ == "__main__":
    asyncio.run(main())
