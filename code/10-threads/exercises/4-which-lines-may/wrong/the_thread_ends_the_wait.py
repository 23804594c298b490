"""Wrong: first the thread ends, and then the wait.

Says: limit: error: not 5. The wait for the thread is cancelled at the limit.
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
    "limit: error": 5,
    "limit: end": 1,
    "no GIL": "lines 7, 9 and 16",
    "face": "Runner",
}
