"""The tests can fail: each measure, given something wrong, says so, where it is.

What compares, counts or chooses in a test could be emptied, and all would be green.
"""

import functools
import os
import re
import shutil
import stat
import types
from contextlib import nullcontext

import pytest

from book.tools.chapter import chapters, page_paths, read
from book.tools.scripts import Run
from tests import support
from tests.book import test_execution, test_paper, test_site
from tests.code import test_exercises, test_scripts
from tests.live import test_live
from tests.slides import test_decks
from tests.support import ROOT, SITE, Proof, files, kept

FIRST = chapters()[0]
REFUSES = pytest.fail.Exception


def refused(match):
    return pytest.raises(REFUSES, match=match)


@pytest.fixture
def cell():
    """A cell with a script and an output."""
    assert FIRST.executed
    return next(cell for cell in FIRST.cells if cell.script and not cell.runs_script and cell.outputs and "differs" not in cell.metadata)


@pytest.fixture
def runs():
    """What the scripts of the first chapter print: of each what its page shows."""
    assert FIRST.executed
    found = {}
    for name, path in test_scripts.scripts(FIRST).items():
        mine = [cell for cell in FIRST.cells if cell.script == name]
        texts = [test_scripts.shown(one, test_scripts.derive(name, FIRST.cells)[1] if not one.runs_script else {}) for one in mine]
        found[path] = Run(*("\n".join(filter(None, part)) for part in zip(*texts)), 0) if texts else Run("", "", 0)
    return found


# --- a page, a deck, the PDF's source show what was executed


class Tampered(test_site.Pages):
    """Pages of the site of which one has a changed text."""

    def __init__(self, path, selector, text="something else"):
        super().__init__()
        self[path] = test_site.soup(path)
        found = self[path].select(selector)
        assert found, selector
        found[0].string = text


@pytest.mark.parametrize("folder, what", [("", "page"), ("slides", "deck")])
def test_another_output(site, folder, what):
    test = getattr(test_site, f"test_{what}_shows_what_was_executed")
    path = SITE / folder / f"{FIRST.path.stem}.html"
    test(FIRST, test_site.Pages())
    with refused(rf"^book/{FIRST.path.name}:\d+: the {what} shows another output\n(.*\n)*\+something else"):
        test(FIRST, Tampered(path, ".cell_output pre"))


def test_other_code_and_a_cell_too_few(site):
    path = SITE / f"{FIRST.path.stem}.html"
    with refused(rf"^book/{FIRST.path.name}:\d+: the page shows other code"):
        test_site.test_page_shows_what_was_executed(FIRST, Tampered(path, "div.cell .cell_input pre"))
    pages = test_site.Pages()
    pages[path].select_one("div.cell").decompose()
    with pytest.raises(AssertionError, match="cells on the page"):
        test_site.test_page_shows_what_was_executed(FIRST, pages)
    with pytest.raises(AssertionError, match="a slide shows code that is in no cell"):
        test_site.test_deck_shows_what_was_executed(FIRST, Tampered(SITE / "slides" / path.name, "div.cell .cell_input pre", "x = 1"))


def test_a_pdf_source_without_an_output(cell):
    texts = [text for one in FIRST.cells for text in [one.source, *test_site.texts(one, "text/latex")]]
    test_site.test_pdf_source_shows_what_was_executed(FIRST, "\n".join(texts))
    texts = [text for text in texts if text not in [*test_site.texts(cell)]]
    with refused(rf"^book/{FIRST.path.name}:\d+: the PDF's source does not show this"):
        test_site.test_pdf_source_shows_what_was_executed(FIRST, "\n".join(texts))


def test_a_script_that_is_not_on_its_page(site, cell):
    pages = test_site.Pages()
    for pre in pages[SITE / f"{FIRST.path.stem}.html"].select("pre"):
        if "Written by `make scripts`" in pre.get_text():
            pre.string = "another"
    with pytest.raises(AssertionError, match=r"\.py is not on the page"):
        test_site.test_script_is_on_the_page(FIRST, pages)


