"""Wrong: the line that made the object is given.

Says: one, line: not 'A'. In that line the object is alive: the name `first` refers to it.
"""

LINES = {"one": "A", "two": "B", "three": "C", "four": "D"}

WHY = {"one": 2, "two": 3, "three": 1, "four": 4}
