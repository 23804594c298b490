"""Exercise: every failure.

Write try_job.
"""

import asyncio


async def try_job(job, report):
    """Await `job()` and return its result.

    Call `report(error)` for each OSError that it raises, however deep in a group or alone;
    everything else is raised on.
    """
    raise NotImplementedError("try_job")


async def night():
    late = ExceptionGroup("late", [OSError("cy: line is dead"), KeyError("dot")])
    raise ExceptionGroup("night", [OSError("bo: line is dead"), late])


async def main():
    try:
        await try_job(night, lambda error: print("report:", error))
    except* KeyError as left:
        print("left:", repr(left))


if __name__ == "__main__":
    asyncio.run(main())
