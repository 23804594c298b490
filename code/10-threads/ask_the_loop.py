"""Ask the loop: an example from the chapter "threads".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def read_station(name):
    await asyncio.sleep(0.05)
    if name == "bo":
        raise OSError("bo does not answer")
    return f"{name}: 21"


def old_report(loop):
    for name in "ada", "bo":
        job = asyncio.run_coroutine_threadsafe(read_station(name), loop)
        try:
            print(job.result(timeout=5))
        except OSError as error:
            print("failed:", error)


async def main():
    await asyncio.to_thread(old_report, asyncio.get_running_loop())


if __name__ == "__main__":
    asyncio.run(main())
