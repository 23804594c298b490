"""The PDF as a book on paper: its pages, its parts, what leads from page to page, and that nothing is lost on the way."""

import re
import shutil
import subprocess
from bisect import bisect_right

import pytest

from book.tools import build
from book.tools.chapter import chapters
from book.tools.paper import side_by_side
from book.tools.scripts import says_more
from tests.book.test_site import source_of, texts
from tests.support import ROOT, fail, fail_all, missing

CHAPTERS = chapters()
BY_NUMBER = {int(chapter.path.stem.partition("-")[0]): chapter for chapter in CHAPTERS}
MOST = 22  # pages of a chapter, with the white one at its end
FOLDED = "hide-output"


@pytest.fixture(scope="module")
def pdf(site):
    assert all(chapter.executed for chapter in CHAPTERS)
    if not (site / build.PDF).exists():
        missing(build.PDF, "make pdf")
    for program in ("pdftotext", "pdfinfo", "pdfimages"):
        if not shutil.which(program):
            missing(program, "apt-get install poppler-utils")
    return site / build.PDF


def said_by(program, *arguments):
    return subprocess.run([program, *arguments], capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def pages(pdf):
    """The text of each page, the first is pages[1]."""
    return ["", *said_by("pdftotext", "-layout", pdf, "-").split("\f")[:-1]]


@pytest.fixture(scope="module")
def places(pdf):
    """The page of each named place, as `chapter.3` and `part.1`."""
    return {name: int(page) for page, name in re.findall(r'^ *(\d+) \[.*\] "(.+)"$', said_by("pdfinfo", "-dests", pdf), re.M)}


@pytest.fixture(scope="module")
def log(pdf):
    return (build.BUILD / "async-python.log").read_text(errors="replace")


@pytest.fixture(scope="module")
def source(pdf):
    return (build.BUILD / "async-python.tex").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def front(places):
    """How many pages come before the one with the number 1."""
    return places["page.1"] - 1


@pytest.fixture(scope="module")
def spans(places, pages):
    """The pages of each chapter: {number: (first, last)}."""
    starts = sorted({page for name, page in places.items() if re.fullmatch(r"(chapter|appendix|part\*?)\.\w+", name)} | {len(pages)})
    return {n: (first, min(page for page in starts if page > first) - 1)
            for n, first in ((n, places[f"chapter.{n}"]) for n in BY_NUMBER)}


def plain(text):
    """Words and digits alone: a long line is broken in the PDF, and spaces are not told from tabs."""
    return re.sub(r"\W+", "", text)


def body(page):
    """The text of a page without its head."""
    return re.sub(r"\A.*\n", "", page)


def test_no_chapter_is_longer_than_a_lecture_can_be_read(spans):
    for n, (first, last) in spans.items():
        if last - first + 1 > MOST:
            fail(f"{BY_NUMBER[n].name}:1", f"this chapter has {last - first + 1} pages in the PDF, {MOST} at most")


def test_parts_and_chapters_begin_on_right_pages(places, front):
    for name, page in places.items():
        if re.fullmatch(r"(chapter|appendix|part)\.\w+", name):
            assert page % 2 and (page - front) % 2, (name, page)
    assert {name for name in places if re.fullmatch(r"part\.\d+", name)} >= {"part.1", "part.2"}


def test_a_white_page_is_white(pages):
    for n, page in enumerate(pages[1:], 1):
        if page.strip() and not body(page).strip():
            fail(f"{build.PDF}:1", f"page {n} has nothing but a head: {page.strip()}")


def test_no_page_within_a_chapter_is_nearly_white(spans, pages):
    """Only the last page of a chapter may be: elsewhere a question has turned a page that had room for its answer."""
    for n, (first, last) in spans.items():
        written = [page for page in range(first, last + 1) if pages[page].strip()]
        for page in written[:-1]:
            if (lines := len([line for line in body(pages[page]).splitlines() if line.strip()])) < 10:
                fail(f"{BY_NUMBER[n].name}:1", f"page {page} of {build.PDF} has {lines} lines")


def test_no_heading_is_the_last_line_of_a_page(pages, places):
    for n, page in enumerate(pages):
        found = re.search(r"^ *((\w+\.\d+) +\S.*)\s*\Z", body(page), re.M)
        if found and places.get(f"section.{found[2]}") == n:
            fail(f"{build.PDF}:1", f"page {n} ends with the heading {found[1]!r}")


def test_no_name_is_the_last_line_of_a_page(pages, places, source):
    """A term of the glossary, *Cause* or *The script* of a symptom: what it names stands below it."""
    names = {*re.findall(r"^\\sphinxlineitem\{(?:\\sphinxstylestrong\{)?([^\\{}]+)", source, re.M),
             *re.findall(r"^\\sphinxstylestrong\{(The script.*)\}$", source, re.M)}
    assert names >= {"Cause", "The script", "task group"}
    for n in range(places["appendix.A"], places["appendix.C"]):
        lines = [line.strip() for line in pages[n].splitlines() if line.strip() and not re.match(r" *\d+( +https?:.*)?$", line)]
        if lines and lines[-1] in names:
            fail(f"{build.PDF}:1", f"page {n} ends with the name {lines[-1]!r}")


def test_each_page_names_its_chapter_and_section(pages, spans):
    for n, (first, last) in spans.items():
        for page in range(first + 1, last + 1):
            head = pages[page].lstrip("\n").partition("\n")[0]
            if pages[page].strip() and not re.search(rf"\b{n}(\.\d+)?\s+\w.*\s\d+$" if page % 2 else rf"^\d+\s.*\b{n}\s+\w", head):
                fail(f"{build.PDF}:1", f"the head of page {page} is {head.strip()!r}")


def test_no_line_is_longer_than_the_page_is_wide(log):
    wide = [(float(size), what) for size, what in re.findall(r"^Overfull \\hbox \((\d+\.\d+)pt too wide\) (.*(?:\n.+)?)", log, re.M)]
    fail_all(f"_build/async-python.log:1: {size} pt too wide: {what}" for size, what in wide if size > 2)


def test_each_reference_leads_somewhere(log):
    fail_all(f"_build/async-python.log:1: {line}" for line in re.findall(r".*(?:undefined|multiply defined).*", log) if "Warning" in line)


def test_it_says_what_it_is_about(pdf):
    told = dict(re.findall(r"^(\w+): +(.+)$", said_by("pdfinfo", pdf), re.M))
    assert told["Title"] == "Async Python" and "asyncio" in told["Subject"] and "async" in told["Keywords"]
    assert "course" in told["Author"]


def test_nothing_in_it_is_made_of_pixels(pdf):
    assert said_by("pdfimages", "-list", pdf).count("\n") == 2  # its two lines of headings


def test_the_title_page_has_a_run_of_the_first_chapter(pages):
    shown = [output.data["text/plain"] for cell in CHAPTERS[0].cells for output in cell.outputs if "text/latex" in output.get("data", {})]
    for text in shown[:2]:
        rows = [line.split()[0] for line in text.splitlines() if re.match(r" *\w+\(", line)]
        assert rows and all(row in pages[1] for row in rows), rows
    assert "Async Python" in pages[1] and re.search(r"from a run under Python 3\.\d+\.\d+, but for those", pages[1])


def cells():
    return [cell for chapter in CHAPTERS for cell in chapter.cells]


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.path.stem)
def test_no_line_of_code_or_output_is_lost(chapter, pages, spans):
    """Each line of each cell is there, in this order, on whatever pages."""
    first, last = spans[int(chapter.path.stem.partition("-")[0])]
    text, at = "".join(plain(body(page)) for page in pages[first:last + 1]), 0
    for cell in chapter.cells:
        drawn = any("text/latex" in output.get("data", {}) for output in cell.outputs)
        for line in [*source_of(cell).splitlines(), *("\n".join(texts(cell)).splitlines() if not drawn else ())]:
            if len(plain(line)) > 3:
                found = text.find(plain(line), at)
                if found < 0:
                    fail(cell.where, f"after {text[at - 60:at]!r} the PDF has not: {line}")
                at = found + len(plain(line))


