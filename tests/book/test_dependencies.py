"""Cells run again when something changed that they read, and only then."""

import compileall

import pytest

from tests.support import TOOLS, copy_project, fail, of_no_page, run

pytestmark = of_no_page

READS = """
# Reads

```{code-cell} python
:no-script: for a test
import package
from timeline import timeline
print(open("data.txt").read(), package.WORD)
```

```{code-cell} python
:no-script: for a test
!python child.py
!cat listed.txt
```

```{code-cell} python
:no-script: for a test
import subprocess, sys
print(subprocess.run([sys.executable, "-E", "apart.py"], capture_output=True, text=True).stdout)
```
"""
IMPORTS = """
# Imports

```{code-cell} python
:script: helper.py
def helped():
    return "helped"

if __name__ == "__main__":
    print(helped())
```

```{code-cell} python
:script: value.py
from helper import helped

helped()
```
"""
FILES = {
    "data.txt": "data", "package/__init__.py": "from .inner import WORD", "package/inner.py": "WORD = 'inner'",
    "apart.py": "print('apart')",
    "child.py": "import other\nprint(open('lines.txt').read())", "other.py": "print('other')", "lines.txt": "lines",
    "listed.txt": "listed", "unread.txt": "unread", "unread.py": "", "package/unread.py": ""}
CHANGED = ["data.txt", "apart.py", "package/__init__.py", "package/inner.py", "child.py", "other.py", "lines.txt", "listed.txt",
           "../tools/timeline.py"]


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A project with a chapter that reads files, executed; and one that reads none."""
    project = copy_project(tmp_path_factory.mktemp("reads"), {
        "01-reads.md": READS, "02-alone.md": "\n# Alone\n\n```{code-cell} python\n:no-script: for a test\nprint(1)\n```\n"})
    for name, text in FILES.items():
        path = project / "code/01-reads" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    compileall.compile_dir(project / "code", quiet=1)  # Python then reads no source
    status, text = run(project, TOOLS, "execute")
    assert status == 0, text
    assert stale(project) == []
    return project


def stale(project):
    status, text = run(project, "tests/support/stale.py")
    assert status == 0, text
    return text.split()


def pages_after(project, name, change):
    """Which pages are stale while a file is changed."""
    path = project / "code/01-reads" / name
    text = path.read_text()
    try:
        change(path, text)
        return stale(project)
    finally:
        path.write_text(text)


@pytest.mark.parametrize("name", CHANGED)
def test_a_file_that_a_cell_reads_makes_its_page_stale(project, name):
    """Data, a module, a part of a package, what a child imports, reads and shows, the script of a child without our variables, a tool."""
    if (got := pages_after(project, name, lambda path, text: path.write_text(text + "\n# changed\n"))) != ["01-reads"]:
        fail("book/tools/execute.py:1", f"{name} changed, and these pages are stale", "01-reads", "\n".join(got))


def test_a_cell_imports_the_script_of_another(tmp_path):
    """It is there, and of today, when the cell runs; and so is the value's `print` when the script is written."""
    project = copy_project(tmp_path, {"01-imports.md": IMPORTS})
    page = project / "book/01-imports.md"
    for word in ("helped", "mended"):
        page.write_text(page.read_text().replace("helped", word))
        status, text = run(project, TOOLS, "build")
        assert status == 0 and text.count("01-imports: done") == 1, text
        assert f"'{word}'" in (project / "_build/site/01-imports.html").read_text().replace("&#39;", "'")
        assert f"print(repr({word}()))" in (project / "code/01-imports/value.py").read_text()


def test_a_file_that_is_gone_makes_its_page_stale(project):
    assert pages_after(project, "data.txt", lambda path, text: path.unlink()) == ["01-reads"]


def test_a_file_that_no_cell_read_does_not(project):
    for name in FILES:
        if "unread" in name:
            assert pages_after(project, name, lambda path, text: path.write_text("changed = 1")) == [], name
    (project / "code/01-reads/new.txt").write_text("new")
    (project / "code/check.py").write_text("")
    assert stale(project) == []
