"""A pytest plugin: a test that passed runs again when something changed that it reads, and each time in CI.

``@pytest.mark.reads("symptoms")`` says of which pages a test reads anything (their source, code, outputs, the site's page
and deck): those that its own name has (``[05-groups]``), its module's CHAPTER, and those of the mark.  All that is of no
page it may read: when a tool, a style, a test or a program of this machine changed, all tests run.  What a test opens
itself is watched: it fails where that is of another page.  Those that run begin with the files that took longest.
"""

import contextlib
import hashlib
import json
import os
import re
import shutil
import sys
from collections import Counter
from pathlib import Path

import pytest

from . import CI, ROOT, pythons

PROVEN = ROOT / "_build" / "proven" / "tests.json"
INNER = "PYTEST_CURRENT_TEST" in os.environ  # a test runs these tests, in a copy: all of them
PAGE = re.compile(r"(?:(?:book|slides|_build/site(?:/slides|/_static/live)?)/([\w-]+)\.(?:md|toml|html|json)|_build/cells/\w+/([\w-]+)\.ipynb"
                  r"|code/(\d\d-[\w-]+)/(?!sections\.json$).*)$")  # headings are shown by judges of all chapters
SKIPPED = {"_build", "__pycache__", "node_modules", "answer.py"}
PROGRAMS = ("chromium-headless-shell", "chromium", "google-chrome", "node", "java", "xelatex", "pdftotext", "epubcheck", "git", "make")


def page_of(path):
    """The name of the page, without its number, to which a file of the project belongs; None where it is of none."""
    found = PAGE.match(path)
    return re.sub(r"^\d\d-", "", next(filter(None, found.groups()))) if found else None


def files():
    """A hash of each file that a test may read, by its path in the project, and what there is on this machine."""
    from book.tools import needs

    found = {f"the program {name}": str([place, *stamp(place)]) for name in PROGRAMS if (place := shutil.which(name))}
    found |= {"Python {}.{}".format(*version): str([path, *stamp(path)]) for version, path in pythons().items()}
    found |= {f"need {name}": str(version) for name, version in needs.of_pages().items()}
    found |= {name: os.environ.get(name, "") for name in ("CHAPTER", "BOOK_URL", "BOOK_WITHOUT")} | {"Python": sys.version}
    built = [*(ROOT / "_build/site").glob("*.html"), *(ROOT / "_build/site/slides").glob("*.html"), *(ROOT / "_build/cells").glob("*/*.ipynb")]
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in SKIPPED and not re.match(r"\.(git$|venv)", name)]
        built += [Path(folder, name) for name in names if name not in SKIPPED and not name.endswith(".pyc") and name != ".git"]
    contents = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in sorted(built) if path.is_file()}
    return found | {path: hashlib.sha256(content).hexdigest() for path, content in contents.items()}


def stamp(path):
    """What changes when another program has this name."""
    found = os.stat(path)
    return found.st_size, found.st_mtime_ns


watched = {"pages": None, "other": set()}  # of the test that runs
hooks = []


def watch(event, arguments):
    """Note what the test opens of other pages than its mark says."""
    if watched["pages"] is not None and event == "open" and isinstance(arguments[0], (str, Path)):
        path = os.path.abspath(arguments[0])
        if path.startswith(f"{ROOT}{os.sep}") and page_of(path := path[len(str(ROOT)) + 1:]) not in {None, *watched["pages"]}:
            watched["other"].add(path)


@contextlib.contextmanager
def unwatched():
    """What is read for other tests too, or to see whether something is up to date, is not what the test reads."""
    pages, watched["pages"] = watched["pages"], None
    try:
        yield
    finally:
        watched["pages"] = pages


def asked(request, fixture, parameter):
    """What of a *parameter* the tests have that use a *fixture* and run."""
    holds = request.config.pluginmanager.get_plugin("kept").holds
    return {item.callspec.params[parameter] for item in request.session.items if fixture in item.fixturenames and not holds(item)}


class Kept:
    """What of this run need not run, and what is proven by it."""

    def __init__(self, config):
        self.config, self.on = config, not INNER
        given = getattr(config, "workerinput", {})
        self.files, self.before = given.get("kept") or ((files(), read()) if self.on else ({}, {}))
        self.pages, self.reads, self.now = {}, {}, {}

    def key(self, pages):
        """One hash of what belongs to no page, or to one of these."""
        if pages not in self.pages:
            made_from = [(path, key) for path, key in self.files.items() if (page := page_of(path)) is None or page in pages]
            self.pages[pages] = hashlib.sha256(json.dumps(made_from).encode()).hexdigest()
        return self.pages[pages]

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node):  # all workers do the same, in the same order
        node.workerinput["kept"] = self.files, self.before

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items):
        if not self.on:
            return
        every = {page_of(path) for path in self.files} - {None}
        seconds = Counter()
        for item in items:
            if marks := [*item.iter_markers("reads")]:
                own = getattr(getattr(item.module, "CHAPTER", None), "stem", "")
                named = {page for page in every if page in f"{item.nodeid.partition('[')[2]} {own}"}
                self.reads[item.nodeid] = frozenset(named.union(*(mark.args for mark in marks)))
                assert self.reads[item.nodeid] <= every, f"{item.nodeid}: its mark says what is no page: {self.reads[item.nodeid] - every}"
            if not self.holds(item):
                seconds[item.nodeid.rpartition("::")[0]] += self.before.get(item.nodeid, ["", 0.2])[1]
        if hasattr(self.config, "workerinput"):
            items.sort(key=lambda item: -seconds[item.nodeid.rpartition("::")[0]])
        if self.reads and not hooks:
            hooks.append(watch)
            sys.addaudithook(watch)

    def holds(self, item):
        return not CI and item.nodeid in self.reads and self.before.get(item.nodeid, [""])[0] == self.key(self.reads[item.nodeid])

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item):
        if self.holds(item):
            pytest.skip("proven before, nothing that it reads changed since (in CI, and after make clean, it is proven again)")
        reads = self.reads.get(item.nodeid)
        watched.update(pages=reads, other=set())
        item.user_properties.append(("key", "" if reads is None else self.key(reads)))

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_teardown(self, item):
        watched["pages"] = None
        if watched["other"]:
            pytest.fail(f"{item.nodeid}: it reads what its mark `reads` does not say: {', '.join(sorted(watched['other']))}", pytrace=False)

    def pytest_runtest_logreport(self, report):
        if (key := dict(report.user_properties).get("key")) is not None:
            _, seconds = self.now.get(report.nodeid, ["", 0])
            passed = report.outcome == "passed" and (report.when == "setup" or self.now.get(report.nodeid, [""])[0])
            self.now[report.nodeid] = [key if passed else "", round(seconds + report.duration, 3)]

    def pytest_sessionfinish(self, session):
        if self.on and self.now and not hasattr(session.config, "workerinput"):
            same = self.files == files()  # nobody edited anything meanwhile
            known = read() | {name: [key if same else "", seconds] for name, (key, seconds) in self.now.items()}
            PROVEN.parent.mkdir(parents=True, exist_ok=True)
            new = PROVEN.with_suffix(f".{os.getpid()}")
            new.write_text(json.dumps(known, indent=0), encoding="utf-8")
            new.replace(PROVEN)


def read():
    """What was proven before, and how long it took: {test: [key, seconds]}."""
    try:
        found = json.loads(PROVEN.read_text(encoding="utf-8"))
        return {name: [str(key), float(seconds)] for name, (key, seconds) in found.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}  # there is none, or it is damaged