def test_a_line_of_a_slide_in_the_book(site):
    pages, lines = test_site.Pages(), test_site.only_on_slides(FIRST)
    assert lines, "no line is only on a slide"
    pages[SITE / f"{FIRST.path.stem}.html"].select_one("h1").string = lines[0]
    with pytest.raises(AssertionError):
        test_site.test_nothing_of_a_slide_is_in_the_book(FIRST, pages)
    with pytest.raises(AssertionError):
        test_site.test_nothing_of_a_slide_is_in_the_pdf_source(FIRST, f"text {lines[0]} text")


# --- the PDF as a book


def test_a_chapter_that_is_too_long():
    test_paper.test_no_chapter_is_longer_than_a_lecture_can_be_read({1: (5, 26)})
    with refused(rf"^book/{FIRST.path.name}:1: this chapter has 23 pages in the PDF, 22 at most"):
        test_paper.test_no_chapter_is_longer_than_a_lecture_can_be_read({1: (5, 27)})


def test_a_chapter_on_a_left_page():
    good = {"part.1": 11, "part.2": 85, "chapter.1": 13}
    test_paper.test_parts_and_chapters_begin_on_right_pages(good, 8)
    for bad in (good | {"chapter.1": 14}), {"chapter.1": 13}:
        with pytest.raises(AssertionError):
            test_paper.test_parts_and_chapters_begin_on_right_pages(bad, 8)


def test_a_white_page_with_a_head():
    test_paper.test_a_white_page_is_white(["", "4   2 Tasks\n\ntext\n", ""])
    with refused("page 2 has nothing but a head"):
        test_paper.test_a_white_page_is_white(["", "", "4   2 Tasks\n"])


def test_a_page_that_is_nearly_white():
    full, short = "2   1 Waiting\n" + 10 * "text\n", "4   1 Waiting\n" + 9 * "text\n"
    test_paper.test_no_page_within_a_chapter_is_nearly_white({1: (1, 3)}, ["", full, short, ""])
    with refused(rf"^book/{FIRST.path.name}:1: page 1 of async-python.pdf has 9 lines"):
        test_paper.test_no_page_within_a_chapter_is_nearly_white({1: (1, 2)}, ["", short, full])


def test_a_page_without_its_head():
    pages = ["", "", "2   1 Waiting\nx", "1.1   Three seconds    3\nx"]
    test_paper.test_each_page_names_its_chapter_and_section(pages, {1: (1, 3)})
    with refused("the head of page 3 is 'Three'"):
        test_paper.test_each_page_names_its_chapter_and_section([*pages[:3], "Three\nx"], {1: (1, 3)})


@pytest.mark.parametrize("size, wide", [("1.9", False), ("2.1", True), ("11.12447", True)])
def test_a_line_that_is_too_wide(size, wide):
    log = f"\nOverfull \\hbox ({size}pt too wide) in paragraph at lines 9--9\n[]\\TU/x gather\n"
    with refused(rf"{size} pt too wide: in paragraph at lines 9--9\n.*gather") if wide else nullcontext():
        test_paper.test_no_line_is_longer_than_the_page_is_wide(log)


def test_a_reference_to_nowhere():
    with refused("Reference `x' on page 3 undefined"):
        test_paper.test_each_reference_leads_somewhere("LaTeX Warning: Reference `x' on page 3 undefined on input line 7.\n")


def test_a_line_that_a_page_break_took(cell):
    text = "\n".join("\n".join([one.source, *test_site.texts(one)]) for one in FIRST.cells)
    pages = ["", f"head\n{text}"]
    test_paper.test_no_line_of_code_or_output_is_lost(FIRST, pages, {1: (1, 1)})
    lost = next(line for line in cell.source.splitlines() if text.count(line) == 1 and len(test_paper.plain(line)) > 3)
    with refused(rf"^book/{FIRST.path.name}:\d+: after .* the PDF has not: {re.escape(lost)}"):
        test_paper.test_no_line_of_code_or_output_is_lost(FIRST, [pages[0], pages[1].replace(lost, "")], {1: (1, 1)})


