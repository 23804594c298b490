"""Judge of the exercise 'every failure'."""

import asyncio

from check import Probe, compare, observe

TODO = "write try_job"


def group(*errors):
    return ExceptionGroup("unhandled errors in a TaskGroup", errors)


def dead(name, kind=OSError):
    return kind(f"{name}: line is dead")


CASES = {  # what the job raises
    "an OSError alone": lambda: dead("ada"),
    "a subclass of it alone": lambda: dead("ada", ConnectionResetError),
    "a group of one": lambda: group(dead("ada")),
    "a group of two": lambda: group(dead("ada"), dead("bo", TimeoutError)),
    "two with the same text": lambda: group(dead("ada"), dead("ada")),
    "groups in groups": lambda: group(group(dead("ada"), group(dead("bo"))), dead("cy")),
    "another failure alone": lambda: ValueError("no number"),
    "another failure in a group": lambda: group(KeyError("dot")),
    "both kinds": lambda: group(dead("ada"), ValueError("no number")),
    "both kinds, deep": lambda: group(group(KeyError("dot"), dead("ada")), group(group(dead("bo")), ValueError("no number"))),
}


def judge(code):
    try_job = code()["try_job"]
    for value in 21, 0, None:
        probe = Probe()

        async def good():
            return await try_job(lambda: probe.call("ada", 0.5, value), lambda error: probe.events.append("reported"))

        seen = observe(good, probe=probe)
        yield from compare(seen, f"a job that returns {value!r}", result=value, elapsed=0.5,
                           events=["start ada", "end ada"], at_result="groups-except-star")
        if seen.failed:
            return
    for what, raised in CASES.items():
        yield from fails(try_job, what, raised())
    yield from of_a_group(try_job)
    yield from stopped(try_job)


def fails(try_job, what, error):
    probe, reported = Probe(), []

    async def call():
        try:
            back = f"returned {await try_job(lambda: probe.call('ada', 0.5, error=error), reported.append)!r}"
        except BaseException as left:
            grouped = isinstance(left, BaseExceptionGroup) and not isinstance(error, BaseExceptionGroup)
            back = f"raised {'a group of ' * grouped}{texts(leaves(left))}"
        return f"reported {texts(reported)}, {back}"

    want = [one for one in leaves(error) if isinstance(one, OSError)]
    rest = [one for one in leaves(error) if not isinstance(one, OSError)]
    end = f"raised {texts(rest)}" if rest else "returned None"
    yield from compare(observe(call, probe=probe), what, result=f"reported {texts(want)}, {end}", elapsed=0.5,
                       at_result="groups-except-star")


def texts(errors):
    """Types and messages; the repr of a group is not the same on every Python."""
    return "; ".join(f"{type(error).__name__}: {error}" for error in errors) or "nothing"


def of_a_group(try_job):
    """What a real TaskGroup raises."""
    probe, reported = Probe(), []

    async def clumsy():
        try:
            await probe.call("bo", 9)
        finally:
            await asyncio.sleep(0.5)
            raise ConnectionResetError("bo: cannot hang up")

    async def job():
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(clumsy())
            tasks.create_task(probe.call("ada", 0.5, error=OSError("ada: line is dead")))

    async def call():
        return await try_job(job, lambda error: reported.append(str(error))), reported

    yield from compare(observe(call, probe=probe), "a job with a TaskGroup", elapsed=1,
                       result=(None, ["ada: line is dead", "bo: cannot hang up"]), at_result="groups-except-star")


def stopped(try_job):
    probe, reported = Probe(), []

    async def call():
        task = asyncio.ensure_future(try_job(lambda: probe.call("ada", 1), reported.append))
        await asyncio.sleep(0.25)
        task.cancel()
        await asyncio.wait([task])
        return f"cancelled: {task.cancelled()}, reported {reported}"

    yield from compare(observe(call, probe=probe), "try_job is itself cancelled after 0.25 s",
                       result="cancelled: True, reported []", elapsed=0.25, at_result="groups-all")


def leaves(error):
    """The exceptions in a group, however deep; any other exception itself."""
    if not isinstance(error, BaseExceptionGroup):
        return [error]
    return [leaf for one in error.exceptions for leaf in leaves(one)]
