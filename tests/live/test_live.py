"""Cells run in the page: as CPython runs them, as the book recorded them, and never in the way.

Python takes a second of the machine to start in a page, so the tests of a class share
pages, and run in one process.  The server puts the site under /x/y/, keeps a log, and can
break what it sends.  Under /x/fast/ a page's clock leaps over the waits (FAST).
"""

import base64
import difflib
import functools
import gzip
import hashlib
import io
import json
import re
import shutil
import sys
import threading
import time
import zipfile
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from book.live import NOT_HERE
from book.tools import scripts
from book.tools.chapter import CODE, chapters, read
from tests.support import ROOT, SITE, Proof, fail, kept, missing, wait_for, warm
from tests.support.browser import path as browser_path

PROGRAMS = Path(__file__).with_name("programs")
LIMIT = 90_000  # ms, for Python to start on a loaded machine
PARTS = ["pyodide.asm.mjs", "pyodide.asm.wasm.gzip", "pyodide.mjs", "python_stdlib.zip.gzip"]
CHAPTERS = {chapter.path.stem: chapter for chapter in chapters()}
PAGE, DECK = "02-coroutines.html", "slides/02-coroutines.html"
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True}
LIVE = (3, 14)  # Pyodide's Python
# What a newer Python prints in other words: since when, the new words, the old, why.
CHANGES = [((3, 14), rf"(callback|<Handle) {name}\(\)", rf"\1 {name}({arguments})",
            "the arguments of a callback are shown in debug mode only")
           for name, arguments in {"int": "'x'", "Future.set_result": "None"}.items()]



def script(name):
    """The JavaScript beside this file."""
    return PROGRAMS.with_name(f"{name}.js").read_text(encoding="utf-8")


# Put before worker.mjs under /x/old/: a browser without JavaScript Promise Integration (JSPI).
FAST = script("fast")
OLD = "delete WebAssembly.Suspending; delete WebAssembly.promising;\n" + FAST


class Server(ThreadingHTTPServer):
    """Serves the site under /x/y/.

    ``log`` has the paths asked for; ``broken`` maps a file name to what is wrong with it
    (missing, cut, silent) and ``headers`` are sent with every answer.  A browser asks for
    each file each time, so it notices what is broken.
    """

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.log, self.broken, self.headers = [], {}, {}
        self.url = f"http://127.0.0.1:{self.server_port}/x/"
        self.end = threading.Event()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, *args):
        pass  # a page was closed


class Handler(SimpleHTTPRequestHandler):
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".mjs": "text/javascript", ".js": "text/javascript", ".wasm": "application/wasm"}

    def log_message(self, *args):
        pass

    def translate_path(self, path):
        return str(SITE / urlsplit(path).path.split("/", 3)[3])

    def end_headers(self):
        self.send_header("Cache-Control", "no-cache")
        for header in self.server.headers.items():
            self.send_header(*header)
        super().end_headers()

    def send(self, data):
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(self.path.partition("?")[0]))
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self):
        path = urlsplit(self.path).path
        name, before = path.rsplit("/")[-1], {"fast": FAST, "old": OLD}.get(path.split("/")[2])
        self.server.log.append(path)
        match self.server.broken.get(name):
            case "missing":
                self.send_error(404)
            case "cut":
                self.send(Path(self.translate_path(path)).read_bytes()[:100_000])
            case "silent":
                self.server.end.wait(60)
            case None if name == "worker.mjs" and before:
                self.send(before.encode() + Path(self.translate_path(path)).read_bytes())
            case _:
                super().do_GET()


@pytest.fixture(scope="module")
def server(site):
    if not (site / "_static/live/live.js").exists():
        missing("what the Run buttons need", "install node and npm, then make clean and make")
    server = Server()
    yield server
    server.end.set()
    server.shutdown()


READER = script("reader").replace("LIMIT", str(LIMIT))
ENDED = ("ok", "error", "left", "stopped", "wrong", "unable")


class Page:
    """A page of the site with its cells, as its reader uses them.  Cells count from 1."""

    def __init__(self, context, address):
        self.page = context.new_page()
        self.page.set_default_timeout(LIMIT)
        self.errors = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.goto(address)

    def anew(self):
        """The same page, as for a new reader."""
        self.page.evaluate("self.kept?.forget()")
        self.page.reload()
        return self

    def cell(self, number):
        return self.page.locator(".cell:has(> .live-bar), .cell:has(.sd-tab-set .live-bar)").nth(number - 1)

    def button(self, number, name):
        return self.cell(number).get_by_role("button", name=f"{name} cell {number}", exact=True)

    def put(self, number, text):
        """Write *text* into the editor of a cell."""
        self.page.evaluate("([n, text]) => reader.put(n, text)", [number, text])

    def start(self, number, button="run"):
        self.page.evaluate("([n, button]) => liveCells[n - 1][button].click()", [number, button + "B"])

    def until(self, number, *states):
        """What a cell shows as soon as it is in one of these states, or has ended: (stdout and value, rest)."""
        return tuple(self.page.evaluate("""async ([n, states]) => {
            await reader.until(n, states);
            return reader.output(n); }""", [number, states or ENDED]))

    def until_shown(self, number, text):
        """Wait until a cell's output begins with *text*."""
        self.page.evaluate("([n, text]) => reader.seen(n, () => liveCells[n - 1].out.textContent.startsWith(text))",
                           [number, text])

    def run(self, number, text=None, button="run"):
        """Run a cell, with *text* where given; what it shows as (stdout and value, rest)."""
        return tuple(self.page.evaluate("""async ([n, text, button, states]) => {
            if (text !== null) await reader.put(n, text);
            liveCells[n - 1][button].click();
            await reader.until(n, states);
            return reader.output(n); }""", [number, text, button + "B", ENDED]))

    def status(self, number):
        return self.page.evaluate("n => liveCells[n - 1].status.textContent", number)

    def shows(self, number):
        return self.page.evaluate("n => liveCells[n - 1].out.textContent", number)


@pytest.fixture(scope="module")
def opened(browser, server):
    """Open a page of the site, once, or *anew*; a phone shows those where the clock leaps.

    Where only the texts count it need not be *drawn*: a frame costs as much as a run.
    """
    contexts, pages, requests = {}, {}, []

    def context(phone):
        if phone not in contexts:
            contexts[phone] = browser.new_context(**PHONE if phone else {})
            contexts[phone].add_init_script(READER)
            contexts[phone].on("request", lambda request: requests.append(request.url))
        return contexts[phone]

    def open_page(name, anew=False, under=server.url + "y/", drawn=True):
        address = under + name
        if address not in pages:
            pages[address] = Page(context(under.endswith(("/fast/", "/old/"))), address)
        elif anew:
            pages[address].anew()
        pages[address].page.bring_to_front()
        pages[address].page.evaluate("drawn => { document.body.hidden = !drawn; }", drawn)
        return pages[address]

    yield open_page
    for opened in contexts.values():
        opened.close()
    assert not [error for page in pages.values() for error in page.errors]
    assert not [url for url in requests if not url.startswith((server.url, "data:", "blob:", "file:"))]


# --- it behaves as CPython does -------------------------------------------------


def programs():
    for path in sorted(PROGRAMS.glob("*.py")):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        starts = [n for n, line in enumerate(lines) if line.startswith("# %% ")] + [len(lines)]
        for begin, end in zip(starts, starts[1:]):
            title, _, needs = lines[begin][5:].strip().partition(", needs ")
            version = tuple(map(int, (needs or "3.11").split(".")))
            yield f"{path.name}:{begin + 1}", title, version, "".join(lines[begin + 1:end])


def newer():
    """What the programs print that the oldest supported Python cannot run: {title: text}."""
    text = (PROGRAMS / "newer.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^=== (.*)\n((?:(?!===).*\n)*)", text, re.M))


def normalise(text, version):
    """Also the page's addresses, which are shorter, and those of print_call_graph."""
    return scripts.normalise(re.sub(r"\b(at |id=)0x[0-9a-f]{6,16}\b", r"\g<1>0x…", text), version)


def tidy(texts, version, name):
    """What a program printed, without what differs from run to run."""
    return tuple(normalise(older(re.sub(name, "cell", text), version), version) for text in texts)


def older(text, version):
    """A text in the words of the older Pythons."""
    for since, new, old, _ in CHANGES:
        text = re.sub(new, old, text) if version >= since else text
    return text


def compare(page, tmp_path, suite):
    """CPython waits really, and is late on a busy machine: it is asked again where it printed something else."""
    here, texts, paths = sys.version_info[:2], newer(), {}
    want = {title: (texts.get(title, "").strip(), "") for _, title, _, _ in suite}
    for where, title, version, text in suite:
        if version <= here:
            paths[title] = tmp_path / f"{where.replace(':', '_')}.py"
            paths[title].write_text(text, encoding="utf-8")
    start = lambda titles: warm().start([{"argv": [str(paths[title])]} for title in titles])  # noqa: E731
    ask = list(paths)
    results = start(ask)
    got = {title: tidy(page.run(1, text), LIVE, "<cell 1>") for _, title, _, text in suite}
    for more in reversed(range(5)):
        for title, (out, err, _) in zip(ask, results()):
            want[title] = tidy((out, err), here, re.escape(str(paths[title])))
        ask = [title for title in paths if got[title] != want[title]]
        if not (ask and more):
            break
        results = start(ask)
    different = [f"{where}: {title}: the page prints\n{chr(10).join(got[title])}"
                 f"\nand CPython\n{chr(10).join(want[title])}\n"
                 for where, title, _, _ in suite if got[title] != want[title]]
    if different:
        pytest.fail("\n".join(different), pytrace=False)


