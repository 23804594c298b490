"""Exercise: with progress."""

import asyncio


async def with_progress(coros, report):
    """Run the coroutines together; return their results in the order of *coros*.

    Whenever one has ended, well or not, call `report(done, total)`.  If some have failed,
    raise their exceptions in an ExceptionGroup when all have ended.
    """
    total, done, failures = len(coros), 0, []

    async def watch(coro):
        nonlocal done
        result = None
        try:
            result = await coro
        except Exception as error:
            failures.append(error)
        done += 1
        report(done, total)
        return result

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(watch(coro)) for coro in coros]
    if failures:
        raise ExceptionGroup(f"{len(failures)} of {total} failed", failures)
    return [task.result() for task in tasks]


async def read(name, delay):
    await asyncio.sleep(delay)
    return name


async def main():
    print(await with_progress([read("ada", 0.2), read("bo", 0.1)], print))


if __name__ == "__main__":
    asyncio.run(main())
