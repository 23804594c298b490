"""Wrong: gather is believed to cancel.

Says: a, ada: not 'cancelled'. gather cancels nobody when one fails.
"""

ANSWERS = {
    "a prints": "OSError",
    "a, ada": "cancelled",
    "b prints": "group",
    "b, ada": "cancelled",
    "c prints": "end",
    "c, ada": "cancelled",
    "d prints": "end",
    "d, ada": "runs",
    "e prints": "OSError",
    "e, ada": "runs",
    "f prints": "end",
    "f, ada": "ended",
    "e: line": 34,
    "e: why": "b",
    "d: line": 0,
    "b: why": "c",
}
