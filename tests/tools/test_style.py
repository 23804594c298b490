"""What ruff says of the Python here; its rules, and why some code is left out, are in pyproject.toml."""

import subprocess
import sys

from tests.support import ROOT, fail_all


def test_ruff_finds_nothing():
    done = subprocess.run([sys.executable, "-m", "ruff", "check", "--no-cache", "--output-format=concise",
                           *("book", "code", "tests", "slides", "bench", "conf.py")], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stderr
    fail_all(line for line in done.stdout.splitlines() if line.partition(":")[0].endswith(".py"))
