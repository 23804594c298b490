"""Wrong: the waits of a round are added up.

Says: makespan_rounds([[0.5, 1], [1.5, 0.5]]): expected 2.5 s, as a run takes, but got 3.5.
"""

def makespan_sequential(waits):
    return sum(waits)


def makespan_together(waits):
    return max(waits, default=0)


def makespan_rounds(rounds):
    return sum(sum(waits) for waits in rounds)
