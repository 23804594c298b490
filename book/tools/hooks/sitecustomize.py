"""Notes which files of the project a kernel, or a Python that a cell starts, opens to read.

Python imports this at its start where this folder is on PYTHONPATH.  `execute.py` reads
the notes, so that cells are executed again where a file changed that they have read.
"""

import os
import sys


def install() -> None:
    """Append the path of each file below $BOOK_ROOT that is opened to the file $BOOK_READS; ``written`` stands before one opened to write."""
    root, notes = os.environ.get("BOOK_ROOT"), os.environ.get("BOOK_READS")
    if not root or not notes:
        return
    log, seen = os.open(notes, os.O_WRONLY | os.O_APPEND | os.O_CREAT), set()
    below = root + os.sep

    def note(event, arguments):
        if event == "open" and isinstance(arguments[0], (str, bytes)) and arguments[0] not in seen:
            name = os.fsdecode(arguments[0])
            seen.add(arguments[0])
            path = os.path.normpath(os.path.join(os.getcwd(), name))
            if path.startswith(below):
                wrote = "written " if isinstance(arguments[1], str) and set(arguments[1]) & set("wax+") else ""
                os.write(log, os.fsencode(f"{wrote}{path[len(below):]}\n"))

    sys.addaudithook(note)


install()
