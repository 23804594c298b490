"""The page on how this build ran shows what was recorded of cells and scripts as they are, and nothing else."""

import re
import shutil

import pytest
from bs4 import BeautifulSoup

from book.tools import ran
from tests.support import HERE, ROOT, SITE, TOOLS, copy_project, files, run

CELLS = "\n# `Ran`\n\n" + "".join(f"```{{code-cell}} python\n:script: {name}.py\n{code}\n```\n\n" for name, code in (
    ("sleeps", "import time\ntime.sleep(1.2)"), ("prints", "print('printed')")))
PAGE = "how-this-build-ran"
reads_it = pytest.mark.reads(PAGE, "how-it-is-made", "symptoms")


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project with a chapter of two scripts and this page, built; the records are its own."""
    project = copy_project(tmp_path / "p", {"01-ran.md": CELLS})
    shutil.copy(ROOT / f"book/{PAGE}.md", project / "book")
    shutil.copy(ROOT / "book/how-it-is-made.md", project / "book")
    text = (project / "book" / f"{PAGE}.md").read_text(encoding="utf-8").replace("[](how-it-is-made.md)", "another")
    (project / "book" / f"{PAGE}.md").write_text(text)
    (project / "book/how-it-is-made.md").unlink()
    index = project / "book/index.md"
    index.write_text(index.read_text().replace("01-ran.md", f"01-ran.md\n{PAGE}"))
    monkeypatch.setattr(ran, "RECORDS", project / "_build/ran")
    monkeypatch.setattr(ran, "CODE", project / "code")
    monkeypatch.setattr(ran, "TOOLS", project / "code/tools")
    assert "done in" in build(project)
    return project


def build(project):
    """Build; what was said."""
    status, text = run(project, TOOLS, "build")
    assert status == 0, text
    return text


def tables(project):
    """The tables of the page: their rows, as texts."""
    page = BeautifulSoup((project / f"_build/site/{PAGE}.html").read_text(encoding="utf-8"), "html.parser")
    return [[[cell.get_text().strip() for cell in row.select("td, th")] for row in table.select("tr")] for table in page.select("table")]


@reads_it
def test_cells_and_seconds(project):
    _, [head, one, every] = tables(project)
    assert head == ["Page", "Cells", "Seconds"] and one[:2] == ["1. Ran", "2"] and every == ["All", *one[1:]]
    assert 1.2 <= float(one[2]) < 30


@reads_it
def test_scripts_that_have_not_run_have_no_result(project):
    text = (project / f"_build/site/{PAGE}.html").read_text(encoding="utf-8")
    assert "Not run yet: <code>make test</code> runs them." in text and len(tables(project)) == 2


@reads_it
def test_what_the_tests_recorded_is_shown_by_the_next_build(project):
    """Which builds nothing for that; a script that changed since has no result."""
    folder = project / "code/01-ran"
    ran.write(folder, (3, 99), "3.99.1", {"sleeps.py": ran.SAME, "prints.py": ran.OTHER})
    ran.write(folder, (3, 12), "3.12.7", {"sleeps.py": ran.SAME, "prints.py": "not run: needs luck"})
    assert build(project) == "_build/site is up to date\n"
    assert tables(project)[2:] == [
        [["Chapter", "Python 3.12.7", "Python 3.99.1"], ["1. Ran", "1 of 1", "1 of 2"]],
        [["Script", "Python 3.12.7", "Python 3.99.1"], ["sleeps.py", "same", "same"],
         ["prints.py", "not run: needs luck", "something else"]]]
    before = files(project / "_build/site")
    assert build(project) == "_build/site is up to date\n" and files(project / "_build/site") == before
    (project / "_build/ran/01-ran 3.99.json").write_text('{"key": 1}')
    build(project)
    assert tables(project)[2][1] == ["1. Ran", "1 of 1"]
    page = project / "book/01-ran.md"
    page.write_text(page.read_text().replace("'printed'", "'other'"))
    build(project)
    assert len(tables(project)) == 2, "the results are of other scripts"


@reads_it
def test_a_build_that_goes_on_shows_the_same_page(project):
    ran.write(project / "code/01-ran", (3, 99), "3.99.1", {"sleeps.py": ran.SAME})
    page = project / f"book/{PAGE}.md"
    page.write_text(page.read_text() + "\nOne more line.\n")
    build(project)
    on = files(project / "_build/site")
    shutil.rmtree(project / "_build/doctrees")
    (project / "_build/site.json").unlink()
    build(project)
    assert files(project / "_build/site") == on and "One more line." in on[f"{PAGE}.html"].decode()


def test_the_page_names_no_place_on_this_machine(site):
    text = (SITE / f"{PAGE}.html").read_text(encoding="utf-8")
    assert not re.search(r"/(home|root|usr|tmp|work)\b", text)
    assert f"<p>{'.'.join(map(str, HERE))}." in text, "the version of this Python"
