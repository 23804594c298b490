"""Own loop: an example from the chapter "threads".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def read_station(name):
    await asyncio.sleep(0.05)
    if name == "bo":
        raise OSError("bo does not answer")
    return f"{name}: 21"


async def main():
    loop = asyncio.get_running_loop()
    job = asyncio.run_coroutine_threadsafe(read_station("ada"), loop)
    try:
        print(job.result(timeout=0.2))
    except TimeoutError:
        print("no answer")
    print("and now:", await asyncio.wrap_future(job))


if __name__ == "__main__":
    asyncio.run(main())
