"""Here the tools lie in the folder code/tools; in a project of yours they may lie beside the tests."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "tools"))
