"""Wrong: on every Python wait_closed is thought to wait.

Says: B: 3.11: not 'wait'. Look at the table: which version is it that waits?
"""

ANSWERS = {
    "A: line": 4,
    "B: line": 2,
    "A: why": "b",
    "C: times": 10000000,
    "C: change": 2,
    "D: line": 4,
    "E: line": 2,
    "E: lacks": "write_eof",
    "B: 3.11": "wait",
    "B: 3.13": "wait",
}
