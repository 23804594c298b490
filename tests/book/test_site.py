"""The pages, the decks and the PDF's source show what the cells printed, and only that."""

import contextlib
import json
import os
import re
import shutil
import subprocess
import time
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from bs4 import BeautifulSoup

from book.tools import build
from book.tools.chapter import chapters
from book.tools.pictures import DISPLAYED
from book.tools.ran import PLACE
from book.tools.scripts import says_more
from tests.support import ROOT, SITE, Proof, copy_project, fail, files, missing, run

CHAPTERS = {chapter.path.stem: chapter for chapter in chapters()}
each_chapter = pytest.mark.parametrize("chapter", CHAPTERS.values(), ids=CHAPTERS)
PAGE = "how-this-build-ran"
LOCAL_LINKS = {"a": "href", "link": "href", "script": "src", "img": "src", "source": "src"}


def soup(path):
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


class Pages(dict):
    """HTML pages, parsed when they are looked at: {path: soup}."""

    def __missing__(self, path):
        self[path] = soup(path)
        return self[path]


@pytest.fixture(scope="module")
def pages(site):
    """Pages of the site."""
    return Pages()


@pytest.fixture(scope="module")
def every_page(pages, site):
    """All pages of the site."""
    return {path: pages[path] for path in sorted(site.rglob("*.html")) if "_static" not in path.parts}


@pytest.fixture(scope="module")
def again(tmp_path_factory, site):
    """The same site, built in another folder from the same outputs, and what was said: (_build, text)."""
    project = copy_project(tmp_path_factory.mktemp("again"))
    extras = [path for pattern in build.EXTRAS_FILES.values() for path in site.glob(pattern)]
    for path in extras:  # PDF and hand-outs, where they are, are not made again but copied
        copy = project / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    stamp = build.fresh()
    sizes = {path.relative_to(site).as_posix(): path.stat().st_size for path in extras}
    parts = {part: stamp[part] for part in build.EXTRAS & stamp.keys()}
    (project / "_build/site.json").write_text(json.dumps({"parts": parts, "site": sizes}))
    status, text = run(project, "tests/support/build_and_tell.py")  # a hash seed of its own
    assert status == 0, text
    return project / "_build", text


@pytest.fixture(scope="module")
def tex(again):
    """The PDF's source, as text; it takes no TeX to write it."""
    return plain((again[0] / "latex/async-python.tex").read_text(encoding="utf-8"))


def test_two_builds_are_the_same_byte_for_byte(site, again):
    """In another folder, with other hashes; test_build executes the cells again."""
    assert " done in " in again[1] and not re.search(r"^cells .* done in", again[1], re.M), again[1]
    one, two = files(site), files(again[0] / "site")
    for made in (one, two) if f"{PAGE}.html" in one else ():  # the tests run meanwhile
        page = made[f"{PAGE}.html"].decode()
        made[f"{PAGE}.html"] = PLACE.sub(lambda found: "" if found[2] == "scripts" else found[0], page).encode()
    if (site / build.PDF).exists():
        one["the PDF's source"], two["the PDF's source"] = (
            path.read_bytes() for path in (site.parent / "async-python.tex", again[0] / "latex/async-python.tex"))
    if one.keys() != two.keys():
        fail("_build/site:1", "another build has other files", "\n".join(one), "\n".join(two))
    for name in one:
        if one[name] != two[name]:
            texts = (data[name].decode(errors="replace") for data in (one, two))
            fail(f"_build/site/{name}:1", "another build has another", *texts)


def test_the_decks_read_no_chapter_again(again, once):
    """html first, then revealjs and latex, on one environment; only remixed decks are new there."""
    read = re.findall(r"^(\w+) reads (.+)$", again[1], re.M)
    assert sorted(read_by for read_by, name in read if name in CHAPTERS) == ["html"] * len(CHAPTERS), again[1]
    assert sorted(re.findall(r"^.* reads .*$", once[1], re.M)) == ["html reads 01-once", "html reads index"], once[1]


def plain(text):
    """The text of Sphinx's LaTeX without the macros that colour and escape code."""
    names = {"lt": "<", "gt": ">", "ob": "{", "cb": "}", "us": "_", "sh": "#", "pc": "%", "at": "@",
             "dl": "$", "am": "&", "hy": "-", "sq": "'", "dq": '"', "ti": "~", "ca": "^", "bs": "\\",
             "lb": "[", "rb": "]"}
    text = re.sub(r"\\PYG\{[^}]*\}\{((?:\\PYGZ\w+\{\}|[^{}])*)\}", r"\1", text)
    return re.sub(r"\\PYGZ(\w+)\{\}", lambda m: names[m[1]], text)


