"""Whatever goes wrong: one message in the user's words, with file and line; what was good stays, and nothing is left behind."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from book import live
from tests import support
from tests.support import HEADER, PYTEST, ROOT, TOOLS, chapter, copy_project, files, heed_ctrl_c, of_no_page, run

pytestmark = of_no_page

CHAPTERS = {"01-good.md": chapter("print('good')"), "02-other.md": chapter("print('other')")}
OTHER, CELLS = "book/02-other.md", "import time\nprint('now')\ntime.sleep(100)"
STAYS = "nothing was built; the last good site is still there"


def edited(project):
    """Other prose in one chapter: a build is due, and executes nothing."""
    path = project / OTHER
    path.write_text(path.read_text().replace("Text.", "Text, and more."))


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A small project with its site."""
    project = copy_project(tmp_path_factory.mktemp("failures") / "p", CHAPTERS)
    status, text = run(project, TOOLS, "build")
    assert status == 0, text
    return project


@pytest.fixture
def tmp():
    """A temporary folder with a path that is short enough for sockets."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


@pytest.fixture
def project(built, tmp_path):
    return shutil.copytree(built, tmp_path / "p")


def with_text(text):
    """A second chapter with another text in place of its prose."""
    return (HEADER + CHAPTERS["02-other.md"]).replace("Text.", text).encode("utf-8", "surrogateescape")


def slide(text):
    """A slide in the first chapter, which slides/mine.md takes."""
    return (HEADER + CHAPTERS["01-good.md"]).replace("Text.", f"Text.\n\n:::{{slide}}\n{text}\n:::").encode()


MINE = f"{HEADER}\n# Mine\n\nText.\n\n:::{{take}} good\na-chapter\n:::\n".encode()
NO_YAML = "the header of this page is no YAML: "
FAULTS = {  # what is written where, and what is said
    "an empty page": ({OTHER: b""}, f"{OTHER}:1: this page is empty"),
    "blank lines": ({OTHER: b"\n \n"}, f"{OTHER}:1: this page is empty"),
    "an empty deck of one's own": ({"slides/mine.md": b""}, "slides/mine.md:1: this page is empty"),
    "no title": ({OTHER: HEADER.encode()}, f"{OTHER}:1: this page has no title, such as `# My chapter`"),
    "no title in a page without cells": ({OTHER: b"Text.\n"}, f"{OTHER}:1: this page has no title, such as `# My chapter`"),
    "a header that is not closed": ({OTHER: b"---\na: [1\n---\n\n# A\n"}, f"{OTHER}:2: {NO_YAML}expected"),
    "a header of two colons": ({"book/preface.md": b"---\nb: 1\na: b: c\n---\n\n# A\n"}, f"book/preface.md:3: {NO_YAML}mapping"),
    "a header that is a sentence": ({OTHER: b"---\njust text\n---\n\n# A\n"}, f"{OTHER}:2: the header of this page must be lines"),
    "a NUL byte": ({OTHER: with_text("Te\0xt.")}, f"{OTHER}:8: a NUL byte"),
    "a byte that is not UTF-8": ({OTHER: with_text("Te\udce9xt.")}, f"{OTHER}:8: a byte that is not UTF-8"),
    "UTF-16": ({OTHER: "# A\n".encode("utf-16")}, f"{OTHER}:1: a byte that is not UTF-8"),
    "such a byte in the index": ({"book/index.md": b"# A\n\n\xe9\n"}, "book/index.md:3: a byte that is not UTF-8"),
    "such a byte in a helper": ({"code/tools/helper.py": b"a = 1\nb = '\xe9'\n"}, "code/tools/helper.py:2: a byte that is not UTF-8"),
    "symptoms that are no TOML": ({"book/symptoms.toml": b"\n[[symptom\n"}, "book/symptoms.toml:2: this is no TOML: Expected"),
    "a symptom of nothing": ({"book/symptoms.toml": b"\n[[symptom]]\nslug = 'x'\n"}, "book/symptoms.toml:2: this symptom has no fault"),
    "a symptom with another key": ({"book/symptoms.toml": b"\n[[symptom]]\nslugg = 'x'\nfault = []\n"},
                                   "book/symptoms.toml:2: this symptom cannot be read: got an unexpected keyword argument 'slugg'"),
    "versions that are no TOML": ({"code/versions.toml": b"a =\n"}, "code/versions.toml:1: this is no TOML: Invalid value"),
    "a picture that is not there": ({OTHER: with_text("Text,\nand ![](gone.png).")},
                                    f"{OTHER}:8: WARNING: image file not readable: gone.png [image.not_readable]"),
    "a fault on a slide that another deck takes": ({"book/01-good.md": slide("See [](#nowhere)."), "slides/mine.md": MINE},
                                                   "book/01-good.md:11: WARNING: 'myst' cross-reference target not found: 'nowhere'"),
}


@pytest.fixture(scope="module")
def said(built):
    """What the build says of each fault: {fault: (status, text, whether the site is as before)}."""
    before, found = files(built / "_build/site"), {}
    for name, (changes, _) in FAULTS.items():
        was = {path: (built / path).read_bytes() if (built / path).exists() else None for path in changes}
        for path, data in changes.items():
            (built / path).write_bytes(data)
        found[name] = *run(built, TOOLS, "build"), files(built / "_build/site") == before
        for path, data in was.items():
            (built / path).unlink() if data is None else (built / path).write_bytes(data)
    found["all undone"] = *run(built, TOOLS, "build"), files(built / "_build/site") == before
    return found


@pytest.mark.parametrize("fault", FAULTS)
def test_a_file_that_cannot_be_read_is_named_with_its_line(said, fault):
    status, text, same = said[fault]
    lines = [line for line in text.splitlines() if not re.match(r"(cells|book|slides) .* done in|cells .* cells$", line)]
    assert status == 1 and same, text
    assert lines[0].startswith(FAULTS[fault][1]) and lines[-1] == STAYS, text
    assert len(lines) - ("the warnings above are errors" in text) == 2, text


def test_after_the_fault_all_is_up_to_date(said):
    assert said["all undone"] == (0, "_build/site is up to date\n", True)


@pytest.mark.parametrize("change, said", {
    "a =\n": "this is no TOML: Invalid value", "[[change]]\nsince = '3'\n": "this change has no new",
    "[[change]]\nsince = '3'\nnew = '('\nold = ''\n": "this change cannot be read: missing )"}.items())
def test_versions_that_cannot_be_read(project, change, said):
    (project / "code/versions.toml").write_text(change)
    status, text = run(project, TOOLS, "scripts")
    assert status == 1 and text.startswith(f"code/versions.toml:1: {said}") and len(text.splitlines()) == 1, text


# --- what was damaged is made again


def emptied(path):
    path.write_bytes(b"")


def flipped(path):
    """As long as before, with another byte."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def a_file(path):
    shutil.rmtree(path)
    path.write_text("in the way")


