"""``{exercise}``: what it shows in the book, the PDF and the deck, and what it says where it cannot."""

import re

import pytest
from bs4 import BeautifulSoup

from tests.support import TOOLS, copy_project, fail, line_of, missing, of_no_page, run

pytestmark = of_no_page

CHAPTER = """
# Greet

Notes.

(greet-hello)=
## Say hello

Write `hello`, as [](#ex-say-hello) asks.

::::{exercise} say-hello
:::{hint}
It is one word.
:::

:::{solution}
:start-at: def hello
A remark on the solution.
:::
::::
"""
STARTER = '"""Exercise: say hello."""\n\n\ndef hello():\n    raise NotImplementedError("hello")\n'
SOLUTION = '"""Solution."""\n\n\ndef hello():\n    return "hello"\n'
JUDGE = "TODO = 'hello says nothing'\n\n\ndef judge(code):\n    yield from ()\n"


def folder(project, chapter, name):
    path = project / "code" / chapter / "exercises" / name
    path.mkdir(parents=True)
    for file, text in {"starter.py": STARTER, "solution.py": SOLUTION, "judge.py": JUDGE}.items():
        (path / file).write_text(text)
    return path


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A book with one exercise: its _build."""
    project = copy_project(tmp_path_factory.mktemp("exercise"), {"07-greet.md": CHAPTER})
    folder(project, "07-greet", "1-say-hello")
    status, text = run(project, "tests/support/build_and_tell.py")
    assert status == 0, text
    return project / "_build"


@pytest.fixture(scope="module")
def page(built):
    return BeautifulSoup((built / "site/07-greet.html").read_text("utf-8"), "html.parser")


@pytest.fixture(scope="module")
def tex(built):
    return (built / "latex/async-python.tex").read_text("utf-8")


@pytest.fixture(scope="module")
def deck(built):
    return BeautifulSoup((built / "site/slides/07-greet.html").read_text("utf-8"), "html.parser")


def test_its_number_comes_from_chapter_and_folder(page, tex, deck):
    assert "Exercise 7.1: Say hello" in page.find("h2").get_text()
    assert r"\section{Exercise 7.1: Say hello}" in tex
    assert deck.find("h2").get_text().strip() == "Exercise 7.1: Say hello"


def test_links_lead_to_it_by_name(page):
    link = next(a for a in page.select("p a.reference") if a.get_text() == "Exercise 7.1: Say hello")
    assert "Exercise 7.1" in page.find(id=link["href"].removeprefix("#")).parent.get_text()


def test_the_starter_can_be_downloaded(built, page):
    link = page.select_one(".exercise-files a.download")
    assert link.get_text() == "code/07-greet/exercises/1-say-hello/starter.py"
    assert (built / "site" / link["href"]).read_text("utf-8") == STARTER


def test_the_command_and_where_it_runs(page, tex):
    line = page.select_one(".exercise-files")
    assert "Check: python check.py 7.1 in the folder code" in " ".join(line.get_text().split())
    assert line.select_one("a[href='code/07-greet.zip']")
    assert "python check.py 7.1" in tex.replace(r"\sphinxhyphen{}", "-")


def test_the_zip_beside_the_book_checks_it(built):
    assert (built / "site/code/07-greet.zip").exists()


def test_the_page_has_a_cell_to_solve_it(page, built):
    if not (built / "site/_static/live").exists():
        missing("the Run buttons' part from npm", "install node and npm, or give make the network once")
    [cell] = page.select("details.live-exercise")
    assert cell["data-number"] == "7.1" and cell.select_one(".cell_input pre").get_text().strip() == STARTER.strip()


@pytest.mark.parametrize("title, text", [("Hint", "It is one word."), ("Solution", "A remark on the solution.")])
def test_hint_and_solution_are_folded(page, tex, title, text):
    [fold] = [d for d in page.select("details") if d.summary.get_text().strip() == title]
    assert text in fold.get_text() and not fold.has_attr("open")
    assert text in tex


def test_the_solution_shows_its_file(page, tex):
    """With the options of literalinclude."""
    [fold] = [d for d in page.select("details") if d.summary.get_text().strip() == "Solution"]
    code = fold.select_one("pre").get_text().strip()
    assert code == SOLUTION[SOLUTION.index("def hello"):].strip()
    assert "return" in tex and "Solution." not in tex


def test_where_it_cannot_be_solved_the_starter_is_a_link_alone(deck, tex):
    """On paper it is listed, in an appendix, with the page of the exercise."""
    text, _, appendix = tex.partition(r"\chapter{Starters}")
    assert "NotImplementedError" not in deck.get_text() and "NotImplementedError" not in text
    assert r"\pageref{starter-7.1}" in text and appendix.count("NotImplementedError") == 1 and r"{starter-7.1}" in appendix


def test_on_a_slide_there_is_no_solution(deck):
    """All of it is in the notes; the link leads to the book."""
    slide = next(s for s in deck.select("section") if s.find("h2", recursive=False))
    notes = slide.select_one("aside.notes")
    assert "python check.py 7.1" in notes.get_text() and "It is one word." in notes.get_text()
    notes.extract()
    assert "hello()" not in slide.get_text()
    assert notes.select_one("a[href$='../code/07-greet.zip']")


ERRORS = """
# Faults

## No folder

:::{exercise} gone
:::

## Twice

:::{exercise} greet
:::

## Twice again

:::{exercise} greet
:::

## In a note

::::{note}
:::{exercise} greet
:::
::::

## Alone

:::{hint}
A hint.
:::

## A solution alone

:::{solution}
:::
"""
MESSAGES = {  # below a heading
    "No folder": "there is no folder code/01-faults/exercises/K-gone with a starter.py",
    "Twice again": "the exercise 'greet' is there twice",
    "In a note": "{exercise} must stand in a section, not in another directive",
    "Alone": "{hint} belongs into an {exercise}",
    "A solution alone": "{solution} belongs into an {exercise}",
}


@pytest.fixture(scope="module")
def errors(tmp_path_factory):
    """A book with exercises that are wrong: its text, what a build says."""
    project = copy_project(tmp_path_factory.mktemp("errors"), {"01-faults.md": ERRORS})
    folder(project, "01-faults", "1-greet")
    status, said = run(project, TOOLS, "build")
    assert status == 1 and "Traceback" not in said, said
    return (project / "book/01-faults.md").read_text(), said


@pytest.mark.parametrize("heading", MESSAGES)
def test_a_fault_is_named_with_file_and_line(errors, heading):
    text, said = errors
    line = line_of(text, "\n:::{", f"## {heading}") + 1
    lines = f"({line}|{line + 1})" if heading == "In a note" else line  # MyST counts so in a directive
    if not re.search(rf"^book/01-faults.md:{lines}: .*{re.escape(MESSAGES[heading])}", said, re.M):
        fail(f"book/01-faults.md:{line}", "this fault is not named", MESSAGES[heading], said)


def test_on_paper_the_solution_is_at_the_end(tex):
    end = tex.index(r"\chapter{Solutions}")
    assert tex.index("It is one word.") < end < tex.index("A remark on the solution.")
    assert tex.index(r"\pageref{solution-7.1}") < end < tex.index(r"\solutionof{solution-7.1}{7.1}{\detokenize{07-greet:ex-say-hello}}")