# --- the proof: every recorded cell -----------------------------------------------


def recorded(cell, numbers):
    """What the book shows below a cell, its file names as ``<cell N>``."""
    files = scripts.files_of(cell.chapter)
    name = lambda match: f"<cell {numbers.get(files.get(match[1]))}>"  # noqa: E731
    return tuple(normalise(re.sub(r"/tmp/ipykernel_1/(\d+)\.py", name, text), sys.version_info[:2])
                 for text in scripts.streams(cell))


def live(cell):
    tags = cell.metadata.get("tags", ())
    return not (cell.source.startswith(("!", "%")) or "no-live" in cell.metadata or "no-live" in tags)


def exercises(chapter):
    """The folders of the exercises of a chapter that a page can have: {number: folder}."""
    folders = sorted(path.parent for path in chapter.code.glob("exercises/*/starter.py")
                     if not NOT_HERE.search(path.read_text("utf-8")))
    return {f"{int(chapter.path.name[:2])}.{folder.name.partition('-')[0]}": folder for folder in folders}


def submissions(folder):
    """The starter, the solution, and one wrong solution of an exercise."""
    return [folder / "starter.py", folder / "solution.py", *sorted(folder.glob("wrong/*.py"))[:1]]


def unwrapped(text, version):
    text = re.sub(r"Task-\d+", "Task-…", text)  # the page's Python has made tasks before
    return normalise(older(re.sub(r"\n {9}(?=\S)", " ", text), version), version)


@pytest.fixture(scope="class")
def shell(request):
    """What `python check.py NUMBER FILE` prints, for the submissions that tests ask for, from now on: a function, {path: text}."""
    with kept.unwatched():
        handed_in = [(number, path) for name in sorted(kept.asked(request, "shell", "name"))
                     for number, folder in exercises(CHAPTERS[name]).items() for path in submissions(folder)]
    judge = str(ROOT / "tests/support/judging.py")
    results = warm(sys.executable, "judging").start([
        {"argv": [judge, number, str(path)], "one": True} for number, path in handed_in])
    return functools.cache(lambda: {path: out for (_, path), (out, _, _) in zip(handed_in, results())})


def same_live(chapter, page):
    """From top to bottom each cell prints in the page what the book shows; with :live-differs: REASON it does not."""
    assert chapter.executed
    cells = [cell for cell in chapter.cells if live(cell)]
    numbers = {cell.index: n for n, cell in enumerate(cells, 1)}
    shown = page.page.evaluate("liveCells.filter(c => !c.number).map(c => c.source)")
    assert shown == [cell.source.rstrip("\n") for cell in cells]
    for n in numbers.values():
        page.start(n)
    different = []
    for n, cell in enumerate(cells, 1):
        want = recorded(cell, numbers)
        got = tuple(normalise(text, LIVE) for text in page.until(n))
        if (got == want) == ("live-differs" in cell.metadata):
            what = "live it prints something else" if got != want else "live-differs, but it does not"
            diff = difflib.unified_diff("\n".join(want).splitlines(), "\n".join(got).splitlines(),
                                        "recorded", "live", lineterm="", n=2)
            different += [f"{cell.where}: {what}", *diff, ""]
    if different:
        pytest.fail("\n".join(different), pytrace=False)


@pytest.mark.parametrize("name", CHAPTERS)
@pytest.mark.reads()
class TestChapter:
    def test_every_recorded_cell_prints_the_same_live(self, name, opened, server):
        same_live(CHAPTERS[name], opened(f"{name}.html", True, server.url + "fast/", drawn=False))

    def test_cells_without_buttons(self, name, opened, server):
        """Those that run a script, and those tagged no-live: each says why."""
        cells = opened(f"{name}.html", under=server.url + "fast/", drawn=False).page.evaluate("""
            [...document.querySelectorAll("div.cell")].map(cell => [
                cell.querySelectorAll(".live-bar").length, cell.matches(".tag_no-live"),
                cell.querySelector(".cell_input pre").textContent, cell.querySelector(".live-why:not([hidden])")?.textContent])""")
        assert cells  # a chapter may be short
        reasons = {cell.source.strip(): cell.metadata.get("no-live", "a page has no processes") for cell in CHAPTERS[name].cells}
        for bars, tagged, source, why in cells:
            assert bars == (not tagged and not source.startswith("!")), source
            assert why == (None if bars else f"Does not run in the page: {reasons[source.strip()]}."), source

    def test_exercises_are_judged_as_in_the_shell(self, name, opened, server, shell):
        page = opened(f"{name}.html", under=server.url + "fast/", drawn=False)
        numbers = dict(page.page.evaluate("liveCells.filter(c => c.number).map(c => [c.number, c.id])"))
        folders = exercises(CHAPTERS[name])
        assert [*numbers] == [*folders]
        shown = {path: page.run(n, path.read_text("utf-8"), "check")
                 for number, n in numbers.items() for path in submissions(folders[number])}
        for path, got in shown.items():
            got = re.sub(r"\(answer\.py\)", "(…)", "".join(got))
            want = shell()[path].replace(f"({path.name})", "(…)")
            if unwrapped(got, LIVE) != unwrapped(want, sys.version_info[:2]):
                fail(path.relative_to(CODE.parent), "the page judges differently", want, got, ("shell", "page"))

    def test_run_never_contradicts_check(self, name, opened, server):
        """Run of a right solution is no error: it works, or a sentence says that a page cannot."""
        page = opened(f"{name}.html", under=server.url + "fast/", drawn=False)
        numbers = dict(page.page.evaluate("liveCells.filter(c => c.number).map(c => [c.number, c.id])"))
        for number, folder in exercises(CHAPTERS[name]).items():
            n = numbers[number]
            shown = page.run(n, (folder / "solution.py").read_text("utf-8"))
            state, status = page.page.evaluate("n => liveCells[n - 1].state", n), page.status(n)
            assert "Traceback" not in shown[1] and "Check" in status, f"{number}: {status}\n{shown[1]}"
            assert state == "ok" or re.search("A web page has no (threads|signals|processes), so Run cannot show this.", shown[1]), number

    def test_phone(self, name, opened, server):
        """Whatever the cells have shown, the page is not wider than the phone; and a finger can run them."""
        page = opened(f"{name}.html", under=server.url + "fast/")
        page.put(1, "print('long ' * 60)\nx = '" + "long " * 60 + "'")
        page.button(1, "Run").tap()
        page.until_shown(1, "long")
        width, wide, heights = page.page.evaluate("""[
            document.documentElement.scrollWidth,
            [...document.querySelectorAll(".live-bar, .live-bar *, .live-output, .live-editor")]
                .filter(e => e.getBoundingClientRect().right > innerWidth).map(e => e.className || e.textContent),
            Object.fromEntries([...liveCells[0].tools.querySelectorAll("button:not([hidden])")]
                .map(e => [e.textContent, e.getBoundingClientRect().height]))]""")
        assert width <= PHONE["viewport"]["width"] and not wide
        assert [*heights] == ["Run", "Edit", "Reset"] and min(heights.values()) >= 24, heights


@pytest.fixture
def proof(request):
    """Of the programs: skips, or is noted where the test passes."""
    from book import live

    files = [*live.HERE.iterdir(), *PROGRAMS.iterdir()] + [Path(path).resolve() for path in [browser_path()] if path]
    proof = Proof(__file__, request.node.name, [path for path in files if path.is_file()])
    if proof.holds():
        proof.skip()
    return proof


@pytest.mark.reads("coroutines")
class TestPrograms:
    """The suite: one program for each feature of asyncio's documentation."""

    def test_they_print_what_cpython_prints(self, proof, opened, server, tmp_path):
        suite = list(programs())
        assert len(suite) >= 60 and len({title for _, title, _, _ in suite}) == len(suite)
        compare(opened(PAGE, under=server.url + "fast/", drawn=False), tmp_path, suite)
        proof.note()

    def test_also_in_a_browser_that_cannot_suspend_wasm(self, proof, opened, server, tmp_path):
        suite = [program for program in programs() if program[0].startswith("loop") or "time.sleep" in program[1]]
        page = opened(PAGE, under=server.url + "old/", drawn=False)
        assert page.run(1, "import js\nhasattr(js.WebAssembly, 'Suspending')") == ("False\n", "")
        compare(page, tmp_path, suite)
        proof.note()


class TestTools:
    """The tools that readers take away run in the page, as its appendix shows them."""

    def test_the_appendix_prints_the_same_live(self, opened, server):
        page = opened("use-in-your-tests.html", True, server.url + "fast/", drawn=False)
        same_live(read(ROOT / "book/use-in-your-tests.md"), page)


# --- a notebook in the page --------------------------------------------------------

ABOVE = '''\
import asyncio
SECONDS = {"ada": 0.01}
LATER = print("a call is not made")

async def read(name):
    await asyncio.sleep(SECONDS[name])
    return name
'''
FOREVER = {  # and time.sleep, from the disk
    "a task": "while True:\n    await asyncio.sleep(0.05)",
    "a task that swallows its cancellation":
        "while True:\n    try:\n        await asyncio.sleep(9)\n    except asyncio.CancelledError: pass",
    "a flood": "while True: print('x' * 50)",  # and soon a silent loop, because not all of it is shown
    "a flood from a task": "while True:\n    print('x' * 50)\n    await asyncio.sleep(0)",
    "asyncio.run": "asyncio.run(asyncio.sleep(1000))",
}
TICKS = """\
import asyncio, time
async def ticks():
    for n in range(40):
        print("tick")
        await asyncio.sleep(0.05)
task = asyncio.create_task(ticks())
await asyncio.sleep(0.2)
print("block")
begin = time.perf_counter(), time.process_time(), time.thread_time()
time.sleep(0.6)
real, *used = (end - start for end, start in zip((time.perf_counter(), time.process_time(), time.thread_time()), begin))
print("block", real >= 0.6, max(used) < 0.3)
await asyncio.sleep(0.2)
task.cancel();
"""


