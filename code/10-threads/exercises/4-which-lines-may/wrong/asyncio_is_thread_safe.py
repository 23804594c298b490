"""Wrong: what belongs to the loop may be used from anywhere.

Says: line 7: not 'yes'. The queue belongs to the loop. Who wakes the task that waits in
`get()`?
"""

ANSWERS = {
    "line 7": 'yes',
    "line 8": "yes",
    "line 9": 'yes',
    "line 10": "yes",
    "line 11": "yes",
    "late": "b",
    "silence: line": 16,
    "log: line": 17,
    "faster": "process",
    "limit: error": 1,
    "limit: end": 5,
    "no GIL": "lines 7, 9 and 16",
    "face": "Runner",
}
