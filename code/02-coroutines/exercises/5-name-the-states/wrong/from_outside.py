"""Wrong: what is seen from outside is taken for what is seen from inside.

Says: 2, the first line of visit: not 'suspended'. Who calls note() here?
"""

ANSWERS = [
    "created",
    "suspended",
    "suspended",
    "suspended",
    "suspended",
]