@pytest.mark.reads("coroutines", "waiting")
class TestNotebook:
    """In real time; all on one page, and mostly with one Python."""

    def test_cells_share_names_and_a_late_cell_works_alone(self, opened):
        page = opened(PAGE, anew=True)
        page.put(1, ABOVE)
        assert page.run(3, "await read('ada')") == ("'ada'\n", "")
        shown, rest = page.run(3, "print(LATER)")
        assert "NameError" in rest and "Run the cells above first" in rest
        page.run(1, "shared = 41")
        assert page.run(2, "shared + 1") == ("42\n", "")

    def test_a_chapter_imports_its_own_modules_first(self, opened):
        """Two chapters may have modules of one name."""
        page = opened(PAGE, drawn=False)
        assert page.run(3, "import sys; print(sys.path[0].split('/')[-1] + '.html')") == (f"{PAGE}\n", "")

    def test_a_cell_runs_on_the_definitions_that_the_page_shows_above_it(self, opened):
        """Whatever ran before, in whatever order: edited, edited again, broken, repaired, reset, renamed."""
        page = opened(PAGE, drawn=False)
        third = lambda: (page.run(3, "print(f())"), page.shows(3))[1]  # noqa: E731
        page.put(1, "X = 1")
        for text, shows in [("def f(): return X", "1"), ("def f(): return X + 1", "2"), ("def f(): return X + 10", "11"),
                            ("def f( return", "NameError"), ("def f(): return X + 10", "11")]:
            page.put(2, text)
            assert shows in third(), text
        page.put(1, "X = 5")
        assert third() == "15\n"
        page.run(2)
        page.put(1, "X = 6")
        assert third().startswith("What cell 2 computed is from before a change further up: run again from there.\n16\n")
        page.put(2, "def f(): return -X")
        assert third() == "-6\n", "what ran is not what the page shows"
        page.run(2, "def f( return")
        assert "NameError" in third() and "Run the cells above first: cell 2 did" in third()
        page.put(2, "def f(): return X")
        assert third() == "6\n", "repaired, and not run"
        page.run(4, "X = 100\ndef f(): return 'below'")
        assert third() == "6\n", "cell 4 stands below"
        page.put(2, "def g(): return X")
        assert "`f` was set by cell 4; a cell knows only what stands above it." in third()
        page.run(4, "pass")
        page.page.evaluate("liveCells[1].reset()")
        page.put(1, "def f(): return 'first'")
        assert third() == "first\n"

    def test_what_cells_above_computed_counts_as_long_as_they_read_so(self, opened):
        page = opened(PAGE, drawn=False)
        third = lambda: (page.run(3, "print(value)"), page.shows(3))[1]  # noqa: E731
        page.put(1, "Y = 1")
        page.put(2, "value = str(Y)")
        assert "NameError" in third() and "Run the cells above first: cell 2 did not run to the end as shown now" in third()
        page.run(2)
        assert third() == "1\n"
        page.run(4, "value = 'below'")
        assert third() == "1\n"
        page.put(1, "Y = 2")
        assert third() == "What cell 2 computed is from before a change further up: run again from there.\n1\n"
        page.run(2)
        assert third() == "2\n"
        page.put(2, "value = str(Y + 1)")
        assert "NameError" in third() and "Run the cells above first" in third(), "a value of a text that is gone"
        page.run(2, "value = str(Y)\n1 / 0")
        assert third() == "2\n", "until it failed it ran"
        page.run(2, "del Y\nvalue = 'gone' if 'Y' not in globals() else 'there'")
        assert third() == "gone\n"
        assert "NameError: name 'Y'" in page.run(3, "Y")[1]
        page.run(3, "own = 1")
        assert "`own` was set by an earlier run of this cell" in page.run(3, "own")[1]
        assert "Run the cells" not in page.run(3, "mistyped")[1], "no cell above knows it"
        assert page.run(3, "class E(Exception): pass\nerror = E()") == ("", "")
        assert page.run(4, "isinstance(error, E)") == ("True\n", ""), "one class, not two"

    def test_a_task_that_goes_on_keeps_its_names_when_a_cell_above_runs(self, opened):
        page = opened(PAGE)
        page.run(4, "import asyncio\nWORD = 'tick'\nasync def ticks():\n    while True:\n        print(WORD)\n"
                    "        await asyncio.sleep(0.05)\ntask = asyncio.create_task(ticks())")
        page.run(1, "pass")
        before = page.shows(4).count("tick")
        page.until_shown(4, "tick\n" * (before + 3))
        page.button(4, "Stop").click()
        page.until(4, "stopped")

    def test_output_looks_as_in_a_terminal(self, opened):
        page = opened(PAGE, drawn=False)
        for code, want in {
            "for n in range(3): print(f'\\r{n * 50:3}% {\"#\" * n}', end='')\nprint()": "100% ##\n",
            "print('long line\\rshort')": "shortline\n",
            "print('one\\r\\ntwo')": "one\ntwo\n",
            "print('abc\\b\\bX')": "aXc\n",
            "print('12345\\r\\x1b[Kab')": "ab\n",
            "print('\\x1b]0;title\\x07\\x1b[2Jx\\x1b[1;31my\\x1b[0mz')": "xyz\n",
            "import sys\nprint('a\\x1b[3', end='', flush=True); sys.stdout.flush(); print('1mb\\x1b[mc')": "abc\n",
            "import sys\nprint('out', end=''); print('err', end='', file=sys.stderr); print('\\rab')": "abterr\n",
        }.items():
            page.run(1, code)
            assert page.shows(1) == want, code
        page.run(1, "print('\\x1b[31mred \\x1b[1;38;5;4mblue\\x1b[0m, \\x1b[38;2;1;2;3mplain\\x1b[m')")
        spans = page.page.evaluate("[...liveCells[0].out.children].map(e => [e.className, e.textContent])")
        assert spans == [["live-out ansi-1", "red "], ["live-out ansi-4 ansi-bold", "blue"], ["live-out", ", plain\n"]]

    def test_what_is_too_long_is_cut_and_says_so(self, opened):
        page = opened(PAGE, drawn=False)
        note = "\n[more than 200,000 characters: the rest of the output is not shown]\n"
        assert page.run(1, "print('x' * 5_000_000)") == ("x" * 200_000, note)
        shown, rest = page.run(1, "'y' * 2_000_000")
        assert shown.startswith("'yyy") and shown.endswith("\n[the first 20,000 of 2,000,002 characters]\n") and not rest
        shown, rest = page.run(1, "raise ValueError('z' * 2_000_000)")
        assert "ValueError: zzz" in rest and len(rest) < 21_000 and "[the first 20,000 of 2,000," in rest
        page.put(1, "while True: print('w' * 50)")
        page.start(1)  # the note is there while the loop goes on
        page.page.evaluate("note => reader.seen(1, () => liveCells[0].out.textContent.endsWith(note))", note)
        page.start(1, "stop")
        page.until(1, "stopped")

    def test_help_and_exit_and_what_is_not_there(self, opened):
        page = opened(PAGE)
        assert page.run(1, "help(len)")[0].startswith("Help on built-in function len in module builtins:\n\nlen(obj, /)\n")
        for code in ("import sys\nsys.exit(3)", "import asyncio, sys\nasync def main(): sys.exit(3)\nasyncio.run(main())",
                     "import asyncio, sys\nasync def main(): sys.exit(3)\nawait main()", "exit(3)"):
            assert page.run(1, code) == ("", "The program ended itself with SystemExit(3).\n"), code
        assert page.run(1, "import sys\nsys.exit('bye')") == ("", "bye\nThe program ended itself with SystemExit('bye').\n")
        assert page.run(1, "import sys\nsys.stdout.close()\nprint('for others it is open')") == ("for others it is open\n", "")
        assert "A web page has the standard library alone, and `numpy` is not in it" in page.run(1, "import numpy.linalg")[1]
        assert "A web page has no `tkinter`: it needs an operating system" in page.run(1, "import tkinter")[1]
        assert page.run(1, "x = 1") == ("", "")
        assert page.status(1) == "Finished without output"

    def test_check_ends_whatever_the_answer_does(self, opened):
        """An endless loop after the checker's limit, with its advice; KeyboardInterrupt without Python's end."""
        page = opened(PAGE)
        n = page.page.evaluate("liveCells.find(c => c.number === '2.3').id")
        page.run(1, "kept = str(1)\nimport check\ncheck.SECONDS = 0.5")
        shown, rest = page.run(n, "raise KeyboardInterrupt", "check")
        assert not rest and page.run(2, "print(kept)") == ("1\n", "")
        assert "\n  WRONG  expected no error, but KeyboardInterrupt was raised in line 1." in shown
        shown, rest = page.run(n, "import os\nos._exit(3)", "check")
        assert not rest and page.run(2, "print(kept)") == ("1\n", "")
        assert "\n  WRONG  expected an end of its own, but os._exit(3) was called in line 2." in shown
        for program, said in {
                "while True: pass": "it still ran: an endless loop without an `await` that waits, in line 1?",
                "def f():\n    return all(x == 0 for x in iter(int, 1))\n\n\nf()":
                    "it still ran: an endless loop without an `await` that waits, in line 2?",
                "def f(n):\n    while n != 1:\n        n = n // 2\n\n\nf(4)\nf(0)":  # the second time; line 2 would be right too
                    "it still ran: an endless loop without an `await` that waits, in line 3?",
                "sum(iter(int, 1))": "it still ran: an endless loop without an `await` that waits? In a terminal, "
                                     "`python check.py 2.3` names the line.",
                "import time\n\ntime.sleep(60)": "it still waited: a call that blocks for so long, or for ever, in line 3?"}.items():
            page.run(1, "import check\ncheck.SECONDS = 0.5")
            shown, rest = page.run(n, program, "check")
            assert f"\n  WRONG  expected an end, but after 0.5 real seconds {said}" in shown, shown
            assert "Python was restarted" in rest
        assert page.status(n) == "Not yet right"
        assert page.run(2, "print('again')") == ("again\n", "")

    def test_each_run_of_a_check_has_the_whole_limit(self, opened):
        """A slow phone is no endless loop: this answer needs a fifth of a second for each of its 26 calls."""
        page = opened("01-waiting.html", drawn=False)
        n = page.page.evaluate("liveCells.find(c => c.number === '1.2').id")
        page.run(1, "import check\ncheck.SECONDS = 2.0")
        shown, rest = page.run(n, """\
def makespan_sequential(waits):
    sum(range(1_000_000))
    return sum(waits)

def makespan_together(waits):
    sum(range(1_000_000))
    return max(waits, default=0)

def makespan_rounds(rounds):
    sum(range(1_000_000))
    return sum(max(waits, default=0) for waits in rounds)

makespan_working = makespan_sequential
""", "check")
        assert (shown.splitlines()[-1:], rest) == (["All is right."], ""), (shown, rest)

    def test_a_check_links_to_the_section(self, opened):
        """And its lines are as wide as the page, and hang."""
        page = opened(PAGE)
        n, = page.page.evaluate("liveCells.filter(c => c.number === '2.5').map(c => c.id)")
        shown, _ = page.run(n, "ANSWERS = ['running', 'running', 'suspended', 'running', 'closed']", "check")
        assert "\n         Read again in chapter 2: Drive a coroutine by hand.\n         02-coroutines.html#sec-by-hand\n" in shown
        cell = page.page.locator(".live-exercise[data-number='2.5']")
        cell.evaluate("e => { e.open = true; }")
        link = cell.locator(".live-report a")
        assert link.evaluate("e => new URL(e.href).pathname.split('/').pop() + new URL(e.href).hash") == "02-coroutines.html#sec-by-hand"
        assert page.page.evaluate("document.getElementById('sec-by-hand').querySelector('h2, h3') !== null")
        lefts = cell.locator(".live-report span").nth(1).evaluate("""e => {
            const range = document.createRange(), text = e.firstChild, left = () => Math.round(range.getBoundingClientRect().left);
            range.setStart(text, 2); range.setEnd(text, 3);
            const first = left(), lefts = [];
            for (let n = 9; n < text.length; n++) {
                range.setStart(text, n); range.setEnd(text, n + 1);
                const box = range.getBoundingClientRect();
                if (box.width) lefts.push(Math.round(box.left));
            }
            return [first, Math.min(...lefts), lefts[0]]; }""")
        assert lefts[0] < lefts[1] and abs(lefts[1] - lefts[2]) < 3, lefts

    def test_a_coroutine_is_shown_and_not_run(self, opened):
        page = opened(PAGE)
        n = seed(page)
        page.page.evaluate("n => liveCells[n - 1].reset()", n)
        shown, rest = page.run(n)
        assert re.fullmatch(r"<coroutine object do_some_work at 0x\w+>\n", shown) and not rest
        assert page.run(n, "print(Out[max(Out)] is _, 1);") == ("True 1\n", "")

    def test_output_streams_while_a_task_waits(self, opened):
        """And while time.sleep blocks: what is printed is shown before the wait, a real one, is over."""
        page = opened(PAGE)
        for wait in ("await asyncio.sleep(1)", "time.sleep(1)", "asyncio.run(asyncio.sleep(1))"):
            page.put(1, f"import asyncio, time\nprint('before')\n{wait}\nprint('after')")
            began, shown, ended = page.page.evaluate("""async () => {
                const times = [performance.now()];
                liveCells[0].runB.click();
                for (const text of ["before\\n", "before\\nafter\\n"]) {
                    await reader.seen(1, () => liveCells[0].out.textContent === text);
                    times.push(performance.now());
                }
                return times; }""")
            assert page.until(1) == ("before\nafter\n", ""), wait
            assert ended - began > 1000 and ended - shown > 700, f"{wait}: the output came late, or the wait was short"

    def test_a_line_without_an_end_streams_too(self, opened):
        """A progress bar, and what is flushed, while a loop computes."""
        page = opened(PAGE)
        for begun in ("print('\\r50%', end='')", "print('50%', end='', flush=True)"):
            page.put(1, f"import time\n{begun}\nend = time.monotonic() + 1\nwhile time.monotonic() < end: pass\nprint('\\r100%')")
            state = page.page.evaluate("""async () => {
                liveCells[0].runB.click();
                await reader.seen(1, () => liveCells[0].out.textContent.trim() === "50%");
                return liveCells[0].state; }""")
            assert state == "running", begun
            assert page.until(1) == ("100%\n", "")

    def test_time_sleep_blocks_all_tasks_and_uses_no_processor(self, opened):
        """No tick while it sleeps: Pyodide's own time.sleep would let other tasks run."""
        shown, rest = opened(PAGE).run(1, TICKS)
        assert re.fullmatch(r"(tick\n)+block\nblock True True\n(tick\n)+", shown) and not rest, shown + rest
        code = "import asyncio, time\nbegin = time.process_time()\nasyncio.run(asyncio.sleep(0.6))\ntime.process_time() - begin < 0.3"
        assert opened(PAGE).run(1, code) == ("True\n", ""), "asyncio.run waits busily"

    def test_what_a_page_cannot_do_says_so(self, opened):
        page = opened(PAGE, drawn=False)
        threads, processes = (f"A web page has no {what}: run this example in a terminal, as a script."
                               for what in ("threads", "processes"))
        sockets = "NotImplementedError: a web page has no sockets: run this example in a terminal, as a script"
        loop = "loop = asyncio.get_running_loop()\n"
        for code, sentence in {
            "import asyncio\nawait asyncio.to_thread(print)": threads,
            "import threading\nthreading.Thread(target=print).start()": threads,
            "async with asyncio.TaskGroup() as g: g.create_task(asyncio.to_thread(print))": threads,
            "await asyncio.open_connection('localhost', 80)": "A web page has no network",
            f"{loop}await loop.create_unix_server(asyncio.Protocol, '/s')": sockets,
            f"{loop}await loop.create_unix_connection(asyncio.Protocol, '/s')": sockets,
            f"{loop}await loop.create_datagram_endpoint(asyncio.Protocol, ('127.0.0.1', 80))": sockets,
            f"{loop}await loop.getaddrinfo('localhost', 80)": sockets,
            f"import sys\n{loop}await loop.connect_read_pipe(asyncio.Protocol, sys.stdin)": sockets,
            f"{loop}await loop.connect_write_pipe(asyncio.Protocol, sys.stdin)": sockets,
            f"{loop}loop.add_reader(0, print)": sockets,
            f"{loop}loop.add_writer(1, print)": sockets,
            "import socket\nsocket.create_connection(('127.0.0.1', 80))": sockets,
            "import urllib.request\nurllib.request.urlopen('http://127.0.0.1')": "no sockets",
            "import subprocess\nsubprocess.run(['ls'])": processes,
            "import multiprocessing\nmultiprocessing.Process(target=print).start()": processes,
            "await asyncio.create_subprocess_exec('ls')": sockets.replace("sockets", "processes"),
            "await asyncio.create_subprocess_shell('ls')": sockets.replace("sockets", "processes"),
            "import os\nos.system('ls')": sockets.replace("sockets", "processes"),
            "import os\nos.fork()": sockets.replace("sockets", "processes"),
            f"import signal\n{loop}loop.add_signal_handler(2, print)": sockets.replace("sockets", "signals"),
            f"{loop}loop.remove_signal_handler(2)": sockets.replace("sockets", "signals"),
            "import signal\nsignal.signal(signal.SIGINT, print)": "ValueError: a web page has no signals",
            "input('name? ')": "EOFError: input() does not work in a web page",
        }.items():
            shown, rest = page.run(1, f"import asyncio, sys\n{code}")
            assert not shown and sentence in rest, f"{code}\n{rest}"
            assert "site-packages" not in rest

    def test_streams_have_a_network_in_memory(self, opened):
        code = """import asyncio
async def answer(reader, writer):
    writer.write(b"hello " + await reader.readline())
    writer.close()

server = await asyncio.start_server(answer, "127.0.0.1", 0)
reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
writer.write(b"ada\\n")
print(await reader.read())
writer.close()
server.close()
await server.wait_closed()"""
        assert opened(PAGE, drawn=False).run(1, code) == ("b'hello ada\\n'\n", "")

    def test_errors_show_the_reader_s_own_lines(self, opened):
        page = opened(PAGE, drawn=False)
        code = "def f():\n    return 1 / 0\n\nimport asyncio; print('x')\nawait asyncio.sleep(0)\nf()"
        shown, rest = page.run(1, code)
        assert shown == "x\n" and rest == (
            'Traceback (most recent call last):\n  File "<cell 1>", line 6, in <module>\n    f()\n    ~^^\n'
            '  File "<cell 1>", line 2, in f\n    return 1 / 0\n           ~~^~~\n'
            "ZeroDivisionError: division by zero\n")
        _, rest = page.run(1, "import asyncio\ndef f(): 1 / 0\nasync def main(): f()\nasyncio.run(main())")
        files = re.findall(r'File "(.*?)"', rest)  # of the reader and of CPython, none of ours or of Pyodide
        assert files[0] == files[-1] == "<cell 1>" and "asyncio/runners.py" in str(files), rest
        assert all(file == "<cell 1>" or "/asyncio/" in file for file in files), rest
        assert page.run(1, "x = (") == ("", '  File "<cell 1>", line 1\n    x = (\n        ^\n'
                                            "SyntaxError: '(' was never closed\n")

    @pytest.mark.parametrize("error", ["KeyboardInterrupt", "SystemExit"])
    def test_an_error_that_ends_a_script_ends_a_cell_only(self, opened, error):
        page = opened(PAGE)
        page.run(1, f"kept = {error!r}")
        shown, rest = page.run(2, f"import asyncio\nawait asyncio.sleep(0)\nraise {error}")
        ends = {"KeyboardInterrupt": "line 3, in <module>\n    raise KeyboardInterrupt\nKeyboardInterrupt\n",
                "SystemExit": "The program ended itself with SystemExit().\n"}
        assert not shown and rest.endswith(ends[error]), rest
        assert page.run(3, "kept") == (f"{error!r}\n", "")

    def test_cells_run_one_after_the_other(self, opened):
        page = opened(PAGE)
        page.put(1, "import asyncio\nawait asyncio.sleep(1)\ndone = 'first'")
        page.put(2, "print(done)")
        page.put(3, "print('never')")
        page.page.evaluate("""() => {
            for (const c of liveCells.slice(0, 3)) c.runB.click();
            liveCells[2].stopB.click(); }""")  # while the first still waits
        assert page.until(2) == ("first\n", "")
        assert page.until(3, "stopped") == ("", "")

    def test_background_tasks_print_below_their_own_cell(self, opened):
        page = opened(PAGE)
        ticks = ("import asyncio\nasync def ticks(text):\n    for n in range(100):\n        print(text)\n"
                 "        await asyncio.sleep(0.05)\ntask = asyncio.create_task(ticks('{}'))")
        page.put(1, ticks.format("old"))
        page.start(1)
        page.until(1, "left")
        assert "other" in page.run(2, "await asyncio.sleep(0.2)\nprint('other')")[0]
        page.until_shown(1, "old\n" * 4)
        assert "old" not in page.shows(2)
        page.put(1, ticks.format("new"))
        page.start(1)
        page.until_shown(1, "new\n" * 4)
        page.button(1, "Stop").click()
        page.until(1, "stopped")
        assert not re.sub("new\n|Stopped.\n", "", page.shows(1))

    def test_private_names_stand_in_one_place(self, opened):
        """An upgrade of Python that takes one of them away fails here, by name."""
        private = re.compile(r"(?<!self)\._[a-z]\w*")
        assert not private.search((ROOT / "book/live/runner.py").read_text())
        loop = (ROOT / "book/live/pageloop.py").read_text()
        names = sorted(set(re.findall(r"\b_[a-z]\w+", loop)) - {"_process_events"})
        known = ("import asyncio, inspect, pyodide.webloop\nimport asyncio.base_events as b, asyncio.events as e\n"
                 "text = ''.join(map(inspect.getsource, (b, e, asyncio.events))) + ' '.join(dir(pyodide.webloop))\n"
                 f"print([name for name in {names} if name not in text])")
        assert opened(PAGE).run(1, known) == ("[]\n", "")

    @pytest.mark.parametrize("kind", FOREVER)
    def test_stop(self, opened, kind):
        page = opened(PAGE)
        page.run(1, "kept = 1\nkept")
        page.put(2, "import asyncio\nprint('begun')\n" + FOREVER[kind])
        page.start(2)
        page.until_shown(2, "begun")
        begin = time.perf_counter()
        page.button(2, "Stop").click()
        _, rest = page.until(2, "stopped")
        took = time.perf_counter() - begin
        assert took < 8, f"{took:.1f} s to stop"  # 0.5 s, or 2 s where it may clean up; this machine may be loaded
        assert len(page.shows(2)) < 250_000
        alive = kind in ("a task", "a flood from a task")
        assert ("Python was restarted" in rest) != alive, rest
        assert page.run(3, "print(kept, bool(Out))") == (f"1 {alive}\n", ""), "a new Python knows definitions alone"


