"""Wrong: it closes in the order of opening, and stops at the first failure.

Says: F: first: not 'ada'. A stack: what comes off it first? Read again in chapter 9: Several at once, of which one fails.
"""

ANSWERS = {"A": "b", "B": "a", "C": "c", "D": "a", "E": "b", "A: line": 4, "C: prints": 1, "A: out of reach": 6,
           "F: first": "ada", "F: ada": "yes", "F: dee": "no", "F: error": "cy"}
