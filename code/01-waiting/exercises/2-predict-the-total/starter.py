"""Exercise: predict the total.

Write both functions.
"""


def makespan_sequential(waits):
    """Return how many seconds the waits take one after the other."""
    raise NotImplementedError("makespan_sequential")


def makespan_together(waits):
    """Return how many seconds the waits take under gather."""
    raise NotImplementedError("makespan_together")
