"""The scripts in code/ are the chapters' examples, and print what the pages show."""

import os
import re
import sys
from pathlib import Path

import pytest
from conftest import ROOT, Proof, fail, pythons, warm

from chapter import CODE, Chapter, chapter_paths, chapters
from scripts import EXPECTED, as_run, derive, golden, run_all, scripts, shown

CHAPTERS = {chapter.path.stem: chapter for chapter in chapters()}
DERIVED = [
    (chapter, name)
    for chapter in CHAPTERS.values()
    for name in dict.fromkeys(c.script for c in chapter.cells if c.script and not c.runs_script)
]
each_chapter = pytest.mark.parametrize("chapter", CHAPTERS.values(), ids=CHAPTERS)
each_derived = pytest.mark.parametrize("chapter, name", DERIVED, ids=[name for _, name in DERIVED])
HERE = sys.version_info[:2]
PYTHONS = pythons() if not os.environ.get("BOOK_ONLY") else {HERE: sys.executable}


def first_difference(want, got):
    """The number of the first line that differs, from 1."""
    lines = zip([*want.splitlines(), None], [*got.splitlines(), None])
    return next((i for i, (a, b) in enumerate(lines, 1) if a != b), 1)


def executed(chapter):
    if not chapter.executed:
        fail(f"book/{chapter.path.name}:1", "its cells changed since the last build: run make")
    return chapter


