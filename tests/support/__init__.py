"""What all tests share: how they fail, other Pythons, proofs that hold, copies of the project."""

import difflib
import functools
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2]))  # behind the standard library, which has a module `code`

from book.tools.forks import Warm

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "_build" / "site"
HERE = sys.version_info[:2]  # this Python
CI = bool(os.environ.get("CI"))


# --- how a test fails, and when it need not run


def fail(where, what, want="", got="", names=("expected", "found")):
    """Fail with ``file:line: what`` and a diff, without a traceback."""
    diff = difflib.unified_diff(want.splitlines(), got.splitlines(), *names, lineterm="", n=2)
    pytest.fail("\n".join([f"{where}: {what}", *diff]), pytrace=False)


def fail_all(lines):
    """Fail where there are *lines*, each ``file:line: what``."""
    if lines := [*lines]:
        pytest.fail("\n".join(lines), pytrace=False)


def line_of(text, part, after=""):
    """The line of *part* in a text, below *after*."""
    return text[:text.index(part, text.index(after))].count("\n") + 1


def missing(what, how):
    """Skip where an optional program is missing; in CI that is a failure."""
    if CI:
        pytest.fail(f"{what} is missing: {how}", pytrace=False)
    pytest.skip(f"{what} is missing: {how}")


class Proof:
    """That something costly holds for some files: proven again where one of them changed, and each time in CI.

    *test* is the file of the test: what each proof depends on too is this, scripts beside it for the browser, what all
    tests share, how outputs are compared, this Python.  *more* is what else it depends on, as text.
    """

    def __init__(self, test, name, files, more=""):
        self.name, self.path = name, ROOT / "_build" / "proven" / name
        shared = [path for path in (ROOT / "tests/support").rglob("*.*") if path.is_file() and path.suffix != ".pyc"]
        files = {*files, *shared, Path(test), *Path(test).parent.glob("*.js"),
                 *(ROOT / name for name in ("tests/conftest.py", "book/tools/scripts.py", "book/tools/forks.py", "code/versions.toml"))}
        lines = [f"{path} {hashlib.sha256(path.read_bytes()).hexdigest()}\n" for path in sorted(files)]
        self.key = "".join([f"{sys.version}\n", *lines, more])

    def holds(self):
        return not CI and self.path.exists() and self.path.read_text(encoding="utf-8") == self.key

    def skip(self):
        pytest.skip(f"{self.name}: proven before, nothing changed since (in CI, and after make clean, it is proven again)")

    def note(self):
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(self.key, encoding="utf-8")


# --- other Pythons


@functools.cache
def pythons():
    """All CPythons from 3.11 on this machine, one of each minor version: {(3, 12): path}.

    Those of pyenv first: what ``which`` finds may be pyenv's slow script in their place.
    """
    home = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    found = {HERE: sys.executable}
    ask = "import sys; print(sys.implementation.name, *sys.version_info[:2])"
    for minor in range(11, 20):
        try:
            found_there = sorted(map(str, home.glob(f"versions/3.{minor}.*/bin/python3")))
        except OSError:  # a folder that this user may not read
            found_there = []
        paths = [*found_there, shutil.which(f"python3.{minor}")]
        for path in filter(None, paths):
            if (3, minor) in found:
                break
            try:
                done = subprocess.run([path, "-IS", "-c", ask], capture_output=True, text=True)
            except OSError:  # it cannot be run: somebody else's, or damaged
                continue
            if done.stdout == f"cpython 3 {minor}\n":
                found[3, minor] = path
    return found


def python_id(version):
    """The id of a test under another Python: python3.12."""
    return "python{}.{}".format(*version)


@functools.cache
def warm(python=sys.executable, *modules):
    """A warm Python with asyncio, or with *modules*, for the tests in this process."""
    from book.tools.scripts import environment

    nice = ["nice", "-n", "3"] if modules and shutil.which("nice") else []  # to scripts, which must be on time
    return Warm([*nice, python, "-B"], modules or ("asyncio",), environment(), path=Path(__file__).parent)


# --- copies of the project

HEADER = """\
---
jupytext: {text_representation: {extension: .md, format_name: myst}}
kernelspec: {name: python3, display_name: Python 3}
---
"""
# What builds import: the most of what a small one costs.
BUILD = ("furo", "ipykernel.compiler", "myst_nb.sphinx_ext", "nbclient", "sphinx.application", "sphinx.builders.latex",
         "sphinx.domains.cpp", "sphinx.domains.python", "sphinx_copybutton", "sphinx_design", "sphinx_design.extension",
         "sphinx_revealjs.builders")
TOOLS = "book/tools/__main__.py"  # its commands: build, execute, scripts, update
PYTEST = str(Path(pytest.__file__).with_name("__main__.py"))


of_no_page = pytest.mark.reads("symptoms")  # tests of a copy with other chapters: of the pages it has the table of symptoms alone


def copy_project(target, chapters=None):
    """A copy of the project in *target*, with its cells' outputs or with other chapters.

    *chapters* maps file names to texts; the copy then has these chapters and no scripts.
    """
    left_out = ["*.md", "[0-9][0-9]-*"] if chapters else []
    skip = shutil.ignore_patterns(".*", "__pycache__", *left_out)
    for name in ("book", "slides", "code", "tests"):
        shutil.copytree(ROOT / name, target / name, ignore=skip)
    for name in ("conf.py", "requirements.txt", "pyproject.toml", "Makefile"):
        shutil.copy2(ROOT / name, target)
    if chapters is None:
        from book.tools.chapter import outputs_folder  # not above: it takes a second

        outputs = outputs_folder().relative_to(ROOT)
        shutil.copytree(ROOT / outputs, target / outputs)
        return target
    toctree = "\n".join(["# Book", "", "```{toctree}", *chapters, "```", ""])
    (target / "book" / "index.md").write_text(toctree)
    for name, text in chapters.items():
        (target / "book" / name).write_text(HEADER + text)
    return target


def run(project, script, *arguments, **env):
    """Run a script with Python in *project*; returns its status and what it printed on both streams."""
    env = {k: v for k, v in os.environ.items() if k != "CHAPTER"} | {"NO_COLOR": "1"} | env  # with CI set Sphinx colours
    program = {"argv": [script, *arguments], "cwd": str(project), "env": env, "limit": 300, "one": True}
    [(text, _, status)] = warm(sys.executable, *BUILD).start([program])()
    return status, text


def files(folder):
    """All files below a folder: {path from it: bytes}."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


CELL = """
# {title}

Text.

```{{code-cell}} python
:no-script: for a test
{code}
```
"""


def chapter(code, title="A chapter"):
    """The text of a chapter with one cell, without its header."""
    return CELL.format(title=title, code=code)


def wait_for(condition, seconds=20, every=0.05):
    """Wait until *condition* is true; fail where that takes longer."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(every)


def heed_ctrl_c():
    """A shell lets what it starts in the background ignore Ctrl-C, nohup the end of the terminal, and that is inherited."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
