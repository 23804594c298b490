"""Wrong: asyncio.wait is believed to pass the cancel on.

Says: f: workers: not 'yes'. asyncio.wait only looks at its tasks.
"""

ANSWERS = {
    "a": 0,
    "b": 10,
    "c": "12",
    "d": 0,
    "e": 22,
    "f": 0,
    "c: why": "b",
    "e: worker": "yes",
    "f: workers": "yes",
    "b: at once": "no",
}
