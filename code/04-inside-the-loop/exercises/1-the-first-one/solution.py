"""Solution: wait_first, on the toy loop."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2]))  # where the toy loop is

from toyloop import Future, Task, run, sleep  # noqa: E402


async def wait_first(*coros):
    """Run the coroutines together; return the result of the first that is done."""
    first = Future()

    async def report(coro):
        result = await coro
        if not first.done:
            first.set_result(result)

    for coro in coros:
        Task(report(coro))
    return await first


async def answer(name, delay):
    await sleep(delay)
    print(name, "answers")
    return name


async def main():
    print("first:", await wait_first(answer("ada", 1.0), answer("bo", 0.5)))
    await sleep(1)  # ada goes on


if __name__ == "__main__":
    run(main())
