"""Wrong: nothing of asyncio may be called from a thread.

Says: line 8: not 'no'. What wakes the loop, and in which thread is `storm.set` called?
"""

ANSWERS = {
    "line 7": "no",
    "line 8": 'no',
    "line 9": "no",
    "line 10": 'no',
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
