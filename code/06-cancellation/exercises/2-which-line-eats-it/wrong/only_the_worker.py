"""Wrong: a CancelledError at an await is believed to be the worker's own.

Says: e: not 0. The CancelledError may be e's own, and nobody raises it again.
"""

ANSWERS = {
    "a": 0,
    "b": 10,
    "c": 12,
    "d": 0,
    "e": "0",
    "f": 0,
    "c: why": "b",
    "e: worker": "No",
    "f: workers": "no",
    "b: at once": "no",
}
