"""Wrong awaits: an example from the chapter "coroutines".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def measure():
    return {"station": "ada", "celsius": 21}


async def plain_value():
    return await {"station": "ada", "celsius": 21}


async def no_call():
    return await measure


async def no_parentheses():
    return await measure()["celsius"]


async def main():
    for mistake in (plain_value, no_call, no_parentheses):
        try:
            print(await mistake())
        except TypeError as error:
            print(error)


if __name__ == "__main__":
    asyncio.run(main())
