"""Parentheses: an example from the chapter "coroutines".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def measure():
    return {"station": "ada", "celsius": 21}


async def main():
    print((await measure())["celsius"])


if __name__ == "__main__":
    asyncio.run(main())
