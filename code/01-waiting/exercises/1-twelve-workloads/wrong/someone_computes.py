"""Wrong: that a server computes makes it CPU-bound.

Says: 3, one row: not 'cpu'. The database server may compute, but your program waits for it.
"""

ANSWERS = {
    1: "io",
    2: "cpu",
    3: "cpu",
    4: "cpu",
    5: "io",
    6: "cpu",
    7: "io",
    8: "cpu",
    9: "io",
    10: "cpu",
    11: "io",
    12: "io",
}
