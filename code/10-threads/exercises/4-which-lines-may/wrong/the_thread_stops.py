"""Wrong: a limit stops the thread as well.

Says: limit: end: not 1. What does the thread do when the wait is cancelled? And who waits for it?
"""

ANSWERS = {
    "line 7": "no",
    "line 8": "yes",
    "line 9": "no",
    "line 10": "yes",
    "line 11": "yes",
    "late": "b",
    "silence: line": 16,
    "log: line": 17,
    "faster": "process",
    "limit: error": 1,
    "limit: end": 1,
    "no GIL": "lines 7, 9 and 16",
    "face": "Runner",
}
