"""Wrong: return_exceptions is believed to hide the cancel of the one who waits.

Says: d: not 17. return_exceptions is about what the tasks raise, and here d itself is cancelled.
"""

ANSWERS = {
    "a": 0,
    "b": 10,
    "c": 12,
    "d": 17,
    "e": 22,
    "f": 0,
    "c: why": "b",
    "e: worker": "yes",
    "f: workers": "no",
    "b: at once": "no",
}
