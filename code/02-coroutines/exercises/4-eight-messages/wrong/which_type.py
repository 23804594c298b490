"""Wrong: the type in the message is not looked at.

Says: D, object dict: not 1. Cause 1 awaits the function itself, so the message would name the
type `function`.
"""

ANSWERS = {
    "A": 3,
    "B": 5,
    "C": 8,
    "D": 1,
    "E": 7,
    "F": 2,
    "G": 6,
    "H": 4,
}
