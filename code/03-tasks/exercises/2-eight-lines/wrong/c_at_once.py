"""Wrong: c is believed to be a task of its own.

Says: 3: not 'c starts'. c belongs to the same task as b:
"""

ANSWERS = [
    "a starts",
    "b starts",
    "c starts",
    "d starts",
    "b ends",
    "d ends",
    "a ends",
    "c ends",
]
