"""Judge of the exercise 'ask the archive'."""

import asyncio
import time

from check import Probe, compare, observe

TODO = "write ask_all"


class Archive:
    """Asks that block; what each name gives: seconds, and an answer or an exception to raise."""

    def __init__(self, **answers):
        self.answers, self.asked = answers, []

    def ask(self, name):
        self.asked.append(name)
        seconds, answer = self.answers[name]
        time.sleep(seconds)
        if isinstance(answer, Exception) and name != "dee":  # dee returns hers
            raise answer
        return answer


def judge(code):
    ask_all = code()["ask_all"]
    returned = OSError("dee returns this, and does not raise it")
    for names, want, seconds in [
        (["ada", "bo", "cy"], [21, None, "24"], 3),
        (["cy", "ada", "cy"], ["24", 21, "24"], 2),
        (["dee", "ada"], [returned, 21], 1),
        (["ada"], [21], 1),
        (["ada"] * 5, [21] * 5, 1),
        ([], [], 0),
    ]:
        yield from answered(ask_all, names, want, seconds, dee=(1, returned))
    for errors, which, seconds in [
        ({"bo": OSError("bo is not there")}, "bo", 3),
        ({"ada": OSError("ada is not there")}, "ada", 3),
        ({"cy": KeyError("cy")}, "cy", 3),
        ({"cy": OSError("the first in time"), "bo": ValueError("the first in the list")}, "bo", 3),
    ]:
        yield from fails(ask_all, errors, which, seconds)
    yield from twice(ask_all)
    yield from cancelled(ask_all)


def answered(ask_all, names, want, seconds, **more):
    archive = Archive(ada=(1, 21), bo=(3, None), cy=(2, "24"), **more)
    seen = observe(ask_all, list(names), archive.ask)
    seen.events = [f"asked {name}" for name in sorted(archive.asked)]
    yield from compare(seen, f"{names}", result=want, elapsed=seconds, why="the longest of them",
                       at="threads-to-thread", at_result="threads-to-thread", events=[f"asked {name}" for name in sorted(names)])


def fails(ask_all, errors, which, seconds):
    archive = Archive(**{name: (wait, errors.get(name, 21)) for name, wait in {"ada": 1, "bo": 3, "cy": 2}.items()})

    async def run():
        try:
            return f"it returned {await ask_all(['ada', 'bo', 'cy'], archive.ask)!r}"
        except Exception as error:
            return next((f"the error of {name}" for name in errors if error is errors[name]), repr(error))

    yield from compare(observe(run), f"{' and '.join(sorted(errors))} fail{'s' * (len(errors) == 1)}", result=f"the error of {which}",
                       elapsed=seconds, why="when all have ended", at="threads-limit", at_result="threads-to-thread")


def twice(ask_all):
    archive = Archive(ada=(1, 21), bo=(3, 18))

    async def run():
        return [await ask_all(["ada"], archive.ask), await ask_all(["bo", "ada"], archive.ask), sorted(archive.asked)]

    yield from compare(observe(run), "one call after the other", result=[[21], [18, 21], ["ada", "ada", "bo"]],
                       elapsed=4, at="threads-to-thread", at_result="threads-to-thread")


def cancelled(ask_all):
    archive, probe = Archive(ada=(1, 21), bo=(3, 18)), Probe()

    async def run():
        task = asyncio.ensure_future(ask_all(["ada", "bo"], archive.ask))
        await asyncio.sleep(2)
        task.cancel()
        await asyncio.wait([task])
        probe.events.append(f"cancelled: {task.cancelled()}")

    yield from compare(observe(run, probe=probe), "cancelled after 2 s", result=None,
                       at="threads-limit", events=["cancelled: True"])
