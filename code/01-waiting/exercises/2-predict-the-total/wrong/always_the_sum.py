"""Wrong: the waits add up although they overlap.

Says: makespan_together([0.5, 1, 1.5]): expected 1.5 s, as a run takes, but got 3.0.
Read again in chapter 1: The same readings, all asked together.
"""

def makespan_sequential(waits):
    return sum(waits)


def makespan_together(waits):
    return sum(waits)


def makespan_rounds(rounds):
    return sum(max(waits, default=0) for waits in rounds)