def test_a_page_number_that_leads_elsewhere():
    pages = ["", "head\n      a.py, page 2\n", "head\na.py    page 1\n"]
    source = "\\listingof{a.py}{\\detokenize{script-01-waiting-a.py}}\nx\n\\end{scripts}\n"
    test_paper.test_page_numbers_lead_from_cell_to_script_and_back(pages, source, 0, {1: (1, 1)})
    with refused("page 1 sends to page 2 for a.py"):
        test_paper.test_page_numbers_lead_from_cell_to_script_and_back([*pages[:2], "head\nb.py   page 1\n"], source, 0, {1: (1, 1)})


def test_a_script_that_is_listed_twice():
    one = "\\listingof{a.py}{\\detokenize{script-01-waiting-a.py}}\nx\n"
    assert test_paper.listed(f"{one}\\end{{scripts}}\n") == {("01-waiting", "a.py"): ["x\n"]}
    assert len(test_paper.listed(f"{one}{one}\\end{{scripts}}\n")["01-waiting", "a.py"]) == 2


def test_a_site_that_differs_in_a_byte(site, tmp_path):
    """Or has a file more."""
    other = tmp_path / "site"
    shutil.copytree(site, other, copy_function=os.link)
    said = f"built in {tmp_path} done in 1 s"
    if (site / test_site.build.PDF).exists():
        (tmp_path / "latex").mkdir()
        shutil.copy(site.parent / "async-python.tex", tmp_path / "latex")
    test_site.test_two_builds_are_the_same_byte_for_byte(site, (tmp_path, said))
    page = other / "index.html"
    text = page.read_bytes()
    page.unlink()
    page.write_bytes(text + b"<!-- -->")
    with refused("^_build/site/index.html:1: another build has another\n"):
        test_site.test_two_builds_are_the_same_byte_for_byte(site, (tmp_path, said))
    (other / "more.html").touch()
    with refused("^_build/site:1: another build has other files\n"):
        test_site.test_two_builds_are_the_same_byte_for_byte(site, (tmp_path, said))


@pytest.mark.parametrize("address, found", [
    ("gone.html", "broken link gone.html"), ("#gone", "no #gone in "), ("_static/gone.png", "broken link _static/gone.png")])
def test_a_link_to_nowhere(site, address, found):
    page = test_site.soup(site / "index.html")
    page.body.append(page.new_tag("a", href=address))
    with refused(rf"^_build/site/index.html: {found}"):
        test_site.test_every_link_leads_somewhere({site / "index.html": page})


@pytest.mark.parametrize("tag, attribute", [("script", "src"), ("img", "src"), ("iframe", "src"), ("link", "href")])
def test_something_from_another_host(site, tag, attribute):
    page = test_site.soup(site / "index.html")
    page.body.append(page.new_tag(tag, **{attribute: "//example.org/x"}))
    with refused("^_build/site/index.html: loads //example.org/x"):
        test_site.test_nothing_is_loaded_from_another_host({site / "index.html": page})


def test_a_cell_that_shows_something_else_when_it_runs_again(monkeypatch, tmp_path):
    """The outputs of the copy are the recorded ones, of which one is changed here."""
    assert FIRST.executed
    changed = [cell for cell in FIRST.cells if any("text" in output for output in cell.outputs)][0]
    output = next(output for output in changed.outputs if "text" in output)
    monkeypatch.setitem(output, "text", "something else\n")

    def execute(project, *arguments, **env):
        shutil.copytree(ROOT / "_build/cells", project / "_build/cells", dirs_exist_ok=True)
        return 0, "".join(f"cells   {one.path.stem}: done\n" for one in map(read, page_paths()))

    monkeypatch.setattr(test_execution, "run", execute)
    monkeypatch.setattr(support, "CI", True)  # no proof holds
    with refused(f"^{re.escape(changed.where)}: executed again, this cell shows something else\n(.*\n)*-.*something else"):
        test_execution.test_cells_executed_again_show_the_same(tmp_path)


