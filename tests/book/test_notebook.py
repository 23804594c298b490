"""Each chapter's notebook: what the page shows, in plain Markdown; and it is the chapter's text again, byte for byte."""

import asyncio
import json
import re
import subprocess
import sys

import nbformat
import pytest
from bs4 import BeautifulSoup

from book.tools.chapter import chapters
from book.tools.notebook import KEY, read_back, text
from tests.support import TOOLS, copy_project, fail, fail_all, line_of, of_no_page, run
from tests.support.notebooks import check

CHAPTERS = {chapter.path.stem: chapter for chapter in chapters()}
each_chapter = pytest.mark.parametrize("chapter", CHAPTERS.values(), ids=CHAPTERS)
RUN = "waiting", "groups"  # all of them: python tests/support/notebooks.py
MYST = re.compile(r"^:{3,}.*|^`{3,}\{.*|^\([\w-]+\)=.*|(?<!`)\{[a-z]+\}`|\[\]\([^)]*\)|\[\^[\w-]+\]|^:[\w-]+:.*", re.M)


@pytest.fixture(scope="module")
def notebooks(site):
    """The notebooks of the site."""
    return {name: nbformat.read(site / f"code/{name}/{name}.ipynb", 4) for name in CHAPTERS}


def cells(nb, kind):
    """The cells of a kind that are of the chapter, and not added."""
    return [cell for cell in nb.cells if cell.cell_type == kind and not cell.metadata.get(KEY, {}).get("added")]


@pytest.mark.reads()
@each_chapter
def test_text_to_notebook_to_text_is_the_identity(chapter, site, tmp_path):
    """As it is in the site, and as Jupyter saves it."""
    path, want = site / f"code/{chapter.path.stem}/{chapter.path.stem}.ipynb", chapter.path.read_bytes()
    saved = tmp_path / path.name
    nbformat.write(nbformat.read(path, 4), saved)
    for one in (path, saved):
        if (got := read_back(one).encode()) != want:
            fail(f"{chapter.name}:1", "its notebook is another text", want.decode(), got.decode())


@each_chapter
def test_the_notebook_shows_what_was_executed(chapter, notebooks):
    assert chapter.executed
    nbformat.validate(notebooks[chapter.path.stem])
    code = cells(notebooks[chapter.path.stem], "code")
    assert [cell.source for cell in code] == [cell.source for cell in chapter.cells]
    for cell, mine in zip(chapter.cells, code):
        want, got = ([{key: value for key, value in output.items() if key != "execution_count"} for output in outputs]
                     for outputs in (cell.outputs, mine.outputs))
        if want != got:
            fail(cell.where, "the notebook has another output", *(json.dumps(one, indent=1, sort_keys=True) for one in (want, got)))


@each_chapter
def test_its_text_is_plain_markdown(chapter, notebooks):
    """No fence, role, label, footnote of MyST; no links without words; and nothing of a slide."""
    whole = chapter.path.read_text(encoding="utf-8")
    slides = {line.strip("- ") for block in re.findall(r"^:::\{slide\}(?:(?!\n:book:).)*?^:::$", whole, re.M | re.S)
              for line in block.split("\n")[1:-1] if len(line) > 30 and not line.startswith(":")}
    slides = {line for line in slides if whole.count(line) == 1}
    for cell in cells(notebooks[chapter.path.stem], "markdown"):
        plain = re.sub(r"^(`{3,}).*?^\1$|(`+)(?!`).*?(?<!`)\2(?!`)", "code", cell.source, flags=re.M | re.S)
        for found in [match[0] for match in MYST.finditer(plain)] + [line for line in slides if line in cell.source]:
            where = f"{chapter.name}:{line_of(whole, cell.metadata[KEY].text)}"
            fail(where, f"in the notebook of this text stands {found}", "", cell.source)


@each_chapter
def test_every_file_that_the_notebook_links_to_is_in_the_zip(chapter, notebooks):
    """Without another host that is all there is to find."""
    links = [to for cell in cells(notebooks[chapter.path.stem], "markdown") for to in re.findall(r"\]\(([^)#]+)\)", cell.source)]
    fail_all(f"{chapter.name}:1: its notebook links to {to}" for to in links
             if not re.match("https?:", to) and not (chapter.code / to).resolve().is_file())


