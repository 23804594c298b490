"""Exercise: every failure."""

import asyncio


def each(error, report):
    """Call *report* for each exception in a group, or for a single one."""
    if isinstance(error, BaseExceptionGroup):
        for one in error.exceptions:
            each(one, report)
    else:
        report(error)


async def try_job(job, report):
    """Await `job()` and return its result.

    Call `report(error)` for each OSError that it raises, however deep in a group or alone;
    everything else is raised on.
    """
    try:
        return await job()
    except* OSError as part:
        each(part, report)


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
