"""A course of other people, with what MyST-NB and sphinx-design offer, is built by changing chapters alone."""

import re
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.support import PYTEST, TOOLS, copy_project, of_no_page, run

pytestmark = of_no_page

HERE = Path(__file__).parent
PROOFS = (PYTEST, "-q", "-n0", "--color=no", "-p", "no:cacheprovider", "tests/code/test_scripts.py", "tests/book/test_site.py",
          "--deselect=tests/book/test_site.py::test_pdf_link_is_there_where_the_pdf_is",  # the first page is the author's
          "tests/book/test_execution.py::test_cells_executed_again_show_the_same")


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """The course, with its scripts, built: its folder."""
    project = copy_project(tmp_path_factory.mktemp("foreign"), {p.name: "\n" + p.read_text("utf-8") for p in sorted(HERE.glob("*.md"))})
    shutil.copytree(HERE / "img", project / "book/img")
    shutil.copy(HERE / "part.txt", project / "book")
    status, text = run(project, TOOLS, "scripts")
    assert status == 0, text
    status, text = run(project, "tests/support/build_and_tell.py")  # with the PDF's source
    assert status == 0 and not re.search(r"(revealjs|latex) reads", text), text
    return project


def soup(course, name):
    return BeautifulSoup((course / "_build/site" / name).read_text("utf-8"), "html.parser")


@pytest.mark.parametrize("folder", ["", "slides/"])
def test_formulas_need_no_other_host(course, folder):
    one, other = soup(course, f"{folder}01-начало.html"), soup(course, f"{folder}02-outputs.html")
    assert one.select_one("p span.math mfrac") and one.select_one(".math mtable") and "$5" in one.get_text()
    assert other.select_one(".cell_output math msup"), "an output in LaTeX"
    for page in (one, other, soup(course, f"{folder}03-short.html")):
        assert not [tag for tag in page.select("script, link") if "mathjax" in str(tag).lower()]
        ids = [tag["id"] for tag in page.select(".math[id], .math-wrapper[id]")]
        assert not [one for one in ids if ids.count(one) > 1], "an id is there twice"


def test_formulas_are_tex_in_the_pdf(course):
    tex = (course / "_build/latex/async-python.tex").read_text("utf-8")
    assert r"\(\frac{1}{2}\)" in tex and "x^2 + 1" in tex and r"\eqref" in tex or r"\ref{equation" in tex


def test_links_and_headings_in_another_script(course):
    page = soup(course, "01-начало.html")
    assert page.find(id="привет-мир") and page.select('p a[href="#привет-мир"]')
    assert page.find(id="equation-eq-two") and page.select('p a[href="#equation-eq-two"]')


def test_what_other_courses_use_is_there(course):
    page = soup(course, "01-начало.html")
    for part in (".sd-tab-set", ".sd-card", ".admonition.warning", "figure figcaption", "table caption", "div.mine b"):
        assert page.select(part), part
    assert "included" in page.get_text()
    assert [picture["alt"] for picture in page.select('img[src*="one%20picture"]')] == ["spaces", "a figure's spaces"]
    assert "The total is 12" in " ".join(soup(course, "02-outputs.html").get_text().split())


def test_notes_of_slides_are_where_they_are_used(course):
    deck, page = soup(course, "slides/02-outputs.html"), soup(course, "02-outputs.html")
    assert all("The note of two slides" in deck.find(id=name).get_text() for name in ("slides", "again"))
    assert "The note of two slides" not in page.get_text()
    ids = [tag["id"] for tag in deck.select("[id]")]
    assert not [one for one in ids if ids.count(one) > 1], "an id is there twice"
    for ref in deck.select("a.footnote-reference"):
        assert deck.find(id=ref["href"].removeprefix("#")), ref["href"]


def test_citations_lead_to_the_book_they_name(course):
    page = soup(course, "01-начало.html")
    links = page.select('a[href="#knuth"], a.citation-reference, a.reference.internal[href*="knuth" i]')
    assert len(links) == 2 and all(page.find(id=link["href"].removeprefix("#")) for link in links), links
    assert "The Art of Computer Programming" in page.find(id=links[0]["href"].removeprefix("#")).parent.get_text()
    assert "Donald Knuth" in (course / "_build/latex/async-python.tex").read_text("utf-8")


