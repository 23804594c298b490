"""Who: an example from the chapter "sharing".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
import contextvars


who = contextvars.ContextVar("who", default="nobody")


async def ask_as(name, delay):
    who.set(name)
    await asyncio.sleep(delay)
    print(f"[{who.get()}] {name} answers")


async def main():
    await asyncio.gather(ask_as("ada", 0.1), ask_as("bo", 0.2))
    print("here:", who.get())


if __name__ == "__main__":
    asyncio.run(main())