def texts(cell, form="text/plain"):
    """What a cell shows as text, one string for each of its outputs."""
    tags = cell.metadata.get("tags", ())
    for output in cell.outputs if not {"remove-output", "remove-cell"} & {*tags} else ():
        if f"remove-{output.get('name')}" in tags:
            continue
        data = output.get("data", {})
        if {"image/png", "image/jpeg"} & data.keys() or "recorded" in output.get("metadata", {}):
            continue  # a picture; its text, <Figure size ...>, is nowhere; words, and no output
        if DISPLAYED.fullmatch(data.get("text/plain", "")):
            continue  # Markdown, HTML or SVG
        if form == "text/plain" and "text/html" in data and "aria-label" not in "".join(data["text/html"]):
            continue  # a page shows the HTML
        if data and not {form, "text/plain"} & data.keys():
            continue  # what {glue} keeps
        text = output.get("text") or data.get(form) or data.get("text/plain") or "\n".join(
            output.get("traceback", ()))
        yield re.sub(r"\x1b\[[\d;:]*m", "", text).strip("\n")  # pages show colours as colours


def source_of(cell):
    """The code that a cell shows: none where its tags say so."""
    return "" if {"remove-input", "remove-cell"} & {*cell.metadata.get("tags", ())} else cell.source


def shown(container):
    """The source and the outputs of a cell on a page."""
    source = container.select_one(".cell_input pre")
    return (source.get_text().strip("\n") if source else "",
            [output.get("aria-label") or output.get_text().strip("\n")
             for output in container.select(".cell_output pre, .cell_output [aria-label]")])


@each_chapter
def test_page_shows_what_was_executed(chapter, pages):
    assert chapter.executed
    cells = pages[SITE / f"{chapter.path.stem}.html"].select("div.cell")
    here = [cell for cell in chapter.cells if "remove-cell" not in cell.metadata.get("tags", ())]
    assert len(cells) == len(here), "cells on the page"
    for cell, container in zip(here, cells):
        source, outputs = shown(container)
        if source != source_of(cell):
            fail(cell.where, "the page shows other code", cell.source, source)
        if outputs != list(texts(cell)):
            fail(cell.where, "the page shows another output", "\n".join(texts(cell)), "\n".join(outputs))


@each_chapter
def test_deck_shows_what_was_executed(chapter, pages):
    assert chapter.executed
    on_slides = {}
    for container in pages[SITE / "slides" / f"{chapter.path.stem}.html"].select("div.cell"):
        source, outputs = shown(container)
        on_slides.setdefault(source, []).append(outputs)
    for cell in chapter.cells:
        if source_of(cell) and cell.source in on_slides and list(texts(cell)) not in on_slides[cell.source]:
            fail(cell.where, "the deck shows another output", "\n".join(texts(cell)),
                 "\n".join(sum(on_slides[cell.source], [])))
    sources = {cell.source for cell in chapter.cells} | {""}
    assert set(on_slides) <= sources, "a slide shows code that is in no cell"


@each_chapter
def test_pdf_source_shows_what_was_executed(chapter, tex):
    assert chapter.executed
    for cell in chapter.cells:
        for text in [source_of(cell), *texts(cell, "text/latex")]:
            if text not in tex:
                fail(cell.where, "the PDF's source does not show this", text, "")


@each_chapter
def test_script_is_on_the_page(chapter, pages):
    page = pages[SITE / f"{chapter.path.stem}.html"]
    downloads = {unquote(a["href"]).rsplit("/")[-1]: a["href"] for a in page.select("a.download")}
    code = [pre.get_text().strip("\n") for pre in page.select("pre")]
    for name in {cell.script for cell in chapter.cells if cell.script}:
        text = (chapter.code / name).read_text(encoding="utf-8").strip("\n")
        assert text in code, f"{name} is not on the page"
        assert (SITE / downloads[name]).read_text(encoding="utf-8").strip("\n") == text


@each_chapter
def test_script_is_in_the_pdf_source(chapter, tex):
    """The whole script, or nothing of it is missing there."""
    for name in {cell.script for cell in chapter.cells if cell.script}:
        if (chapter.code / name).read_text(encoding="utf-8").strip("\n") not in tex and says_more(chapter, name, [tex]):
            fail(f"{chapter.name}:1", f"{name} is not in the PDF's source")


def words(text):
    return re.sub(r"\W+", " ", text).strip()


