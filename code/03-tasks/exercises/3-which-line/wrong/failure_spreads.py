"""Wrong: the failure is believed to be raised in main, and to stop the others.

Says: failure: line: not 12. tasks[0] is the save of ada.
"""

ANSWERS = {
    "sum: line": "10",
    "sum: why": "B",
    "failure: line": "12",
    "failure: why": "c",
    "loss: line": 12,
    "loss: why": "a",
    "repaired: seconds": "0.4",
}
