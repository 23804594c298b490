"""asyncio.run() gets the function, not a coroutine."""

import asyncio


async def main():
    print("never printed")


try:
    asyncio.run(main)
except (TypeError, ValueError) as error:
    print(f"{type(error).__name__}: {error}")
