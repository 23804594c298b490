"""A cell that needs what is missing is not run: its page shows what was recorded, and says so."""

import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import docutils
import pytest

from tests.support import ROOT, TOOLS, chapter, copy_project, missing, run, wait_for

sys.path.append(str(ROOT / "code/tools"))
CELL = """```{code-cell} python
:script: parts.py
:needs: docutils
:no-live: a page has no docutils
import docutils

print("there is docutils", docutils.__version__[:1])
```
"""
PAGE = f"{chapter('print(1)')}\n{CELL}"
WITHOUT = {"BOOK_WITHOUT": "docutils"}
NOTE = "Recorded, not run here"


@pytest.fixture(scope="module")
def recorded(tmp_path_factory):
    """A project with one cell that needs docutils, which `make update` has run."""
    project = copy_project(tmp_path_factory.mktemp("needs") / "p", {"01-good.md": PAGE})
    text = (project / "pyproject.toml").read_text()
    (project / "pyproject.toml").write_text(re.sub(r"^world = .*", 'world = ["docutils"]', text, flags=re.M))
    status, text = run(project, TOOLS, "update")
    assert status == 0, text
    return project


@pytest.fixture
def project(recorded, tmp_path):
    return shutil.copytree(recorded, tmp_path / "p")


def shown(project, page="01-good.html"):
    html = (project / "_build/site" / page).read_text()
    return re.sub(r"<[^>]*>", "", html).replace("&#39;", "'")


def test_what_was_run_is_recorded(recorded):
    versions = f"docutils {docutils.__version__}, Python {sys.version.split()[0]}"
    want = f"=== parts.py\n--- recorded with {versions}, on {date.today()}\nthere is docutils 0\n"
    assert want in (recorded / "code/01-good/expected.txt").read_text()


def test_where_it_is_there_it_runs(project):
    status, text = run(project, TOOLS, "build")
    assert status == 0 and "missing" not in text, text
    assert "there is docutils 0" in shown(project) and NOTE not in shown(project)


def test_where_it_is_missing_page_and_deck_say_so(project):
    expected = project / "code/01-good/expected.txt"
    expected.write_text(expected.read_text().replace(f"on {date.today()}", "on 2026-01-02"))
    status, text = run(project, TOOLS, "build", **WITHOUT)
    assert status == 0, text
    assert "cells   01-good: recorded outputs are shown, docutils is missing: make world" in text
    for page in "01-good.html", "slides/01-good.html":
        note = f"{NOTE}: with docutils {docutils.__version__}, Python {sys.version.split()[0]}, on 2026-01-02."
        assert re.search(rf"{re.escape(note)}\s*there is docutils 0", shown(project, page)), page
    status, text = run(project, TOOLS, "build")  # it is there again
    assert status == 0 and NOTE not in shown(project), text


def test_update_keeps_what_was_recorded(project):
    expected = project / "code/01-good/expected.txt"
    old = expected.read_text().replace(f"on {date.today()}", "on 2026-01-02")
    for environment in WITHOUT, {}:
        expected.write_text(old)
        status, text = run(project, TOOLS, "update", **environment)
        assert status == 0, text
        assert expected.read_text() == old


@pytest.mark.parametrize("old, new, message", [
    ("docutils\n:no", "docutil\n:no", "book/01-good.md:{}: `:needs:` knows no docutil; docutils?"),
    (":script: parts.py", ":no-script: because", "book/01-good.md:{}: a cell with `:needs:` must have a script: what that prints is recorded"),
    (":no-live: a page has no docutils\n", "", "book/01-good.md:{}: a cell with `:needs:` cannot run in the page: say `:no-live:` and why"),
    ("parts.py", "others.py", "book/01-good.md:{}: docutils is missing: make world; nothing is recorded of others.py, so it has to run once"),
])
def test_what_cannot_be_is_told(project, old, new, message):
    path = project / "book/01-good.md"
    path.write_text(path.read_text().replace(old, new))
    status, text = run(project, TOOLS, "build", **WITHOUT)
    line = path.read_text().splitlines().index("import docutils") + 1
    assert status == 1 and message.format(line) in text, text


def test_postgresql_ends_with_the_program_that_started_it(tmp_path):
    import postgres

    if not postgres.programs():
        missing("PostgreSQL", "apt-get install postgresql")
    program = f"""
import os, signal, sys
sys.path.append({str(ROOT / "code/tools")!r})
import postgres
with postgres.server() as address:
    print(address.partition("host=")[2], flush=True)
    os.kill(os.getpid(), signal.SIG{{}})
"""
    for name in "KILL", "TERM", "INT":
        (tmp_path / "program.py").write_text(program.format(name))
        done = subprocess.run([sys.executable, tmp_path / "program.py"], capture_output=True, text=True)
        folder = Path(done.stdout.strip())
        assert done.returncode and folder.name.startswith("postgres-"), done
        wait_for(lambda gone=folder: not gone.exists())
