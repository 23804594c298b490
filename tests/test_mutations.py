"""The proof can fail: each fault put into a copy of the book is found, where it is."""

import re
import shutil

import pytest
from conftest import command, copy_project

CHAPTER = "book/02-coroutines.md"
EXPECTED = "code/expected/02-coroutines.txt"


@pytest.fixture
def project(tmp_path):
    """A copy of the project, and its proof for chapter 2 under this Python alone."""
    return copy_project(tmp_path)


def prove(project):
    return command(project, "-m", "pytest", "-q", "-n0", "--color=no", "tests/test_examples.py",
                   "-k", "not other_pythons", BOOK_ONLY="02")


def change(path, old, new, count=1):
    """Replace the first *old* in a file; returns the number of its line."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {path.name}: mend this test"
    path.write_text(text.replace(old, new, count), encoding="utf-8")
    return text[:text.index(old)].count("\n") + 1


def line_of(project, text, after=""):
    lines = (project / CHAPTER).read_text(encoding="utf-8")
    return lines[:lines.index(text, lines.index(after))].count("\n") + 1


SEED = "async def do_some_work():"
UNAWAITED = "async def do_a_lot_of_work():\n    do_some_work()"


def test_the_copy_passes_and_prose_may_change(project):
    change(project / CHAPTER, "\n## ", "\nAnother paragraph of prose.\n\nAnd one more.\n\n## ")
    status, text = prove(project)
    assert status == 0, text


@pytest.mark.parametrize("old, new", [
    ('print("Starting work")', 'print("Begin work")'),
    ("asyncio.sleep(1)", "asyncio.sleep(2)"),
    ("import asyncio\n", "import asyncio  # a comment\n"),
], ids=["a printed word", "a delay, with the same output", "a comment"])
def test_a_changed_script(project, old, new):
    script = project / "code/ch02_never_awaited.py"
    line = change(script, old, new)
    status, text = prove(project)
    assert status == 1
    source = rf"{CHAPTER}:\d+: code/ch02_never_awaited.py:{line}: the script is not the chapter's code"
    assert re.search(source, text), text
    assert re.search(rf"^\+.*{re.escape(new.strip())}", text, re.M), "a diff"


def test_a_changed_script_that_prints_something_else(project):
    change(project / "code/ch02_await.py", 'print("Work complete")', 'print("Work done")')
    line = line_of(project, "await do_some_work()\n```", ":script: ch02_await.py")
    status, text = prove(project)
    assert status == 1
    assert f"{CHAPTER}:{line}: the page does not show what code/ch02_await.py prints" in text
    assert "-Work complete\n+Work done" in text
    seed = line_of(project, '    print("Work complete")')
    assert f"{CHAPTER}:{seed}: code/ch02_await.py:" in text


def test_an_await_removed_in_a_chapter(project):
    """Before the next build: named.  After it: every output that changed is named."""
    change(project / CHAPTER, "    await do_some_work()\n    await do_some_work()",
           "    do_some_work()\n    await do_some_work()")
    status, text = prove(project)
    assert status == 1 and f"{CHAPTER}:1: its cells changed since the last build" in text
    status, text = command(project, "book/execute.py", BOOK_ONLY="02")
    assert status == 0, text
    line = line_of(project, "    do_some_work()\n    await")
    status, text = prove(project)
    assert status == 1
    assert re.search(rf"{CHAPTER}:{line}: code/ch02_\w+.py:\d+: the script is not", text), text
    assert re.search(rf"{EXPECTED}:\d+: not what", text) or re.search(
        rf"{CHAPTER}:\d+: the page does not show what code/ch02_\w+.py prints", text), text


def test_a_changed_expected_output(project):
    line = change(project / EXPECTED, "Work complete", "Work completed")
    status, text = prove(project)
    assert status == 1
    assert f"{EXPECTED}:{line}: not what the scripts print and the page shows" in text
    assert "-Work completed\n+Work complete" in text


def test_a_warning_on_another_line(project):
    line = change(project / EXPECTED, "ch02_never_awaited.py:17:", "ch02_never_awaited.py:18:")
    status, text = prove(project)
    assert status == 1 and f"{EXPECTED}:{line}: not what" in text


def test_a_deleted_script(project):
    (project / "code/ch02_never_awaited.py").unlink()
    line = line_of(project, UNAWAITED)
    status, text = prove(project)
    assert status == 1
    assert f"{CHAPTER}:{line}: code/ch02_never_awaited.py does not exist" in text


def test_orphans(project):
    shutil.copy(project / "code/ch02_await.py", project / "code/ch02_new.py")
    status, text = prove(project)
    assert status == 1
    assert "code/ch02_new.py:1: no cell of any chapter names this script" in text


def test_deleted_expected_outputs(project):
    (project / EXPECTED).unlink()
    status, text = prove(project)
    assert status == 1 and f"{EXPECTED}:1: not what" in text


def test_a_misspelt_script_name(project):
    change(project / CHAPTER, ":script: ch02_never_awaited.py", ":script: ch02_never_awaitet.py")
    command(project, "book/execute.py", BOOK_ONLY="02")
    line = line_of(project, UNAWAITED)
    status, text = prove(project)
    assert status == 1
    assert f"{CHAPTER}:{line}: code/ch02_never_awaitet.py does not exist" in text
    assert "code/ch02_never_awaited.py:1: no cell of any chapter names this script" in text


def test_a_cell_without_a_script(project):
    change(project / CHAPTER, ":script: ch02_never_awaited.py\n", "")
    command(project, "book/execute.py", BOOK_ONLY="02")
    status, text = prove(project)
    assert status == 1
    assert f"{CHAPTER}:{line_of(project, UNAWAITED)}: this cell has no script" in text


def test_a_changed_word_in_the_recorded_outputs(project):
    """As if a build had recorded something that the script does not print."""
    records = [p for p in (project / "_build/cells").rglob("base.ipynb")
               if "Starting work" in p.read_text(encoding="utf-8")]
    for record in records:
        change(record, "Work complete\\n\"", "Work completed\\n\"", -1)
    status, text = prove(project)
    assert status == 1
    assert re.search(rf"{CHAPTER}:\d+: the page does not show what code/ch02_\w+.py prints", text), text
