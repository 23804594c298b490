"""To thread: an example from the chapter "threads".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
import time


def ask_archive(name):
    time.sleep(0.5)
    if name == "bo":
        raise OSError("bo is not in the archive")
    return f"{name}: 21"


async def ask_all(names):
    calls = [asyncio.to_thread(ask_archive, name) for name in names]
    return await asyncio.gather(*calls, return_exceptions=True)


async def main():
    start = time.perf_counter()
    for answer in await ask_all(["ada", "bo", "cy"]):
        print(repr(answer))
    print("seconds:", int(2 * (time.perf_counter() - start)) / 2)


if __name__ == "__main__":
    asyncio.run(main())
