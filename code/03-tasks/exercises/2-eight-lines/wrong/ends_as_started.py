"""Wrong: what starts first is believed to end first.

Says: 4: not 'a ends'. It waits until 0.9 s.
"""

ANSWERS = [
    "a starts",
    "b starts",
    "d starts",
    "a ends",
    "b ends",
    "c starts",
    "d ends",
    "c ends",
]
