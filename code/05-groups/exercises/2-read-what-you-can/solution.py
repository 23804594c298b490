"""Exercise: read what you can."""

import asyncio


async def read_what_you_can(names, read):
    """Return (readings, failures), two dicts by name; it waits until each reading has ended."""
    tasks = {name: asyncio.create_task(read(name)) for name in names}
    await asyncio.gather(*tasks.values(), return_exceptions=True)
    readings, failures = {}, {}
    for name, task in tasks.items():
        if task.cancelled():
            failures[name] = asyncio.CancelledError()
        elif task.exception() is not None:
            failures[name] = task.exception()
        else:
            readings[name] = task.result()
    return readings, failures


async def read(name):
    await asyncio.sleep({"ada": 0.2, "bo": 0.1, "cy": 0.3}[name])
    if name == "cy":
        raise OSError("cy: line is dead")
    return 0


async def main():
    readings, failures = await read_what_you_can(["ada", "bo", "cy"], read)
    print("readings:", readings)
    print("failures:", failures)


if __name__ == "__main__":
    asyncio.run(main())