def proof(version):
    """That the scripts print the same under another Python."""
    files = [path for path in CODE.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    return Proof("scripts under Python {}.{}".format(*version), [*files, Path(PYTHONS[version]).resolve()])


@pytest.fixture(scope="module")
def all_runs():
    """What every script prints under this Python, and under those where it is not proven: {version: {path in code/: Run}}."""
    names = [name for chapter in CHAPTERS.values() for name in scripts(chapter)]
    paths = {name: CODE / name for name in names if (CODE / name).exists()}
    programs = [{"argv": [str(path)], "cwd": str(path.parent)} for path in paths.values()]
    others = {version: warm(python).start(programs) for version, python in PYTHONS.items()
              if version != HERE and not proof(version).holds()}
    runs = {HERE: run_all(paths)}
    for version, results in others.items():
        runs[version] = {name: as_run(path, *printed, version) for (name, path), printed in zip(paths.items(), results())}
    return runs


@pytest.fixture(scope="module")
def runs(all_runs):
    """What every script prints under this Python."""
    return all_runs[HERE]


def run_of(cell, runs):
    if cell.script not in runs:
        fail(cell.where, f"code/{cell.script} does not exist (make scripts writes it)")
    return runs[cell.script]


@each_chapter
def test_every_cell_names_its_script(chapter):
    for cell in chapter.cells:
        if not cell.script and not cell.metadata.get("no-script"):
            fail(cell.where, "this cell has no script: add :script: NAME.py, or :no-script: REASON")
        if cell.script and not re.fullmatch(rf"ch{chapter.path.name[:2]}_\w+\.py", cell.script):
            fail(cell.where, f"{cell.script} is not named after its chapter")


@each_derived
def test_script_is_the_chapters_code(chapter, name):
    cell = next(c for c in executed(chapter).cells if c.script == name)
    path = CODE / name
    if not path.exists():
        fail(cell.where, f"code/{name} does not exist (make scripts writes it)")
    want, origin = derive(name, chapter.cells)
    got = path.read_text(encoding="utf-8")
    if got != want:
        line = first_difference(want, got)
        source, k = origin.get(line, (cell, 1))
        fail(f"{source.at(k)}: code/{name}:{line}", "the script is not the chapter's code "
             "(make scripts writes it again)", want, got, ("chapter, as a script", f"code/{name}"))


@each_derived
def test_script_prints_what_the_page_shows(chapter, name, runs):
    mine = [c for c in executed(chapter).cells if c.script == name and not c.runs_script]
    done = run_of(mine[0], runs)
    raises = any("raises-exception" in c.metadata.get("tags", ()) for c in mine)
    if done.status and not raises:
        fail(f"code/{name}:1", f"exit status {done.status}\n{done.err}")
    if any("differs" in c.metadata for c in mine):
        return  # its two outputs are both in the file of expected outputs
    origin = derive(name, chapter.cells)[1]
    page = ["\n".join(filter(None, texts)) for texts in zip(*(shown(c, origin) for c in mine))]
    for stream, want, got in zip(("stdout", "stderr"), page, (done.out, done.err)):
        if want != got:
            where = next((c for c in mine if c.outputs), mine[-1]).where
            fail(where, f"the page does not show what code/{name} prints on {stream}",
                 want, got, (f"{where} (executed)", f"code/{name}"))


@each_chapter
def test_a_program_prints_what_the_page_shows(chapter, runs):
    for cell in executed(chapter).cells:
        if cell.runs_script and cell.script:
            done = run_of(cell, runs)
            page, ran = shown(cell)[0], "\n".join(filter(None, (done.out, done.err)))
            if sorted(page.splitlines()) != sorted(ran.splitlines()):  # one stream on the page
                fail(cell.where, f"the page does not show what code/{cell.script} prints",
                     page, ran, (f"{cell.where} (executed)", f"code/{cell.script}"))
            if f"code/{cell.script}" not in cell.source:
                fail(cell.where, f"this cell runs another script than {cell.script}")


@each_chapter
def test_outputs_are_the_expected_ones(chapter, runs):
    path = EXPECTED / f"{chapter.path.stem}.txt"
    have = path.read_text(encoding="utf-8") if path.exists() else ""
    absent = [name for name in scripts(chapter) if name not in runs]
    if absent:
        fail(f"code/expected/{path.name}:1", f"code/{absent[0]} does not exist")
    want = golden(executed(chapter), runs)
    if have != want:
        fail(f"code/expected/{path.name}:{first_difference(want, have)}",
             "not what the scripts print and the page shows (make update, then review)",
             have, want, (f"code/expected/{path.name}", "now"))


@pytest.mark.parametrize("version", [v for v in PYTHONS if v != HERE],
                         ids=lambda version: "python{}.{}".format(*version))
def test_other_pythons_print_the_same(version, runs, all_runs):
    if version not in all_runs:
        proof(version).skip()
    other = all_runs[version]
    for name, done in runs.items():
        for stream in ("out", "err"):
            if getattr(done, stream) != getattr(other[name], stream):
                fail(f"code/{name}:1", "Python {}.{} prints something else on std{}"
                     .format(*version, stream), getattr(done, stream), getattr(other[name], stream))
        if done.status != other[name].status:
            fail(f"code/{name}:1", f"exit status {other[name].status}, not {done.status}")
    proof(version).note()


def test_nothing_is_left_over():
    book = [Chapter(path) for path in chapter_paths()]
    named = {name for chapter in book for name in scripts(chapter)}
    shown = "\n".join(line for chapter in book for line in chapter.lines)
    left = []
    for path in sorted([*CODE.glob("*.py"), *CODE.glob("solutions/*.py")]):
        if path.relative_to(CODE).as_posix() not in named:
            left.append(f"{path.relative_to(ROOT)}:1: no cell of any chapter names this script")
        elif path.parent != CODE and path.name not in shown:
            left.append(f"{path.relative_to(ROOT)}:1: no chapter shows this solution")
    for path in sorted(EXPECTED.glob("*.txt")):
        if path.stem not in {chapter.path.stem for chapter in book}:
            left.append(f"{path.relative_to(ROOT)}:1: there is no such chapter")
    if left:
        pytest.fail("\n".join(left), pytrace=False)


@each_chapter
def test_code_fits_a_slide(chapter):
    for cell in chapter.cells:
        lines = cell.source.splitlines()
        for number, line in enumerate(lines, 1):
            if len(line) > 72:
                fail(cell.at(number), f"{len(line)} columns of code; a slide has room for 72")
        if len(lines) > 16:
            fail(cell.where, f"{len(lines)} lines of code; a slide has room for 16")