# --- reading, editing, printing ----------------------------------------------------------


def accessible(page, number, other_theme):
    """No rule of axe is broken in a cell that has failed, in both themes.

    axe looks at all of a page, and knows no colours where a slide's background lies between: only the cell is left.
    """
    page.page.evaluate(AXE_SCRIPT)
    page.page.evaluate("""n => {
        for (let e = liveCells[n - 1].root; e !== document.body; e = e.parentElement)
            for (const other of [...e.parentElement.children]) if (other !== e) other.remove(); }""", number)
    page.run(number, "print('some text')  # why\n1 / 0")
    page.page.evaluate("n => liveCells[n - 1].runB.focus()", number)
    colours = set()
    for _ in range(2):
        colours.add(page.page.evaluate("n => getComputedStyle(liveCells[n - 1].out).color", number))
        faults, kept = page.page.evaluate("""async () => {
            document.getAnimations().filter(a => a instanceof CSSTransition).forEach(a => a.finish());  // to this theme
            const { violations, incomplete, passes } = await axe.run(".cell[data-live=error]", { preload: false });
            const line = (v, e) => `${v.id}: ${v.help}: ${e.any.map(check => check.message)}: ${e.html}`;
            return [[...violations, ...incomplete].flatMap(v => v.nodes.map(e => line(v, e))),
                    passes.map(v => v.id)]; }""")
        assert not faults and "color-contrast" in kept, "\n".join([f"{colours}:", *faults])
        other_theme()
    assert len(colours) == 2, "the themes look alike"


