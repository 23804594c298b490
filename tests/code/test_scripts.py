"""The scripts in code/ are the chapters' examples, and print what the pages show."""

import platform
import subprocess
from pathlib import Path

import pytest

from book.tools import needs, ran
from book.tools.chapter import CODE, ROOT, TOOLS, Chapter, chapter_paths, chapters, sections
from book.tools.scripts import SECONDS, as_run, can_run, derive, golden, run_all, scripts, section, sections_text, shown, starters_text
from tests.support import HERE, Proof, fail, fail_all, kept, missing, python_id, pythons, warm

CHAPTERS = {chapter.path.stem: chapter for chapter in chapters()}
DERIVED = {
    f"{chapter.path.stem}/{cell.script}": (chapter, cell.script)
    for chapter in CHAPTERS.values() for cell in chapter.cells if cell.script and not cell.runs_script}
OTHERS = [version for version in pythons() if version != HERE]


TWO_CELLS = """\
---
kernelspec: {{name: python3}}
---
# New

```{{code-cell}} python
:no-script: for a test
import sys
name = "of the cell above"
```

```{{code-cell}} python
:script: own.py
{}
```
"""


def each_chapter(test):
    return pytest.mark.reads()(pytest.mark.parametrize("chapter", CHAPTERS.values(), ids=CHAPTERS)(test))


def each_derived(test):
    return pytest.mark.reads()(pytest.mark.parametrize("chapter, name", DERIVED.values(), ids=DERIVED)(test))


def first_difference(want, got):
    """The number of the first line that differs, from 1."""
    lines = zip([*want.splitlines(), None], [*got.splitlines(), None])
    return next((i for i, (a, b) in enumerate(lines, 1) if a != b), 1)


def place(chapter, name):
    """A file of a chapter's folder of code, as a path in the project."""
    return (chapter.code / name).relative_to(ROOT).as_posix()


def executed(chapter):
    if not chapter.executed:
        fail(f"{chapter.name}:1", "its cells changed since the last build: run make")
    return chapter


def proof(chapter, version):
    """That the chapter's scripts print the same under another Python."""
    files = [path for folder in (chapter.code, TOOLS) for path in folder.rglob("*.*") if path.suffix != ".pyc"]
    files += [CODE / "check.py", Path(pythons()[version]).resolve()]
    return Proof(__file__, f"scripts of {chapter.path.stem} under {python_id(version)}", filter(Path.is_file, files))


def holds(chapter, version):
    """Whether a chapter's scripts need not run under another Python: that is proven, and what came of them is recorded."""
    return proof(chapter, version).holds() and version in ran.recorded(chapter.code)


def full(version):
    """The number of a Python, such as 3.12.1."""
    ask = [pythons()[version], "-IS", "-c", "import platform; print(platform.python_version())"]
    return platform.python_version() if version == HERE else subprocess.run(ask, capture_output=True, text=True).stdout.strip()


def record(chapter, version, runs):
    """Record for the page on how this build ran what came of each script, beside the expected output."""
    path, results = chapter.code / "expected.txt", {}
    have = path.read_text(encoding="utf-8") if path.exists() else ""
    want = {part.partition("\n")[0]: part.partition("\n")[2].strip() for part in f"\n{have}".split("\n=== ")}
    for name, script in scripts(chapter).items():
        needed = needs.of_script(chapter, name)
        if script in runs:
            got = "\n".join(section(name, runs[script].out, runs[script].err)[1:]).strip()
            said = needs.RECORDED.sub("", want.get(name, "") + "\n", count=1).strip()
            results[name] = ran.SAME if got == said else ran.OTHER
        elif needed:
            results[name] = f"not run: needs {', '.join(needs.NAMES.get(need, need) for need in needed)}"
    ran.write(chapter.code, version, full(version), results)


@pytest.fixture(scope="module")
def all_runs(request):
    """What the scripts of chapters print that tests ask for: under this Python, and where it is not proven: {version: {path: Run}}."""
    with kept.unwatched():
        return run_chapters(kept.asked(request, "all_runs", "chapter"))


def run_chapters(chosen):
    paths = {chapter: [path for path in can_run(chapter, scripts(chapter)).values() if path.exists()] for chapter in chosen}
    started = {}
    for version in OTHERS:
        todo = [path for chapter in paths if not holds(chapter, version)
                for path in paths[chapter] if not needs.of_script(chapter, path.name)]  # the book's own Python has the libraries
        programs = [{"argv": [str(path)], "cwd": str(path.parent), "limit": SECONDS} for path in todo]
        started[version] = todo, programs and warm(pythons()[version]).start(programs)
    try:
        runs = {HERE: run_all({path: path for found in paths.values() for path in found})}
    except ValueError as error:
        pytest.fail(str(error), pytrace=False)
    for version, (todo, results) in started.items():
        runs[version] = {path: as_run(path, *printed, version) for path, printed in zip(todo, results() if todo else ())}
    for version, done in runs.items():
        for chapter in paths:
            if version == HERE or not holds(chapter, version):
                record(chapter, version, done)
    return runs


