"""Wrong: except Exception is believed to catch a cancel.

Says: a: not 4. CancelledError is no Exception.
"""

ANSWERS = {
    "a": 4,
    "b": 10,
    "c": 12,
    "d": 0,
    "e": 22,
    "f": 0,
    "c: why": "b",
    "e: worker": "yes",
    "f: workers": "no",
    "b: at once": "no",
}
