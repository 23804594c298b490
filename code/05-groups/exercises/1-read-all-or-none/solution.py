"""Exercise: read all, or none."""

import asyncio


async def read_all_or_none(names, read):
    """Return the readings in the order of *names*, or raise the first failure itself."""
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(read(name)) for name in names]
    except ExceptionGroup as failed:
        first = failed.exceptions[0]
    else:
        return [task.result() for task in tasks]
    raise first


async def read(name):
    await asyncio.sleep({"ada": 0.2, "bo": 0.1, "cy": 0.3}[name])
    if name == "cy":
        raise OSError("cy: line is dead")
    return 21


async def main():
    print(await read_all_or_none(["ada", "bo", "ada"], read))
    try:
        await read_all_or_none(["ada", "cy"], read)
    except OSError as error:
        print("no report:", error)


if __name__ == "__main__":
    asyncio.run(main())
