"""The landing page: three places to start, a picture of a real run, the parts with the time that each takes."""

import re

import pytest
from bs4 import BeautifulSoup

from book.tools import times
from book.tools.chapter import chapters
from tests.support import SITE, TOOLS, copy_project, of_no_page, run

TWO = "\n# Two\n\n:::{slide}\n:minutes: 40\n- " + 1000 * "Slide " + "\n:::\n\n" + 1300 * "word " + "\n"
EXAMPLES = "".join(f"\n```{{code-cell}} python\n:no-script: for a test\nprint({n}, '{'many words ' * 5}')\n```\n" for n in range(6))
EXERCISE = "\n## Do it\n\n" + 900 * "more " + "\n\n::::{exercise} do-it\n:::{hint}\nA hint.\n:::\n\n:::{solution}\nSo.\n:::\n::::\n"
CHAPTERS = {"01-one.md": "\n# One\n\nText.\n", "02-two.md": TWO + EXAMPLES + EXERCISE, "03-three.md": "\n# Three\n\n" + 900 * "`word`, " + "\n"}
INDEX = "# Book\n\n```{part} First\n:from: one\n:hidden:\n```\n\n```{part} Last\n:from: three\n:hidden:\n```\n\n:::{map}\n:::\n"


def shown(site):
    """The map as a reader sees it: {part: (its time, {chapter: (link, its times)})}."""
    page = BeautifulSoup((site / "index.html").read_text(encoding="utf-8"), "html.parser")
    text = lambda element: element.get_text().replace("\N{NO-BREAK SPACE}", " ").strip()  # noqa: E731
    return {text(part.select_one(".map-part")): (text(part.select_one(".map-time")), {
        text(item.a): (item.a["href"], text(item.select_one(".map-time"))) for item in part.select("li")})
        for part in page.select(".map > div")}


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A book of three chapters in two parts, built."""
    project = copy_project(tmp_path_factory.mktemp("landing"), CHAPTERS)
    (project / "book/index.md").write_text(INDEX)
    folder = project / "code/02-two/exercises/1-do-it"
    folder.mkdir(parents=True)
    for name in ("starter.py", "solution.py", "judge.py"):
        (folder / name).write_text("TODO = 'do it'\n")
    status, text = run(project, TOOLS, "build")
    assert status == 0, text
    return project


@of_no_page
def test_the_map_has_each_part_with_its_chapters_and_times(project):
    """Text and examples count; slides, outputs, exercises and what stands between words do not."""
    assert shown(project / "_build/site") == {
        "First": ("2 chapters, 20 min to read", {
            "1. One": ("01-one.html", "5 min to read"),
            "2. Two": ("02-two.html", "15 min to read, lecture 40 min, 1 exercise")}),
        "Last": ("1 chapter, 5 min to read", {"3. Three": ("03-three.html", "5 min to read")})}


@of_no_page
def test_a_longer_chapter_changes_the_map(project):
    """In a build that goes on."""
    path = project / "book/03-three.md"
    path.write_text(path.read_text() + 8000 * "word " + "\n")
    status, text = run(project, TOOLS, "build")
    assert status == 0, text
    assert shown(project / "_build/site")["Last"] == ("1 chapter, 1 h to read", {"3. Three": ("03-three.html", "60 min to read")})


def test_the_page_says_how_the_times_are_counted(site):
    page = BeautifulSoup((site / "index.html").read_text(encoding="utf-8"), "html.parser")
    assert f"{times.WORDS} words in a minute" in page.select_one(".map-how").get_text()


def test_every_chapter_is_in_the_map(site):
    found = [link for _, part in shown(site).values() for link, _ in part.values()]
    assert found == [f"{chapter.path.stem}.html" for chapter in chapters()]
    for _, part in shown(site).values():
        for link, said in part.values():
            assert re.fullmatch(r"\d+ min to read, lecture \d+ min, \d+ exercises?", said), (link, said)


@pytest.fixture
def home(browser, site):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto((SITE / "index.html").as_uri())
    yield page
    page.close()


def test_where_to_start_is_on_the_first_screen(home):
    """For who learns, who teaches, and who has an error."""
    starts = home.locator(".starts .sd-card")
    assert [card.split("\n")[0] for card in starts.all_inner_texts()] == ["I want to learn it", "I want to teach it", "I have an error"]
    for card in starts.all():
        box = card.bounding_box()
        assert box["y"] + box["height"] < 600
    links = starts.evaluate_all("cards => cards.map(card => [...card.querySelectorAll('a')].map(a => a.getAttribute('href')))")
    assert links[0][0].startswith("01-") and "slides/index.html" in links[1] and "symptoms.html" in links[2]


def test_an_error_that_is_pasted_there_is_found(home):
    home.get_by_label("Paste its message, all of it").fill("t.py:9: RuntimeWarning: coroutine 'my_own' was never awaited")
    home.keyboard.press("Enter")
    home.wait_for_url("**/search.html?q=*")
    assert home.locator("#results a").first.get_attribute("href") == "symptoms.html#sym-never-awaited"
