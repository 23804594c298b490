"""Splits: an example from the chapter "streams".

Written by `make scripts`: edit the chapter, not this file.
"""

from itertools import combinations, pairwise


def splits(data):
    """All ways to cut data into pieces."""
    for count in range(len(data)):
        for cuts in combinations(range(1, len(data)), count):
            ends = 0, *cuts, len(data)
            yield [data[a:b] for a, b in pairwise(ends)]


print(list(splits(b"abc")))
print(sum(1 for pieces in splits(b"ada 21.5\n")))
