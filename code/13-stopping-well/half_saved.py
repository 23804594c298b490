"""Two ways to save a file, and a kill in the middle of each."""

import os
import sys
import time
from pathlib import Path

OLD, NEW = "[20, 20, 20]\n", "[21, 21, 21, 21]\n"


def write(path):
    with open(path, "w") as file:
        file.write(NEW[:8])
        file.flush()
        print("half is written")
        time.sleep(5)
        file.write(NEW[8:])


def save(path):
    """The old file or the new one, and nothing between."""
    new = path.with_suffix(".new")
    write(new)
    os.replace(new, path)


if __name__ == "__main__":
    {"write": write, "save": save}[sys.argv[1]](Path(sys.argv[2]))
