"""Wrong: the inner except is believed to catch the outer limit.

Says: one: caught: not 'yes'. At the inner block the cancel of the outer one is still a CancelledError.
"""

ANSWERS = {
    "one: whose": "outer", "one: seconds": 1.0, "one: caught": "yes",
    "two: whose": "inner", "two: seconds": 1.5,
    "three: whose": "inner", "three: seconds": 1.5,
    "four: whose": "none", "four: seconds": 2.0,
    "five: whose": "outer", "five: seconds": 2.0,
}
