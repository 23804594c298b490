"""The toy loop of a submission, for the judges of this chapter."""

import sys

from check import observe


def fresh(code):
    """The names of the submission, with nothing left in the loop of the run before."""
    sys.modules.pop("toyloop", None)
    names = code()
    for name in {"ready", "timers"} & set(names):
        names[name].clear()
    return names


def on_toy(names, program, *arguments):
    """Run a coroutine function on the toy loop of the submission, and observe that."""
    async def main():
        return names["run"](program(names, *arguments))

    seen = observe(main)
    seen.blocked = 0.0
    return seen
