"""Wrong: a task is believed to be heard of, and to be safe, wherever it is made.

Says: loss: line: not 11. Here its task is made. Who ends it, and when?
"""

ANSWERS = {
    "sum: line": 9,
    "sum: why": "a",
    "failure: line": 11,
    "failure: why": "b",
    "loss: line": 11,
    "loss: why": "b",
    "repaired: seconds": 0.9,
}
