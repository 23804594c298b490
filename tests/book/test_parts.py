"""The parts of the book come from the index page, and the numbers of the chapters go on from part to part."""

from bs4 import BeautifulSoup

from tests.support import TOOLS, copy_project, of_no_page, run

pytestmark = of_no_page

CHAPTERS = {f"0{n}-{name}.md": f"# {name.title()}\n\nText.\n\n## More\n\nText.\n"
            for n, name in enumerate(["one", "two", "three", "four"], 1)}
INDEX = "# Book\n\n```{part} First\n:from: one\n```\n\n```{part} Second\n:from: three\n```\n"


def contents(project, page="index.html"):
    """The parts with their chapters, as the contents of a page show them."""
    page = BeautifulSoup((project / "_build/site" / page).read_text(encoding="utf-8"), "html.parser")
    tree = page.select_one(".sidebar-tree")
    return {caption.get_text().strip(): [link.get_text().strip() for link in caption.find_next_sibling("ul").select("a")]
            for caption in tree.select("p.caption")}


def test_numbers_go_on_and_a_new_chapter_is_in_its_part(tmp_path):
    project = copy_project(tmp_path / "p", CHAPTERS)
    index = project / "book/index.md"
    index.write_text(INDEX)
    status, text = run(project, TOOLS, "build", "book")
    assert status == 0, text
    assert contents(project) == {"First": ["1. One", "2. Two"], "Second": ["3. Three", "4. Four"]}
    page = BeautifulSoup((project / "_build/site/03-three.html").read_text(encoding="utf-8"), "html.parser")
    assert page.h1.get_text().startswith("3. Three")

    for n, name in [(5, "four"), (4, "three")]:
        (project / f"book/0{n - 1}-{name}.md").rename(project / f"book/0{n}-{name}.md")
    (project / "book/03-between.md").write_text((project / "book/02-two.md").read_text().replace("Two", "Between"))
    status, text = run(project, TOOLS, "build", "book")
    assert status == 0, text
    assert contents(project, "01-one.html") == {
        "First": ["1. One", "2. Two", "3. Between"], "Second": ["4. Three", "5. Four"]}

    index.write_text(INDEX.replace("three", "thre"))
    status, text = run(project, TOOLS, "build", "book")
    assert status and "book/index.md:7: WARNING: no chapter is called NN-thre.md" in text, text