def a_folder(path):
    path.unlink()
    path.mkdir()


DAMAGES = {
    "an emptied doctree": ("doctrees/01-good.doctree", emptied), "a changed doctree": ("doctrees/01-good.doctree", flipped),
    "a doctree that was taken": ("doctrees/01-good.doctree", os.unlink), "an emptied environment": ("doctrees/environment.pickle", emptied),
    "no build info": ("doctrees/book.buildinfo", os.unlink), "a file for all doctrees": ("doctrees", a_file),
    "another record": ("doctrees/made.json", lambda path: path.write_text("[]")), "no record": ("doctrees/made.json", os.unlink),
    "a folder for the stamp": ("site.json", a_folder), "a file for the site": ("site", a_file), "a file for the outputs": ("cells", a_file)}


def test_what_was_damaged_is_made_again(built, tmp_path):
    edits = {name: shutil.copytree(built, tmp_path / name) for name in ["nothing", *DAMAGES]}
    shutil.rmtree(edits["nothing"] / "_build/doctrees")
    (edits["nothing"] / "_build/site.json").unlink()
    for name, project in edits.items():
        edited(project)
        path = project / OTHER  # another title: all pages are written again
        path.write_text(path.read_text().replace("# A chapter", "# Another chapter"))
        if name in DAMAGES:
            path, damage = DAMAGES[name]
            damage(project / "_build" / path)
        status, text = run(project, TOOLS, "build")
        assert status == 0, f"{name}: {text}"
        assert files(project / "_build/site") == files(edits["nothing"] / "_build/site"), f"{name}: another site than from nothing"
        assert run(project, TOOLS, "build") == (0, "_build/site is up to date\n"), name