@pytest.fixture(scope="module")
def runs(all_runs):
    """What every script prints under this Python."""
    return all_runs[HERE]


def left_out(wanted):
    """Skip, or in CI fail, where something that scripts need is missing."""
    if lost := needs.missing(sorted(wanted)):
        missing(*lost.split(" is missing: ", 1))


def run_of(cell, runs):
    path = cell.chapter.code / cell.script
    left_out({*needs.of(cell)})
    if path not in runs:
        fail(cell.where, f"{place(cell.chapter, cell.script)} does not exist (make scripts writes it)")
    return runs[path]


@each_chapter
def test_every_cell_names_its_script(chapter):
    for cell in chapter.cells:
        if not cell.script and not cell.metadata.get("no-script"):
            fail(cell.where, "this cell has no script: add :script: NAME.py, or :no-script: REASON")


@each_derived
def test_script_is_the_chapters_code(chapter, name):
    cell = next(c for c in executed(chapter).cells if c.script == name)
    path, script = chapter.code / name, place(chapter, name)
    if not path.exists():
        fail(cell.where, f"{script} does not exist (make scripts writes it)")
    want, origin = derive(name, chapter.cells)
    got = path.read_bytes().decode("utf-8")
    if got != want:
        line = first_difference(want, got)
        source, k = origin.get(line, (cell, 1))
        fail(f"{source.at(k)}: {script}:{line}", "the script is not the chapter's code "
             "(make scripts writes it again)", want, got, ("chapter, as a script", script))


@pytest.mark.parametrize("code, takes", [
    ("name = 1\nprint(name)", False),
    ("def call(name):\n    return name\nprint(call(1))", False),
    ("def call():\n    name = 1\n    return name\nprint(call())", False),
    ("for n in 1, 2:\n    name = n\n    print(name)", False),
    ("with open('x') as name:\n    print(name)", False),
    ("print([name for name in (1, 2)])", False),
    ("print(lambda name: name)", False),
    ("print([name for name in (1, 2)])\nprint(name)", True),
    ("print([name for name in name])", True),
    ("print(lambda name=name: name)", True),
    ("def call(text=name):\n    return text\nprint(call())", True),
    ("name = name + '!'\nprint(name)", True),
    ("name += '!'\nprint(name)", True),
    ("if len('x') > 3:\n    name = 1\nprint(name)", True),
    ("for n in ():\n    name = n\nprint(name)", True),
    ("try:\n    name = int('x')\nexcept ValueError:\n    pass\nprint(name)", True),
    ("print((name := 1), name)", False),
])
def test_a_script_takes_a_name_from_above_where_it_has_none_itself(code, takes, tmp_path):
    path = tmp_path / "01-new.md"
    path.write_text(TWO_CELLS.format(code), encoding="utf-8")
    script, _ = derive("own.py", Chapter(path).cells)
    assert ("of the cell above" in script) == takes, script
    compile(script, "own.py", "exec")


def test_a_script_imports_once(tmp_path):
    path = tmp_path / "01-new.md"
    path.write_text(TWO_CELLS.format("from timeline import timeline\nprint(sys.argv, timeline)"), encoding="utf-8")
    script, _ = derive("own.py", Chapter(path).cells)
    assert script.count("import sys\n") == 1, script


@each_derived
def test_script_prints_what_the_page_shows(chapter, name, runs):
    mine = [c for c in executed(chapter).cells if c.script == name and not c.runs_script]
    done, script = run_of(mine[0], runs), place(chapter, name)
    raises = any("raises-exception" in c.metadata.get("tags", ()) for c in mine)
    if done.status and not raises:
        fail(f"{script}:1", f"exit status {done.status}\n{done.err}")
    origin = derive(name, chapter.cells)[1]
    page = ["\n".join(filter(None, texts)) for texts in zip(*(shown(c, origin) for c in mine))]
    if declared := [c for c in mine if "differs" in c.metadata]:  # its two outputs are both in the file of expected outputs
        if page == [done.out, done.err]:
            fail(declared[0].where, f":differs: is not true: the page shows what {script} prints")
        return
    for stream, want, got in zip(("stdout", "stderr"), page, (done.out, done.err)):
        if want != got:
            where = next((c for c in mine if c.outputs), mine[-1]).where
            fail(where, f"the page does not show what {script} prints on {stream}",
                 want, got, (f"{where} (executed)", script))


@each_chapter
def test_a_program_prints_what_the_page_shows(chapter, runs):
    programs = [cell for cell in executed(chapter).cells if cell.runs_script and cell.script]
    for cell in programs:
        if not needs.missing(needs.of(cell)):
            done, script = run_of(cell, runs), place(chapter, cell.script)
            page, ran = shown(cell)[0], "\n".join(filter(None, (done.out, done.err)))
            if sorted(page.splitlines()) != sorted(ran.splitlines()):  # one stream on the page
                fail(cell.where, f"the page does not show what {script} prints",
                     page, ran, (f"{cell.where} (executed)", script))
            if cell.script not in cell.source:
                fail(cell.where, f"this cell runs another script than {cell.script}")
    left_out({need for cell in programs for need in needs.of(cell)})


