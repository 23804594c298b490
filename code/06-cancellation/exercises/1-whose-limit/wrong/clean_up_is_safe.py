"""Wrong: a clean-up is believed to be safe from a second cancel.

Says: five: seconds: not 10. A second cancel cuts the clean-up.
"""

ANSWERS = {
    "one: whose": "outer", "one: seconds": 1.0, "one: caught": "no",
    "two: whose": "inner", "two: seconds": 1.5,
    "three: whose": "inner", "three: seconds": 1.5,
    "four: whose": "none", "four: seconds": 2.0,
    "five: whose": "inner", "five: seconds": 10,
}
