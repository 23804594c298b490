"""Exercise: ask the archive."""

import asyncio
import time


async def ask_all(names, ask):
    """Return what `ask(name)` returns, in the order of *names*.

    `ask` blocks. All names are asked at the same time.
    """
    tasks = [asyncio.create_task(asyncio.to_thread(ask, name)) for name in names]
    await asyncio.gather(*tasks, return_exceptions=True)
    return [task.result() for task in tasks]


def ask_archive(name):
    time.sleep(1)
    return f"{name}: 21"


async def main():
    start = time.perf_counter()
    print(await ask_all(["ada", "bo", "cy"], ask_archive))
    print(f"took {int(time.perf_counter() - start)} s")


if __name__ == "__main__":
    asyncio.run(main())
