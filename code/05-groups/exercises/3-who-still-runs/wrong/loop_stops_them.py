"""Wrong: the end of a loop over as_completed is believed to end its tasks.

Says: e, ada: not 'cancelled'. The loop ends, the tasks do not.
"""

ANSWERS = {
    "a prints": "OSError",
    "a, ada": "runs",
    "b prints": "group",
    "b, ada": "cancelled",
    "c prints": "end",
    "c, ada": "ended",
    "d prints": "end",
    "d, ada": "runs",
    "e prints": "OSError",
    "e, ada": "cancelled",
    "f prints": "end",
    "f, ada": "ended",
    "e: line": 33,
    "e: why": "a",
    "d: line": 0,
    "b: why": "c",
}
