"""Wrong: E is thought to lack a drain.

Says: E: line: not 4. E reads all that `repeat` sends, so the buffer gets empty.
"""

ANSWERS = {
    "A: line": 4,
    "B: line": 2,
    "A: why": "b",
    "C: times": 10000000,
    "C: change": 2,
    "D: line": 4,
    "E: line": 4,
    "E: lacks": "drain",
    "B: 3.11": "return",
    "B: 3.13": "wait",
}