def only_on_slides(chapter):
    """The lines of ``{slide}`` blocks without ``:book:`` that no prose has."""
    slide = re.compile(r"^:::\{slide\}.*\n((?:(?!:::$).*\n)*):::$", re.M)
    mark = re.compile(r"!\[[^]]*\]\([^)]*\)(?:\{[^}]*\})?|\[\^[^]]+\]")  # a picture, a footnote
    lines = {words(part) for block in slide.findall("\n".join(chapter.lines))
             for line in block.splitlines() for part in mark.split(line) if not re.search(":book:|:skip:", block)}
    prose = "\n".join(line for c in CHAPTERS.values() for line in c.lines)
    prose = words(slide.sub(lambda m: m[0] if ":book:" in m[0] else "", prose))
    return [line for line in lines if len(line) > 20 and line not in prose]


@each_chapter
def test_nothing_of_a_slide_is_in_the_book(chapter, pages):
    deck, page = (words(pages[SITE / folder / f"{chapter.path.stem}.html"].get_text())
                  for folder in ("slides", ""))
    index = json.loads((SITE / "searchindex.js").read_text(encoding="utf-8").split("\n")[0][len("const SECTIONS = "):-1])
    index = words(" ".join(" ".join(texts) for link, *texts in index
                          if unquote(link).startswith(f"{chapter.path.stem}.html")))
    assert index, "the chapter is in the index"
    lines = only_on_slides(chapter)
    assert len([line for line in lines if line in deck]) >= len(lines) / 2, "these lines are on the slides"
    for line in lines:
        assert line not in page and line not in index, line


@each_chapter
def test_nothing_of_a_slide_is_in_the_pdf_source(chapter, tex):
    text = words(tex)
    for line in only_on_slides(chapter):
        assert line not in text, line


def test_every_link_leads_somewhere(every_page):
    ids = {path: {e["id"] for e in page.select("[id]")} for path, page in every_page.items()}
    for path, page in every_page.items():
        for element in page.select(",".join(f"{tag}[{a}]" for tag, a in LOCAL_LINKS.items())):
            link, anchor = urldefrag(element[LOCAL_LINKS[element.name]])
            parts = urlsplit(link)
            if parts.scheme or link.startswith("data:"):
                continue
            where = os.path.relpath(path, ROOT)
            if parts.path.startswith("/") and path != SITE / "404.html":  # which is shown anywhere
                fail(where, f"{link} would lead out of the folder in which the site is")
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            target = SITE / unquote(parts.path[1:]) if parts.path.startswith("/") else target
            target = target / "index.html" if target.is_dir() else target
            if not target.exists():
                fail(where, f"broken link {element[LOCAL_LINKS[element.name]]}")
            if anchor and target in ids and unquote(anchor.split("/")[-1]) not in ids[target]:
                fail(where, f"no #{anchor} in {os.path.relpath(target, ROOT)}")


def test_nothing_is_loaded_from_another_host(every_page):
    """Links may lead away; what a page loads by itself is in the site."""
    used = set()  # style sheets
    for path, page in every_page.items():
        used |= {Path(urlsplit(e["href"]).path).name for e in page.select("link[rel=stylesheet]")}
        for element in page.select("script[src], img[src], link[href]:not([rel=canonical]), source[src], iframe[src]"):
            address = element.get("src") or element.get("href")
            if re.match(r"(https?:)?//", address):
                fail(path.relative_to(ROOT), f"loads {address}")
    for path in SITE.rglob("*.css"):
        if path.name in used and re.search(r"""(@import|url\()\s*['"(]*(https?:)?//""", path.read_text("utf-8")):
            fail(path.relative_to(ROOT), "loads from another host")


WIDE = """
    () => {
      for (const details of document.querySelectorAll("details")) details.open = true;
      for (const tab of document.querySelectorAll(".sd-tab-set > input")) tab.checked = true;  // the last one: Script
      const page = document.querySelector(".content") || document.documentElement;  // what furo lets scroll
      const clipped = e => e !== page && (getComputedStyle(e).overflowX !== "visible" || clipped(e.parentElement));
      const wide = [...page.querySelectorAll("*")].filter(
        e => e.getBoundingClientRect().right > innerWidth + 1 && !clipped(e.parentElement));
      return [Math.max(page.scrollWidth, document.documentElement.scrollWidth),
        wide.slice(0, 3).map(e => `${e.localName} ${(e.innerText || e.outerHTML).trim().slice(0, 50)}`)]; }"""


SMALL = """
    () => {  // code that is smaller than that of the text, which is four fifths of a letter of the page
      const body = .8125 * parseFloat(getComputedStyle(document.documentElement).fontSize);
      return [...document.querySelectorAll("article :is(code, pre)")].filter(e => e.checkVisibility()
        && parseFloat(getComputedStyle(e).fontSize) < body - .01).map(e => `${getComputedStyle(e).fontSize} ${e.innerText.slice(0, 50)}`); }"""