@each_chapter
def test_outputs_are_the_expected_ones(chapter, runs):
    path, name = chapter.code / "expected.txt", place(chapter, "expected.txt")
    have = path.read_text(encoding="utf-8") if path.exists() else ""
    here = can_run(chapter, scripts(chapter))
    absent = [one for one, script in here.items() if script not in runs]
    if absent:
        fail(f"{name}:1", f"{place(chapter, absent[0])} does not exist")
    want = golden(executed(chapter), {one: runs[script] for one, script in here.items()})
    if have != want:
        fail(f"{name}:{first_difference(want, have)}", "not what the scripts print and the page shows "
             "(make update, then review)", have, want, (name, "now"))


@pytest.mark.parametrize("version", OTHERS, ids=python_id)
@each_chapter
def test_other_pythons_print_the_same(chapter, version, all_runs):
    if (known := proof(chapter, version)).holds():
        known.skip()
    python = "Python {}.{}".format(*version)
    for path in filter(all_runs[version].get, scripts(chapter).values()):
        done, other, script = all_runs[HERE][path], all_runs[version][path], path.relative_to(ROOT).as_posix()
        for stream in ("out", "err"):
            if getattr(done, stream) != getattr(other, stream):
                fail(f"{script}:1", f"{python} prints something else on std{stream}",
                     getattr(done, stream), getattr(other, stream))
        if done.status != other.status:
            fail(f"{script}:1", f"{python}: exit status {other.status}, not {done.status}")
    known.note()


@each_chapter
def test_the_checker_knows_the_chapters_headings(chapter):
    path, name = chapter.code / "sections.json", place(chapter, "sections.json")
    have, want = path.read_text(encoding="utf-8") if path.exists() else "", sections_text(chapter)
    if have != want:
        fail(f"{name}:{first_difference(want, have)}", "not the chapter's headings (make update writes it)",
             have, want, (name, chapter.name))


@each_chapter
def test_the_checker_knows_the_starters(chapter):
    path = chapter.code / "exercises/starters.json"
    have, want = path.read_text(encoding="utf-8") if path.exists() else "{}\n", starters_text(chapter)
    if have != want:
        fail(f"{place(chapter, 'exercises/starters.json')}:{first_difference(want, have)}",
             "not the hashes of the chapter's starters (make update writes it)", have, want)


def test_labels_are_of_one_chapter():
    """The checker finds a section by its label alone."""
    found = {}
    for chapter in map(Chapter, chapter_paths()):
        for label in sections(chapter):
            if label in found:
                line = next(n for n, line in enumerate(chapter.lines, 1) if label.removeprefix("ex-") in line)
                fail(f"{chapter.name}:{line}", f"the label {label} is in {found[label]} too")
            found[label] = chapter.name


def test_each_folder_of_code_has_its_chapter():
    book = {path.stem for path in chapter_paths()}
    fail_all(f"code/{folder.name}: there is no chapter book/{folder.name}.md"
             for folder in sorted(CODE.glob("[0-9]*/")) if folder.name not in book)


@each_chapter
def test_no_script_is_left_over(chapter):
    """Each is named by a cell, shown by {script}, or imported."""
    named, text = {cell.script for cell in chapter.cells}, "\n".join(chapter.lines)
    fail_all(f"{place(chapter, path.name)}:1: no cell of the chapter names this script"
             for path in sorted(chapter.code.glob("*.py"))
             if path.name not in named and f"import {path.stem}" not in text and f"{{script}} {path.name}" not in text)


@each_chapter
def test_no_file_is_left_over(chapter):
    """Each that is no script is named by the chapter or by one of its scripts."""
    known = {"expected.txt", "sections.json"}
    texts = "\n".join([*chapter.lines, *(path.read_text("utf-8") for path in chapter.code.glob("*.py"))])
    paths = [path for path in chapter.code.rglob("*") if path.is_file() and not {"__pycache__", "exercises"} & {*path.parts}]
    fail_all(f"{place(chapter, path.relative_to(chapter.code))}:1: the chapter and its scripts name no such file"
             for path in sorted(paths) if path.suffix != ".py" and path.name not in known and path.name not in texts)


def test_no_file_of_code_is_of_nobody():
    fail_all(f"{path.relative_to(ROOT).as_posix()}:1: code/ has check.py, versions.toml, tools/ and a folder for each chapter"
             for path in sorted(CODE.iterdir()) if path.is_file() and path.name not in ("check.py", "versions.toml"))


@each_chapter
def test_code_fits_a_slide(chapter):
    for cell in chapter.cells:
        lines = cell.source.splitlines()
        for number, line in enumerate(lines, 1):
            if len(line) > 72:
                fail(cell.at(number), f"{len(line)} columns of code; a slide has room for 72")
        if len(lines) > 16:
            fail(cell.where, f"{len(lines)} lines of code; a slide has room for 16")
