"""A chapter before the third: two renames for each later one, the new files, `update` of it; nothing else is edited.

And a deck of one's own, as the README says.
"""

import json
import os
import re
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tests.support import PYTEST, ROOT, TOOLS, copy_project, fail_all, files, run

NEW = """\
---
jupytext: {text_representation: {extension: .md, format_name: myst}}
kernelspec: {name: python3, display_name: Python 3}
minutes: 45
---
(ch-between)=
# Something in between

Notes.

(between-print)=
## Print a word

Notes.

```{code-cell} python
:script: word.py
print("a word")
```

### Say it

::::{exercise} say-it
:::{hint}
Say it.
:::

:::{solution}
:::
::::
"""
EXERCISE = {
    "starter.py": '"""Exercise: say it."""\n\nWORD = "?"\n', "solution.py": '"""Solution."""\n\nWORD = "it"\n',
    "judge.py": "from check import Point\n\nTODO = 'WORD is not said'\n\n\ndef judge(code):\n"
                "    yield Point(code()['WORD'] == 'it', 'WORD: expected it.', 'between-print')\n"}


def by_number(path):
    """The lines of a page that name a chapter of the book by its number."""
    count, text = len([*(ROOT / "book").glob("[0-9]*.md")]), path.read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        named = re.search(r"\(\d\d-[\w-]+\.md\b|\{take\} \d\d-|code/\d\d-", line)
        said = [n for n in re.findall(r"\b[Cc]hapters? (\d+)\b|\b[Ee]xercises? (\d+)\.\d", line) if int("".join(n)) <= count]
        if named or said:
            yield f"{path.relative_to(ROOT)}:{number}: a chapter by its number: {line.strip()[:70]}"


@pytest.mark.parametrize(
    "path", sorted([*ROOT.glob("book/*.md"), *ROOT.glob("slides/*.md"), ROOT / "book/symptoms.toml"]), ids=lambda path: path.name)
def test_no_page_names_a_chapter_by_its_number(path):
    fail_all(by_number(path))


def deck_in_the_readme():
    """Its name and its text, as they stand there."""
    [(name, lines)] = re.findall(r"five lines in `(slides/[\w-]+\.md)`; `make` builds it:\n\n((?: {4}.*\n|\n)+)",
                                 (ROOT / "README.md").read_text(encoding="utf-8"))
    return name, textwrap.dedent(lines).strip() + "\n"


class Inserted:
    """The project with a chapter more, and what it was before."""

    def __init__(self, project):
        self.project = project
        self.before = files(project / "book") | {f"code/{k}": v for k, v in files(project / "code").items()}
        later = sorted(path.stem for path in (project / "book").glob("[0-9]*.md") if path.stem >= "03")
        self.renamed = {name: f"{int(name[:2]) + 1:02}{name[2:]}" for name in later}
        for name in reversed(later):
            (project / f"book/{name}.md").rename(project / f"book/{self.renamed[name]}.md")
            (project / f"code/{name}").rename(project / f"code/{self.renamed[name]}")
        (project / "book/03-between.md").write_text(NEW)
        (project / "code/03-between/exercises/1-say-it").mkdir(parents=True)
        for name, text in EXERCISE.items():
            (project / "code/03-between/exercises/1-say-it" / name).write_text(text)
        name, deck = deck_in_the_readme()
        (project / name).write_text(deck)
        self.updated = ""
        for command, chapter in ("scripts", ""), ("update", "03"):  # of the others none has anything new to run
            done = subprocess.run([sys.executable, "book/tools", command], cwd=project, env=os.environ | {"CHAPTER": chapter},
                                  text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            self.updated += done.stdout
            assert done.returncode == 0, self.updated


@pytest.fixture(scope="module")
def inserted(tmp_path_factory):
    return Inserted(copy_project(tmp_path_factory.mktemp("inserted")))


@pytest.fixture(scope="module")
def built(inserted):
    status, text = run(inserted.project, TOOLS, "build")
    assert status == 0, text
    return inserted.project / "_build/site"


def test_update_executes_the_new_chapter_alone(inserted):
    assert re.findall(r"cells   (.*): done", inserted.updated) == ["03-between"], inserted.updated


def test_what_was_there_before_is_as_it_was(inserted):
    """No script, expected output or text has another byte: cells that read them need not run."""
    now = files(inserted.project / "book") | {f"code/{k}": v for k, v in files(inserted.project / "code").items()}
    left = []
    for old, data in inserted.before.items():
        name = old
        for was, new in inserted.renamed.items():
            name = re.sub(rf"^(code/)?{was}(?=\.md$|/)", rf"\g<1>{new}", name)
        if "__pycache__" not in old and now.get(name) != data:
            left.append(f"{name}:1: not what it was as {old}")
    fail_all(left)


def test_update_writes_what_is_of_the_new_chapter_alone(inserted):
    wrote = re.findall(r"wrote   (.*)", inserted.updated)
    assert sorted(wrote) == [f"code/03-between/{name}" for name in (
        "exercises/starters.json", "expected.txt", "sections.json", "word.py")], inserted.updated


def test_the_book_has_it_with_its_deck(inserted, built):
    for name in ["03-between", *inserted.renamed.values()]:
        assert (built / f"{name}.html").exists() and (built / f"slides/{name}.html").exists()
        assert (built / f"code/{name}.zip").exists()
    assert "4. Tasks" in " ".join((built / "index.html").read_text("utf-8").split())


def test_the_deck_in_the_readme_is_five_lines_and_shows_the_slides_of_its_sections(built):
    name, deck = deck_in_the_readme()
    assert len(deck.splitlines()) == 5, deck
    page = (built / Path(name).with_suffix(".html")).read_text("utf-8")
    chapter, *sections = re.search(r"\{take\} (\S+)\n((?:[\w-]+\n)+)", deck)[0].removeprefix("{take} ").split()
    assert chapter in deck and all(f'id="{section}"' in page for section in sections), page
    assert page.count("<h1") == 1 and Path(name).stem in (built / "slides/index.html").read_text("utf-8")


def test_the_tests_of_scripts_pass_for_it(inserted):
    """And those of the renamed ones that need not run their scripts."""
    for chapter, more in (("03", "not other_pythons"), ("04", "chapters_code or headings or left_over or names_its")):
        status, text = run(inserted.project, PYTEST, "-q", "-n0", "--color=no", "tests/code/test_scripts.py", "-k", more,
                           CHAPTER=chapter)
        assert status == 0, text


def test_the_checker_knows_the_exercises_under_their_new_numbers(inserted):
    """And says so where it sends a reader back."""
    project, title = inserted.project, json.loads((ROOT / "code/03-tasks/sections.json").read_text("utf-8"))
    exercise = next((project / "code/04-tasks/exercises").glob("1-*"))
    status, text = run(project, "code/check.py", "4.1", str(exercise / "solution.py"))
    assert status == 0 and f"Exercise 4.1, {title['ex-' + exercise.name[2:]]} (solution.py)" in text, text
    status, text = run(project, "code/check.py", "3.1", "code/03-between/exercises/1-say-it/starter.py")
    assert status == 1 and "Exercise 3.1, Say it (starter.py)" in text, text
    wrong = sorted(exercise.glob("wrong/*.py"))
    said = [run(project, "code/check.py", str(path))[1] for path in wrong]
    assert any("Read again in chapter 4: " in text for text in said), said
    assert not any("Read again in chapter 3: " in text for text in said), said
