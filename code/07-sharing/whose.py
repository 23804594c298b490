"""Whose: an example from the chapter "sharing".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


current = {"station": "nobody"}


def log(text):
    print(f"[{current['station']}]", text)


async def ask(name, delay):
    current["station"] = name
    log(f"{name} is asked")
    await asyncio.sleep(delay)
    log(f"{name} answers")


async def ask_both():
    await asyncio.gather(ask("ada", 0.1), ask("bo", 0.2))


async def main():
    await ask_both()


if __name__ == "__main__":
    asyncio.run(main())