PARTS_OF_A_CELL = CODE_OF_BOOK, OUTPUT_OF_BOOK, BAR, OUTPUT, EDITOR = (
    ".cell_input .highlight", ".cell_output", ".live-bar", ".live-output", ".live-editor")


def visible(page, number):
    """Which of its parts one sees of a cell."""
    return set(page.page.evaluate("""([n, parts]) => parts.filter(part => {
        const e = liveCells[n - 1].root.querySelector(part);
        return e?.checkVisibility({ visibilityProperty: true }) && e.getBoundingClientRect().height; })""",
        [number, PARTS_OF_A_CELL]))


@pytest.mark.reads("coroutines", "glossary", "index")
class TestReader:
    """Mouse, keys and fingers; paper; both themes."""

    def test_edit_run_reset(self, opened):
        page = opened(PAGE)
        keyboard = page.page.keyboard
        page.page.evaluate("for (const c of liveCells) c.reset()")
        page.run(1)
        page.button(2, "Edit").click()
        page.cell(2).locator(".cm-content").wait_for()
        for combination in ("Control+Enter", "Shift+Enter"):
            keyboard.press("Control+a")
            keyboard.type(f"print('{combination}')")
            keyboard.press(combination)
            page.until_shown(2, combination + "\n")
            assert page.page.evaluate("liveCells[1].view.hasFocus")
        assert visible(page, 2) == {BAR, OUTPUT, EDITOR}
        page.page.emulate_media(media="print")
        assert visible(page, 2) == {CODE_OF_BOOK, OUTPUT_OF_BOOK}, "printed"
        page.page.emulate_media(media="screen")
        assert visible(page, 2) == {BAR, OUTPUT, EDITOR}
        page.button(2, "Reset").click()
        assert visible(page, 2) == {BAR, CODE_OF_BOOK, OUTPUT_OF_BOOK}
        assert page.cell(2).locator(".live-editor").count() == 0
        assert "all saved" in page.run(2)[0], "the code is the book's again"

    def buttons(self, page, number):
        return page.page.evaluate("""n => [...liveCells[n - 1].tools.querySelectorAll("button")]
            .filter(e => e.checkVisibility()).map(e => e.textContent).join(" ")""", number)

    def test_the_buttons_that_make_sense(self, opened):
        """Stop while something runs, Reset after an edit; a run without output takes one line."""
        page = opened(PAGE, anew=True)
        assert self.buttons(page, 2) == "Run Edit"
        page.run(2)
        assert self.buttons(page, 2) == "Run Edit"
        page.put(2, "import asyncio\nprint('begun')\nawait asyncio.sleep(100)")
        assert self.buttons(page, 2) == "Run Edit Reset"
        page.start(2)
        page.until_shown(2, "begun")
        assert self.buttons(page, 2) == "Run Stop Edit Reset"
        page.button(2, "Stop").focus()
        page.page.keyboard.press("Enter")
        page.until(2, "stopped")
        assert self.buttons(page, 2) == "Run Edit Reset"
        assert page.page.evaluate("document.activeElement.ariaLabel") == "Run cell 2", "the focus is not lost with Stop"
        page.run(2, "x = 1")
        assert visible(page, 2) == {BAR, EDITOR}
        assert page.cell(2).locator(".live-bar").bounding_box()["height"] < 45
        n = page.page.evaluate("""() => { const c = liveCells.find(c => c.number); c.root.open = true; return c.id; }""")
        assert self.buttons(page, n) == "Check Run Edit"

    def test_in_an_exercise_control_enter_checks(self, opened):
        page = opened(PAGE)
        n = page.page.evaluate("""() => { const c = liveCells.find(c => c.number === "2.5"); c.root.open = true; return c.id; }""")
        page.put(n, "ANSWERS = []")
        page.page.evaluate("n => liveCells[n - 1].view.focus()", n)
        page.page.keyboard.press("Control+Enter")
        page.until_shown(n, "Exercise 2.5")
        page.until(n, "wrong")
        page.page.keyboard.press("Shift+Enter")
        page.until(n, "ok")
        assert page.shows(n) == ""
        assert page.status(n) == "Ran without output; Check says whether it is right"

    def test_on_a_phone_what_the_checker_says_is_wrapped(self, opened, server):
        page = opened(PAGE, under=server.url + "fast/")
        n = page.page.evaluate("""() => { const c = liveCells.find(c => c.number === "2.5"); c.root.open = true; return c.id; }""")
        page.run(n, "ANSWERS = []", "check")
        wide, height, line = page.page.evaluate("""n => { const e = liveCells[n - 1].out, style = getComputedStyle(e);
            return [e.scrollWidth - e.clientWidth, e.scrollHeight, parseFloat(style.lineHeight)]; }""", n)
        assert wide <= 0 and height > (page.shows(n).count("\n") + 1) * line, "it has more lines than in a terminal"

    def text(self, page, number):
        return page.page.evaluate("n => liveCells[n - 1].text", number)

    def again(self, page, number, text):
        """Load the page again; wait for what a cell shows then."""
        page.page.reload()
        page.page.wait_for_function("([n, text]) => liveCells[n - 1].text === text", arg=[number, text])

    def test_edits_are_kept(self, opened):
        """Through a reload, Back, a new tab; Reset can be undone, after a reload too."""
        page = opened(PAGE, anew=True)
        book = self.text(page, 2)
        page.put(2, "print('mine')")
        self.again(page, 2, "print('mine')")
        assert self.buttons(page, 2) == "Run Edit Reset"
        assert page.page.evaluate("document.activeElement === document.body"), "it does not take the focus"
        page.page.goto(page.page.url.replace(PAGE, "glossary.html"))
        page.page.go_back()
        page.page.wait_for_function("self.liveCells?.[1].text === \"print('mine')\"")
        assert page.run(2) == ("mine\n", "")
        page.button(2, "Reset").click()
        assert self.text(page, 2) == book and self.buttons(page, 2) == "Run Edit Undo reset"
        self.again(page, 2, book)
        page.button(2, "Edit").click()  # the book's text
        page.cell(2).locator(".cm-content").wait_for()
        page.button(2, "Undo reset").click()
        page.page.wait_for_function("liveCells[1].text === \"print('mine')\"")
        assert self.buttons(page, 2) == "Run Edit Reset"
        other = Page(page.page.context, page.page.url)
        other.page.wait_for_function("liveCells[1].text === \"print('mine')\"")
        other.put(2, "print('other')")
        self.again(page, 2, "print('mine')")  # each tab keeps its own
        self.again(other, 2, "print('other')")
        page.put(2, book)
        assert self.buttons(page, 2) == "Run Edit", "it is no edit any more"
        page.page.evaluate("kept.forget()")  # and the other tab forgets
        other.page.wait_for_function("Object.keys(kept.all()).length === 0")
        other.page.close()
        self.again(page, 2, book)

    def test_an_edit_of_a_text_that_the_book_has_changed_does_not_come_back(self, opened, server):
        page = opened(PAGE, anew=True)
        page.put(2, "print('mine')")
        page.page.evaluate("kept.set(liveCells[3].key, 'not ours'), kept.set(liveCells[4].key, 'null')")
        changed = (SITE / PAGE).read_text("utf-8").replace("end_of_day", "end_of_dusk")
        page.page.route("**/" + PAGE, lambda route: route.fulfill(body=changed, content_type="text/html"))
        page.page.reload()
        note = page.page.locator(".live-old")
        assert "end_of_dusk" in self.text(page, 2) and page.page.locator(".live-editor").count() == 0
        assert "Your versions are in the file that “Your progress” saves." in note.inner_text()
        page.page.unroute("**/" + PAGE)
        self.again(page, 2, "print('mine')")
        assert note.count() == 0
        page.page.evaluate("kept.set('edit/02-coroutines/1xyz', '{}')")
        page.page.reload()
        note.get_by_role("button", name="Forget them").click()
        assert page.page.evaluate("kept.get('edit/02-coroutines/1xyz')") is None
        self.again(page, 2, "print('mine')")
        assert note.count() == 0

    def test_a_browser_that_keeps_nothing(self, browser, server):
        """Storage is blocked, or full: all works as long as the page."""
        blocked = "for (const name of ['localStorage', 'sessionStorage'])\n" \
            "    Object.defineProperty(self, name, { get() { throw new DOMException('blocked', 'SecurityError'); } });"
        full = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"
        for script in (blocked, full):
            context = browser.new_context()
            context.add_init_script(READER)
            context.add_init_script(script + "self.faults = []; addEventListener('error', e => faults.push(e.filename));")
            page = Page(context, server.url + "y/" + PAGE)
            page.put(2, "mine")
            page.button(2, "Reset").click()
            page.button(2, "Undo reset").click()
            page.page.wait_for_function("liveCells[1].text === 'mine'")
            assert "mine" in page.page.evaluate("JSON.stringify(kept.all())"), "what the reader would export"
            page.page.evaluate("kept.forget()")
            assert not page.page.evaluate("faults.filter(text => /store|live|progress/.test(text))")
            context.close()

    def test_a_sentence_says_that_the_page_runs_python(self, opened):
        """Above the first cell, also of the landing page, until one has used it; never on a slide."""
        home, page = opened("index.html", anew=True), opened(PAGE, anew=True)
        for one in (home, page):
            intro = one.page.locator(".live-intro")
            assert intro.inner_text() == "This page runs Python: Run a cell, or Edit it first. The first Run loads 10 MB."
            assert intro.evaluate("e => e.nextElementSibling === liveCells[0].root || e.nextElementSibling.contains(liveCells[0].root)")
        page.run(1, "1")
        assert intro.count() == 0
        for again in (page, home):
            again.page.reload()
            assert again.page.locator(".live-intro").count() == 0

    def test_keyboard_alone(self, opened):
        """Tab to Run, Space; Tab to Edit, Enter; type; run; Escape and Tab leave; the focus stays."""
        page = opened(PAGE, anew=True)
        press, focus = page.page.keyboard.press, lambda: page.page.evaluate("document.activeElement?.ariaLabel")
        page.page.locator("h2").first.click(position={"x": 5, "y": 20})  # its middle is a link
        for _ in range(30):
            if focus() == "Run cell 2":
                break
            press("Tab")
        assert page.page.url.endswith("/y/" + PAGE)
        press("Space")
        page.until(2)
        assert focus() == "Run cell 2"
        press("Tab")
        assert focus() == "Edit cell 2"
        press("Enter")
        page.page.wait_for_function("liveCells[1].view?.hasFocus")
        press("Control+a")
        page.page.keyboard.type("for n in range(2):\nprint(n)")  # the editor indents
        press("Shift+Enter")
        page.until_shown(2, "0\n1\n")
        press("Escape")
        assert focus() == "Run cell 2"
        assert page.cell(2).get_by_role("status").inner_text() == "Finished"
        assert not page.button(2, "Stop").is_visible()

    def test_accessible(self, opened):
        page = opened(PAGE)
        accessible(page, 2, lambda: page.page.emulate_media(color_scheme="dark"))
        page.page.emulate_media(color_scheme="null")

    def test_without_javascript_the_page_is_the_book(self, opened):
        page = opened(PAGE)
        page.put(2, "mine")
        session = page.page.context.new_cdp_session(page.page)
        session.send("Emulation.setScriptExecutionDisabled", {"value": True})
        page.page.reload()
        assert page.page.locator("[class*=live-]:visible, [class*=progress]").count() == 0
        assert page.page.locator(".live-bar").count() == 0 and page.page.locator(".cell_output").nth(2).is_visible()
        session.send("Emulation.setScriptExecutionDisabled", {"value": False})
        page.anew()