def test_no_page_is_wider_than_a_phone(browser, site):
    """What is wider, code or a table, scrolls by itself; also what is folded, and in the second tab.  Nor is code smaller there."""
    with contextlib.closing(browser.new_page(viewport={"width": 390, "height": 844})) as page:
        for path in sorted(path for path in site.rglob("*.html") if "_static" not in path.parts):
            page.goto(path.as_uri(), wait_until="load")
            if deck := path.parent.name == "slides" and path.stem != "index":
                page.wait_for_function("Reveal.isReady() && Reveal.isScrollView()")
            for width in (390,) if deck else (390, 360):
                page.set_viewport_size({"width": width, "height": 844})
                reached, wide = page.evaluate(WIDE)
                if reached > width:
                    fail(path.relative_to(ROOT), f"{reached} pixels wide on a phone of {width}: {', '.join(wide)}")
            if small := page.evaluate(SMALL):
                fail(path.relative_to(ROOT), f"code is smaller on a phone than in the text: {small[0]}")


def test_on_a_phone_the_list_of_decks_is_whole(browser, site):
    """Nothing of it is to be scrolled for."""
    with contextlib.closing(browser.new_page(viewport={"width": 360, "height": 740})) as page:
        page.goto((site / "slides/index.html").as_uri())
        hidden = page.evaluate("[...document.querySelectorAll('td, th, a')].filter(e => e.getBoundingClientRect().right > innerWidth)"
                               ".map(e => e.innerText)")
        if hidden:
            fail("slides/theme/templates/decks.html:1", f"cut off on a phone: {hidden[:3]}")


def test_decks_are_listed_and_link_back(pages):
    listed = {unquote(a["href"]) for a in pages[SITE / "slides/index.html"].select("a")}
    for stem in CHAPTERS:
        assert f"{stem}.html" in listed and f"../{stem}.html" in listed
        slides = pages[SITE / "slides" / f"{stem}.html"].select("section[id]")
        assert slides
        assert all(slide.select_one("a.book-link") for slide in slides)


@each_chapter
def test_section_and_slide_link_to_each_other(chapter, pages):
    page, deck = (pages[SITE / folder / f"{chapter.path.stem}.html"] for folder in ("", "slides"))
    slides = {section["id"] for section in deck.select("section[data-line]")}
    links = [a["href"] for a in page.select("a.present")]
    assert links and all(link.partition("#/")[2] in slides for link in links)
    ids = {element["id"] for element in page.select("[id]")}
    for section in deck.select("section[data-line]"):
        link = section.find("a", class_="book-link", recursive=False)["href"]
        assert link.partition("#")[2] in ids, link
    first = {link.partition("#/")[2] for link in links}
    assert {s for s in slides if "--" not in s} <= first, "each section's slide has a link in the book"


def test_section_markup_of_the_decks_is_balanced(pages):
    for stem in CHAPTERS:
        text = (SITE / "slides" / f"{stem}.html").read_text(encoding="utf-8")
        assert text.count("<section") == text.count("</section>")
        ids = re.findall(r'\sid="([^"]+)"', text)
        assert len(ids) == len(set(ids)), sorted(i for i in set(ids) if ids.count(i) > 1)


def test_pdf_shows_the_outputs(site):
    if not (site / "async-python.pdf").exists():
        missing("async-python.pdf", "make pdf")
    try:
        done = subprocess.run(["pdftotext", "-layout", site / "async-python.pdf", "-"],
                              capture_output=True, text=True)
    except FileNotFoundError:
        missing("pdftotext", "apt-get install poppler-utils")
    pdf = re.sub(r"\W+", "", done.stdout)
    for chapter in CHAPTERS.values():
        assert chapter.executed
        for cell in chapter.cells:
            drawn = any("text/latex" in output.get("data", {}) for output in cell.outputs)
            for line in "\n".join(texts(cell)).splitlines():
                if drawn:
                    line = re.sub(r"(?<=\s)[.\d+]{9,}(?=\s)", "", line)  # in its text a curve is digits
                if re.sub(r"\W+", "", line) not in pdf:  # long lines are broken
                    fail(cell.where, f"the PDF does not show: {line}")
            for output in cell.outputs:
                if "text/latex" in output.get("data", {}) and "\n# runs" in output["data"]["text/plain"]:  # a timeline
                    shows_rows(cell, output["data"]["text/plain"], done.stdout)


