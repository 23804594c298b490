"""Wrong: except OSError is believed to catch a group of one.

Says: b prints: not 'OSError'. The group puts what it has into an ExceptionGroup, and that is no OSError.
"""

ANSWERS = {
    "a prints": "OSError",
    "a, ada": "runs",
    "b prints": "OSError",
    "b, ada": "cancelled",
    "c prints": "end",
    "c, ada": "ended",
    "d prints": "end",
    "d, ada": "runs",
    "e prints": "OSError",
    "e, ada": "runs",
    "f prints": "end",
    "f, ada": "ended",
    "e: line": 34,
    "e: why": "b",
    "d: line": 0,
    "b: why": "b",
}