@pytest.mark.reads("coroutines", "glossary", "index")
class TestProgress:
    """What was read and solved, in this browser alone."""

    def signs(self, page):
        """What the contents and the list on the landing page tell a screen reader: {chapter: text}."""
        lists = [page.page.evaluate("""list => Object.fromEntries([...document.querySelectorAll(list + " .progress-text")]
            .map(e => [e.closest("a").firstChild.textContent[0], e.textContent.trim()]))""", where)
            for where in (".sidebar-tree", "article .map")]
        assert lists[0] == lists[1] or page.page.locator("article .map").count() == 0
        return lists[0]

    def test_what_was_read_and_solved(self, opened):
        home, page = opened("index.html", anew=True), opened(PAGE, anew=True)
        assert self.signs(home) == {}
        page.page.mouse.wheel(0, 600)
        assert self.signs(page) == {}
        page.page.locator("#exercises").scroll_into_view_if_needed()
        page.page.wait_for_function("kept.get('read/02-coroutines')")
        assert self.signs(page) == {"2": "(read)"}
        n = page.page.evaluate("liveCells.find(c => c.number === '2.5').id")
        page.run(n, "ANSWERS = []", "check")
        assert self.signs(page) == {"2": "(read)"}
        page.run(n, next(CODE.glob("*/exercises/*-name-the-states/solution.py")).read_text("utf-8"), "check")
        assert self.signs(page) == {"2": "(read, 1 exercise solved)"}
        assert page.page.locator(".live-exercise summary").first.inner_text().startswith("Solve it here")
        assert page.page.locator(".live-exercise .progress-text").all_inner_texts() == ["(solved)"]
        home.page.bring_to_front()
        home.page.wait_for_function("document.querySelector('.progress-sign')")  # it hears of it at once
        assert self.signs(home) == {"2": "(read, 1 exercise solved)"} and home.page.locator(".map .progress-sign").count() == 1
        assert self.signs(opened("glossary.html", anew=False)) == {"2": "(read, 1 exercise solved)"}
        assert opened(DECK).page.locator("[class*=progress-]").count() == 0

    def test_save_forget_and_add(self, opened, tmp_path):
        home = opened("index.html", anew=True).page
        home.evaluate("kept.set('read/03-tasks', '2026-01-02'), kept.set('solved/3.1', 'x'), kept.set('edit/a/b', '{}')")
        place = home.locator("#your-progress")
        assert "1 chapter read, 1 exercise solved, 1 cell edited." in place.inner_text()
        with home.expect_download() as download:
            place.get_by_role("button", name="Save as a file").click()
        saved = tmp_path / download.value.suggested_filename
        download.value.save_as(saved)
        all_of_it = {"read/03-tasks": "2026-01-02", "solved/3.1": "x", "edit/a/b": "{}"}
        assert saved.name == "async-python-progress.json" and json.loads(saved.read_text()) == all_of_it
        place.get_by_role("button", name="Forget all of it").click()
        assert home.evaluate("[kept.all(), localStorage.length, sessionStorage.length]") == [{}, 0, 0]
        place.get_by_role("button", name="Undo").click()
        assert home.evaluate("kept.all()") == all_of_it
        place.get_by_role("button", name="Forget all of it").click()
        other = tmp_path / "other.json"
        for text in ("{", "[]", '{"else": "x"}', '{"read/03-tasks": 1}', "null"):
            other.write_text(text)
            home.locator("#your-progress input").set_input_files(other)
            place.get_by_text("other.json is not a file that was saved here; nothing was changed.").wait_for()
            assert home.evaluate("kept.all()") == {}
            home.evaluate("document.querySelector('#your-progress [role=status]').textContent = ''")
        home.locator("#your-progress input").set_input_files(saved)
        place.get_by_text("async-python-progress.json was added.").wait_for()
        assert home.evaluate("kept.all()") == all_of_it

    def test_it_is_accessible_and_every_page_leads_there(self, opened):
        home = opened("index.html", anew=True).page
        home.evaluate("kept.set('read/03-tasks', '2026-01-02'), kept.set('solved/3.1', 'x')")
        home.evaluate(AXE_SCRIPT)
        for theme in ("light", "dark"):
            home.emulate_media(color_scheme=theme)
            faults = home.evaluate("""async () => (await axe.run(
                { include: [["article"], [".sidebar-tree"]] },
                { preload: false })).violations.flatMap(v => v.nodes.map(e => `${v.id}: ${e.html}`))""")
            assert not faults
        home.emulate_media(color_scheme="null")
        page = opened("glossary.html").page
        page.get_by_role("link", name="Your progress").click()
        page.wait_for_url("**/index.html#your-progress")
        page.wait_for_function(  # the page may scroll there smoothly
            "document.querySelector('#your-progress h2').getBoundingClientRect().bottom < innerHeight", timeout=5000)


