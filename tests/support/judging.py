"""For a warm Python: check.py and all judges; a submission is judged in the Python that asks, which is its own.

``judging.py NUMBER FILE`` prints what ``check.py NUMBER FILE`` does.
"""

import contextlib
import io
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2] / "code"))

import check

found = check.exercises()
for exercise in found:
    assert exercise.judge  # it is imported now


def judged(exercise, path):
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        return check.judge(exercise.number, path.read_text(encoding="utf-8")), printed.getvalue()


check.exercises, check.check = lambda: found, judged

if __name__ == "__main__":
    sys.exit(check.main())
