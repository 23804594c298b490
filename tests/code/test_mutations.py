"""The proof can fail: each fault put into a copy of the book is found, where it is.

Running the scripts takes its time, so all faults are put into one copy, where none hides another.
"""

import re

import pytest

from book.tools.chapter import Chapter
from book.tools.scripts import derive
from tests.code.test_scripts import executed
from tests.support import HEADER, PYTEST, ROOT, TOOLS, copy_project, line_of, run

CHAPTER = "book/02-coroutines.md"
CODE = "code/02-coroutines"
EXPECTED = f"{CODE}/expected.txt"
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


def test_cells_that_changed_since_the_last_build(tmp_path):
    path = tmp_path / CHAPTER  # told by folder and name
    path.parent.mkdir()
    path.write_text((ROOT / CHAPTER).read_text(encoding="utf-8"), encoding="utf-8")
    assert executed(Chapter(path))
    change(path, "    await do_some_work()\n    await do_some_work()", "    do_some_work()\n    await do_some_work()")
    with pytest.raises(pytest.fail.Exception, match=f"^{CHAPTER}:1: its cells changed since the last build"):
        executed(Chapter(path))


class Faulty:
    """A copy of the book with its faults, the lines where they are, and what its tests say of it."""

    def __init__(self, project):
        self.project, self.line = project, {}
        code = project / CODE
        for name, old, new in [
                ("fixed", 'print("Work complete")', 'print("Work done")'),  # a printed word
                ("never_awaited", "asyncio.sleep(1)", "asyncio.sleep(2)"),  # a delay with the same output
                ("by_hand", "import inspect\n", "import inspect  # new\n")]:  # a comment
            self.line[name] = change(code / f"{name}.py", old, new)
        (code / "new.py").write_text("print('new')\n")  # one too many
        self.line["word"] = change(project / EXPECTED, "asking ada", "asking bo")
        self.line["warning"] = change(project / EXPECTED, "never_awaited.py:17:", "never_awaited.py:18:")
        # what a build recorded: as if the cell had printed something else
        for record in (project / "_build/cells").rglob("coroutines.ipynb"):
            change(record, "outer has 42", "outer has 43")
        change(project / CHAPTER, "\n## ", "\nOther prose, which may change.\n\nAnd more.\n\n## ")
        change(project / CODE / "sections.json", '"sec-', '"gone-')
        changed = project / "book/02-changed.md"
        changed.write_text(CHANGED)
        self.line["await"] = change(changed, "    do_some_work()", "    await do_some_work()")
        script = derive("changed.py", Chapter(changed).cells)[0]
        changed.write_text(CHANGED)
        (project / "book/02-unnamed.md").write_text(UNNAMED)
        self.chapter = (project / CHAPTER).read_text(encoding="utf-8")
        status, text = run(project, TOOLS, "execute", CHAPTER="02")
        assert status == 0 and "02-coroutines: " not in text, text
        (project / "code/02-changed/changed.py").write_text(script)  # as if nobody had built since
        (project / "code/02-changed/fixt.py").unlink()
        status, self.report = run(project, PYTEST, "-q", "-n0", "--color=no", "tests/code/test_scripts.py",
                                  "-k", "not other_pythons", CHAPTER="02")
        assert status == 1, self.report


@pytest.fixture(scope="module")
def faulty(tmp_path_factory):
    return Faulty(copy_project(tmp_path_factory.mktemp("faulty")))


@pytest.mark.parametrize("name, diff", {
    "fixed": '-    print("Work complete")\n+    print("Work done")',
    "never_awaited": "-    await asyncio.sleep(1)\n+    await asyncio.sleep(2)",
    "by_hand": "-import inspect\n+import inspect  # new"}.items())
def test_a_changed_script(faulty, name, diff):
    where = rf"{CHAPTER}:\d+: {CODE}/{name}.py:{faulty.line[name]}: the script is not the chapter's code"
    assert re.search(where, faulty.report) and diff in faulty.report, faulty.report


def test_a_changed_script_and_its_line_in_the_chapter(faulty):
    defined = line_of(faulty.chapter, '    print("Work complete")')
    assert f"{CHAPTER}:{defined}: {CODE}/fixed.py:{faulty.line['fixed']}:" in faulty.report, faulty.report


def test_a_script_that_prints_something_else(faulty):
    cell = line_of(faulty.chapter, "import time\n", ":script: fixed.py")
    assert f"{CHAPTER}:{cell}: the page does not show what {CODE}/fixed.py prints" in faulty.report
    assert "-Work complete\n+Work done" in faulty.report


def test_an_output_that_is_not_of_the_script(faulty):
    cell = line_of(faulty.chapter, "async def inner", ":script: await_is_a_call.py")
    assert f"{CHAPTER}:{cell}: the page does not show what {CODE}/await_is_a_call.py prints" in faulty.report
    assert "-outer has 43\n+outer has 42\n" in faulty.report


def test_expected_outputs_to_the_character(faulty):
    """The first difference is named, a warning on another line is one."""
    assert faulty.line["word"] < faulty.line["warning"], "mend this test"
    assert f"{EXPECTED}:{faulty.line['word']}: not what the scripts print and the page shows" in faulty.report
    assert "-asking bo\n+asking ada\n" in faulty.report
    told = "never_awaited.py:{}: RuntimeWarning: coroutine 'do_some_work' was never awaited\n"
    assert f"\n-{told.format(18)}+{told.format(17)}" in faulty.report


def test_a_removed_await(faulty):
    line = line_of(CHANGED, "async def do_a_lot")
    assert re.search(rf"book/02-changed.md:{faulty.line['await']}: code/02-changed/changed.py:\d+: the script is not",
                     faulty.report), faulty.report
    assert f"book/02-changed.md:{line}: the page does not show what code/02-changed/changed.py prints" in faulty.report
    assert "-    do_some_work()\n+    await do_some_work()" in faulty.report


def test_files_that_are_not_there(faulty):
    line = line_of(CHANGED, "print", ":script: fixt.py")
    assert f"book/02-changed.md:{line}: code/02-changed/fixt.py does not exist" in faulty.report
    assert f"book/02-unnamed.md:{line_of(UNNAMED, 'print')}: this cell has no script" in faulty.report
    assert "code/02-unnamed/expected.txt:1: not what the scripts print and the page shows" in faulty.report
    assert f"{CODE}/new.py:1: no cell of the chapter names this script" in faulty.report


def test_headings_that_the_checker_does_not_know(faulty):
    assert f"{CODE}/sections.json:" in faulty.report and "not the chapter's headings" in faulty.report


def test_nothing_else_fails(faulty):
    """Prose may change."""
    failed = re.findall(r"^_+ test_(?:\w+\[)?([\w./-]+?)\]? _+$", faulty.report, re.M)
    scripts = [f"02-changed/{name}.py" for name in ("changed", "fixt")] * 2
    scripts += [f"02-coroutines/{name}.py" for name in ("await_is_a_call", "by_hand", "never_awaited", *["fixed"] * 2)]
    chapters = ["02-changed"] * 2 + ["02-coroutines"] * 3 + ["02-unnamed"] * 3  # expected.txt, sections.json, a script
    assert sorted(failed) == sorted([*scripts, *chapters]), faulty.report
