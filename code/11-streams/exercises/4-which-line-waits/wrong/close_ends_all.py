"""Wrong: on every Python wait_closed is thought to return.

Says: B: 3.13: not 'return'. B is still connected. Look at the table.
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
    "B: 3.11": "return",
    "B: 3.13": "return",
}
