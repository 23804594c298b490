"""A script runs where a reader has it: in a clone, in the chapter's zip; the checker too, and the cell in the page."""

import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from book.tools.chapter import CODE, Chapter, chapters
from book.tools.scripts import as_run, environment
from tests.support import HERE, TOOLS, copy_project, fail, of_no_page, run

CHAPTERS = {chapter.path.stem: chapter for chapter in chapters()}
each_chapter = pytest.mark.parametrize("chapter", CHAPTERS.values(), ids=CHAPTERS)
STRIP = """
# Strip

```{code-cell} python
:no-script: for a test
import asyncio
from timeline import timeline

async def pause():
    await asyncio.sleep(0.3)
```

```{code-cell} python
:script: strip.py
print(await timeline(pause()))
```
"""


def unpacked(archive, folder):
    """The folder that a zip makes, in a new one with a space in its name."""
    with zipfile.ZipFile(archive) as file:
        file.extractall(folder / "my downloads")
    [found] = (folder / "my downloads").iterdir()
    return found


def python(*arguments, cwd):
    """Run Python as a reader does, from another folder than that of the script; what it printed, its status."""
    env = {name: value for name, value in environment().items() if not name.startswith("BOOK")}
    done = subprocess.run([sys.executable, "-B", *map(str, arguments)], cwd=cwd, env=env, capture_output=True, text=True,
                          encoding="utf-8", timeout=60)
    return done.stdout + done.stderr, done.returncode


@pytest.fixture(scope="module")
def strip(tmp_path_factory):
    """A project with a script that imports a tool: built, with its script."""
    project = copy_project(tmp_path_factory.mktemp("strip"), {"01-strip.md": STRIP})
    for command in ("scripts", "build"):
        status, text = run(project, TOOLS, command)
        assert status == 0, text
    return project


@pytest.fixture(scope="module")
def recorded(strip):
    """What its page shows."""
    [outputs] = (strip / "_build/cells").rglob("strip.ipynb")
    return "".join(output["text"] for cell in json.loads(outputs.read_text("utf-8"))["cells"]
                   for output in cell.get("outputs", ()))


@of_no_page
def test_a_script_that_imports_a_tool_runs_in_a_clone(strip, recorded, tmp_path):
    assert "pause()" in recorded
    assert python(strip / "code/01-strip/strip.py", cwd=tmp_path) == (recorded, 0)


@of_no_page
def test_a_script_that_imports_a_tool_runs_from_the_zip(strip, recorded, tmp_path):
    folder = unpacked(strip / "_build/site/code/01-strip.zip", tmp_path)
    assert python(folder / "01-strip/strip.py", cwd=tmp_path) == (recorded, 0)


@pytest.mark.reads()
@each_chapter
def test_the_zip_has_the_chapters_code(chapter, site, tmp_path):
    """All of it, byte for byte, with the checker, the tools and the notebook: what is proven for the clone holds for the zip."""
    folder = unpacked(site / f"code/{chapter.path.stem}.zip", tmp_path)
    paths = [CODE / "check.py", *CODE.glob("tools/**/*.py"), *chapter.code.rglob("*")]
    want = {path.relative_to(CODE): path.read_bytes() for path in paths
            if path.is_file() and "__pycache__" not in path.parts and path.name != "answer.py"}
    notebook = f"{chapter.path.stem}/{chapter.path.stem}.ipynb"
    want[Path(notebook)] = (site / "code" / notebook).read_bytes()
    got = {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    readme = got.pop(Path("README.md"), b"").decode()
    if got != want:
        fail(f"_build/site/code/{chapter.path.stem}.zip:1", "not the chapter's code",
             *("\n".join(f"{path}: {len(data)} bytes" for path, data in sorted(found.items())) for found in (want, got)))
    what, how, where = readme.strip().split("\n\n")
    title = next(line for line in chapter.lines if line.startswith("# "))[2:].replace("`", "")
    assert f"*{title}*" in what and "Python 3.11" in how and f"{chapter.path.stem}.html" in where, readme
    for name in re.findall(r"`python (\S+)`", how):
        assert (folder / name).exists(), f"its README says: python {name}"


@pytest.mark.reads()
@each_chapter
def test_a_script_from_the_zip_prints_what_it_prints_in_the_clone(chapter, site, tmp_path):
    folder = unpacked(site / f"code/{chapter.path.stem}.zip", tmp_path) / chapter.path.stem
    expected = dict(re.findall(r"^=== (\w+\.py)\n(.*?\n)\n?(?==== |\Z)", (chapter.code / "expected.txt").read_text("utf-8"),
                               re.M | re.S))
    name = min((name for name in expected if "---" not in expected[name]), key=lambda name: (
        "sleep" in (chapter.code / name).read_text("utf-8"), name))  # one that does not wait, where there is one
    text, status = python(folder / name, cwd=tmp_path)
    got = as_run(folder / name, text, "", status, HERE)
    if got.status or got.out.strip() != expected[name].strip():
        fail(f"code/{chapter.path.stem}/{name}:1", "the zip's script prints something else", expected[name], text)


@pytest.mark.reads()
@each_chapter
def test_the_checker_runs_from_the_zip(chapter, site, tmp_path):
    folder = unpacked(site / f"code/{chapter.path.stem}.zip", tmp_path)
    exercise = next(iter(sorted((folder / chapter.path.stem).glob("exercises/*-*"))), None)
    if exercise is None:
        return  # a chapter without exercises
    number = f"{int(chapter.path.stem[:2])}.{exercise.name.partition('-')[0]}"
    text, status = python(folder / "check.py", number, exercise / "solution.py", cwd=tmp_path)
    assert status == 0 and "All is right." in text, text
    text, status = python(folder / "check.py", cwd=tmp_path)
    assert status == 1 and re.search(rf"^ *{re.escape(number)} ", text, re.M), text


# --- a name that Python could not import beside others


@of_no_page
@pytest.mark.parametrize("name, why", {
    "queue.py": "would hide the module queue of the standard library", "class.py": "is no name for a script",
    "my-script.py": "is no name for a script", "9.py": "is no name for a script", "notes.txt": "is no name for a script",
}.items())
def test_a_script_with_a_name_that_python_cannot_use(name, why, tmp_path):
    path = tmp_path / "book/01-named.md"
    path.parent.mkdir()
    path.write_text(STRIP.replace("strip.py", name))
    line = STRIP[:STRIP.index("print(await")].count("\n") + 1
    with pytest.raises(ValueError, match=rf"^book/01-named.md:{line}: .*{why}"):
        Chapter(path)


@of_no_page
def test_such_a_name_is_refused_before_a_script_is_written(tmp_path):
    project = copy_project(tmp_path, {"01-named.md": STRIP.replace("strip.py", "signal.py")})
    status, text = run(project, TOOLS, "scripts")
    assert status == 1 and re.fullmatch(r"book/01-named.md:\d+: .*would hide the module signal.*\n", text), text
    assert not (project / "code/01-named").exists()
