"""Wrong: a limit is believed to interrupt a blocking call.

Says: four: whose: not 'inner'. time.sleep does not give the thread back. When could the loop call the timer?
"""

ANSWERS = {
    "one: whose": "Outer", "one: seconds": "1", "one: caught": "No",
    "two: whose": "inner", "two: seconds": "1.5",
    "three: whose": "inner", "three: seconds": "1.5",
    "four: whose": "inner", "four: seconds": "0.5",
    "five: whose": "outer", "five: seconds": "2.0",
}
