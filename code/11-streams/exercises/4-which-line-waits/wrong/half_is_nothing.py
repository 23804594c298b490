"""Wrong: readline is thought to give whole lines alone.

Says: C: times: not 0. What does `readline` give at the end of the stream, when half a line is
left?
"""

ANSWERS = {
    "A: line": 4,
    "B: line": 2,
    "A: why": "b",
    "C: times": 0,
    "C: change": 3,
    "D: line": 4,
    "E: line": 2,
    "E: lacks": "write_eof",
    "B: 3.11": "return",
    "B: 3.13": "wait",
}
