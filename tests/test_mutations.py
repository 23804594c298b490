"""The proof can fail: each fault put into a copy of the book is found, where it is."""

import re

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
                   BOOK_ONLY="02")


def change(path, old, new):
    """Replace the first *old* in a file; returns the number of its line."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {path.name}: mend this test"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[:text.index(old)].count("\n") + 1


def line_of(project, text, after=""):
    """The line of *text* in the chapter."""
    chapter = (project / CHAPTER).read_text(encoding="utf-8")
    return chapter[:chapter.index(text, chapter.index(after))].count("\n") + 1


UNAWAITED = "async def do_a_lot_of_work():\n    do_some_work()"


def test_prose_may_change(project):
    change(project / CHAPTER, "\n## ", "\nAnother paragraph of prose.\n\nAnd one more.\n\n## ")
    status, text = prove(project)
    assert status == 0, text


def test_changed_scripts(project):
    """A printed word, a delay with the same output, a comment, a script gone, one too many."""
    code = project / "code"
    word = change(code / "ch02_fixed.py", 'print("Work complete")', 'print("Work done")')
    delay = change(code / "ch02_never_awaited.py", "asyncio.sleep(1)", "asyncio.sleep(2)")
    comment = change(code / "ch02_by_hand.py", "import inspect\n", "import inspect  # new\n")
    (code / "ch02_states.py").rename(code / "ch02_new.py")
    status, text = prove(project)
    assert status == 1
    for name, line in {"ch02_fixed.py": word, "ch02_never_awaited.py": delay, "ch02_by_hand.py": comment}.items():
        assert re.search(rf"{CHAPTER}:\d+: code/{name}:{line}: the script is not the chapter's code", text), text
    seed = line_of(project, '    print("Work complete")')
    assert f"{CHAPTER}:{seed}: code/ch02_fixed.py:{word}: the script" in text
    fixed = line_of(project, "async def do_a_lot", ":script: ch02_fixed.py")
    assert f"{CHAPTER}:{fixed}: the page does not show what code/ch02_fixed.py prints" in text
    assert "-Work complete\n+Work done" in text and "+    await asyncio.sleep(2)" in text
    assert "+import inspect  # new" in text
    gone = re.escape("code/ch02_states.py does not exist")
    assert re.search(rf"{CHAPTER}:\d+: {gone}", text), text
    assert "code/ch02_new.py:1: no cell of any chapter names this script" in text


def test_changed_cells(project):
    """An await removed, a script's name misspelt, a name missing."""
    change(project / CHAPTER, "    await do_some_work()\n    await do_some_work()",
           "    do_some_work()\n    await do_some_work()")
    change(project / CHAPTER, ":script: ch02_never_awaited.py", ":script: ch02_never_awaitet.py")
    change(project / CHAPTER, ":script: ch02_await.py\n", "")
    status, text = prove(project)
    assert status == 1 and f"{CHAPTER}:1: its cells changed since the last build" in text
    status, text = command(project, "book/execute.py", BOOK_ONLY="02")
    assert status == 0, text
    status, text = prove(project)
    assert status == 1
    line = line_of(project, "    do_some_work()\n    await")
    assert re.search(rf"{CHAPTER}:{line}: code/ch02_fixed.py:\d+: the script is not", text), text
    fixed = line_of(project, "async def do_a_lot", ":script: ch02_fixed.py")
    assert f"{CHAPTER}:{fixed}: the page does not show what code/ch02_fixed.py prints" in text
    assert f"{CHAPTER}:{line_of(project, UNAWAITED)}: code/ch02_never_awaitet.py does not exist" in text
    assert "code/ch02_never_awaited.py:1: no cell of any chapter names this script" in text
    unnamed = line_of(project, "await do_some_work()\n```", "neither `send`")
    assert f"{CHAPTER}:{unnamed}: this cell has no script" in text


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


def test_no_expected_outputs_and_other_recorded_ones(project):
    """As if a build had recorded something that the script does not print."""
    (project / EXPECTED).unlink()
    for record in (project / "_build/cells").rglob("base.ipynb"):
        if '"Work complete\\n"' in record.read_text(encoding="utf-8"):
            change(record, '"Work complete\\n"', '"Work completed\\n"')
    status, text = prove(project)
    assert status == 1 and f"{EXPECTED}:1: not what" in text
    assert re.search(rf"{CHAPTER}:\d+: the page does not show what code/ch02_\w+.py prints", text), text
