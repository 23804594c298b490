"""A build that goes on from the last one makes, byte for byte, what a build from nothing makes."""

import shutil

import pytest

from tests.support import TOOLS, copy_project, fail, files, of_no_page, run

pytestmark = of_no_page

FIRST = """
(sec-first)=
# First

Text of the first chapter, see [](#sec-other) and {term}`loop`.

:::{slide}
:minutes: 3
- A slide
:::

(sec-below)=
## Below

```{code-cell} python
:script: example.py
print("example")
```

:::{script} example.py
:::
"""
SECOND = """
(sec-other)=
# Second

Text of the second chapter, see [](#sec-below).

```{code-cell} python
:no-script: for a test
:slideshow: {"slide_type": "notes"}
print("second")
```

## Do it

::::{exercise} do-it
:::{hint}
A hint.
:::

:::{solution}
It is so.
:::
::::
"""
EXERCISE = {"starter.py": "todo = None\n", "solution.py": "todo = 1\n", "judge.py": "TODO = 'do it'\n", "more.py": "MORE = 1\n"}
PICTURE = """
# A picture of a cell, which is not there any more when the next build begins

```{code-cell} python
:no-script: for a test
from base64 import b64decode
from IPython.display import Image
Image(b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="))
```
"""
GLOSSARY = "\n# Glossary\n\n```{glossary}\nloop\n  It turns.\n```\n"
INSTRUCTORS = "\n# Instructors\n\n:::{lectures}\n:::\n"
REMIX = "# A talk\n\nNotes.\n\n:::{take} first\nsec-below\n:::\n"
PAGES = {"01-first.md": FIRST, "02-second.md": SECOND, "glossary.md": GLOSSARY, "instructors.md": INSTRUCTORS, "picture.md": PICTURE}


def replace(name, old, new):
    def edit(project):
        text = (project / name).read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {name}: mend this test"
        (project / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    return edit


def add(project):
    shutil.copy(project / "book/glossary.md", project / "book/03-third.md")
    replace("book/03-third.md", "loop\n", "another\n")(project)
    replace("book/03-third.md", "# Glossary", "# Third")(project)
    replace("book/index.md", "02-second.md", "02-second.md\n03-third.md")(project)


def rename(project):
    (project / "book/03-third.md").rename(project / "book/03-fourth.md")
    replace("book/index.md", "03-third", "03-fourth")(project)


def remove(project):
    (project / "book/03-fourth.md").unlink()
    replace("book/index.md", "03-fourth.md\n", "")(project)


EDITS = {  # in this order, each upon those before
    "prose": replace("book/01-first.md", "Text of", "A new line.\n\nOther text of"),
    "a title": replace("book/02-second.md", "# Second", "# The second"),
    "a heading with a label": replace("book/01-first.md", "## Below", "## Further below"),
    "a label moved": lambda project: (replace("book/01-first.md", "(sec-below)=\n", "")(project),
                                      replace("book/02-second.md", "## Do it", "(sec-below)=\n## Do it")(project),
                                      replace("slides/talk.md", "sec-below", "further-below")(project)),
    "a term": replace("book/glossary.md", "It turns.", "It turns and turns."),
    "a cell": replace("book/02-second.md", 'print("second")', 'print("other")'),
    "a script": replace("code/01-first/example.py", "example", "Example"),
    "a slide": replace("book/01-first.md", "- A slide", "- A slide with words"),
    "the minutes of a slide": replace("book/01-first.md", ":minutes: 3", ":minutes: 4"),
    "one more slide": replace("book/01-first.md", "(sec-first)=\n# First\n", "(sec-first)=\n# First\n\n:::{slide} One\nWord\n:::\n"),
    "a deck of one's own": replace("slides/talk.md", "Notes.", "Other notes."),
    "an exercise": replace("code/02-second/exercises/1-do-it/solution.py", "1", "2"),
    "a file of an exercise": lambda project: (project / "code/02-second/exercises/1-do-it/more.py").rename(
        project / "code/02-second/exercises/1-do-it/another.py"),
    "an expected output": replace("code/01-first/expected.txt", "example", "another example"),
    "a symptom": replace("book/symptoms.toml", 'title = "', 'title = "New: '),
    "a tool of the readers": replace("code/tools/timeline.py", '"""', '"""A tool.  '),
    "a chapter added": add,
    "a chapter renamed": rename,
    "a chapter removed": remove,
    "conf.py": replace("conf.py", 'html_title = "', 'html_title = "Another '),
    "the style": replace("book/_static/book.css", "{", "{ /* */"),
}


@pytest.fixture(scope="module")
def projects(tmp_path_factory):
    """A project that is built on and on, and its twin that is built from nothing."""
    one = copy_project(tmp_path_factory.mktemp("on") / "p", PAGES)
    for path in one.glob("slides/*.md"):
        path.unlink()
    (one / "slides/talk.md").write_text(REMIX)
    folder = one / "code/02-second/exercises/1-do-it"
    folder.mkdir(parents=True)
    for name, text in EXERCISE.items():
        (folder / name).write_text(text)
    for name in ("01-first", "02-second"):
        (one / "code" / name).mkdir(exist_ok=True)
        (one / "code" / name / "sections.json").write_text("{}")
    (one / "code/01-first/example.py").write_text('print("example")\n')
    (one / "code/01-first/expected.txt").write_text("# example.py\nexample\n")
    status, text = run(one, TOOLS, "build")
    assert status == 0, text
    return one, shutil.copytree(one, one.with_name("twin"))


@pytest.mark.xdist_group("increment")
@pytest.mark.parametrize("what", EDITS)
def test_after(what, projects):
    on, twin = projects
    for project in projects:
        EDITS[what](project)
    shutil.rmtree(twin / "_build/doctrees")
    (twin / "_build/site.json").unlink()
    sites = []
    for project in projects:
        status, text = run(project, TOOLS, "build")
        assert status == 0, text
        sites.append(files(project / "_build/site"))
    for name in sorted(sites[0].keys() | sites[1].keys()):
        one, other = (site.get(name, b"").decode("utf-8", "replace") for site in sites)
        if one != other:
            fail(f"_build/site/{name}:1", f"after another content of {what} a build that goes on made something else",
                 other, one, ("from nothing", "going on"))


@pytest.mark.parametrize("old, first, then", [
    (":::{slide}\n", "A new line.\n\n:::{slide}\n", "A new line.\n\nOne more.\n\n:::{slide}\n"),
    ('print("example")', '# a comment\nprint("an example")', '# a comment\n# one more\nprint("another example")')],
    ids=["prose", "a cell"])
@pytest.mark.xdist_group("increment")
def test_an_edit_that_moves_lines_writes_its_own_pages_alone(old, first, then, projects, tmp_path):
    """The chapter, and the decks that take of it."""
    project = shutil.copytree(projects[0], tmp_path / "p")
    times = []
    for before, after in (old, first), (first, then):  # the copy has another place: the first of its builds begins from nothing
        replace("book/01-first.md", before, after)(project)
        status, text = run(project, TOOLS, "build")
        assert status == 0, text
        times.append({path.relative_to(project / "_build/site").as_posix(): path.stat().st_mtime_ns
                      for path in (project / "_build/site").rglob("*.html")})
    written = {name for name, when in times[1].items() if when != times[0][name]}
    assert {"01-first.html", "slides/01-first.html", "slides/talk.html"} <= written
    assert not {"02-second.html", "slides/02-second.html", "symptoms.html"} & written, written
