"""Wrong: an inner limit is believed to count from the start of the program.

Says: two: seconds: not 1. A limit counts from the moment at which its block is entered.
"""

ANSWERS = {
    "one: whose": "outer", "one: seconds": 1.0, "one: caught": "no",
    "two: whose": "inner", "two: seconds": 1.0,
    "three: whose": "inner", "three: seconds": 1.5,
    "four: whose": "none", "four: seconds": 2.0,
    "five: whose": "outer", "five: seconds": 2.0,
}