# --- scripts


def test_a_script_that_prints_something_else(cell, runs):
    name, path = cell.script, FIRST.code / cell.script
    test_scripts.test_script_prints_what_the_page_shows(FIRST, name, runs)
    for stream, run in (("stdout", Run("else", runs[path].err, 0)), ("stderr", Run(runs[path].out, "else", 0))):
        with refused(rf"^book/{FIRST.path.name}:\d+: the page does not show what code/{FIRST.path.stem}/{name} prints on {stream}"):
            test_scripts.test_script_prints_what_the_page_shows(FIRST, name, runs | {path: run})
    with refused(rf"^code/{FIRST.path.stem}/{name}:1: exit status 3"):
        test_scripts.test_script_prints_what_the_page_shows(FIRST, name, runs | {path: Run(runs[path].out, "", 3)})


def test_a_difference_that_is_declared_and_is_none(cell, runs, monkeypatch):
    monkeypatch.setitem(cell.metadata, "differs", "for a test")
    with refused(r":differs: is not true"):
        test_scripts.test_script_prints_what_the_page_shows(FIRST, cell.script, runs)


def test_a_program_that_prints_something_else():
    chapter, program = next((chapter, cell) for chapter in chapters() for cell in chapter.cells if cell.runs_script and cell.script)
    assert chapter.executed
    runs = {chapter.code / one.script: Run(test_scripts.shown(one)[0], "", 0)
            for one in chapter.cells if one.runs_script and one.script}
    test_scripts.test_a_program_prints_what_the_page_shows(chapter, runs)
    with refused(rf"^{re.escape(program.where)}: the page does not show what code/{chapter.path.stem}/{program.script} prints"):
        test_scripts.test_a_program_prints_what_the_page_shows(chapter, runs | {chapter.code / program.script: Run("else", "", 0)})


@pytest.mark.parametrize("other, said", [
    (("else", "", 0), "prints something else on stdout"), (("out", "else", 0), "prints something else on stderr"),
    (("out", "", 1), "exit status 1, not 0")])
def test_another_python_that_prints_something_else(other, said, monkeypatch):
    class Never:
        def holds(self):
            return False

        def note(self):
            raise AssertionError("it is proven")

    monkeypatch.setattr(test_scripts, "proof", lambda chapter, version: Never())
    paths = test_scripts.scripts(FIRST).values()
    all_runs = {version: {path: Run(*run) for path in paths} for version, run in
                ((support.HERE, ("out", "", 0)), ((3, 99), other))}
    with refused(rf"^code/{FIRST.path.stem}/\w+\.py:1: Python 3\.99.*{said}"):
        test_scripts.test_other_pythons_print_the_same(FIRST, (3, 99), all_runs)


@pytest.mark.parametrize("source, said", [("x" * 73, "73 columns of code"), ("x\n" * 17, "17 lines of code")])
def test_code_that_fits_no_slide(cell, source, said, monkeypatch):
    monkeypatch.setattr(cell, "source", source)
    with refused(rf"^book/{FIRST.path.name}:\d+: {said}"):
        test_scripts.test_code_fits_a_slide(FIRST)


def test_a_script_that_nobody_names(tmp_path, monkeypatch):
    (tmp_path / "left.py").touch()
    monkeypatch.setattr(type(FIRST), "code", property(lambda self: tmp_path))
    monkeypatch.setattr(test_scripts, "place", lambda chapter, name: name)
    with refused("^left.py:1: no cell of the chapter names this script"):
        test_scripts.test_no_script_is_left_over(FIRST)


# --- other Pythons, proofs, what is missing


