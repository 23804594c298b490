"""Notes which files of the project a kernel, or a Python that a cell starts, opens to read.

Python imports this at its start where this folder is on PYTHONPATH.  `execute.py` reads
the notes, so that cells are executed again where a file changed that they have read.
"""

import os
import sys


def install() -> None:
    """Append the path of each file below $BOOK_ROOT that is opened to the file $BOOK_READS; ``written`` stands before one opened to write.

    A file that is an argument of a child process is read by it: the child may be no Python, or one without these variables.
    """
    root, notes = os.environ.get("BOOK_ROOT"), os.environ.get("BOOK_READS")
    if not root or not notes:
        return
    log, seen = os.open(notes, os.O_WRONLY | os.O_APPEND | os.O_CREAT), set()
    below = root + os.sep

    def note(event, arguments):
        if event == "subprocess.Popen" and isinstance(arguments[1], (list, tuple)):
            for word in map(os.fsdecode, arguments[1]):
                path = os.path.normpath(os.path.join(os.fsdecode(arguments[2] or os.getcwd()), word))
                if path.startswith(below) and os.path.isfile(path):
                    os.write(log, os.fsencode(f"{path[len(below):]}\n"))
        elif event == "open" and isinstance(arguments[0], (str, bytes)) and arguments[0] not in seen:
            name = os.fsdecode(arguments[0])
            seen.add(arguments[0])
            path = os.path.normpath(os.path.join(os.getcwd(), name))
            if path.startswith(below):
                wrote = "written " if isinstance(arguments[1], str) and set(arguments[1]) & set("wax+") else ""
                os.write(log, os.fsencode(f"{wrote}{path[len(below):]}\n"))

    sys.addaudithook(note)


install()