def shows_rows(cell, picture, pdf):
    """A timeline's names are on the page one below the other, and below them its axis in one line."""
    above, _, below = picture.partition("\n# ")[0].rpartition("\n")
    want = [re.match(r"\S+", line.strip())[0] for line in above.splitlines()] + [" ".join(below.split())]
    lines = [" ".join(line.split()) for line in pdf.splitlines() if line.strip()]
    for k in [k for k, line in enumerate(lines) if line == want[-1]]:
        if all(line.startswith(name) for line, name in zip(lines[k + 1 - len(want):], want)):
            return
    fail(cell.where, "in the PDF the rows of this picture are not one below the other", "\n".join(want), "")


def test_the_pdf_has_the_date_of_the_build(site):
    if not (site / build.PDF).exists():
        missing(build.PDF, "make pdf")
    if not shutil.which("pdfinfo"):
        missing("pdfinfo", "apt-get install poppler-utils")
    told = subprocess.run(["pdfinfo", "-rawdates", site / build.PDF], capture_output=True, text=True).stdout
    date = time.strftime("D:%Y%m%d%H%M%S", time.gmtime(int(os.environ["SOURCE_DATE_EPOCH"])))
    assert re.findall(r"Date: +(D:\d+)", told) == [date], f"two PDFs of one second would be the same\n{told}"


def test_two_pdfs_are_the_same_byte_for_byte(site, once, tmp_path, monkeypatch):
    """Of one source, in two folders: TeX writes no date, name or number of its own into them."""
    if not shutil.which("xelatex"):
        missing("xelatex", "make pdf says how to get it")
    proof = Proof(__file__, "two PDFs of one source are the same", [
        ROOT / "conf.py", ROOT / "requirements.txt", ROOT / "book/tools/build.py", Path(shutil.which("xelatex")).resolve()])
    if proof.holds():
        proof.skip()
    source = once[0] / "latex"
    made = shutil.ignore_patterns("*.pdf", "*.xdv", "*.fdb_latexmk")
    monkeypatch.setattr(build, "sphinx", lambda _, folder, *rest: shutil.copytree(source, folder, ignore=made))
    for stage in (tmp_path / "one", tmp_path / "other"):
        (stage / "site").mkdir(parents=True)
        build.typeset(stage, stage, [])
        source = stage / "latex"  # with what TeX noted, the second takes one pass less
    one, other = ((stage / "site" / build.PDF).read_bytes() for stage in sorted(tmp_path.glob("o*")))
    if one != other:
        fail("book/tools/build.py:1", "TeX made two PDFs of one source", *(pdf.decode("latin-1") for pdf in (one, other)))
    proof.note()


def test_pdf_link_is_there_where_the_pdf_is(site, pages):
    linked = any("async-python.pdf" in str(a.get("href")) for a in pages[site / "index.html"].select("a"))
    assert linked == (site / "async-python.pdf").exists()


ONCE = """
# Once

:::{slide}
Only for the audience, this
:::

A paragraph.

```{code-cell} python
:no-script: it prints another value in every run
import uuid
print("ran-" + uuid.uuid4().hex)
```

:::{slide} For both
:book:
In the book and on the slide
:::
"""


@pytest.fixture(scope="module")
def once(tmp_path_factory):
    """A book of one chapter, whose cell prints a value that is new in each run; and what was said."""
    project = copy_project(tmp_path_factory.mktemp("once"), {"01-once.md": ONCE})
    status, text = run(project, "tests/support/build_and_tell.py")
    assert status == 0, text
    return project / "_build", text


def test_cells_run_once_for_all_three(once):
    paths = ["site/01-once.html", "site/slides/01-once.html", "latex/async-python.tex"]
    texts = [plain((once[0] / path).read_text(encoding="utf-8")) for path in paths]
    values = [set(re.findall(r"ran-[0-9a-f]{32}", text)) for text in texts]
    assert len(values[0]) == 1 and values[0] == values[1] == values[2], values


def test_slide_blocks_are_where_they_belong(once):
    book = (once[0] / "site/01-once.html").read_text(encoding="utf-8")
    tex = (once[0] / "latex/async-python.tex").read_text(encoding="utf-8")
    deck = (once[0] / "site/slides/01-once.html").read_text(encoding="utf-8")
    index = (once[0] / "site/searchindex.js").read_text(encoding="utf-8")
    only, both = "Only for the audience, this", "In the book and on the slide"
    assert [only in t for t in (book, tex, deck)] == [False, False, True]
    assert "A paragraph." in index and "audience" not in index
    assert [both in t for t in (book, tex, deck)] == [True, True, True]
    notes = BeautifulSoup(deck, "html.parser").select_one("aside.notes")
    assert "A paragraph." in notes.get_text()
