"""Wrong: write is taken for a call that waits.

Says: A: line: not 3. `write` waits for nothing: it is not even awaited.
"""

ANSWERS = {
    "A: line": 3,
    "B: line": 2,
    "A: why": "a",
    "C: times": 10000000,
    "C: change": 2,
    "D: line": 4,
    "E: line": 2,
    "E: lacks": "write_eof",
    "B: 3.11": "return",
    "B: 3.13": "wait",
}
