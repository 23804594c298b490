"""Exercise: predict the total.

Write the four functions.  They calculate; they do not wait.
"""


def makespan_sequential(waits):
    """Return how many seconds the waits take one after the other."""
    raise NotImplementedError("makespan_sequential")


def makespan_together(waits):
    """Return how many seconds the waits take under gather."""
    raise NotImplementedError("makespan_together")


def makespan_rounds(rounds):
    """Return how many seconds the rounds take: each is a list of waits that go together."""
    raise NotImplementedError("makespan_rounds")


def makespan_working(works):
    """Return how many seconds jobs take under gather that do not wait, but calculate."""
    raise NotImplementedError("makespan_working")