def listed(source):
    """The scripts in the appendix, each with how often: {(page, name): texts}."""
    found = {}
    one = r"\\listingof\{(.+?\.py)\}\{\\detokenize\{script-(.+?)-\w+\.py\}\}.*\n((?:.*\n)*?)(?=\\listingof|\\end\{scripts)"
    for name, page, text in re.findall(one, source):
        found.setdefault((page, name.replace(r"\_", "_")), []).append(text)
    return found


def test_a_script_is_listed_once_and_where_it_says_more_than_its_cell(source):
    found, all_ = listed(source), {(chapter.path.stem, cell.script) for chapter in CHAPTERS for cell in chapter.cells if cell.script}
    assert found and found.keys() < all_
    for (page, name), texts_ in found.items():
        if len(texts_) != 1:
            fail(f"book/{page}.md:1", f"{name} is in the PDF {len(texts_)} times")
    for chapter in CHAPTERS:
        for cell in chapter.cells:
            own = [one for one in chapter.cells if one.script == cell.script and not one.runs_script]
            shown = own or any(f"{{script}} {cell.script}" in line for line in chapter.lines)
            if cell.script and not shown and (chapter.path.stem, cell.script) not in found:
                fail(cell.where, f"the page shows nothing of {cell.script}, nor has the PDF it at its end")


