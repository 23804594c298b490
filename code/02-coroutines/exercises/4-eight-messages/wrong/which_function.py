"""Wrong: the two messages of the compiler are confused.

Says: F, outside async function: not 7. Cause 7 is found by the compiler: there is no function
around it at all.
"""

ANSWERS = {
    "A": 3,
    "B": 5,
    "C": 1,
    "D": 8,
    "E": 2,
    "F": 7,
    "G": 6,
    "H": 4,
}
