"""The proof can fail: each fault put into a copy of the book is found, where it is.

Running the scripts takes its time, so all faults are put into one copy, where none hides another.
"""

import re

import pytest

from book.tools.chapter import Chapter
from book.tools.scripts import derive
from tests.code import test_scripts
from tests.support import HEADER, PYTEST, ROOT, TOOLS, copy_project, line_of, run

CHAPTER = "book/02-coroutines.md"
EXPECTED = "code/02-coroutines/expected.txt"
# Chapters with faults of their own: an await removed, a script's name misspelt,
CHANGED = HEADER + """
# Changed

```{code-cell} python
:no-script: for a test
import asyncio

async def do_some_work():
    print("Starting work")
    await asyncio.sleep(1)
    print("Work complete")
```

```{code-cell} python
:script: changed.py
async def do_a_lot_of_work():
    do_some_work()
    await do_some_work()
await do_a_lot_of_work()
```

```{code-cell} python
:script: fixt.py
print("Work complete")
```
"""
# and a cell without a script; no outputs are expected of this chapter.
UNNAMED = HEADER + '\n# Unnamed\n\n```{code-cell} python\nprint("unnamed")\n```\n'


def change(path, old, new):
    """Replace the first *old* in a file; returns the number of its line."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {path.name}: mend this test"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return line_of(text, old)


def test_changed_cells(tmp_path):
    """Cells that changed since the last build."""
    path = tmp_path / "02-coroutines.md"
    path.write_text((ROOT / CHAPTER).read_text(encoding="utf-8"), encoding="utf-8")
    assert test_scripts.executed(Chapter(path))
    change(path, "    await do_some_work()\n    await do_some_work()", "    do_some_work()\n    await do_some_work()")
    with pytest.raises(pytest.fail.Exception, match=f"^{CHAPTER}:1: its cells changed since the last build"):
        test_scripts.executed(Chapter(path))


def test_a_warning_on_another_line(tmp_path, monkeypatch):
    """Outputs are compared to the character; what they are compared with is in test_faults."""
    text = (ROOT / EXPECTED).read_text(encoding="utf-8")
    path = tmp_path / "02-coroutines.txt"
    path.write_text(text, encoding="utf-8")
    line = change(path, "never_awaited.py:17:", "never_awaited.py:18:")
    for name, value in {"EXPECTED": tmp_path, "golden": lambda *_: text, "scripts": lambda _: ()}.items():
        monkeypatch.setattr(test_examples, name, value)
    with pytest.raises(pytest.fail.Exception, match=f"^{EXPECTED}:{line}: not what"):
        test_examples.test_outputs_are_the_expected_ones(Chapter(ROOT / CHAPTER), {})


def test_faults(tmp_path):
    """Each of them is found, and nothing else: prose may change."""
    project = copy_project(tmp_path)
    book, code = project / "book", project / "code"
    # scripts: a printed word, a delay with the same output, a comment, one too many
    word = change(code / "sum_of_waits.py", 'print("Work complete")', 'print("Work done")')
    delay = change(code / "never_awaited.py", "asyncio.sleep(1)", "asyncio.sleep(2)")
    comment = change(code / "by_hand.py", "import inspect\n", "import inspect  # new\n")
    (code / "new.py").write_text("print('new')\n")
    # expected outputs: a word, a warning on another line
    expected = change(project / EXPECTED, "step one", "step 1")
    warning = change(project / EXPECTED, "never_awaited.py:17:", "never_awaited.py:18:")
    assert expected < warning, "a failure names the line of the first difference: mend this test"
    # what a build recorded: as if the cell had printed something else
    for record in (project / "_build/cells").rglob("base.ipynb"):
        if "after: CORO_CLOSED" in record.read_text(encoding="utf-8"):
            change(record, "after: CORO_CLOSED", "after: CORO_ENDED")
    # chapters: other prose; those from above
    change(project / CHAPTER, "\n## ", "\nAnother paragraph of prose.\n\nAnd one more.\n\n## ")
    changed = book / "02-changed.md"
    changed.write_text(CHANGED)
    unawaited = change(changed, "    do_some_work()", "    await do_some_work()")
    (code / "changed.py").write_text(derive("changed.py", Chapter(changed).cells)[0])
    changed.write_text(CHANGED)
    (book / "02-unnamed.md").write_text(UNNAMED)
    chapter = (project / CHAPTER).read_text(encoding="utf-8")

    status, text = command(project, "book/execute.py", BOOK_ONLY="02")
    assert status == 0 and "02-coroutines: " not in text, text
    status, text = command(project, "tests/run.py", "-q", "-n0", "--color=no", "tests/test_examples.py",
                           BOOK_ONLY="02")
    assert status == 1, text

    scripts = {"sum_of_waits.py": word, "never_awaited.py": delay, "by_hand.py": comment}
    for name, line in scripts.items():
        assert re.search(rf"{CHAPTER}:\d+: code/{name}:{line}: the script is not the chapter's code", text), text
    defined = line_of(chapter, '    print("Work complete")')
    assert f"{CHAPTER}:{defined}: code/sum_of_waits.py:{word}: the script is not" in text
    assert "-    print(\"Work complete\")\n+    print(\"Work done\")" in text
    assert "-    await asyncio.sleep(1)\n+    await asyncio.sleep(2)" in text
    assert "-import inspect\n+import inspect  # new" in text
    cell = line_of(chapter, "import time\n", ":script: sum_of_waits.py")
    assert f"{CHAPTER}:{cell}: the page does not show what code/sum_of_waits.py prints" in text
    assert "-Work complete\n+Work done" in text
    assert "code/new.py:1: no cell of any chapter names this script" in text

    assert f"{EXPECTED}:{expected}: not what the scripts print and the page shows" in text
    assert "-step 1\n+step one\n" in text
    told = "never_awaited.py:{}: RuntimeWarning: coroutine 'do_some_work' was never awaited\n"
    assert f"\n-{told.format(18)}+{told.format(17)}" in text

    recorded = line_of(chapter, "async def look", ":script: running_and_closed.py")
    assert f"{CHAPTER}:{recorded}: the page does not show what code/running_and_closed.py prints" in text
    assert "-after: CORO_ENDED\n+after: CORO_CLOSED\n" in text

    assert re.search(rf"book/02-changed.md:{unawaited}: code/changed.py:\d+: the script is not", text), text
    cell = line_of(CHANGED, "async def do_a_lot")
    assert f"book/02-changed.md:{cell}: the page does not show what code/changed.py prints" in text
    assert "-    do_some_work()\n+    await do_some_work()" in text
    cell = line_of(CHANGED, "print", ":script: fixt.py")
    assert f"book/02-changed.md:{cell}: code/fixt.py does not exist" in text
    assert f"book/02-unnamed.md:{line_of(UNNAMED, 'print')}: this cell has no script" in text
    assert "code/expected/02-unnamed.txt:1: not what the scripts print and the page shows" in text

    failed = re.findall(r"^_+ test_(?:\w+\[)?([\w.-]+?)\]? _+$", text, re.M)
    assert sorted(failed) == [
        "02-changed",  # its outputs cannot be compared without all scripts
        "02-coroutines", "02-unnamed", "02-unnamed", "by_hand.py", "changed.py", "changed.py",
        "fixt.py", "fixt.py", "never_awaited.py", "running_and_closed.py",
        "sum_of_waits.py", "sum_of_waits.py", "nothing_is_left_over"], text