def test_a_damaged_part_of_the_run_buttons_is_made_again(tmp_path, monkeypatch, capsys):
    made, place = [], None

    def make(folder, out):
        out.mkdir()
        (out / "cm.js").write_text("whole")
        made.append(out)

    monkeypatch.setattr(live, "STORE", tmp_path)
    monkeypatch.setattr(live, "make", make)
    for damage in (None, None, emptied, os.unlink):
        live.assets.cache_clear()
        if damage:
            damage(place / "cm.js")
        place = live.assets()
        assert (place / "cm.js").read_text() == "whole"
    live.assets.cache_clear()
    assert len(made) == 3 and capsys.readouterr().out.count("damaged") == 2


@pytest.mark.parametrize("damage", ["a Python that was removed", "a package that was removed", "none"])
def test_a_damaged_venv_is_set_up_again(tmp_path, damage):
    for name in ("Makefile", "requirements.txt"):
        shutil.copy(ROOT / name, tmp_path)
    venv = tmp_path / ".venv"
    package = venv / "lib/python3.11/site-packages/sphinx"
    package.mkdir(parents=True)
    (venv / "bin").mkdir()
    (venv / "bin/python").symlink_to("/bin/true")
    lock = subprocess.run(["cksum"], stdin=(tmp_path / "requirements.txt").open(), capture_output=True, text=True).stdout.split()[0]
    (venv / f"ready-{sys.version.split()[0]}-{lock}").write_text("sphinx\n")
    if damage == "a Python that was removed":
        (venv / "bin/python").unlink()
        (venv / "bin/python").symlink_to("/nowhere/python3")
    elif damage == "a package that was removed":
        package.rmdir()
    env = {k: v for k, v in os.environ.items() if k not in ("MAKEFLAGS", "MAKELEVEL")} | {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": ""}
    done = subprocess.run(["make", "site", f"PYTHON={sys.executable}"], cwd=tmp_path, env=env, capture_output=True, text=True)
    assert ("setup   .venv" in done.stdout) == (damage != "none"), done.stdout + done.stderr


# --- stopped, killed, side by side


def start(project, *command, **env):
    """Start a build whose output can be read."""
    return subprocess.Popen([sys.executable, *(command or (TOOLS, "build"))], cwd=project, text=True, env=os.environ | env,
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, preexec_fn=heed_ctrl_c)


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_build_that_is_told_to_end_leaves_nothing(project, tmp, name):
    before = files(project)
    (project / OTHER).write_text(HEADER + chapter(CELLS))
    build = start(project, TMPDIR=str(tmp))
    assert "02-other: 1 cells" in build.stdout.readline()
    build.send_signal(getattr(signal, name))
    text, _ = build.communicate(timeout=60)
    assert build.returncode == 130 and text.splitlines()[-2:] == ["interrupted", STAYS], text
    assert not [*tmp.iterdir()]
    assert {path for path in files(project) if "__pycache__" not in path} == {path for path in before if "__pycache__" not in path}


def test_the_next_build_removes_what_a_killed_one_left(project, tmp, tmp_path):
    """But nothing of one that still runs, in another folder of the same system."""
    running = shutil.copytree(project, tmp_path / "running")
    builds = []
    for folder in (project, running):
        (folder / OTHER).write_text(HEADER + chapter(CELLS))
        builds.append(start(folder, TMPDIR=str(tmp)))
        assert "02-other: 1 cells" in builds[-1].stdout.readline()
    try:
        (project / "_build/stage-killed/site").mkdir(parents=True)
        builds[0].kill()
        builds[0].communicate()
        assert len([*tmp.iterdir()]) == 2
        (project / OTHER).write_text(HEADER + chapter("print('again')"))
        status, text = run(project, TOOLS, "build", TMPDIR=str(tmp))
        assert status == 0 and len([*tmp.iterdir()]) == 1 and not [*(project / "_build").glob("stage-*")], text
    finally:
        builds[1].send_signal(signal.SIGINT)
        text, _ = builds[1].communicate(timeout=20)
    assert "interrupted" in text and not [*tmp.iterdir()], text


def test_stopped_while_the_new_site_is_put_in_place(project):
    edited(project)
    shutil.copy(ROOT / "tests/support/stop_late.py", project / "tests/support")
    build = start(project, "tests/support/stop_late.py")
    text, _ = build.communicate(timeout=60)
    assert build.returncode == 130 and text.splitlines()[-2:] == ["interrupted", "the new site is in place"], text
    assert "and more" in (project / "_build/site/02-other.html").read_text()
    assert run(project, TOOLS, "build") == (0, "_build/site is up to date\n")


def test_two_builds_at_once(project):
    (project / OTHER).write_text(HEADER + chapter("import time\ntime.sleep(2)\nprint('both')"))
    first = start(project)
    assert "02-other: 1 cells" in first.stdout.readline()
    status, text = run(project, TOOLS, "build")
    assert (status, text.splitlines()) == (
        0, ["another build is running in this folder: waiting for it", "_build/site is up to date"])
    assert first.wait(20) == 0, first.stdout.read()


# --- where a build writes


@pytest.mark.parametrize("out, status, said", [
    (">&-", 0, ""), ("<&-", 0, ""), (">/dev/full", 1, "No space left on device"), ("| head -1", 1, "what this prints is no longer read")])
def test_an_output_that_takes_nothing(project, out, status, said):
    (project / OTHER).write_text(HEADER + chapter("print('new')"))
    command = f"set -o pipefail; exec 3>&2; {{ '{sys.executable}' {TOOLS} build; }} {out}"
    done = subprocess.run(["bash", "-c", command], cwd=project, capture_output=True, text=True)
    assert done.returncode == status and done.stderr == (f"{said}\n{STAYS}\n" if said else ""), done.stderr


def test_a_temporary_folder_with_a_long_path(project, tmp_path):
    long = tmp_path / ("long" * 30)
    long.mkdir()
    (project / OTHER).write_text(HEADER + chapter("print('new')"))
    status, text = run(project, TOOLS, "build", TMPDIR=str(long))
    assert status == 0 and not [*long.iterdir()], text


def test_a_file_in_the_way(tmp_path):
    project = copy_project(tmp_path, CHAPTERS)
    (project / "_build").write_text("")
    status, text = run(project, TOOLS, "build")
    assert (status, text) == (1, "_build: File exists\nnothing was built; there is no site yet\n")


def test_a_chapter_whose_name_is_hard_to_quote(project):
    (project / OTHER).rename(project / "book/02-a%20b? c.md")
    index = project / "book/index.md"
    index.write_text(index.read_text().replace("02-other", "02-a%20b? c"))
    assert run(project, TOOLS, "build")[0] == 0
    pages = [path.read_text() for path in (project / "_build/site").rglob("*.html")]
    links = re.findall(r'(?:href|src)="([^"]*02-[^"]*)"', "\n".join(pages))
    assert {re.sub("[?#].*", "", link) for link in links} == {
        *(up + "02-a%2520b%3F%20c.html" for up in ("", "../", "slides/", "/")),  # from the page of what is missing, the last
        "code/02-a%2520b%3F%20c.zip", "code/02-a%2520b%3F%20c/02-a%2520b%3F%20c.ipynb"}


# --- make update


def test_what_differs_when_it_runs_again_is_not_recorded(tmp_path):
    cell = chapter("import time\nprint(time.time_ns())").replace(":no-script: for a test", ":script: clock.py\n:differs: for a test")
    project = copy_project(tmp_path, {"01-clock.md": cell})
    status, text = run(project, TOOLS, "update")
    assert status == 1 and not (project / "code/01-clock/expected.txt").exists(), text
    assert re.search(r"^code/01-clock/clock.py:1: run twice, this script prints two things, and neither is recorded\n"
                     r"--- first\n\d+\nexit status 0\n--- again\n\d+\nexit status 0\n", text, re.M), text


def test_a_script_that_does_not_end_is_named(tmp_path):
    """By make update, and by the tests."""
    cell = chapter("import sys\nimport time\ntime.sleep(0 if 'ipykernel' in sys.modules else 60)").replace(
        ":no-script: for a test", ":script: sleeper.py")
    project = copy_project(tmp_path, {"01-sleep.md": cell})
    for command in ((TOOLS, "update"), (PYTEST, "-q", "-n0", "--color=no", "tests/code/test_scripts.py", "-k", "expected_ones")):
        status, text = run(project, *command, BOOK_SCRIPT_LIMIT="1")
        assert status == 1 and "Traceback" not in text and "subprocess.py" not in text, text
        assert re.search(r"^code/01-sleep/sleeper.py:1: this script ran longer than 1 s", text, re.M), text


# --- what tests find on a machine


def test_a_python_that_cannot_be_run_is_left_out(tmp_path, monkeypatch):
    for minor in (12, 13):
        python = tmp_path / f"versions/3.{minor}.0/bin/python3"
        python.parent.mkdir(parents=True)
        python.write_text("")
        python.chmod(0o644)
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    monkeypatch.setenv("PATH", "/nowhere")
    assert support.pythons.__wrapped__() == {support.HERE: sys.executable}
