"""Waits: an example from the chapter "http".

Written by `make scripts`: edit the chapter, not this file.
"""

import random


def waits(chance, base=0.5, cap=8):
    """The seconds to wait before each next try, without an end."""
    while True:
        yield chance.uniform(0, base)
        base = min(cap, 2 * base)


for seed in 7, 8, 7:
    row = waits(random.Random(seed))
    print(seed, *(f"{next(row):.2f}" for _ in range(6)))
