"""Wrong: what has to do with files is called I/O-bound.

Says: 6, a checksum: not 'io'. The video is in memory already: nothing has to be waited for.
Read again in chapter 1: Waiting and working: measure which it is.
"""

ANSWERS = {
    1: "io",
    2: "io",
    3: "io",
    4: "cpu",
    5: "io",
    6: "io",
    7: "io",
    8: "io",
    9: "io",
    10: "cpu",
    11: "io",
    12: "both",
}
