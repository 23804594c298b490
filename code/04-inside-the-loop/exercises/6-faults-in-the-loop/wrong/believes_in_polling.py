"""Wrong: the loop is thought to ask its futures.

Says: late: why: not 'c'. A loop asks no futures: they queue their waiters.
"""

ANSWERS = {
    "late: line": 7,
    "late: why": 'c',
    "error: line": 6,
    "error: why": 'a',
    "silence: line": 17,
    "silence: why": 'c',
    "log: line": 21,
    "log: why": 'b',
    "hidden": 'late',
}
