"""Lighthouse and the Nu HTML checker (vnu), from npm: ``python tests/support/checkers.py`` installs what node/package-lock.json pins.

The site needs neither, and the tests that use them are skipped where they are not there.  Lighthouse needs Chromium, vnu Java.
"""

import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent / "node"
STORE = Path(sys.prefix) / "checkers"
HOW = "python tests/support/checkers.py, with npm"


def place() -> Path:
    """The folder for these versions."""
    return STORE / hashlib.sha256(b"".join(path.read_bytes() for path in sorted(HERE.iterdir()))).hexdigest()[:16]


def install() -> None:
    """Install what is locked; only once for each lock."""
    if (folder := place()).exists():
        return
    new = folder.with_suffix(".new")
    shutil.rmtree(new, ignore_errors=True)
    shutil.copytree(HERE, new)
    subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], cwd=new, check=True)
    new.rename(folder)


def lighthouse(browser: str, runs: list[tuple[str, str]]) -> list[dict]:
    """For each address and form, mobile or desktop: the scores and what was measured, as lighthouse.mjs prints it."""
    program = [shutil.which("node"), place() / "lighthouse.mjs", browser, json.dumps(runs)]
    done = subprocess.run(program, capture_output=True, text=True, timeout=600)
    return json.loads(done.stdout) if not done.returncode else [{"error": re.sub(r"\s+", " ", done.stderr)[-500:]} for _ in runs]


def vnu(pages: list[Path]) -> list[dict]:
    """The errors of HTML pages: dicts with url, lastLine and message."""
    jar = place() / "node_modules/vnu-jar/build/dist/vnu.jar"
    program = ["java", "-Xss8m", "-XX:TieredStopAtLevel=1", "-jar", jar, "--errors-only", "--exit-zero-always", "--format", "json", *pages]
    done = subprocess.run(program, capture_output=True, text=True, timeout=600)
    return json.loads(done.stderr)["messages"]


if __name__ == "__main__":
    install()
