"""Wrong: all names are believed to live until the program ends.

Says: four, line: not 'I'. The object is gone by then.
"""

LINES = {"one": "I", "two": "I", "three": "I", "four": "I"}

WHY = {"one": 5, "two": 5, "three": 5, "four": 5}
