"""Exercise: ask the archive.

Write ask_all.
"""

import asyncio
import time


async def ask_all(names, ask):
    """Return what `ask(name)` returns, in the order of *names*.

    `ask` blocks. All names are asked at the same time.
    """
    raise NotImplementedError("ask_all")


def ask_archive(name):
    time.sleep(1)
    return f"{name}: 21"


async def main():
    start = time.perf_counter()
    print(await ask_all(["ada", "bo", "cy"], ask_archive))
    print(f"took {int(time.perf_counter() - start)} s")


if __name__ == "__main__":
    asyncio.run(main())
