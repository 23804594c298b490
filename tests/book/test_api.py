"""Names of Python's library in the text lead to its documentation; those of asyncio are spelt as Python spells them."""

import json
import re
import subprocess

import pytest
from bs4 import BeautifulSoup

from book.tools.api import DOCUMENTATION, NAME, UNDOCUMENTED, addresses
from tests.support import ROOT, TOOLS, copy_project, fail_all, of_no_page, pythons, run

HAVE_NONE = {"h1", "h2", "h3", "h4", "h5", "h6", "a"}, {"rubric", "admonition-title", "sd-summary-text", "caption-text"}
HAS = """
import asyncio, json, sys
def has(name):
    found = asyncio
    for part in name.split(".")[1:]:
        found = asyncio.AbstractEventLoop if part == "loop" else getattr(found, part, None)
    return found is not None
print(json.dumps([name for name in json.load(sys.stdin) if has(name)]))
"""
NAMES = """
# Names

The `{names[0]}`, `await asyncio.sleep(0.5)`, `asyncio.get_running_loop().time()`, `file.read()`, `asyncio.py`,
`asyncio.Queue.join`, `threading.Lock` and `Queue`.

## The `asyncio.run` of a title

A link, [`asyncio.run`](#names).
"""
GOOD, BAD = "asyncio.gather", "asyncio.gahter"


def place(page, name):
    """Where a name stands that is on a page: file:line."""
    for path in (ROOT / f"book/{page}.md", ROOT / "book/symptoms.toml"):
        lines = path.read_text(encoding="utf-8").split("\n") if path.exists() else []
        for number, line in enumerate(lines, 1):
            if re.search(rf"{re.escape(name)}(?![\w.]*\w)", line):
                return f"{path.relative_to(ROOT).as_posix()}:{number}"
    return f"book/{page}.md:1"


def has_none(tag):
    """Whether in a tag nothing is a link: a heading, and what is one already."""
    return tag.name in HAVE_NONE[0] or HAVE_NONE[1] & {*tag.get("class", ())}


@pytest.fixture(scope="module")
def said(site):
    """The names of asyncio in the text of the pages, each with where it first stands; and what has no link."""
    found, plain = {}, []
    for path in sorted(site.glob("*.html")):
        for code in BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser").select("code.literal"):
            links = {a.get_text(): a["href"] for a in code.select("a.api")}
            for name in NAME.findall(code.get_text()):
                if name.startswith("asyncio."):
                    found.setdefault(name, place(path.stem, name))
                    if name not in links.keys() | UNDOCUMENTED.keys() and not code.find_parent(has_none):
                        plain.append(f"{place(path.stem, name)}: {name} is no link to the documentation of Python")
    return found, plain


def test_each_name_of_asyncio_in_the_text_is_a_link(said):
    assert len(said[0]) > 30, "the book names much of asyncio"
    fail_all(said[1])


def test_each_name_of_asyncio_is_one_of_a_python_that_is_here(said):
    """Any of those found; what is only in the documentation of a newer one would be said to be."""
    text, here = json.dumps([*said[0]]), set()
    for python in pythons().values():
        here |= {*json.loads(subprocess.run([python, "-c", HAS], input=text, capture_output=True, text=True, check=True).stdout)}
    fail_all(f"{where}: {name} is in no Python of this machine ({', '.join(f'3.{minor}' for _, minor in pythons())})"
             for name, where in said[0].items() if name not in here)


def test_no_name_is_excused_in_vain(said):
    fail_all(f"book/tools/api.py:1: {name} stands in UNDOCUMENTED, and " + ("is documented" if name in addresses() else "no page has it")
             for name in UNDOCUMENTED if name in addresses() or name not in said[0])


def test_no_slide_has_such_a_link(site):
    """A wrong click would leave the lecture."""
    fail_all(f"_build/site/slides/{path.name}:1: a link to the documentation of Python" for path in site.glob("slides/*.html")
             if 'class="api ' in path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A book of one page, with a name that is misspelt."""
    return copy_project(tmp_path_factory.mktemp("api"), {"01-names.md": NAMES.format(names=[BAD])})


@of_no_page
def test_a_misspelt_name_is_named_with_its_line(project):
    status, text = run(project, TOOLS, "build", "book")
    assert status == 1 and "Traceback" not in text, text
    assert f"book/01-names.md:8: WARNING: {BAD} is not in the documentation of Python: is it misspelt?" in text, text


@of_no_page
def test_whole_names_link_in_any_code_and_nothing_else(project):
    path = project / "book/01-names.md"
    path.write_text(path.read_text(encoding="utf-8").replace(BAD, GOOD), encoding="utf-8")
    status, text = run(project, TOOLS, "build", "book")
    assert status == 0, text
    page = BeautifulSoup((project / "_build/site/01-names.html").read_text(encoding="utf-8"), "html.parser")
    links = [(a.get_text(), a["href"].removeprefix(f"{DOCUMENTATION}/library/")) for a in page.select("a.api")]
    assert links == [(name, f"{page}.html#{name}") for name, page in (
        (GOOD, "asyncio-task"), ("asyncio.sleep", "asyncio-task"), ("asyncio.get_running_loop", "asyncio-eventloop"),
        ("asyncio.Queue.join", "asyncio-queue"), ("threading.Lock", "threading"))], links
    assert page.select_one("code:-soup-contains('await')").get_text() == "await asyncio.sleep(0.5)"


@of_no_page
def test_an_inventory_that_cannot_be_read_is_named(project):
    path = project / "book/api/objects.inv"
    path.write_bytes(path.read_bytes()[:2000])
    status, text = run(project, TOOLS, "build", "book")
    assert status == 1 and "Traceback" not in text and "book/api/objects.inv:1: it cannot be read" in text, text
