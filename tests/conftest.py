"""What all tests share: the built site, a browser, other Pythons, copies of the project."""

import difflib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SITE = ROOT / "_build" / "site"
sys.path.insert(0, str(ROOT / "book"))

from chapter import cache_path  # noqa: E402


def fail(where, what, want="", got="", names=("expected", "found")):
    """Fail with ``file:line: what`` and a diff, without a traceback."""
    diff = difflib.unified_diff(want.splitlines(), got.splitlines(), *names, lineterm="", n=2)
    pytest.fail("\n".join([f"{where}: {what}", *diff]), pytrace=False)


def missing(what, how):
    """Skip where an optional program is missing; in CI that is a failure."""
    if os.environ.get("CI"):
        pytest.fail(f"{what} is missing: {how}", pytrace=False)
    pytest.skip(f"{what} is missing: {how}")


def pythons():
    """All CPythons from 3.11 on this machine, one of each minor version: {(3, 12): path}."""
    home = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    found = {sys.version_info[:2]: sys.executable}
    paths = [shutil.which(f"python3.{n}") for n in range(11, 20)]
    paths += sorted(map(str, home.glob("versions/3.1[1-9]*/bin/python3")))
    for path in filter(None, paths):
        ask = "import sys; print(sys.implementation.name, *sys.version_info[:2])"
        done = subprocess.run([path, "-c", ask], capture_output=True, text=True)
        if match := re.fullmatch(r"cpython 3 (\d+)\n", done.stdout):
            if int(match[1]) >= 11:
                found.setdefault((3, int(match[1])), path)
    return found


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
    skip = shutil.ignore_patterns("__pycache__", ".*", *(["*.md"] if chapters else []))
    for name in ("book", "slides", "code", "tests"):
        shutil.copytree(ROOT / name, target / name, ignore=skip)
    for name in ("conf.py", "requirements.txt", "pyproject.toml"):
        shutil.copy(ROOT / name, target)
    if chapters is None:
        cells = Path(cache_path()).relative_to(ROOT)
        shutil.copytree(ROOT / cells, target / cells)
        return target
    for pattern in ("code/*.py", "code/*/*.py", "code/expected/*.txt", "slides/*.md"):
        for path in target.glob(pattern):
            path.unlink()
    toctree = "\n".join(["# Book", "", "```{toctree}", *chapters, "```", ""])
    (target / "book" / "index.md").write_text(toctree)
    for name, text in chapters.items():
        (target / "book" / name).write_text(HEADER + text)
    return target


def pytest_xdist_make_scheduler(config, log):
    """Tests that share a costly fixture run in one process, all others anywhere."""
    from xdist.scheduler import LoadScopeScheduling

    class ByFile(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            file = nodeid.partition("::")[0]
            return file if file in ("tests/test_examples.py", "tests/test_site.py") else nodeid

    return ByFile(config, log)


HEADER = """\
---
jupytext: {text_representation: {extension: .md, format_name: myst}}
kernelspec: {name: python3, display_name: Python 3}
---
"""


def command(project, *arguments, **env):
    """Run Python in *project*; returns its status and what it printed on both streams.

    It gives way to the scripts that run at the same time, which must be on time.
    """
    env = {k: v for k, v in os.environ.items() if k != "BOOK_ONLY"} | env
    nice = [shutil.which("nice"), "-n", "3"] if shutil.which("nice") else []
    done = subprocess.run([*nice, sys.executable, *arguments], cwd=project, env=env, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300)
    return done.returncode, done.stdout


@pytest.fixture(scope="module")  # Playwright's event loop is not for the tests after it
def browser():
    """Chromium, driven by Playwright."""
    from playwright.sync_api import Error, sync_playwright

    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(
                executable_path=path, args=["--no-sandbox", "--disable-background-networking"])
        except Error:
            missing("a browser for the tests of decks and pages", "apt-get install chromium")
        yield browser
        browser.close()
