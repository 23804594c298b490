"""The Makefile: with any Python, from any folder, and with one sentence where it cannot."""

import http.client
import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request

import pytest

from tests.support import ROOT, TOOLS, chapter, copy_project, heed_ctrl_c, of_no_page, run, wait_for

pytestmark = of_no_page

EXERCISE = """
## One

::::{exercise} one
:::{hint}
A hint.
:::

:::{solution}
:::
::::
"""
NAMES = "it's a \"book\" of mine"  # a folder that is hard to quote
GOOD = {"01-good.md": chapter("print('good')"), "02-other.md": chapter("print('other')")}


def link_venv(project):
    """Let a copy use the environment that is here: it was made by this Python."""
    (project / ".venv").symlink_to(ROOT / ".venv")
    return project


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A small project, in a folder with spaces and quotes in its name."""
    return link_venv(copy_project(tmp_path_factory.mktemp("make") / NAMES, GOOD))


def make(project, *arguments, cwd=None, **env):
    """Run make; its status and what it said."""
    env = {k: v for k, v in os.environ.items() if k not in ("CHAPTER", "MAKEFLAGS", "MAKELEVEL")} | env
    python = [] if any(a.startswith("PYTHON=") for a in arguments) else [f"PYTHON={sys.executable}"]
    done = subprocess.run(["make", *python, *arguments], cwd=cwd or project, env=env, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.returncode, done.stdout


def test_from_another_folder(project, tmp_path):
    """Its path has a space and quotes."""
    status, text = make(project, "-C", str(project), "site", cwd=tmp_path)
    assert status == 0 and (project / "_build/site/slides/01-good.html").exists(), text


def test_a_python_at_a_path_that_is_hard_to_quote(project, tmp_path):
    (tmp_path / NAMES).mkdir()
    python = tmp_path / NAMES / "python3"
    python.symlink_to(sys.executable)
    status, text = make(project, "scripts", f"PYTHON={python}")
    assert status == 0, text


@pytest.mark.parametrize("python", ["python3.99", "/no where/python3"])
def test_a_python_that_is_not_there(project, python):
    status, text = make(project, "site", f"PYTHON={python}")
    assert status == 2 and text.splitlines()[0] == f"{python} was not found; try make PYTHON=python3.13", text
    assert (project / ".venv").exists()


def test_an_old_python_is_refused(tmp_path):
    """The first words on a machine whose python3 is too old."""
    fake = tmp_path / "python3"  # one that says it is old
    fake.write_text(f"""#!/bin/sh
[ "$1" = -c ] && exec {shlex.quote(sys.executable)} -c "import sys; sys.version_info = (3, 9); exec(sys.argv[1])" "$2"
exec {shlex.quote(sys.executable)} "$@"
""")
    fake.chmod(0o755)
    for name in ("Makefile", "requirements.txt"):
        shutil.copy(ROOT / name, tmp_path)
    status, text = make(tmp_path, f"PYTHON={fake}")
    assert status != 0 and "Python 3.11 or newer is needed, this is 3.9" in text, text
    assert "Traceback" not in text and not (tmp_path / ".venv").exists()


@pytest.mark.parametrize("port", ["abc", "70000", "it's"])
def test_a_port_that_is_none(project, port):
    status, text = make(project, "live", f"PORT={port}")
    assert status == 2 and text.splitlines()[0] == f"PORT={port} is no port: it is a number up to 65535, such as 8000", text


@pytest.mark.parametrize("target", ["test", "update"])
def test_a_chapter_that_is_not_there(project, target):
    status, text = make(project, target, "CHAPTER=99")
    assert status == 2 and text.splitlines()[0] == "there is no chapter 99: CHAPTER is the number of one, 01, 02", text
    assert len(text.splitlines()) == 2, text  # the other is make's own


def test_update_of_one_chapter(project):
    for name in GOOD:
        path = project / "book" / name
        path.write_text(path.read_text().replace("print(", "print('changed', "))
    status, text = make(project, "update", "CHAPTER=02")
    assert status == 0 and "02-other: done" in text and "01-good" not in text, text
    assert "changed other" in (project / "code/02-other/expected.txt").read_text()


def test_a_chapter_is_named_by_a_variable(project):
    """As an argument it was ignored, and all chapters ran."""
    status, text = run(project, TOOLS, "update", "CHAPTER=02")
    assert (status, text) == (2, "update takes no CHAPTER=02; for one chapter: CHAPTER=05 in the environment, or make update CHAPTER=05\n")


def test_help_lists_each_target_with_its_words(project):
    status, text = make(project, "help")
    assert status == 0
    for line in text.splitlines():
        assert len(line.split(None, 2)) == 3, line
    assert "make test" in text and "CHAPTER=05" in text


def test_the_command_of_live(tmp_path):
    """What make starts, seen by a Python in the place of .venv's: it builds and watches what there is, and then the decks."""
    project = copy_project(tmp_path / NAMES, GOOD)
    for folder in ("bin", "lib/python3.11/site-packages/one"):
        (project / ".venv" / folder).mkdir(parents=True)
    (project / ".venv/ready").write_text("one")  # it was set up
    python = project / ".venv/bin/python"
    python.write_text('#!/bin/sh\nfor one; do printf "%s\\0" "$one"; done >>seen.txt; echo >>seen.txt\n')
    python.chmod(0o755)
    status, text = make(project, "live", "PORT=8123", "READY=.venv/ready")
    assert status == 0, text
    free, live = (line.split("\0")[:-1] for line in (project / "seen.txt").read_text().splitlines())
    assert free == ["book/tools", "free", "8123"]
    assert live[:2] == ["-m", "sphinx_autobuild"] and live[live.index("--port") + 1] == "8123"
    assert all((project / live[k + 1]).exists() for k, word in enumerate(live) if word == "--watch")
    decks = shlex.split(live[live.index("--post-build") + 1])
    assert decks[:3] == [".venv/bin/python", "-m", "sphinx"] and decks[decks.index("-b") + 1] == "revealjs"
    assert decks[decks.index("-d") + 1] == live[live.index("-d") + 1]  # both go on from the same doctrees


