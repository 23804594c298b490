"""One program on four loops: do they print the same, and does time pass?"""

import contextlib
import io
import time
from pathlib import Path

IMPORT = "import toyloop as asyncio"
LOOPS = {
    "asyncio": "import asyncio",
    "toy loop": IMPORT,
    "grown toy loop": "import grown as asyncio",
    "virtual clock": "import virtual as asyncio",
}


def transcript(import_line):
    """Run the program with another import; return what it prints."""
    path = Path(__file__).with_name("on_toyloop.py")
    program = path.read_text(encoding="utf-8").replace(IMPORT, import_line)
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(program, {"__name__": "__main__"})
    return printed.getvalue()


if __name__ == "__main__":
    expected = transcript(LOOPS["asyncio"])
    for name, import_line in LOOPS.items():
        begin = time.perf_counter()
        same = transcript(import_line) == expected
        waits = time.perf_counter() - begin > 0.9
        print(f"{name}: same {same}, waited {waits}")