def test_what_makes_a_file_of_a_cell_is_not_more():
    one = next(chapter for chapter in CHAPTERS if chapter.path.stem == "02-coroutines")
    alone = next(cell.script for cell in one.cells if cell.script and not cell.runs_script and not says_more(one, cell.script))
    assert "asyncio.run(main())" in (one.code / alone).read_text(encoding="utf-8")
    runs = next(cell.script for cell in one.cells if cell.runs_script)
    text = (one.code / runs).read_text(encoding="utf-8")
    assert says_more(one, runs) and not says_more(one, runs, [text])


def test_a_long_line_of_a_listing_stands_in_its_place(pdf, places):
    """In two columns it is wrapped; its parts once stood around the line above it."""
    *_, first, last, _ = sorted(page for name, page in places.items() if name.startswith("appendix."))
    columns = []
    for page in range(first, last):
        middle = 303 if page % 2 else 291  # points from the left: the inner margin is the wider one
        for left, width in ((0, middle), (middle, 600 - middle)):
            box = [option for name, value in zip("xyWH", (left, 60, width, 720)) for option in (f"-{name}", str(value))]
            columns.append(said_by("pdftotext", "-layout", "-f", str(page), "-l", str(page), *box, pdf, "-"))
    text, found = plain("".join(columns)), {}
    for path in (ROOT / "code").glob("*/exercises/*/starter.py"):
        lines = path.read_text(encoding="utf-8").splitlines()
        if len(lines) > 20 and not side_by_side(lines):  # else it has the width of the page
            found |= {f"{path.relative_to(ROOT)}:{n}": plain(line) in text for n, line in enumerate(lines, 1) if len(line) > 70}
    wrong = [where for where, whole in found.items() if not whole]
    assert len(found) > 50 and len(wrong) < len(found) / 10, wrong  # some are cut by the end of a column


def test_page_numbers_lead_from_cell_to_script_and_back(pages, source, front, spans):
    for first, last in spans.values():
        for page in range(first, last + 1):
            for name, number in re.findall(r"^ +(\w+\.py), page (\d+)$", pages[page], re.M):
                there = pages[front + int(number)]
                if not re.search(rf"\b{re.escape(name)} +page {page - front}\b", there):
                    fail(f"{build.PDF}:1", f"page {page - front} sends to page {number} for {name}")
    assert sum(len(re.findall(r"^ +\w+\.py, page \d+$", page, re.M)) for page in pages) == len(listed(source))


def test_page_numbers_lead_from_exercise_to_solution_and_back(pages, front, spans):
    sent = 0
    for n, (first, last) in spans.items():
        text = "\n".join(f"@{page}@\n{pages[page]}" for page in range(first, last + 1))
        for number in re.findall(rf"Exercise ({n}\.\d+): ", text):
            match = re.search(rf"^ *Exercise {re.escape(number)}: [^(\n]*$(?:.*\n)*?Solution: page (\d+)\.", text, re.M)
            if match:
                sent += 1
                assert f"Exercise {number} " in re.sub(" +", " ", pages[front + int(match[1])]), number
    assert sent >= len([*ROOT.glob("code/[0-9]*/exercises/*/solution.py")])


