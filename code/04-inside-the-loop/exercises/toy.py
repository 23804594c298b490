"""What the judges of this chapter share: the toy loop of a submission."""

import sys

from check import Wrong, observe


class Timers(list):
    """The timers of a toy loop, of which a few are enough."""

    def append(self, timer):
        super().append(timer)
        self.made = getattr(self, "made", 0) + 1
        if self.made > 100:
            raise Wrong("polling: expected tasks that wait until somebody wakes them, but one has "
                        "slept 100 times to look again. Who could wake it?", "loop-generators")


def fresh(code):
    """The names of the submission, with nothing left in the loop of the run before."""
    for module in "toyloop", "grown":
        sys.modules.pop(module, None)
    names = code(timers=(timers := Timers()))
    for module in {"toyloop", "grown"} & set(sys.modules):
        sys.modules[module].timers = timers
    if "ready" in names:
        names["ready"].clear()
    return names


def on_toy(names, program, *arguments):
    """Run a coroutine function on the toy loop of the submission, and observe that."""
    async def main():
        return names["run"](program(names, *arguments))

    seen = observe(main)
    seen.blocked = 0.0
    return seen