def test_a_python_that_is_there_is_found(tmp_path, monkeypatch):
    python = tmp_path / "versions/3.19.0/bin/python3"
    python.parent.mkdir(parents=True)
    python.write_text("#!/bin/sh\necho cpython 3 19\n")
    python.chmod(python.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    found = support.pythons.__wrapped__()
    assert found[3, 19] == str(python) and support.HERE in found
    assert [version for version in support.pythons() if version != support.HERE] == test_scripts.OTHERS


def test_a_proof_holds_until_a_file_changes(tmp_path, monkeypatch):
    file, name = tmp_path / "file.py", "for a test"
    file.write_text("1")
    monkeypatch.setattr(support, "CI", False)
    monkeypatch.setattr(support, "ROOT", tmp_path)
    kept = [tmp_path / name for name in ("book/tools/scripts.py", "book/tools/forks.py", "code/versions.toml", "tests/conftest.py",
                                         "tests/support/some.mjs", "tests/code/test_it.py", "tests/code/beside.js")]
    for path in (*kept, tmp_path / "tests/code/test_other.py"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    proof = functools.partial(Proof, kept[-2], name, [file])
    assert not proof().holds()
    proof().note()
    assert proof().holds() and not Proof(kept[-2], "another", [file]).holds() and not proof("other outputs").holds()
    (tmp_path / "tests/code/test_other.py").write_text("2")
    assert proof().holds(), "another test changed, which this one does not use"
    monkeypatch.setattr(support, "CI", True)
    assert not proof().holds(), "in CI nothing is skipped"
    monkeypatch.setattr(support, "CI", False)
    for changed in (file, *kept):
        changed.write_text("2")
        assert not proof().holds(), changed.name
        proof().note()


class Session:
    """A run of tests in a project of a few files: what of them had to run, and what is noted of it."""

    def __init__(self, marks, fail=(), opens=(), **files):
        self.kept = kept.Kept(types.SimpleNamespace(workerinput={"kept": (kept.files(), kept.read())}))
        self.items = [types.SimpleNamespace(nodeid=name, module=None, user_properties=[], iter_markers=lambda _, mark=mark: mark)
                      for name, mark in marks.items()]
        self.kept.pytest_collection_modifyitems(self.items)
        self.ran, self.said = [], []
        for item in self.items:
            try:
                self.kept.pytest_runtest_setup(item)
            except pytest.skip.Exception as error:
                self.said.append(str(error))
                continue
            self.ran.append(item.nodeid)
            outcome = "failed" if item.nodeid in fail else "passed"
            try:
                [(kept.ROOT / path).read_text() for path in opens]
                self.kept.pytest_runtest_teardown(item)
            except REFUSES as error:
                self.said.append(str(error))
                outcome = "failed"
            for when, came in ("setup", "passed"), ("call", "passed"), ("teardown", outcome):
                self.kept.pytest_runtest_logreport(types.SimpleNamespace(
                    user_properties=item.user_properties, nodeid=item.nodeid, outcome=came, when=when, duration=1.5))
        for path, text in files.items():
            (kept.ROOT / path.replace("__", "/").replace("_md", ".md")).write_text(text)
        self.kept.pytest_sessionfinish(types.SimpleNamespace(config=None))


def test_a_test_that_passed_runs_again_when_something_changed_that_it_reads(tmp_path, monkeypatch):
    monkeypatch.setattr(kept, "CI", False)
    monkeypatch.setattr(kept, "ROOT", tmp_path)
    monkeypatch.setattr(kept, "PROVEN", tmp_path / "_build/proven/tests.json")
    for name in ("book/01-a.md", "book/02-b.md", "code/02-b/b.py", "code/02-b/sections.json", "book/tools/tool.py", "_build/site/02-b.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("1")
    marks = {"t.py::test_a[01-a]": [pytest.mark.reads().mark], "t.py::test_b": [pytest.mark.reads("b").mark], "t.py::test_all": []}
    a, b, all_ = marks
    assert Session(marks).ran == [a, b, all_]
    again = Session(marks)
    assert again.ran == [all_] and again.said == 2 * ["proven before, nothing that it reads changed since "
                                                      "(in CI, and after make clean, it is proven again)"]
    for name, ran in {"book/01-a.md": [a], "book/02-b.md": [b], "code/02-b/b.py": [b], "_build/site/02-b.html": [b],
                      "code/02-b/sections.json": [a, b], "book/tools/tool.py": [a, b]}.items():
        (tmp_path / name).write_text("2")
        assert Session(marks).ran == [*ran, all_], name
        assert Session(marks).ran == [all_], name
        (tmp_path / name).write_text("1")
        assert Session(marks).ran == [*ran, all_], name
    monkeypatch.setattr(kept, "CI", True)
    assert Session(marks, fail=[b]).ran == [a, b, all_], "in CI nothing is skipped"
    monkeypatch.setattr(kept, "CI", False)
    assert Session(marks, book__01_a_md="3").ran == [b, all_], "what failed is not proven"
    (tmp_path / "book/01-a.md").write_text("1")
    (tmp_path / "book/02-b.md").write_text("4")
    Session(marks, book__03_c_md="edited while the tests ran")
    assert Session(marks).ran == [b, all_], "nobody knows which text was read"
    (tmp_path / "book/02-b.md").write_text("5")
    other = Session(marks, opens=["book/01-a.md", "book/tools/tool.py"])
    assert other.said[1:] == [f"{b}: it reads what its mark `reads` does not say: book/01-a.md"]
    kept.PROVEN.write_text("{")
    assert Session(marks).ran == [a, b, all_], "a damaged note is none"
    with pytest.raises(AssertionError, match="t.py::x: its mark says what is no page: .*gone"):
        Session({"t.py::x": [pytest.mark.reads("gone").mark]})


def test_what_is_missing_is_a_failure_in_ci(monkeypatch):
    monkeypatch.setattr(support, "CI", True)
    with pytest.raises((REFUSES, pytest.skip.Exception), match="^TeX is missing: install it") as said:
        support.missing("TeX", "install it")
    assert said.type is REFUSES, "in CI nothing is skipped"
    monkeypatch.setattr(support, "CI", False)
    with pytest.raises(pytest.skip.Exception):
        support.missing("TeX", "install it")


def test_a_failure_has_its_place_and_a_diff():
    with refused("^a.md:1: another\n--- expected\n\\+\\+\\+ found\n@@ .*\n-a\n\\+b$"):
        support.fail("a.md:1", "another", "a", "b")
    with refused("^a\nb$"):
        support.fail_all(["a", "b"])
    support.fail_all([])


def test_what_does_not_happen_in_time():
    with pytest.raises(AssertionError, match="it did not happen"):
        support.wait_for(lambda: False, seconds=0.1)


# --- the checker


def test_a_message_that_the_checker_does_not_give(tmp_path, monkeypatch):
    monkeypatch.setattr(test_exercises, "place", lambda path: path.name)
    exercise, path = next(iter(test_exercises.WRONG.values()))
    test_exercises.test_wrong_answer_gets_its_message(exercise, path)
    for name, text in (("another.py", re.sub(r"Says: (.|\n)*?\"\"\"", 'Says: quite another thing."""', path.read_text("utf-8"), count=1)),
                       ("without.py", re.sub(r"Says: (.|\n)*?\"\"\"", '"""', path.read_text("utf-8"), count=1))):
        (tmp_path / name).write_text(text, encoding="utf-8")
        with refused("the checker does not say what it should"):
            test_exercises.test_wrong_answer_gets_its_message(exercise, tmp_path / name)
    right = f'"""Says: All is right."""\n{(exercise.folder / "solution.py").read_text("utf-8")}'
    (tmp_path / "right.py").write_text(right, encoding="utf-8")
    with refused("the checker does not say what it should"):
        test_exercises.test_wrong_answer_gets_its_message(exercise, tmp_path / "right.py")


def test_each_folder_of_wrong_answers_is_read():
    assert {path for _, path in test_exercises.WRONG.values()} == {*ROOT.glob("code/*/exercises/*/wrong/*.py")}


# --- live cells


class Prints:
    """A page whose cells print what they are told."""

    def __init__(self, sources=(), texts=()):
        self.sources, self.texts, self.page = sources, texts, self

    def evaluate(self, *_):
        return self.sources

    def start(self, n):
        pass

    def until(self, n):
        return self.texts[n - 1]

    def run(self, *_):
        return self.texts[0]


def test_a_cell_that_prints_something_else_live():
    name = FIRST.path.stem
    assert FIRST.executed
    cells = [cell for cell in FIRST.cells if test_live.live(cell)]
    numbers = {cell.index: n for n, cell in enumerate(cells, 1)}
    texts = [("else", "") if "live-differs" in cell.metadata else test_live.recorded(cell, numbers) for cell in cells]
    sources = [cell.source.rstrip("\n") for cell in cells]

    class Server:
        url = ""

    test = test_live.TestChapter().test_every_recorded_cell_prints_the_same_live
    test(name, lambda *_, **__: Prints(sources, texts), Server)
    for k, cell in enumerate(cells):
        other = [*texts[:k], ("something else", ""), *texts[k + 1:]]
        if "live-differs" not in cell.metadata:
            with refused(f"^{re.escape(cell.where)}: live it prints something else\n(.*\n)*\\+something else"):
                test(name, lambda *_, **__: Prints(sources, other), Server)  # noqa: B023
            return


def test_a_program_that_prints_something_else_live(tmp_path):
    suite = [("a.py:1", "a program", (3, 11), "print(1)")]
    test_live.compare(Prints(texts=[("1\n", "")]), tmp_path, suite)
    with refused("^a.py:1: a program: the page prints\n2\n"):
        test_live.compare(Prints(texts=[("2\n", "")]), tmp_path, suite)


# --- decks


def test_each_level_of_accessibility_is_asked(page_with):
    for name, html in {"image-alt": "<img src='data:,'>", "color-contrast": "<p style='color: #eee; background: #fff'>pale words</p>",
                       "autocomplete-valid": "<label>Name <input autocomplete='nonsense'></label>", "target-size":
                       "<button style='width: 9px; height: 9px; padding: 0'>a</button>"
                       "<button style='width: 9px; height: 9px; padding: 0'>b</button>"
                       }.items():
        assert name in page_with(html), f"tests/slides/test_decks.py: RULES has none that finds {name}"


@pytest.fixture
def page_with(browser, tmp_path):
    """What axe says of a page with some HTML."""
    tab = browser.new_page()

    def say(html):
        tab.set_content(f"<html lang='en'><title>A</title><main><h1>A</h1><p>Text</p>{html}</main>")
        tab.evaluate("() => document.querySelectorAll('p').forEach(e => e.dataset.kind = '')")
        tab.add_script_tag(path=str(test_decks.AXE_FILE_PATH))
        return "\n".join(tab.evaluate(test_decks.script("axe"), test_decks.RULES))

    yield say
    tab.close()


def test_every_deck_of_the_site_is_looked_at(site):
    decks = {path.stem for path in (site / "slides").glob("*.html")} - {"index", "search", "genindex"}
    assert decks == set(test_decks.DECKS)


def test_every_chapter_is_looked_at():
    names = {path.stem for path in (ROOT / "book").glob("[0-9]*.md")}
    for test in (test_scripts, test_site, test_live):
        assert names == set(test.CHAPTERS), test.__name__


def test_files_are_all_files_with_their_bytes(tmp_path):
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "a/b/c").write_bytes(b"1")
    assert files(tmp_path) == {"a/b/c": b"1"}
