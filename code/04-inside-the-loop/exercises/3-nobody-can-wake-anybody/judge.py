"""Judge of the exercise 'nobody can wake anybody'."""

import time

from check import Point, compare, observe
from toy import fresh

TODO = "run still fails with an IndexError"


async def pass_on(source, target):
    target.set_result(await source)


async def line(names):
    left, right = names["Future"](), names["Future"]()
    left.set_result("hello")
    await names["gather"](pass_on(left, right), names["sleep"](1))
    return await right


async def leaves_one_behind(names):
    names["Task"](alone(names))
    await names["sleep"](1)
    return "hello"


async def circle(names):
    left, right = names["Future"](), names["Future"]()
    await names["gather"](pass_on(left, right), pass_on(right, left))


async def alone(names):
    await names["Future"]()


async def two_of_one(names):
    future = names["Future"]()
    await names["gather"](pass_on(future, names["Future"]()), pass_on(future, names["Future"]()))


async def circle_and_sleep(names):
    await names["gather"](circle(names), names["sleep"](1))


def judge(code):
    for what, program, waiting, elapsed in [
            ("a program that ends", line, 0, 1), ("one that ends, while another task waits", leaves_one_behind, 0, 1),
            ("one task, one future", alone, 1, 0),
            ("a circle of two, and the task of run", circle, 3, 0), ("two wait for one future", two_of_one, 3, 0),
            ("a circle, and a sleep of 1 s that ends", circle_and_sleep, 4, 1)]:
        names, numbers = fresh(code), []

        async def main():
            try:
                return names["run"](program(names))
            except names["Deadlock"] as error:
                numbers.append(getattr(error, "number", None))

        seen = observe(main)
        seen.blocked = 0.0
        if waiting and not seen.error and not numbers:
            yield Point(False, f"{what}: expected a Deadlock, but run returned.", "loop-toy")
        elif numbers and not waiting:
            yield Point(False, f"{what}: expected an end, but Deadlock({numbers[0]}) was raised.", "loop-toy")
        elif numbers == [None]:
            yield Point(False, f"{what}: Deadlock has no `number`: keep the class of the starter, and raise "
                        "Deadlock(number).", "loop-toy")
            return
        elif numbers and numbers != [waiting]:
            yield Point(False, f"{what}: expected Deadlock({waiting}), as many tasks wait, but it was "
                        f"Deadlock({numbers[0]!r}).", "loop-toy")
        else:
            yield from compare(seen, what, elapsed=elapsed, at="loop-toy", at_result="loop-toy",
                               why="it is over or stuck then", result=None if waiting else "hello")
    yield from still_a_loop(code)
    yield from after_a_deadlock(code)
    yield from an_error_of_its_own(code)


def after_a_deadlock(code):
    """The tasks of an earlier run are none of this one."""
    names, numbers = fresh(code), []

    async def main():
        for program in circle, alone:
            try:
                names["run"](program(names))
            except names["Deadlock"] as error:
                numbers.append(getattr(error, "number", None))
        return numbers

    seen = observe(main)
    seen.blocked = 0.0
    yield from compare(seen, "a circle of two, and then a run of one task: the numbers", result=[3, 1], at_result="loop-toy")


async def no_such_reading(names):
    await names["sleep"](1)
    return [][0]


def an_error_of_its_own(code):
    """A program that raises what the toy loop raised at a deadlock."""
    names = fresh(code)

    async def main():
        try:
            return names["run"](no_such_reading(names))
        except (IndexError, names["Deadlock"]) as error:
            return type(error).__name__

    seen = observe(main)
    seen.blocked = 0.0
    yield from compare(seen, "a program that fails with an IndexError of its own", result="IndexError", at_result="loop-toy")


async def mixed(names, log):
    """Sleeps that end in another order than they begin, two at the same time, and one that is late."""
    async def leg(name, delay):
        log.append(f"start {name}")
        await names["sleep"](delay)
        log.append(f"end {name}")

    async def works():
        await names["sleep"](0.75)
        time.sleep(0.5)  # the timer of bo comes due meanwhile

    await names["gather"](leg("ada", 2), leg("bo", 1), leg("cy", 0.5), leg("dora", 0.5), works())
    return len(log)


def still_a_loop(code):
    """It runs what it has run before, and twice."""
    names, log = fresh(code), []

    async def main():
        return [names["run"](mixed(names, log)), names["run"](line(names))]

    seen = observe(main)
    seen.blocked, seen.events = 0.0, log
    yield from compare(seen, "four sleeps, one that works meanwhile, and then another program", result=[8, "hello"], elapsed=3,
                       events=[f"start {name}" for name in ("ada", "bo", "cy", "dora")]
                       + [f"end {name}" for name in ("cy", "dora", "bo", "ada")], at="loop-toy", at_result="loop-toy")
