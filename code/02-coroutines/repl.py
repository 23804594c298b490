"""A dialogue with the asyncio REPL, held by a program."""

import os
import subprocess
import sys
from pathlib import Path

LINES = """\
from temperature import temperature
await temperature("ada")
"""


def talk(lines):
    """Type lines into `python -m asyncio`; print its answers too."""
    done = subprocess.run(
        [sys.executable, "-B", "-m", "asyncio"], input=lines,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        cwd=Path(__file__).parent, env=os.environ | {"TERM": "dumb"},
        timeout=50)
    answers = done.stdout.split(">>> ")[1:]
    for line, answer in zip(lines.splitlines(), answers):
        print(">>>", line)
        print(answer, end="")


if __name__ == "__main__":
    talk(LINES)
