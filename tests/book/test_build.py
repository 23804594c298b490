"""What a user meets when something is wrong; and that a build is never stale."""

import re

import pytest

from book.tools import build
from book.tools import chapter as chapters
from tests.support import TOOLS, chapter, copy_project, files, of_no_page, run


@of_no_page
def test_mistakes_in_a_text_are_named(tmp_path):
    """What Sphinx and our directives find: all in one run, with file and line."""
    project = copy_project(tmp_path, {
        "01-links.md": "\n# A\n\nSee [](#nowhere).\n\nAnd [](gone.md).\n\nAnd {py:func}`nobody`.\n",
        "02-slides.md": "\n# B\n\n:::{slide}\n:colour: red\nx\n:::\n\n:::{note}\n:::{slide}\ny\n:::\n:::\n",
        "03-script.md": "\n# C\n\n```{code-cell} python\n:script: gone.py\n:status: 2\n!python gone.py\n```\n",
        "04-nested.md": "\n# D\n\n::::{note}\n```{code-cell} python\nprint(1)\n```\n::::\n",
    })
    status, text = run(project, TOOLS, "build")
    assert status == 1
    for pattern in [r"book/01-links.md:\d+: WARNING: .*nowhere", r"book/01-links.md:\d+: WARNING: .*gone",
                    r"book/01-links.md:\d+: WARNING: py:func reference target not found: nobody",
                    r"book/02-slides.md:\d+: WARNING: .*colour",
                    r"book/02-slides.md:\d+: (WARNING|ERROR): .*\{slide\} must stand in a section",
                    r"book/03-script.md:\d+: WARNING: code/03-script/gone.py does not exist",
                    r"book/04-nested.md:\d+: WARNING: this cell would not run"]:
        assert re.search(pattern, text), f"{pattern}\n{text}"
    assert "the warnings above are errors" in text and "Traceback" not in text
    assert not (project / "_build/site").exists()


def test_a_script_that_is_edited_while_a_build_runs_is_named(monkeypatch):
    edited, *_ = chapters.page_paths()
    monkeypatch.setattr(chapters, "page_paths", lambda: [edited])
    monkeypatch.setattr(chapters, "kept", lambda path: None)
    with pytest.raises(build.Stop) as stop:
        build.outputs()
    assert str(stop.value) == f"{chapters.name_of(edited)}:1: this page, or a file that it reads, was changed while it was built: build again"


IMPORTS = """from helper import word
print(word)"""
EDITS = [("code/tools/helper.py", "first word", "other word"), ("book/02-prose.md", "Text.", "Other prose."),
         ("conf.py", 'html_title = "Async Python"', 'html_title = "Another title"'),
         ("slides/deck/writer.py", ">book</a>", ">the book</a>"),
         ("book/index.md", "02-prose", "08-prose")]


def test_the_site_follows_what_changes(tmp_path, monkeypatch):
    """Each kind of edit; damaged outputs.  At the end: the same site as from nothing.

    A build makes all but the outputs of cells from nothing.  So after each edit it is enough to see that
    a build is due, and one build for all of them shows which cells it executes.
    """
    project = copy_project(tmp_path / "p", {"01-edited.md": chapter(IMPORTS), "02-prose.md": chapter("print(2)")})
    book, site = project / "book", project / "_build/site"
    helper = project / "code/tools/helper.py"
    helper.write_text("word = 'first word'\n")

    def make():
        """Build; returns the chapters that were executed, and what else was said."""
        status, text = run(project, TOOLS, "build")
        assert status == 0, text
        return sorted(re.findall(r"cells   (.*): done", text)), text

    def show(name):
        """The page and the deck of a chapter."""
        return (site / name).read_text(), (site / "slides" / name).read_text()

    assert make()[0] == ["01-edited", "02-prose"]
    assert all("first word" in text for text in show("01-edited.html"))
    assert "up to date" in make()[1]

    monkeypatch.setattr(build, "ROOT", project)
    for name, old, new in EDITS:
        made_from, path = build.inputs(), project / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {name}: mend this test"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        assert build.inputs() != made_from, f"{name} changed, and the site would stay as it was"
    made_from = build.inputs()
    (book / "02-prose.md").rename(book / "08-prose.md")
    assert build.inputs() != made_from, "a chapter was renamed, and the site would stay as it was"
    assert make()[0] == ["01-edited"], "what a cell imports changed; other prose and another number execute nothing"
    page, deck = show("01-edited.html")
    assert "other word" in page and "other word" in deck and "first word" not in page + deck
    assert "Another title" in page and ">the book</a>" in deck
    assert all("Other prose." in text for text in show("08-prose.html"))
    assert not list(site.rglob("02-prose*")), "the old pages of what was renamed are still there"

    # from nothing, with a cache that cannot be read
    edited = files(site)
    site.rename(tmp_path / "old")
    (project / "_build/site.json").unlink()
    outputs = list((project / "_build/cells").rglob("*.ipynb"))
    for kept in outputs:
        kept.write_bytes(kept.read_bytes()[:100] + b"damaged" * 300)
    assert outputs and make()[0] == ["01-edited", "08-prose"]
    again = files(site)
    assert again.keys() == edited.keys(), "other files than from nothing"
    assert not [name for name in again if again[name] != edited[name]], "not what it is from nothing"


@of_no_page
def test_without_tex_it_says_what_to_install(tmp_path):
    project = copy_project(tmp_path, {"01-good.md": chapter("print('good')")})
    status, text = run(project, TOOLS, "build", "pdf", PATH="/nowhere")
    assert status == 1
    assert "apt-get install texlive-xetex texlive-latex-recommended" in text
    assert len(text.strip().splitlines()) == 2


@of_no_page
def test_without_npm_and_network_the_site_has_no_buttons(tmp_path):
    text = "\n# A\n\n```{code-cell} python\n:no-script: for a test\nprint(1)\n```\n"
    project = copy_project(tmp_path, {"01-good.md": text})
    lock = project / "book/live/node.txt"  # another lock: nothing is kept of it
    lock.write_text(lock.read_text() + "# changed\n")
    status, text = run(project, TOOLS, "build", PATH="/nowhere", PIP_NO_INDEX="1", PIP_FIND_LINKS="")
    assert status == 0, text
    assert len(re.findall("^live    no Run buttons: .*$", text, re.M)) == 1, text
    assert "live.js" not in (project / "_build/site/01-good.html").read_text("utf-8")