def test_live_rebuilds_book_and_decks_while_one_edits(tmp_path):
    """A chapter, its exercise, the style of the decks."""
    project = link_venv(copy_project(tmp_path, {"01-live.md": chapter("print('first')") + EXERCISE}))
    folder = project / "code/01-live/exercises/1-one"
    folder.mkdir(parents=True)
    for name in ("starter.py", "solution.py", "judge.py"):
        (folder / name).write_text("TODO = 'an exercise'\n")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    make = ["make", "live", f"PORT={port}", f"PYTHON={sys.executable}"]
    live = subprocess.Popen(make, cwd=project, start_new_session=True, env=os.environ | {"BROWSER": "true"},
                            preexec_fn=heed_ctrl_c,
                            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def shows(path, word):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}", timeout=5) as page:
                return word in page.read().decode()
        except (OSError, http.client.HTTPException):  # it is being written
            return False

    try:
        wait_for(lambda: shows("01-live.html", "first") and shows("slides/01-live.html", "first"), 60, 0.2)
        busy = subprocess.run(make, cwd=project, capture_output=True, text=True)
        assert busy.returncode and f"port {port} is in use, try: make live PORT={port + 1}" in busy.stderr
        text = project / "book/01-live.md"
        text.write_text(text.read_text().replace("first", "second").replace("Text.", "Other text."))
        wait_for(lambda: shows("01-live.html", "Other text.") and shows("slides/01-live.html", "second"), 60, 0.2)
        (folder / "solution.py").write_text("TODO = 'mended'\n")
        wait_for(lambda: shows("01-live.html", "mended"), 60, 0.2)
        style = project / "slides/theme/static/deck.css"
        style.write_text(style.read_text() + "/* new */\n")
        wait_for(lambda: shows("slides/01-live.html", "/* new */"), 60, 0.2)
    finally:
        os.killpg(live.pid, signal.SIGINT)
        live.wait(20)


def test_the_packages_of_before_stay_where_new_ones_cannot_be_had(tmp_path):
    """Another lock, and no network; the same lock with another time needs nothing."""
    for name in ("Makefile", "requirements.txt"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv/kept").touch()
    status, text = make(tmp_path, "site", PIP_NO_INDEX="1", PIP_FIND_LINKS="")
    assert status == 2 and "could not be installed (is there a network?); nothing was changed" in text, text
    assert sorted(path.name for path in tmp_path.iterdir()) == [".venv", "Makefile", "requirements.txt"]
    assert [path.name for path in (tmp_path / ".venv").iterdir()] == ["kept"]
