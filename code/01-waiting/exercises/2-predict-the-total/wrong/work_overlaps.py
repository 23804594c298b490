"""Wrong: it takes work for waiting.

Says: makespan_working([0.5, 1, 1.5]): expected 3 s, as a run takes, but got 1.5.
"""


def makespan_sequential(waits):
    return sum(waits)


def makespan_together(waits):
    return max(waits, default=0)


def makespan_rounds(rounds):
    return sum(makespan_together(waits) for waits in rounds)


def makespan_working(works):
    return max(works, default=0)
