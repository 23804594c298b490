"""The EPUB: one that epubcheck accepts, with what the cells printed, readable on a phone."""

import contextlib
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup

from book.tools import build
from book.tools.chapter import chapters
from tests.book.test_site import WIDE, only_on_slides, shown, source_of, texts, words
from tests.support import ROOT, TOOLS, copy_project, fail, fail_all, files, missing, of_no_page, run

CHAPTERS = {chapter.path.stem: chapter for chapter in chapters()}
each_chapter = pytest.mark.parametrize("chapter", CHAPTERS.values(), ids=CHAPTERS)


@pytest.fixture(scope="module")
def epub(site, tmp_path_factory):
    """The EPUB of what was read for the site; it takes no `make epub`."""
    stage = tmp_path_factory.mktemp("epub") / "stage"
    status, text = run(ROOT, "tests/support/build_epub.py", str(stage))
    assert status == 0 and not text, text
    return stage / "site" / build.EPUB


@pytest.fixture(scope="module")
def unzipped(epub, tmp_path_factory):
    """Its files, as a reading program has them."""
    folder = tmp_path_factory.mktemp("unzipped")
    with zipfile.ZipFile(epub) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture(scope="module")
def pages(unzipped):
    """Its pages, by name."""
    return {path.stem: BeautifulSoup(path.read_bytes(), "html.parser") for path in sorted(unzipped.glob("*.xhtml"))}


def epubcheck(path):
    """What epubcheck says against an EPUB, line by line."""
    if not (program := shutil.which("epubcheck")):
        missing("epubcheck", "apt-get install epubcheck, which needs Java")
    program = Path(program).resolve()
    command = ["java", "-jar", program] if program.suffix == ".jar" else [program]
    done = subprocess.run([*command, path], capture_output=True, text=True)
    found = re.findall(r"^(?:FATAL|ERROR|WARNING).*", done.stdout + done.stderr, re.M)
    return found or [done.stdout + done.stderr] * bool(done.returncode)


def test_epubcheck_accepts_it(epub):
    fail_all(f"{build.EPUB}:1: {line}" for line in epubcheck(epub)[:20])


@each_chapter
def test_it_shows_what_was_executed(chapter, pages):
    assert chapter.executed
    cells = pages[chapter.path.stem].select("div.cell")
    here = [cell for cell in chapter.cells if "remove-cell" not in cell.metadata.get("tags", ())]
    assert len(cells) == len(here), "cells of the chapter"
    for cell, container in zip(here, cells):
        source, outputs = shown(container)
        if source != source_of(cell):
            fail(cell.where, "the EPUB shows other code", cell.source, source)
        if outputs != list(texts(cell)):
            fail(cell.where, "the EPUB shows another output", "\n".join(texts(cell)), "\n".join(outputs))


@each_chapter
def test_nothing_of_a_slide_is_in_it(chapter, pages):
    text = words(pages[chapter.path.stem].get_text())
    fail_all(f"{chapter.name}:1: of a slide: {line}" for line in only_on_slides(chapter) if line in text)


@each_chapter
def test_hints_and_solutions_can_be_unfolded(chapter, pages):
    """Each in a <details> with a title; where a reading program knows none, all of it is there."""
    page, text = pages[chapter.path.stem], chapter.path.read_text(encoding="utf-8")
    want = [name.title() for name in re.findall(r"^:::\{(hint|solution)\}", text, re.M)]
    assert [title for summary in page.select("details > summary") if (title := summary.get_text()) in ("Hint", "Solution")] == want
    assert not page.select("summary p, button, input, form, script")


def test_it_asks_nobody_for_anything(unzipped, pages):
    """No script, and nothing from another host; links lead there."""
    for name, page in pages.items():
        for element in page.select("script, iframe, img[src*='//'], link[href*='//'], source, object"):
            fail(f"{name}.xhtml:1", f"the EPUB loads {element}")
    for path in unzipped.rglob("*.css"):
        assert not re.search(r"@import|url\(", path.read_text(encoding="utf-8")), path.name
    assert not [path for path in unzipped.rglob("*") if path.suffix in (".js", ".woff2")]