def test_a_question_stands_before_its_answer(source, spans, pages):
    """A page ends below a question's code where little of it stays white: many answers are so overleaf."""
    folded = [cell for cell in cells() if FOLDED in cell.metadata.get("tags", ()) and cell.outputs]
    assert source.count(r"\turntheirpage") >= len(folded)
    overleaf = 0
    for n, (first, last) in spans.items():
        chapter, at, text, ends = BY_NUMBER[n], 0, "", []
        for page in pages[first:last + 1]:
            text += plain(body(page))
            ends.append(len(text))
        for cell in chapter.cells:
            lines = [[line for line in map(plain, part.splitlines()) if len(line) > 3] for part in (source_of(cell), "\n".join(texts(cell)))]
            for part, have in enumerate(lines):
                for k, line in enumerate(have):
                    found = text.find(line, at)
                    if found < 0:
                        continue
                    if part and not k and cell in folded:
                        overleaf += bisect_right(ends, found) > bisect_right(ends, at - 1)
                    at = found + len(line)
    assert overleaf > len(folded) / 3, f"{overleaf} of {len(folded)}"


def test_a_picture_made_of_letters_is_on_one_page(pages, spans):
    for n, (first, last) in spans.items():
        chapter, texts_of = BY_NUMBER[n], [plain(body(page)) for page in pages[first:last + 1]]
        written = chapter.path.read_text(encoding="utf-8")
        for block in re.finditer(r"^```\{code-block\} text\n:class: on-slide\n(.*?)^```", written, re.M | re.S):
            lines = [line for line in map(plain, block[1].splitlines()) if len(line) > 3]
            if not any(all(line in text for line in lines) for text in texts_of):
                fail(f"{chapter.name}:{written[:block.start()].count(chr(10)) + 1}", "this picture is torn: two pages have a part of it each")


def test_references_have_page_numbers(pages, front, places):
    text = " ".join(re.sub(r"-\n *", "", "\n".join(pages)).split())
    for n, chapter in BY_NUMBER.items():
        title = next(line[2:] for line in chapter.lines if line.startswith("# ")).replace("`", "")
        assert {*re.findall(rf"{re.escape(title)} \(page (\d+)\)", text)} == {str(places[f"chapter.{n}"] - front)}, title


def test_addresses_are_footnotes(pages, source):
    assert r"\sphinxnolinkurl{https://" in source and any(re.search(r"^ *\d+ *https://", page, re.M) for page in pages)


def test_notes_are_numbered_as_they_come(source):
    numbers = [int(n) for n in re.findall(r"(?:\\sphinxfootnotemark|\\begin\{footnote\})\[(\d+)\]", source)]
    for n in range(len({*numbers})):
        assert [*dict.fromkeys(numbers)][n] == n + 1, f"note {n + 1} is not the one that comes after note {n}"
    assert numbers


def test_a_note_stands_at_the_foot_of_its_page(pdf, source):
    addresses = [f"{n} {url[:30]}" for n, url in re.findall(r"\\begin\{footnote\}\[(\d+)\][^{}]*\\sphinxnolinkurl\{([^}]+)\}", source)]
    seen, found = 0, []
    for n, page in enumerate(said_by("pdftotext", "-bbox-layout", pdf, "-").split("<page ")[1:], 1):
        height = float(re.search(r'height="([\d.]+)"', page)[1])
        lines = {" ".join(re.findall(r">([^<]+)</word>", line)): float(at)
                 for at, line in re.findall(r'<line [^>]*yMax="([\d.]+)">(.*?)</line>', page, re.S)}
        here = [line for line in lines if line.startswith(tuple(addresses))]
        seen += len(here)
        if here and max(lines.values()) < .9 * height:
            found.append(f"{pdf.name}, page {n}: {here[0]}: {lines[here[0]]:.0f} points from the top, of {height:.0f}")
    assert seen > 20 and not found, "\n".join(found) or seen


def test_the_index_has_terms_and_names_with_their_pages(pages, front, spans):
    start = next(n for n, page in enumerate(pages) if re.match(r"\s*Index\n", page))
    index = "\n".join(said for page in pages[start:] for said in re.split(r"\n| {3,}", page))
    entries = [entry for entry in re.findall(r"^ *([A-Za-z][^,\n]*?),(?= \d)", index, re.M) if not entry.endswith(".py")]
    assert len(entries) > 150 and len(entries) == len({*entries}), sorted(entry for entry in {*entries} if entries.count(entry) > 1)
    for entry, word in (("asyncio.gather", "gather"), ("coroutine object", "coroutine"), ("race condition", "race")):
        numbers = re.search(rf"^ *{re.escape(entry)}, ([\d, –-]+)", index, re.M)
        assert numbers, entry
        for number in re.findall(r"\d+", numbers[1])[:5]:
            assert word in pages[front + int(number)], (entry, number)