def test_a_plot_is_a_picture_everywhere(course):
    for folder in ("", "slides/"):
        [picture] = soup(course, f"{folder}02-outputs.html").select('.cell_output img[src$=".png"]')
        data = (course / "_build/site" / folder / picture["src"]).read_bytes()
        assert data.startswith(b"\x89PNG") and picture.find_parent(class_="cell").select_one(".cell_input")
    assert re.search(r"includegraphics.*png", (course / "_build/latex/async-python.tex").read_text("utf-8"))
    assert "<IPython" not in soup(course, "02-outputs.html").get_text()


def test_a_displayed_text_is_what_it_says(course):
    """Its words in each reading, and in none the name of its class."""
    for page in soup(course, "02-outputs.html"), soup(course, "slides/02-outputs.html"):
        cell = next(cell for cell in page.select("div.cell") if "Markdown" in cell.select_one(".cell_input").get_text())
        assert [item.get_text() for item in cell.select(".cell_output li")] == ["tea", "milk"] and cell.select(".cell_output em")
        assert [table.get_text().strip() for table in cell.select(".cell_output table")] == ["drawn"]
    tex = (course / "_build/latex/async-python.tex").read_text("utf-8")
    assert re.search(r"tea\b.*milk.*written", tex, re.S) and "IPython.core" not in tex


def test_a_cell_says_why_a_page_cannot_run_it(course):
    """A magic; a cell that shows no code has nothing to run, and stands there all the same."""
    page = soup(course, "02-outputs.html")
    reasons = {why.find_parent(class_="cell").select_one("pre").get_text().strip(): why.get_text() for why in page.select(".live-why")}
    assert reasons == {"%precision 3": "Does not run in the page: a page has no IPython."}
    [alone] = [cell for cell in page.select("div.cell") if "alone" in cell.get_text()]
    assert not alone.select(".cell_input") and alone.select_one(".cell_output b")


@pytest.fixture(scope="module")
def tab(browser, course):
    """A page of a browser, with a clipboard."""
    context = browser.new_context()
    tab = context.new_page()
    tab.set_default_timeout(30_000)
    yield tab
    context.close()


@pytest.mark.parametrize("theme, shown", [("light", ["light"]), ("dark", ["dark"])])
def test_a_picture_for_each_theme(course, tab, theme, shown):
    """On a slide, light or dark."""
    tab.emulate_media(color_scheme=theme)
    tab.goto("about:blank")
    tab.goto((course / "_build/site/slides/02-outputs.html").as_uri() + "#/slides")
    tab.wait_for_function("self.Reveal && Reveal.isReady()")
    assert tab.evaluate("""[...document.querySelectorAll("#slides img")].filter(e => e.getClientRects().length).map(e => e.alt)""") == shown


@pytest.mark.parametrize("kind, copied", [("pycon", "1 + 1"), ("console", "python words.py")])
def test_the_button_copies_what_is_typed(course, tab, kind, copied):
    """Without prompts, and without what is answered."""
    tab.goto((course / "_build/site/01-начало.html").as_uri())
    tab.evaluate("""() => document.addEventListener("copy", () => { self.copied = document.getSelection().toString()
        || document.activeElement.value; }, true)""")
    button = tab.locator(f".highlight-{kind} button.copybtn")
    button.evaluate("e => e.click()")
    tab.wait_for_function("self.copied !== undefined")
    assert tab.evaluate("copied").strip() == copied


def test_outputs_have_no_button(course, tab):
    tab.goto((course / "_build/site/02-outputs.html").as_uri())
    tab.wait_for_selector("button.copybtn", state="attached")
    assert tab.evaluate("""[...document.querySelectorAll(".cell_output button.copybtn")].length""") == 0


def test_scripts_are_the_cells(course):
    text = {p.name: p.read_text("utf-8") for p in (course / "code/02-outputs").glob("*.py")}
    assert text["words.py"].endswith('words = []\nwords.append("tea")\nwords.append("milk")\nprint(repr("".join(words)))\n'), text["words.py"]
    assert '    print("""one\n  two""")\n' in text["waits.py"]