def test_its_contents_name_the_chapters_in_order(unzipped):
    tree = ElementTree.parse(unzipped / "nav.xhtml")
    links = [a.get("href") for a in tree.iter("{http://www.w3.org/1999/xhtml}a")]
    pages = [link.removesuffix(".xhtml") for link in links if "#" not in link]
    assert [page for page in pages if page in CHAPTERS] == [*CHAPTERS], pages
    assert {"preface", "glossary", "symptoms"} <= {*pages}, pages


def test_no_page_is_wider_than_a_phone(browser, unzipped):
    with contextlib.closing(browser.new_page(viewport={"width": 390, "height": 844})) as page:
        for path in sorted({*unzipped.glob("*.xhtml")} - {unzipped / "nav.xhtml"}):  # a reading program draws the contents itself
            page.goto(path.as_uri(), wait_until="load")
            reached, wide = page.evaluate(WIDE)
            if reached > 390:
                fail(f"{path.name}:1", f"{reached} pixels wide on a phone of 390: {', '.join(wide)}")


# --- as a part of the site

PAGE = """
# A page

A [link](https://example.org), a <br> and a <a href="slides/index.html">link to the decks</a>.

```{code-cell} python
:no-script: for a test
:tags: [hide-output]
from IPython.display import HTML

HTML("<p>one<br>two</p><svg viewBox='0 0 9 9'><path d='M1 1'></path></svg>")
```
"""


@pytest.fixture(scope="module")
def projects(tmp_path_factory):
    """Two books of one page, built with the EPUB."""
    found = []
    for name in ("one", "other"):
        found.append(copy_project(tmp_path_factory.mktemp(name), {"01-page.md": PAGE}))
        status, text = run(found[-1], TOOLS, "build", "epub")
        assert status == 0, text
    return found


@of_no_page
def test_two_are_the_same_byte_for_byte(projects):
    one, other = (project / "_build/site" / build.EPUB for project in projects)
    assert one.read_bytes() == other.read_bytes()


@of_no_page
def test_html_that_is_no_xml_is_made_xml(projects):
    with zipfile.ZipFile(projects[0] / "_build/site" / build.EPUB) as archive:
        page = ElementTree.fromstring(archive.read("01-page.xhtml"))
        assert archive.infolist()[0].filename == "mimetype" and archive.infolist()[0].compress_type == zipfile.ZIP_STORED
    assert page.findall(".//{http://www.w3.org/2000/svg}path") and "link to the decks" in "".join(page.itertext())
    assert [a.get("href") for a in page.iter("{http://www.w3.org/1999/xhtml}a")] == ["https://example.org"]


@of_no_page
def test_epubcheck_is_asked(projects, tmp_path):
    """One with a picture that is not there it refuses."""
    bad = tmp_path / "bad.epub"
    with zipfile.ZipFile(projects[0] / "_build/site" / build.EPUB) as old, zipfile.ZipFile(bad, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            new.writestr(entry, data.replace(b"</h1>", b'</h1><img src="gone.png"/>') if entry.filename == "01-page.xhtml" else data)
    assert any("gone.png" in line for line in epubcheck(bad))


@of_no_page
def test_it_stays_until_the_book_changes(projects):
    """As the PDF does; a page that cannot be XML is named, and the last one stays."""
    project = projects[1]
    path, made = project / "book/01-page.md", project / "_build/site" / build.EPUB
    status, text = run(project, TOOLS, "build")
    assert status == 0 and made.exists(), text
    before = files(project / "_build/site")
    path.write_text(path.read_text(encoding="utf-8") + "\nMore, <b>bold.\n", encoding="utf-8")
    status, text = run(project, TOOLS, "build", "epub")
    assert status == 1 and "book/01-page.md: WARNING: in the EPUB this page is no XML: mismatched tag" in text, text
    after = files(project / "_build/site")
    assert before == after, [name for name in before if before[name] != after.get(name)]
    path.write_text(path.read_text(encoding="utf-8").replace("<b>", ""), encoding="utf-8")
    status, text = run(project, TOOLS, "build")
    assert status == 0 and "epub    was out of date and is left out: make epub" in text and not made.exists(), text


def test_its_link_is_there_where_it_is(site):
    page = BeautifulSoup((site / "index.html").read_text(encoding="utf-8"), "html.parser")
    assert bool(page.select(f'a[href="{build.EPUB}"]')) == (site / build.EPUB).exists()
