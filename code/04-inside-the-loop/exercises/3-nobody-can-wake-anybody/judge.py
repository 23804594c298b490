"""Judge of the exercise 'nobody can wake anybody'."""

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


async def circle(names):
    left, right = names["Future"](), names["Future"]()
    await names["gather"](pass_on(left, right), pass_on(right, left))


async def alone(names):
    await names["Future"]()


async def circle_and_sleep(names):
    await names["gather"](circle(names), names["sleep"](1))


def judge(code):
    for what, program, waiting, elapsed in [
            ("a program that ends", line, 0, 1), ("one task, one future", alone, 1, 0),
            ("a circle of two", circle, 3, 0),
            ("a circle, and a sleep of 1 s", circle_and_sleep, 4, 1)]:
        names, said = fresh(code), []

        async def main():
            try:
                return names["run"](program(names))
            except names["Deadlock"] as error:
                said.append(str(error))

        seen = observe(main)
        seen.blocked = 0.0
        if waiting and not seen.error and not said:
            yield Point(False, f"{what}: expected a Deadlock, but run returned.", "loop-toy")
        elif said and not waiting:
            yield Point(False, f"{what}: expected an end, but Deadlock was raised: {said[0]}.",
                        "loop-toy")
        elif said and str(waiting) not in said[0]:
            yield Point(False, f"{what}: expected a message that says {waiting} tasks, but it was: "
                        f"{said[0]!r}.", "loop-toy")
        else:
            yield from compare(seen, what, elapsed=elapsed, at="loop-toy", at_result="loop-toy",
                               why="it is over or stuck then", result=None if waiting else "hello")
