"""Wrong: an empty list is forgotten.

Says: makespan_together([]): expected 0 s, as a run takes, but it raised ValueError:
"""

def makespan_sequential(waits):
    return sum(waits)


def makespan_together(waits):
    return max(waits)


def makespan_rounds(rounds):
    return sum(max(waits, default=0) for waits in rounds)
