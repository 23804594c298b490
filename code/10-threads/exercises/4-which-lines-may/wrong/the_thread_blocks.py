"""Wrong: the call in the thread is taken for the one that stops the heart.

Says: silence: line: not 15. The call blocks, but where?
"""

ANSWERS = {
    "line 7": "no",
    "line 8": "yes",
    "line 9": "no",
    "line 10": "yes",
    "line 11": "yes",
    "late": "b",
    "silence: line": 15,
    "log: line": 17,
    "faster": "process",
    "limit: error": 1,
    "limit: end": 5,
    "no GIL": "lines 7, 9 and 16",
    "face": "Runner",
}
