"""Wrong: a child that catches its failure is believed to end the group.

Says: f prints: not 'group'. For the group no child has failed: quiet ends well.
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
    "e, ada": "runs",
    "f prints": "group",
    "f, ada": "cancelled",
    "e: line": 34,
    "e: why": "b",
    "d: line": 0,
    "b: why": "c",
}
