"""A cell that needs what is missing is not run: its page shows what was recorded, and says so."""

import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import docutils
import pytest

from book.tools import needs
from book.tools.chapter import chapters
from tests.support import PYTEST, ROOT, TOOLS, chapter, copy_project, heed_ctrl_c, missing, of_no_page, run, wait_for

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


@of_no_page
def test_what_was_run_is_recorded(recorded):
    versions = f"docutils {docutils.__version__}, Python {sys.version.split()[0]}"
    script = hashlib.sha256((recorded / "code/01-good/parts.py").read_bytes()).hexdigest()[:8]
    want = f"=== parts.py\n--- recorded with {versions}, on {date.today()} ({script})\nthere is docutils 0\n"
    assert want in (recorded / "code/01-good/expected.txt").read_text()


@of_no_page
def test_where_it_is_there_it_runs(project):
    status, text = run(project, TOOLS, "build")
    assert status == 0 and "missing" not in text, text
    assert "there is docutils 0" in shown(project) and NOTE not in shown(project)


@of_no_page
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


@of_no_page
def test_update_keeps_what_was_recorded(project):
    expected = project / "code/01-good/expected.txt"
    old = expected.read_text().replace(f"on {date.today()}", "on 2026-01-02")
    for environment in WITHOUT, {}:
        expected.write_text(old)
        status, text = run(project, TOOLS, "update", **environment)
        assert status == 0, text
        assert expected.read_text() == old


@of_no_page
@pytest.mark.parametrize("old, new, message", [
    ("docutils\n:no", "docutil\n:no", "book/01-good.md:{}: `:needs:` knows no docutil; docutils?"),
    (":script: parts.py", ":no-script: because", "book/01-good.md:{}: a cell with `:needs:` must have a script"),
    (":no-live", ":differs: because\n:no-live", "book/01-good.md:{}: a cell with `:needs:` must have a script, without `:differs:`"),
    ('"there is', '"there was', "book/01-good.md:{}: docutils is missing: make world; nothing is recorded of parts.py as it is now"),
    (":no-live: a page has no docutils\n", "", "book/01-good.md:{}: a cell with `:needs:` cannot run in the page: say `:no-live:` and why"),
    ("parts.py", "others.py", "book/01-good.md:{}: docutils is missing: make world; nothing is recorded of others.py, so it has to run once"),
])
def test_what_cannot_be_is_told(project, old, new, message):
    path = project / "book/01-good.md"
    path.write_text(path.read_text().replace(old, new))
    status, text = run(project, TOOLS, "build", **WITHOUT)
    line = path.read_text().splitlines().index("import docutils") + 1
    assert status == 1 and message.format(line) in text, text


@of_no_page
def test_a_cell_of_two_that_are_one_script(project):
    """What the script printed stands below the last; a tag that it raises is no fault."""
    path = project / "book/01-good.md"
    first = "```{code-cell} python\n:script: parts.py\n:no-live: for a test\nprint('there was docutils')\n```\n"
    raises = CELL.replace(":no-live", ":tags: [raises-exception]\n:no-live").replace("parts", "raises").replace("__version__[:1]", "nothing")
    path.write_text(path.read_text().replace(CELL, f"{first}\n{CELL}\n{raises}"))
    assert run(project, TOOLS, "update")[0] == 0
    status, text = run(project, TOOLS, "build", **WITHOUT)
    assert status == 0, text
    assert shown(project).count(NOTE) == 2 and "AttributeError: module 'docutils' has no attribute 'nothing'" in shown(project)
    assert re.search(rf"{NOTE}.*\s+there was docutils\s+there is docutils 0", shown(project))
    assert len(re.findall("^there was docutils$", shown(project), re.M)) == 1
    status, text = run(project, PYTEST, "-q", "-n0", "--color=no", "tests/book/test_site.py", "-k", "shows_what_was_executed", **WITHOUT)
    assert status == 0, text


@of_no_page
def test_a_page_follows_what_is_recorded(project):
    assert run(project, TOOLS, "build", **WITHOUT)[0] == 0
    expected = project / "code/01-good/expected.txt"
    expected.write_text(expected.read_text().replace("there is docutils 0", "there is docutils 7"))
    assert run(project, TOOLS, "build", **WITHOUT)[0] == 0
    assert "there is docutils 7" in shown(project)


@of_no_page
@pytest.mark.parametrize("code", ["print(docutils)", "def f():\n    return docutils", "[docutils for _ in '1']"])
def test_a_cell_that_uses_what_may_not_have_run(project, code):
    path = project / "book/01-good.md"
    path.write_text(f"{path.read_text()}\n```{{code-cell}} python\n:no-script: for a test\n{code}\n```\n")
    status, text = run(project, TOOLS, "build")
    lines = path.read_text().splitlines()
    places = lines.index(code.splitlines()[0]) + 1, lines.index("import docutils") + 1
    assert status == 1 and "{}: docutils is made by a cell that needs docutils (book/01-good.md:{})".format(*places) in text, text