# --- on a slide, and from the disk -------------------------------------------------------


def seed(page):
    """The number of the cell whose value is a coroutine object."""
    return 1 + page.page.evaluate(r"liveCells.findIndex(c => /^do_some_work\(\)$/m.test(c.source))")


@pytest.mark.reads("coroutines")
class TestDeck:
    @pytest.fixture
    def deck(self, opened):
        """The page, and the number of the cell on the slide."""
        page = opened(DECK)
        page.page.goto(page.page.url.partition("#")[0] + "#/sec-call")
        page.page.wait_for_function("self.Reveal && Reveal.isReady()")
        number = 1 + page.page.evaluate("liveCells.findIndex(c => c.root.closest('section.present:not(.stack)'))")
        page.cell(number).hover()
        return page, number

    def test_typing_never_moves_the_deck(self, deck):
        page, number = deck
        press = page.page.keyboard.press
        where = lambda: page.page.evaluate(  # noqa: E731
            "[Reveal.getIndices(), Reveal.isOverview(), Reveal.isPaused(), !!document.fullscreenElement]")
        before = where()
        page.button(number, "Edit").click()
        page.page.wait_for_function("n => liveCells[n - 1].view?.hasFocus", arg=number)
        for key in ("Space ArrowRight ArrowLeft ArrowUp ArrowDown n p h l j k f s o b t g v . ? / Home End Enter Tab "
                    "Backspace Alt+ArrowRight Control+Shift+f").split():
            press(key)
            assert where() == before, key
        press("Escape")
        assert where() == before and page.page.evaluate("document.activeElement.ariaLabel") == f"Run cell {number}"
        press("Space")
        page.until(number)
        assert where() == before
        press("ArrowRight")
        assert where() != before, "after Escape the arrows move the deck again"
        press("ArrowLeft")
        assert where() == before
        page.button(number, "Edit").click()
        press("PageDown")
        assert where() != before, "a clicker moves the deck from inside the editor"
        press("PageUp")
        assert where() == before

    def test_the_caret_lands_where_one_clicks(self, deck):
        page, number = deck
        page.put(number, "async def f():\n    await g(1, 2)\n\nprint('a line that is rather long', f())\nx = 1\n")
        for width in (1024, 1920, 1280):
            page.page.set_viewport_size({"width": width, "height": width * 9 // 16})
            page.page.wait_for_function("width => Math.abs(Reveal.getScale() * 1280 / width - 1) < 0.1", arg=width)
            page.page.evaluate("new Promise(ok => requestAnimationFrame(() => requestAnimationFrame(ok)))")  # measured
            for line, column in [(1, 0), (1, 5), (1, 13), (2, 4), (2, 10), (4, 3), (4, 30), (5, 4)]:
                x, y, want = page.page.evaluate("""([n, line, column]) => {
                    const { view } = liveCells[n - 1];
                    const walker = document.createTreeWalker(view.dom.querySelectorAll(".cm-line")[line - 1], 4);
                    let left = column, node = walker.nextNode();
                    while (left >= node.length) { left -= node.length; node = walker.nextNode(); }
                    const range = document.createRange();
                    range.setStart(node, left), range.setEnd(node, left + 1);
                    const box = range.getBoundingClientRect();
                    return [box.left + 2, box.top + box.height / 2, view.state.doc.line(line).from + column]; }""",
                    [number, line, column])
                page.page.mouse.click(x, y)
                got = page.page.evaluate("n => liveCells[n - 1].view.state.selection.main.head", number)
                assert got == want, (width, line, column)
            size = page.page.evaluate("n => parseFloat(getComputedStyle(liveCells[n - 1].view.dom).fontSize)", number)
            assert size >= 20

    def test_slides_keep_their_size_and_share_names(self, deck):
        page, number = deck
        page.button(number, "Reset").click()
        box = page.cell(number).locator(".cell_input").bounding_box()
        assert page.cell(number).locator(".live-bar").bounding_box()["y"] < box["y"] + box["height"]
        for _ in range(2):
            page.run(number, "shared = 'on another slide'\nfor n in range(5): print(n)")
            out = page.cell(number).locator(".live-output")
            assert out.evaluate("e => e.scrollHeight === e.clientHeight"), "the slide has room for all of the output"
        assert page.run(number + 1, "print(shared)") == ("on another slide\n", "")

    def test_accessible(self, deck):
        page, number = deck
        accessible(page, number, lambda: page.page.keyboard.press("t"))


    @pytest.mark.parametrize("name", [DECK, PAGE])
    def test_from_the_disk(self, opened, name):
        """Without a server the browser allows a page less, and live.js takes other ways."""
        page = opened(name, under=SITE.as_uri() + "/")
        assert "coroutine object do_some_work" in page.run(seed(page))[0]
        if name == DECK:
            return  # the rest is the same
        program = "import asyncio, time\nawait asyncio.sleep(0.05)\ntime.sleep(0.05)\nprint('works')"
        assert page.run(2, program) == ("works\n", "")
        page.put(2, "import time\nprint('begun')\ntime.sleep(1000)")
        page.start(2)
        page.until_shown(2, "begun")
        page.start(2, "stop")
        assert "Python was restarted" in page.until(2, "stopped")[1]
        assert page.run(2, "print('again')") == ("again\n", "")
        page.page.reload()
        page.page.wait_for_function("liveCells[1].text === \"print('again')\"")
        other = Page(page.page.context, page.page.url)  # another tab
        other.page.wait_for_function("liveCells[1].text === \"print('again')\"")
        n = other.page.evaluate("liveCells.find(c => c.number === '2.5').id")
        assert "still the starter" in other.run(n, button="check")[0]
        other.page.close()


# --- what is loaded, and what if it is not there --------------------------------------


class TestLoading:
    def test_what_is_loaded_and_when(self, opened, server):
        """Nothing before the first Run or Edit; a failure is told, and the next Run or Edit tries again."""
        mine = lambda: [p.rsplit("/")[-1] for p in server.log if "/live/" in p]  # noqa: E731
        server.log.clear()
        page = opened(PAGE, anew=True)
        page.page.wait_for_load_state("networkidle")
        assert mine() == ["live.js"]  # its style is in the one sheet of all
        assert sum((SITE / "_static/live" / name).stat().st_size for name in mine()) < 24_000
        try:
            for files, sentence in FAILURES.items():
                server.broken = {SLOW: "silent"} | dict([files])
                failure_is_told(page, sentence)
            server.broken = {SLOW: "silent", "cm.js": "missing"}
            page.button(1, "Edit").click()
            page.cell(1).get_by_text("cm.js cannot be loaded").wait_for()
            page.start(1)
            page.cell(1).get_by_text("nothing arrives").wait_for()
            assert re.search(r"^\d+\.\d of 9\.\d MB$", page.cell(1).locator(".live-bytes").inner_text())
            assert page.cell(1).get_by_role("progressbar").evaluate("e => e.value > 0 && e.value < e.max")
            page.button(1, "Stop").click()  # while Python is loaded
            page.until(1, "stopped")
        finally:
            server.broken = {}
        server.log.clear()
        assert "coroutine object" in page.run(seed(page))[0], "without the editor, after all that"
        assert sorted(mine()) == sorted([*PARTS, "worker.mjs", "02-coroutines.json"]), "of the chapters its own"
        page.button(1, "Edit").click()
        page.cell(1).locator(".live-editor").wait_for()
        assert mine()[6:] == ["cm.js"]
        server.log.clear()
        opened("preface.html").run(1)
        assert {f"{name}.json" for name in CHAPTERS} <= {*mine()}, "a page that is no chapter has all of them"

    def test_python_starts_when_somebody_reaches_for_run(self, opened, server):
        """Not when one passes over a page or tabs through it; for who has run a cell before, when one comes to a cell."""
        mine = lambda: {p.rsplit("/")[-1] for p in server.log if "/live/" in p} - {"live.js"}  # noqa: E731
        parts = {*PARTS, "worker.mjs", "02-coroutines.json"}
        page = opened(PAGE, anew=True)
        server.log.clear()
        page.cell(1).locator("pre").first.hover()
        page.cell(1).get_by_role("button", name="Edit").focus()
        page.page.wait_for_load_state("networkidle")
        assert not mine(), "10 MB, and nobody wants to run anything"
        page.button(1, "Run").hover()
        wait_for(lambda: mine() == parts)
        assert page.page.evaluate("liveCells.every(c => c.state === 'fresh')"), "nothing is said of it"
        assert "coroutine object" in page.run(seed(page))[0]
        assert mine() == parts and len([p for p in server.log if "worker.mjs" in p]) == 1, "it was started twice"
        page.page.reload()
        server.log.clear()
        page.page.mouse.move(0, 0)
        page.cell(1).locator("pre").first.hover()
        wait_for(lambda: "worker.mjs" in mine())

    @pytest.mark.parametrize("policy, sentence", [
        ("script-src 'self' 'unsafe-inline'", "pyodide.asm.wasm.gzip: "), ("worker-src 'none'", "worker")])
    def test_what_a_site_forbids_is_told(self, opened, server, policy, sentence):
        server.headers = {"Content-Security-Policy": policy}
        try:
            failure_is_told(opened(PAGE, anew=True, under=server.url + "policy/"), sentence)
        finally:
            server.headers = {}


SLOW = "pyodide.asm.wasm.gzip"  # the longest part; a failure of another is told before it is here
FAILURES = {  # what is broken: what the reader is told
    ("pyodide.asm.wasm.gzip", "missing"): "pyodide.asm.wasm.gzip: the server answers 404",
    ("pyodide.asm.wasm.gzip", "cut"): "pyodide.asm.wasm.gzip: cut off after 100000 of",
    ("python_stdlib.zip.gzip", "missing"): "python_stdlib.zip.gzip: the server answers 404",
    ("python_stdlib.zip.gzip", "cut"): "python_stdlib.zip.gzip: cut off after 100000 of",
    ("pyodide.asm.mjs", "missing"): "pyodide.asm.mjs: ",
    ("pyodide.asm.mjs", "cut"): "pyodide.asm.mjs: ",
    ("worker.mjs", "missing"): "worker.mjs is missing or blocked",
    ("02-coroutines.json", "missing"): "02-coroutines.json: the server answers 404",
}


def failure_is_told(page, sentence):
    begin = time.perf_counter()
    shown, rest = page.run(1)
    assert time.perf_counter() - begin < 8, sentence  # 0.3 s where the machine is not loaded
    assert not shown and rest.startswith("Python could not be started. "), f"{sentence}: {shown}{rest}"
    assert sentence in rest, f"{sentence}: {rest}"


def test_what_is_shipped():
    folder = SITE / "_static/live"
    if not folder.exists():
        missing("what the Run buttons need", "install node and npm, then make clean and make")
    for line in (ROOT / "book/live/pyodide.sha256").read_text().splitlines():
        digest, name = line.split()
        if name != "python_stdlib.zip":  # compiled
            path = folder / name
            data = path.read_bytes() if path.exists() else gzip.decompress((folder / f"{name}.gzip").read_bytes())
            assert hashlib.sha256(data).hexdigest() == digest, name
    chapter = max(folder.glob("[0-9]*.json"), key=lambda path: path.stat().st_size).name
    first_run = sum((folder / name).stat().st_size for name in [*PARTS, "worker.mjs", chapter])
    assert first_run < 10e6, f"the first Run loads {first_run:,} bytes where the server compresses nothing"
    texts = (folder / "LICENSES.txt").read_text(encoding="utf-8")
    for text in ("Mozilla Public License", "PYTHON SOFTWARE FOUNDATION LICENSE", "@codemirror/view", "@lezer/common"):
        assert text in texts
    for name in ("package-lock.json", "node.txt", "package.json"):
        text = (ROOT / "book/live" / name).read_text()
        assert "://" not in text and "\"resolved\"" not in text, f"{name} names a host"
    assert len(re.findall('"integrity": "sha512-', (ROOT / "book/live/package-lock.json").read_text())) > 40


def library(path):
    """What is in the library, and what the time of day could change: {name: (date, bytes)}."""
    with zipfile.ZipFile(path) as file:
        return {info.filename: (info.date_time, file.read(info)) for info in file.infolist()}


def local(folder):
    """What local.js has for the pages on a disk: {name: address}."""
    parts, _ = json.JSONDecoder().raw_decode((folder / "local.js").read_text(encoding="utf-8").partition(" = ")[2])
    return parts


def content(address):
    return base64.b64decode(address.partition(",")[2])


def test_the_parts_from_npm_are_reproducible_and_locked(tmp_path, monkeypatch, server):
    """Made again they are the same, byte for byte; one changed character in a lock stops the build.

    Of the library only asyncio and the first modules are compiled again, by a Python that finds
    its own compiled: all of it would take six seconds.
    """
    from sphinx.errors import ExtensionError

    from book import live

    proof = Proof(__file__, "the parts from npm", [path for path in live.HERE.iterdir() if path.is_file()])
    if proof.holds():
        proof.skip()

    def some(step, cwd, real=live.run, **env):
        if "compile.mjs" in step:
            whole = library(step[2])
            with zipfile.ZipFile(step[2], "w") as part:
                for name in [*sorted(whole)[:20], *(name for name in whole if name.startswith("asyncio/"))]:
                    part.writestr(name, whole[name][1])
            compiled = gzip.decompress((made / "python_stdlib.zip.gzip").read_bytes())
            (cwd / "node_modules/pyodide/python_stdlib.zip").write_bytes(compiled)
        real(step, cwd, **env)

    def lock(name, old, new):
        """Another folder book/live, where a lock has one other character."""
        here = tmp_path / name
        shutil.copytree(ROOT / "book/live", here)
        text = (here / name).read_text()
        assert old in text
        (here / name).write_text(text.replace(old, new))
        (here / "work").mkdir()
        monkeypatch.setattr(live, "HERE", here)
        return here / "work", here / "out"

    monkeypatch.setattr(live, "run", some)
    again, out, made = tmp_path / "again", tmp_path / "out", SITE / "_static/live"
    again.mkdir()
    live.make(again, out)
    whole, part = (library(io.BytesIO(gzip.decompress((folder / "python_stdlib.zip.gzip").read_bytes())))
                   for folder in (made, out))
    assert len(part) > 60 and part.items() <= whole.items()
    assert {date for date, _ in whole.values()} == {(1980, 1, 1, 0, 0, 0)}
    for path in {*out.iterdir()} - {out / "python_stdlib.zip.gzip", out / "local.js"}:
        assert path.read_bytes() == (made / path.name).read_bytes(), path.name
    assert {**local(out), "python_stdlib.zip.gzip": 0} == {**local(made), "python_stdlib.zip.gzip": 0}
    assert {name: content(address) for name, address in local(made).items()} == {
        name: (made / name).read_bytes() for name in PARTS}

    with pytest.raises(ExtensionError, match="npm fetched is not what is locked"):
        live.make(*lock("package-lock.json", "sha512-0YvXx", "sha512-1YvXx"))
    work, out = lock("pyodide.sha256", "cc36e3", "cc36e4")
    (work / "node_modules").symlink_to(again / "node_modules")
    monkeypatch.setattr(live, "run", lambda *args, **env: None)  # npm has run
    with pytest.raises(ExtensionError, match="pyodide.sha256: the npm package pyodide has another pyodide.asm.wasm"):
        live.make(work, out)
    proof.note()
