"""Wrong: wait is believed to raise, and to cancel, when its time is over.

Says: d, ada: not 'cancelled'. wait cancels nothing when its time is over.
"""

ANSWERS = {
    "a prints": "OSError",
    "a, ada": "runs",
    "b prints": "group",
    "b, ada": "cancelled",
    "c prints": "end",
    "c, ada": "ended",
    "d prints": "OSError",
    "d, ada": "cancelled",
    "e prints": "OSError",
    "e, ada": "runs",
    "f prints": "end",
    "f, ada": "ended",
    "e: line": 34,
    "e: why": "b",
    "d: line": 30,
    "b: why": "c",
}
