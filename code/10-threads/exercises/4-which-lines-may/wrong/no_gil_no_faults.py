"""Wrong: without the GIL everything may be done.

Says: no GIL: not 'nothing'. Does line 16 hold the thread of the loop? To whom does a queue
belong?
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
    "limit: end": 5,
    "no GIL": 'nothing',
    "face": "Runner",
}
