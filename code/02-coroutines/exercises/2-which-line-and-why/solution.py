"""Exercise: which line does each warning show, and why?"""

import warnings
from pathlib import Path

LINES = {"one": "E", "two": "H", "three": "C", "four": "G"}

WHY = {"one": 2, "two": 3, "three": 1, "four": 4}


async def keep(what):
    print("kept", what)


box = []


def evening():
    first = keep("one")       # A
    box.append(keep("two"))   # B
    keep("three")             # C
    last = keep("four")       # D  # noqa: F841
    first = None              # E  # noqa: F841
    print("evening is over")  # F


if __name__ == "__main__":
    with warnings.catch_warnings(record=True) as shown:
        warnings.simplefilter("always")
        evening()                     # G
        box.clear()                   # H
        print("the end")              # I
    lines = Path(__file__).read_text(encoding="utf-8").splitlines()
    print([lines[one.lineno - 1].partition("# ")[2][0] for one in shown], sorted(LINES.values()))
