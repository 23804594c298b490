"""Wrong: the time of a limit is believed to be the time at which the program goes on.

Says: three: seconds: not 1. When the time is over the block is asked to stop. What has it still to do?
"""

ANSWERS = {
    "one: whose": "outer", "one: seconds": 1.0, "one: caught": "no",
    "two: whose": "inner", "two: seconds": 1.5,
    "three: whose": "inner", "three: seconds": 1.0,
    "four: whose": "none", "four: seconds": 2.0,
    "five: whose": "inner", "five: seconds": 1.0,
}
