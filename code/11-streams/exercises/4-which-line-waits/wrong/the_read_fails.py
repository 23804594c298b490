"""Wrong: the error of D is thought to come at the read.

Says: D: line: not 2. `repeat` stands at another line while D sleeps.
"""

ANSWERS = {
    "A: line": 4,
    "B: line": 2,
    "A: why": "b",
    "C: times": 10000000,
    "C: change": 2,
    "D: line": 2,
    "E: line": 2,
    "E: lacks": "write_eof",
    "B: 3.11": "return",
    "B: 3.13": "wait",
}