def test_scripts_print_what_the_pages_show(course):
    status, text = run(course, TOOLS, "update")
    assert status == 0, text
    expected = (course / "code/02-outputs/expected.txt").read_text("utf-8")
    assert "=== words.py\n'teamilk'\n" in expected and "=== progress.py\n2 of 2\nred\n" in expected
    assert "=== waits.py\none\n  two\n" in expected


def test_what_proves_the_course_proves_this_one(course):
    """`make test`, its tests of scripts and pages: each passes."""
    assert run(course, TOOLS, "build")[0] == 0
    status, text = run(course, *PROOFS, LC_ALL="C.UTF-8", CI="")  # it has no PDF
    assert status == 0 and re.search(r"^\d{2,} passed", text, re.M), text


FAULTS = {
    "formula.md": ("Text $\\nosuch x$.", "this formula cannot be shown: .*\\\\nosuch is not known"),
    "pointer.md": ("![a](img/pointer.png)", "img/pointer.png is a pointer of Git LFS"),
    "empty.md": ("![a](img/empty.png)", "img/empty.png is empty"),
    "half.md": ("![a](img/half.png)", "img/half.png is only the beginning of a picture"),
    "html.md": ('A picture: <img src="img/dark.png" alt="dark">', r"img/dark.png is in raw HTML, and would not be in the site"),
    "listed.md": ("- a\n\n  ```{code-cell} python\n  :no-script: x\n  1\n  ```", "this cell would not run"),
    "block.md": (":::{code-cell} python\n1\n:::", "this cell would not run"),
    "equation.md": (":::{slide}\n```{math}\n:label: eq-only\nx\n```\n:::\n\nBy {eq}`eq-only`.", "the equation eq-only is only on a slide"),
}
CELLS = {
    "control": (":no-script: x\nprint('a\\x07')", r"shows U\+0007"),
    "quiet": (":no-script: x\n:tags: [raises-exception]\nprint(1)", "raises-exception, but this cell raises nothing"),
}


def test_what_the_pdf_cannot_show_is_named(tmp_path):
    code = "from IPython.display import HTML, SVG, display\ndisplay(HTML('<b>b</b>'))\ndisplay(SVG('<svg xmlns=\"http://www.w3.org/2000/svg\"/>'))"
    project = copy_project(tmp_path, {"01-page.md": f"\n# A\n\n```{{code-cell}} python\n:no-script: x\n{code}\n```\n"})
    status, text = run(project, "tests/support/build_and_tell.py")
    lines = re.findall(r"book/01-page.md:\d+: WARNING: this output is (\w+) alone", text)
    assert status == 1 and lines == ["HTML", "SVG"] and "Traceback" not in text, text


def test_what_cannot_be_shown_is_named(tmp_path):
    """All faults of texts in one build; those of cells in another."""
    texts = {f"0{n}-{name}": f"\n# A\n\n{text}\n" for n, (name, (text, _)) in enumerate(FAULTS.items(), 1)}
    project = copy_project(tmp_path, texts)
    (project / "book/img").mkdir()
    (project / "book/img/pointer.png").write_text("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n")
    (project / "book/img/empty.png").touch()
    (project / "book/img/half.png").write_bytes((HERE / "img/dark.png").read_bytes()[:60])
    status, text = run(project, TOOLS, "build")
    assert status == 1 and "Traceback" not in text, text
    for name, (_, what) in FAULTS.items():
        assert re.search(rf"book/\d\d-{name}:\d+: WARNING: {what}", text), f"{name}\n{text}"
    for n, (name, (code, _)) in enumerate(CELLS.items(), 1):
        (project / f"book/{n:02}-{name}.md").write_text(
            (project / "book/01-formula.md").read_text().split("# A")[0] + f"# A\n\n```{{code-cell}} python\n{code}\n```\n")
    status, text = run(project, TOOLS, "execute")
    assert status == 1 and "Traceback" not in text, text
    for name, (_, what) in CELLS.items():
        assert re.search(rf"^book/\d\d-{name}.md:\d+: .*{what}", text, re.M), f"{name}\n{text}"
