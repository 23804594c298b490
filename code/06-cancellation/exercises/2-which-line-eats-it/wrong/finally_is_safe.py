"""Wrong: a finally is believed to run always, and to let everything pass.

Says: b: not 0. What becomes of an exception when its finally returns?
"""

ANSWERS = {
    "a": 0,
    "b": 0,
    "c": 12,
    "d": 0,
    "e": 22,
    "f": 0,
    "c: why": "b",
    "e: worker": "yes",
    "f: workers": "no",
    "b: at once": "yes",
}