@pytest.mark.reads()
@pytest.mark.parametrize("chapter", [one for one in CHAPTERS.values() if one.path.stem.partition("-")[2] in RUN], ids=lambda one: one.path.stem)
def test_it_runs_unchanged(chapter, site, tmp_path):
    """From the unpacked zip, in a kernel as JupyterLab starts it; and prints what the page shows."""
    fail_all(asyncio.run(check([chapter], tmp_path)))


def test_alone_it_says_what_it_needs(notebooks, tmp_path):
    first = next(cell for cell in notebooks[min(CHAPTERS)].cells if cell.cell_type == "code")
    done = subprocess.run([sys.executable, "-c", first.source], cwd=tmp_path, capture_output=True, text=True)
    assert done.stdout.startswith("Unpack the chapter's zip"), done


@each_chapter
def test_the_page_links_to_what_there_is(chapter, site):
    page = BeautifulSoup((site / f"{chapter.path.stem}.html").read_text(encoding="utf-8"), "html.parser")
    [line] = page.select("h1 + .take-along")
    name = chapter.path.stem
    notes = [f"slides/{name}-notes.pdf"] * (site / f"slides/{name}-notes.pdf").exists()
    assert [a["href"] for a in line.select("a")] == [f"code/{name}.zip", f"code/{name}/{name}.ipynb", f"slides/{name}.html", *notes]


# --- what somebody edits in JupyterLab comes back

LESSON = """
(sec-lesson)=
# Lesson

:::{slide}
For the audience
:::

See [](#sec-end), {term}`loop` and {kbd}`Ctrl-C`.[^why]

```{code-cell} python
:no-script: for a test
:tags: [hide-output]

print("one")
```

```{code-cell} python
:no-script: for a test
print("two")

```

[^why]: A reason,
    in two lines.

(sec-end)=
## The end

:::{admonition} Mind
:class: note
What {term}`loop` says.
:::
"""
GLOSSARY = "\n# Glossary\n\n```{glossary}\nloop\n  It turns.\n```\n"
SHOWN = ["# Lesson\n\nSee [The end](#The-end), loop and <kbd>Ctrl-C</kbd>.<sup>1</sup>", "<sup>1</sup> A reason,\nin two lines.",
         "## The end\n\n> **Mind**\n>\n> What loop says."]


@pytest.fixture(scope="module")
def lesson(tmp_path_factory):
    """A book of one chapter; its notebook and its text."""
    project = copy_project(tmp_path_factory.mktemp("lesson"), {"01-lesson.md": LESSON, "glossary.md": GLOSSARY})
    status, said = run(project, TOOLS, "build", "book")
    assert status == 0, said
    return project, project / "_build/site/code/01-lesson/01-lesson.ipynb", (project / "book/01-lesson.md").read_text(encoding="utf-8")


@of_no_page
def test_what_a_reader_sees(lesson):
    assert [cell.source for cell in cells(nbformat.read(lesson[1], 4), "markdown")] == SHOWN


@of_no_page
def test_an_output_that_is_to_be_guessed_is_folded(lesson):
    one, two = cells(nbformat.read(lesson[1], 4), "code")
    assert one.metadata.jupyter == {"outputs_hidden": True} and "jupyter" not in two.metadata


@of_no_page
def test_edits_come_back(lesson):
    nb = nbformat.read(lesson[1], 4)
    cells(nb, "code")[0].source = 'print("another")'
    cells(nb, "markdown")[2].source = "## The new end\n\nThat is all."
    nb.cells.append(nbformat.v4.new_code_cell("print('new')"))
    want = lesson[2].replace('"one"', '"another"')
    want = want[:want.index("(sec-end)=")] + "\n## The new end\n\nThat is all.\n\n\n```{code-cell} python\nprint('new')\n```\n"
    if (got := text(nb)) != want:
        fail("book/tools/notebook.py:1", "an edited notebook comes back as", want, got)


@of_no_page
def test_the_command_writes_the_text(lesson, tmp_path):
    project, path, want = lesson
    status, said = run(project, TOOLS, "text", str(path))
    assert (status, said) == (0, want)
    (tmp_path / "no.ipynb").write_text("{}")
    for name in ("no.ipynb", "gone.ipynb"):
        status, said = run(project, TOOLS, "text", str(tmp_path / name))
        assert status == 1 and name in said and len(said.splitlines()) == 1, said
