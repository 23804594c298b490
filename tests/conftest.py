"""What all tests share: the built site, a browser, other Pythons, copies of the project."""

import difflib
import functools
import gc
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SITE = ROOT / "_build" / "site"


def fail(where, what, want="", got="", names=("expected", "found")):
    """Fail with ``file:line: what`` and a diff, without a traceback."""
    diff = difflib.unified_diff(want.splitlines(), got.splitlines(), *names, lineterm="", n=2)
    pytest.fail("\n".join([f"{where}: {what}", *diff]), pytrace=False)


def missing(what, how):
    """Skip where an optional program is missing; in CI that is a failure."""
    if os.environ.get("CI"):
        pytest.fail(f"{what} is missing: {how}", pytrace=False)
    pytest.skip(f"{what} is missing: {how}")


class Proof:
    """That something costly holds for some files: proven again where one of them changed, and each time in CI.

    What each proof depends on too: the tests, how outputs are compared, this Python.
    """

    def __init__(self, name, files):
        self.name, self.path = name, ROOT / "_build" / "proven" / name
        files = {*files, *ROOT.glob("tests/*.py"), ROOT / "book/scripts.py", ROOT / "code/expected/versions.toml"}
        lines = [f"{path} {hashlib.sha256(path.read_bytes()).hexdigest()}\n" for path in sorted(files)]
        self.key = "".join([f"{sys.version}\n", *lines])

    def holds(self):
        return not os.environ.get("CI") and self.path.exists() and self.path.read_text(encoding="utf-8") == self.key

    def skip(self):
        pytest.skip(f"{self.name}: proven before, nothing changed since (in CI, and after make clean, it is proven again)")

    def note(self):
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(self.key, encoding="utf-8")


@functools.cache
def pythons():
    """All CPythons from 3.11 on this machine, one of each minor version: {(3, 12): path}.

    Those of pyenv first: what ``which`` finds may be pyenv's slow script in their place.
    """
    home = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    found = {sys.version_info[:2]: sys.executable}
    ask = "import sys; print(sys.implementation.name, *sys.version_info[:2])"
    for minor in range(11, 20):
        paths = [*sorted(map(str, home.glob(f"versions/3.{minor}.*/bin/python3"))), shutil.which(f"python3.{minor}")]
        for path in filter(None, paths):
            if (3, minor) in found:
                break
            done = subprocess.run([path, "-IS", "-c", ask], capture_output=True, text=True)
            if done.stdout == f"cpython 3 {minor}\n":
                found[3, minor] = path
    return found


@functools.cache
def warm(python=sys.executable, *modules):
    """A warm Python with asyncio, or with *modules*, for the tests in this process."""
    from scripts import environment
    from warm import Warm

    nice = ["nice", "-n", "3"] if modules and shutil.which("nice") else []  # to scripts, which must be on time
    return Warm(python, modules or ("asyncio",), environment(), nice)


@pytest.fixture(scope="session")
def site():
    """The folder of the site, built from the files that are here now."""
    import build

    key, have = build.inputs(), build.fresh()
    if not have.get("book") == have.get("slides") == key:
        pytest.fail("_build/site is not up to date: run make first", pytrace=False)
    return SITE


def copy_project(target, chapters=None):
    """A copy of the project in *target*, with its cells' outputs or with other chapters.

    *chapters* maps file names to texts; the copy then has these chapters and no scripts.
    """
    skip = shutil.ignore_patterns(".*", *(["*.md"] if chapters else []))
    for name in ("book", "slides", "code", "tests"):
        shutil.copytree(ROOT / name, target / name, ignore=skip)
    for name in ("conf.py", "requirements.txt", "pyproject.toml"):
        shutil.copy(ROOT / name, target)
    if chapters is None:
        from chapter import cache_path  # not above: it takes a second, and conftest is read in each process

        cells = Path(cache_path()).relative_to(ROOT)
        shutil.copytree(ROOT / cells, target / cells, ignore=shutil.ignore_patterns("*.db*"))
        for database in (ROOT / cells).glob("*.db"):  # others read it now, and note that they did
            with sqlite3.connect(database) as old, sqlite3.connect(target / cells / database.name) as new:
                old.backup(new)
        return target
    for pattern in ("code/*.py", "code/*/*.py", "code/expected/*.txt", "slides/*.md"):
        for path in target.glob(pattern):
            path.unlink()
    toctree = "\n".join(["# Book", "", "```{toctree}", *chapters, "```", ""])
    (target / "book" / "index.md").write_text(toctree)
    for name, text in chapters.items():
        (target / "book" / name).write_text(HEADER + text)
    return target


def pytest_collection_finish():
    """What is loaded by now stays: judges and pytest collect garbage often, and need not look through it."""
    gc.collect()
    gc.freeze()


# The longest files, in this order, start first; the tests of the first two share one costly fixture.
LONG = ["test_examples.py", "test_site.py", "test_live.py", "test_mutations.py", "test_decks.py", "test_build.py"]


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: LONG.index(item.path.name) if item.path.name in LONG else len(LONG))


def pytest_xdist_make_scheduler(config, log):
    """A process stays with a file, where its browser and its page are open, and helps with others at the end."""
    from xdist.scheduler import LoadScopeScheduling

    def file(scope):
        return scope.partition("::")[0]

    class ByFile(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            if Path(file(nodeid)).name in LONG[:2]:
                return file(nodeid)
            return nodeid.rpartition("::")[0] if nodeid.count("::") > 1 else nodeid  # a class has a page of its own

        def _assign_work_unit(self, node):
            last = {n: file([*units][-1]) for n, units in self.assigned_work.items() if units}
            taken = {*last.values()} - {"tests/test_build.py"}  # its tests share nothing
            best = min(self.workqueue, key=lambda scope: (file(scope) != last.get(node), file(scope) in taken))
            self.workqueue.move_to_end(best, last=False)
            super()._assign_work_unit(node)

    return ByFile(config, log)


HEADER = """\
---
jupytext: {text_representation: {extension: .md, format_name: myst}}
kernelspec: {name: python3, display_name: Python 3}
---
"""


# What builds import: the most of what a small one costs.
BUILD = ("furo", "ipykernel.compiler", "jupyter_cache.cache.db", "myst_nb.sphinx_ext", "nbclient", "sphinx.application",
         "sphinx.builders.latex", "sphinx.domains.cpp", "sphinx.domains.python", "sphinx_copybutton", "sphinx_design",
         "sphinx_design.extension", "sphinx_revealjs.builders", "sqlalchemy.dialects.sqlite")


def command(project, script, *arguments, **env):
    """Run a script with Python in *project*; returns its status and what it printed on both streams."""
    env = {k: v for k, v in os.environ.items() if k != "BOOK_ONLY"} | env
    program = {"argv": [script, *arguments], "cwd": str(project), "env": env, "limit": 300, "one": True}
    [(text, _, status)] = warm(sys.executable, *BUILD).start([program])()
    return status, text


# The first is Chromium without its windows: each page costs a third.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="module")  # Playwright's event loop is not for the tests after it
def browser():
    """Chromium, driven by Playwright."""
    from playwright.sync_api import Error, sync_playwright

    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(
                executable_path=path, args=[
                    "--no-sandbox", "--disable-background-networking",
                    "--js-flags=--no-wasm-tier-up --no-wasm-dynamic-tiering"])  # Python starts in half the time
        except Error:
            missing("a browser for the tests of decks and pages", "apt-get install chromium")
        yield browser
        browser.close()