@of_no_page
def test_tests_leave_out_what_is_missing_and_ci_refuses(project):
    """The other programs of the page are compared."""
    with open(project / "book/01-good.md", "a") as page:
        for name, option in ("needy", ":needs: docutils\n"), ("plain", ""):
            (project / f"code/01-good/{name}.py").write_text(f"print({name!r})\n")
            page.write(f"\n```{{code-cell}} python\n:script: {name}.py\n{option}:no-live: for a test\n!python {name}.py\n```\n")
    assert run(project, TOOLS, "update")[0] == 0
    assert run(project, TOOLS, "build", **WITHOUT)[0] == 0
    ask = PYTEST, "-q", "-n0", "--color=no", "tests/code/test_scripts.py", "-k", "prints or expected or chapters_code"
    status, text = run(project, *ask, **WITHOUT, CI="")
    assert status == 0 and len(re.findall(r"^SKIPPED .*: docutils is missing: make world$", text, re.M)) == 1, text
    status, text = run(project, *ask, **WITHOUT, CI="1")
    assert status == 1 and "docutils is missing: make world" in text, text
    (project / "code/01-good/plain.py").write_text("import os\nprint('BOOK_READS' in os.environ)\n")  # it is where cells run
    assert run(project, TOOLS, "execute", **WITHOUT)[0] == 0
    status, text = run(project, *ask, **WITHOUT, CI="")
    assert "the page does not show what code/01-good/plain.py prints" in text, text


WITH_A_SERVER = """
# A

Text.

```{code-cell} python
:script: ask.py
:needs: postgresql
:no-live: a page has no PostgreSQL
import glob, tempfile
from postgres import server

with server() as address, open("ran", "w") as file:
    file.write(str(len(glob.glob(tempfile.gettempdir() + "/postgres-py-*"))))
```

```{code-cell} python
:no-script: for a test
CODE
```
"""


WAIT = "import time\ntime.sleep(100)"


@of_no_page
@pytest.mark.parametrize("code, how", [("1 / 0", None), (WAIT, signal.SIGINT), (WAIT, signal.SIGKILL)], ids=["fails", "interrupted", "killed"])
def test_a_server_ends_with_the_build(code, how, tmp_path):
    """Which fails, is interrupted, is killed; the cells of a page have one."""
    need_postgresql()
    temporary = Path(tempfile.mkdtemp(prefix="n", dir="/tmp"))  # with a short path
    temporary.chmod(0o777)
    project = copy_project(tmp_path, {"01-a.md": WITH_A_SERVER.replace("CODE", code)})
    build = subprocess.Popen([sys.executable, "book/tools", "execute"], cwd=project, env=os.environ | {"TMPDIR": str(temporary)},
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, preexec_fn=heed_ctrl_c)
    if how:
        wait_for(lambda: (project / "code/01-a/ran").exists() and (project / "code/01-a/ran").read_text() == "1", 60)
        build.send_signal(how)
    text, _ = build.communicate(timeout=150)
    assert build.returncode and ("ZeroDivisionError" in text) == (not how), text
    wait_for(lambda: not [*temporary.glob("*postgres-*")])
    wait_for(lambda: str(temporary) not in all_that_runs())
    shutil.rmtree(temporary)


def all_that_runs():
    return subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True).stdout


def test_a_page_that_is_edited_while_a_build_runs_stops_nothing(monkeypatch, capsys):
    monkeypatch.setattr(needs, "kept", lambda path: None)
    needs.say_missing()
    assert capsys.readouterr().out == ""


def test_cells_share_a_server_and_no_database(monkeypatch):
    need_postgresql()
    import postgres

    def ask(address, sql):
        command = [postgres.programs() / "psql", "-AtX", address, "-c", sql]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    with postgres.server() as first:
        monkeypatch.setenv(postgres.RUNS, first.partition("host=")[2])
        for _ in range(2):
            with postgres.server() as address, postgres.server() as at_the_same_time:
                for one in address, at_the_same_time:
                    assert one.partition("host=")[2] == first.partition("host=")[2]
                    ask(one, "create table seat (n int)")
        assert ask(first, "select count(*) from pg_database where datname like 'book%'") == "0"


@of_no_page
def test_what_a_killed_guard_left_the_next_server_removes():
    need_postgresql()
    import postgres

    with pytest.raises(RuntimeError), postgres.server() as address:
        folder = Path(address.partition("host=")[2])
        server = int((folder / "data/postmaster.pid").read_text().split()[0])
        os.kill(int(Path(f"/proc/{server}/stat").read_text().rpartition(")")[2].split()[1]), signal.SIGKILL)
        time.sleep(0.2)
        assert folder.exists()
        raise RuntimeError
    mine = Path(tempfile.mkdtemp(prefix="postgres-py-", dir=folder.parent))
    (mine / "backup").write_text("what somebody keeps")
    mine.chmod(0o777)
    with postgres.server():
        assert not folder.exists()
    assert (mine / "backup").exists()
    shutil.rmtree(mine)


def need_postgresql():
    import postgres

    if not postgres.programs():
        missing("PostgreSQL", needs.POSTGRESQL)


@pytest.mark.parametrize("page", [one for one in chapters() if one.needs] or [None], ids=lambda page: page and page.path.stem)
def test_a_chapter_without_any_of_it(page, tmp_path):
    """Its other cells run as ever, and its page says what did not."""
    if page is None:
        return  # no cell needs anything
    project = copy_project(tmp_path)
    status, text = run(project, TOOLS, "execute", CHAPTER=page.path.stem[:2], BOOK_WITHOUT=" ".join(page.needs))
    assert status == 0 and f"{page.path.stem}: done" in text, text


def test_no_plugin_but_xdist_is_loaded(request):
    """What the libraries bring is not for these tests."""
    assert {found.project_name for _, found in request.config.pluginmanager.list_plugin_distinfo()} <= {"pytest-xdist"}


@of_no_page
def test_postgresql_ends_with_the_program_that_started_it(tmp_path):
    need_postgresql()
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
        assert done.returncode and folder.name.startswith("postgres-py-"), done
        wait_for(lambda gone=folder: not gone.exists())
        wait_for(lambda gone=folder: str(gone) not in all_that_runs(), 5)
