"""Wrong: what is in a list is thought to go with the function.

Says: two, line: not 'G'. Line G runs for as long as `evening` does. When that returns, the object
is gone, or something else still refers to it.
"""

LINES = {"one": "E", "two": "G", "three": "C", "four": "G"}

WHY = {"one": 2, "two": 4, "three": 1, "four": 4}
