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
from book.tools.chapter import CODE, chapters
from tests.support import ROOT, SITE, Proof, fail, missing, warm
from tests.support.browser import path as browser_path

PROGRAMS = Path(__file__).with_name("programs")
LIMIT = 90_000  # ms, for Python to start on a loaded machine
PARTS = ["pyodide.asm.mjs", "pyodide.asm.wasm", "pyodide.mjs", "python_stdlib.zip"]
CHAPTERS = {chapter.path.stem: chapter for chapter in chapters()}
PAGE, DECK = "02-coroutines.html", "slides/02-coroutines.html"
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True}
LIVE = (3, 14)  # Pyodide's Python
# What a newer Python prints in other words: since when, the new words, the old, why.
CHANGES = [((3, 14), r"(callback|<Handle) int\(\)", r"\1 int('x')",
            "the arguments of a callback are shown in debug mode only")]



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
ENDED = ("ok", "error", "left", "stopped", "wrong")


class Page:
    """A page of the site with its cells, as its reader uses them.  Cells count from 1."""

    def __init__(self, context, address):
        self.page = context.new_page()
        self.page.set_default_timeout(LIMIT)
        self.errors = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.goto(address)

    def anew(self):
        """The same page, loaded again."""
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


def tidy(texts, version, name):
    """What a program printed, without what differs from run to run."""
    texts = [re.sub(name, "cell", text) for text in texts]
    for since, new, old, _ in CHANGES:
        texts = [re.sub(new, old, text) if version >= since else text for text in texts]
    return tuple(scripts.normalise(text, version) for text in texts)


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
    for _ in range(5):
        for title, (out, err, _) in zip(ask, results()):
            want[title] = tidy((out, err), here, re.escape(str(paths[title])))
        ask = [title for title in paths if got[title] != want[title]]
        if not ask:
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
    seeds = {str(scripts.murmur2_x86(c.source, scripts.get_tmp_hash_seed())): c.index for c in cell.chapter.cells}
    name = lambda match: f"<cell {numbers.get(seeds.get(match[1]))}>"  # noqa: E731
    return tuple(scripts.normalise(re.sub(r"/tmp/ipykernel_1/(\d+)\.py", name, text), sys.version_info[:2])
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
    return scripts.normalise(re.sub(r"\n {9}(?=\S)", " ", text), version)


@pytest.fixture(scope="class")
def shell():
    """What `python check.py NUMBER FILE` prints, for all submissions, from now on: a function, {path: text}."""
    handed_in = [(number, path) for chapter in CHAPTERS.values() for number, folder in exercises(chapter).items()
                 for path in submissions(folder)]
    judge = str(ROOT / "tests/support/judging.py")
    results = warm(sys.executable, "judging").start([
        {"argv": [judge, number, str(path)], "one": True} for number, path in handed_in])
    return functools.cache(lambda: {path: out for (_, path), (out, _, _) in zip(handed_in, results())})


@pytest.mark.parametrize("name", CHAPTERS)
class TestChapter:
    def test_every_recorded_cell_prints_the_same_live(self, name, opened, server):
        """From top to bottom; a cell with :live-differs: REASON prints something else."""
        chapter, page = CHAPTERS[name], opened(f"{name}.html", True, server.url + "fast/", drawn=False)
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
            got = tuple(scripts.normalise(text, LIVE) for text in page.until(n))
            if (got == want) == ("live-differs" in cell.metadata):
                what = "live it prints something else" if got != want else "live-differs, but it does not"
                diff = difflib.unified_diff("\n".join(want).splitlines(), "\n".join(got).splitlines(),
                                            "recorded", "live", lineterm="", n=2)
                different += [f"{cell.where}: {what}", *diff, ""]
        if different:
            pytest.fail("\n".join(different), pytrace=False)

    def test_cells_without_buttons(self, name, opened, server):
        """Those that run a script, and those tagged no-live."""
        cells = opened(f"{name}.html", under=server.url + "fast/", drawn=False).page.evaluate("""
            [...document.querySelectorAll("div.cell")].map(cell => [
                cell.querySelectorAll(".live-bar").length, cell.matches(".tag_no-live"),
                cell.querySelector(".cell_input pre").textContent])""")
        assert len(cells) > 10
        for bars, tagged, source in cells:
            assert bars == (not tagged and not source.startswith("!")), source

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

    def test_phone(self, name, opened, server):
        """Whatever the cells have shown, the page is not wider than the phone; and a finger can run them."""
        page = opened(f"{name}.html", under=server.url + "fast/")
        page.put(2, "print('long ' * 60)\nx = '" + "long " * 60 + "'")
        page.button(2, "Run").tap()
        page.until_shown(2, "long")
        width, wide, heights = page.page.evaluate("""[
            document.documentElement.scrollWidth,
            [...document.querySelectorAll(".live-bar, .live-bar *, .live-output, .live-editor")]
                .filter(e => e.getBoundingClientRect().right > innerWidth).map(e => e.className || e.textContent),
            Object.fromEntries([...liveCells[1].tools.querySelectorAll("button")]
                .map(e => [e.textContent, e.getBoundingClientRect().height]))]""")
        assert width <= PHONE["viewport"]["width"] and not wide
        assert [*heights] == ["Run", "Stop", "Edit", "Reset"] and min(heights.values()) >= 24, heights


@pytest.fixture
def proof(request):
    """Of the programs: skips, or is noted where the test passes."""
    from book import live

    files = [*live.HERE.iterdir(), *PROGRAMS.iterdir()] + [Path(path).resolve() for path in [browser_path()] if path]
    proof = Proof(request.node.name, [path for path in files if path.is_file()])
    if proof.holds():
        proof.skip()
    return proof


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

    def test_a_coroutine_is_shown_and_not_run(self, opened):
        page = opened(PAGE)
        page.page.evaluate("liveCells[0].reset()")
        shown, rest = page.run(1)
        assert re.fullmatch(r"<coroutine object do_some_work at 0x\w+>\n", shown) and not rest
        assert page.run(1, "print(Out[max(Out)] is _, 1);") == ("True 1\n", "")

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

    def test_time_sleep_blocks_all_tasks_and_uses_no_processor(self, opened):
        """No tick while it sleeps: Pyodide's own time.sleep would let other tasks run."""
        shown, rest = opened(PAGE).run(1, TICKS)
        assert re.fullmatch(r"(tick\n)+block\nblock True True\n(tick\n)+", shown) and not rest, shown + rest
        code = "begin = time.process_time()\nasyncio.run(asyncio.sleep(0.6))\ntime.process_time() - begin < 0.3"
        assert opened(PAGE).run(1, code) == ("True\n", ""), "asyncio.run waits busily"

    def test_what_a_page_cannot_do_says_so(self, opened):
        page = opened(PAGE, drawn=False)
        threads, processes = ("A web page has no {}: run this example in a terminal, as a script."
                              .format(what) for what in ("threads", "processes"))
        sockets = "NotImplementedError: a web page has no sockets: run this example in a terminal, as a script"
        loop = "loop = asyncio.get_running_loop()\n"
        for code, sentence in {
            "import asyncio\nawait asyncio.to_thread(print)": threads,
            "import threading\nthreading.Thread(target=print).start()": threads,
            "async with asyncio.TaskGroup() as g: g.create_task(asyncio.to_thread(print))": threads,
            "await asyncio.start_server(print, '127.0.0.1', 0)": sockets,
            "await asyncio.open_connection('localhost', 80)": sockets,
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
            "os.fork()": sockets.replace("sockets", "processes"),
            f"import signal\n{loop}loop.add_signal_handler(2, print)": sockets.replace("sockets", "signals"),
            f"{loop}loop.remove_signal_handler(2)": sockets.replace("sockets", "signals"),
            "signal.signal(signal.SIGINT, print)": "ValueError: a web page has no signals",
            "input('name? ')": "EOFError: input() does not work in a web page",
        }.items():
            shown, rest = page.run(1, code)
            assert not shown and sentence in rest, f"{code}\n{rest}"
            assert "site-packages" not in rest

    def test_errors_show_the_reader_s_own_lines(self, opened):
        page = opened(PAGE, drawn=False)
        code = "def f():\n    return 1 / 0\n\nimport asyncio; print('x')\nawait asyncio.sleep(0)\nf()"
        shown, rest = page.run(1, code)
        assert shown == "x\n" and rest == (
            'Traceback (most recent call last):\n  File "<cell 1>", line 6, in <module>\n    f()\n    ~^^\n'
            '  File "<cell 1>", line 2, in f\n    return 1 / 0\n           ~~^~~\n'
            "ZeroDivisionError: division by zero\n")
        _, rest = page.run(1, "async def main(): f()\nasyncio.run(main())")
        files = re.findall(r'File "(.*?)"', rest)  # of the reader and of CPython, none of ours or of Pyodide
        assert files[0] == files[-1] == "<cell 1>" and "asyncio/runners.py" in str(files), rest
        assert all(file == "<cell 1>" or "/asyncio/" in file for file in files), rest
        assert page.run(1, "x = (") == ("", '  File "<cell 1>", line 1\n    x = (\n        ^\n'
                                            "SyntaxError: '(' was never closed\n")

    @pytest.mark.parametrize("error", ["KeyboardInterrupt", "SystemExit"])
    def test_an_error_that_ends_a_script_ends_a_cell_only(self, opened, error):
        page = opened(PAGE)
        page.run(2, f"kept = {error!r}")
        shown, rest = page.run(1, f"import asyncio\nawait asyncio.sleep(0)\nraise {error}")
        assert not shown and rest.endswith(f"line 3, in <module>\n    raise {error}\n{error}\n"), rest
        assert page.run(2, "kept") == (f"{error!r}\n", "")

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
        page.run(2, "kept = 1")
        page.put(1, "import asyncio\nprint('begun')\n" + FOREVER[kind])
        page.start(1)
        page.until_shown(1, "begun")
        begin = time.perf_counter()
        page.button(1, "Stop").click()
        _, rest = page.until(1, "stopped")
        took = time.perf_counter() - begin
        assert took < 8, f"{took:.1f} s to stop"  # 0.5 s, or 2 s where it may clean up; this machine may be loaded
        assert len(page.shows(1)) < 250_000
        alive = kind in ("a task", "a flood from a task")
        assert ("Python was restarted" in rest) != alive, rest
        assert page.run(2, "print(globals().get('kept'))") == ("1\n" if alive else "None\n", "")


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
        assert "CORO_CLOSED" in page.run(2)[0], "the code is the book's again"

    def test_keyboard_alone(self, opened):
        """Tab to Run, Space; Tab to Edit, Enter; type; run; Escape and Tab leave; the focus stays."""
        page = opened(PAGE)
        page.page.evaluate("liveCells[1].reset()")
        press, focus = page.page.keyboard.press, lambda: page.page.evaluate("document.activeElement?.ariaLabel")
        page.page.locator("h2").nth(1).click(position={"x": 5, "y": 20})  # its middle is a link
        for _ in range(30):
            if focus() == "Run cell 2":
                break
            press("Tab")
        assert page.page.url.endswith("/y/" + PAGE)
        press("Space")
        page.until(2)
        assert focus() == "Run cell 2"
        press("Tab"), press("Tab")
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
        assert page.button(2, "Stop").get_attribute("aria-disabled") == "true"

    def test_accessible(self, opened):
        page = opened(PAGE)
        accessible(page, 2, lambda: page.page.emulate_media(color_scheme="dark"))
        page.page.emulate_media(color_scheme="null")

    def test_without_javascript_the_page_is_the_book(self, opened):
        page = opened(PAGE)
        session = page.page.context.new_cdp_session(page.page)
        session.send("Emulation.setScriptExecutionDisabled", {"value": True})
        page.anew()
        assert page.page.locator(".live-bar").count() == 0 and page.page.locator(".cell_output").nth(2).is_visible()
        session.send("Emulation.setScriptExecutionDisabled", {"value": False})


# --- on a slide, and from the disk -------------------------------------------------------


class TestDeck:
    @pytest.fixture
    def deck(self, opened):
        """The page, and the number of the cell on the slide."""
        page = opened(DECK)
        page.page.goto(page.page.url.partition("#")[0] + "#/sec-never-awaited")
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
            assert size >= 22

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
        assert "coroutine object do_some_work" in page.run(1)[0]
        if name == DECK:
            return  # the rest is the same
        program = "import asyncio, time\nawait asyncio.sleep(0.05)\ntime.sleep(0.05)\nprint('works')"
        assert page.run(2, program) == ("works\n", "")
        page.put(2, "print('begun')\ntime.sleep(1000)")
        page.start(2)
        page.until_shown(2, "begun")
        page.start(2, "stop")
        assert "Python was restarted" in page.until(2, "stopped")[1]
        assert page.run(2, "print('again')") == ("again\n", "")


# --- what is loaded, and what if it is not there --------------------------------------


class TestLoading:
    def test_what_is_loaded_and_when(self, opened, server):
        """Nothing before the first Run or Edit; a failure is told, and the next Run or Edit tries again."""
        mine = lambda: [p.rsplit("/")[-1] for p in server.log if "/live/" in p]  # noqa: E731
        server.log.clear()
        page = opened(PAGE, anew=True)
        page.page.wait_for_load_state("networkidle")
        assert sorted(mine()) == ["live.css", "live.js"]
        assert sum((SITE / "_static/live" / name).stat().st_size for name in mine()) < 18_000
        try:
            for files, sentence in FAILURES.items():
                server.broken = {SLOW: "silent"} | dict([files])
                failure_is_told(page, sentence)
            server.broken = {SLOW: "silent", "cm.js": "missing"}
            page.button(1, "Edit").click()
            page.cell(1).get_by_text("cm.js cannot be loaded").wait_for()
            page.start(1)
            page.cell(1).get_by_text("nothing arrives").wait_for()
            assert re.search(r"^\d+\.\d of 15\.\d MB$", page.cell(1).locator(".live-bytes").inner_text())
            assert page.cell(1).get_by_role("progressbar").evaluate("e => e.value > 0 && e.value < e.max")
            page.button(1, "Stop").click()  # while Python is loaded
            page.until(1, "stopped")
        finally:
            server.broken = {}
        server.log.clear()
        assert "coroutine object" in page.run(1)[0], "without the editor, after all that"
        assert sorted(mine()) == sorted([*PARTS, "worker.mjs"])
        page.button(1, "Edit").click()
        page.cell(1).locator(".live-editor").wait_for()
        assert mine()[5:] == ["cm.js"]

    @pytest.mark.parametrize("policy, sentence", [
        ("script-src 'self' 'unsafe-inline'", "pyodide.asm.wasm: "), ("worker-src 'none'", "worker")])
    def test_what_a_site_forbids_is_told(self, opened, server, policy, sentence):
        server.headers = {"Content-Security-Policy": policy}
        try:
            failure_is_told(opened(PAGE, anew=True, under=server.url + "policy/"), sentence)
        finally:
            server.headers = {}


SLOW = "pyodide.asm.wasm"  # the longest part; a failure of another is told before it is here
FAILURES = {  # what is broken: what the reader is told
    ("pyodide.asm.wasm", "missing"): "pyodide.asm.wasm: the server answers 404",
    ("pyodide.asm.wasm", "cut"): "pyodide.asm.wasm: cut off after 100000 of 9598218 bytes",
    ("python_stdlib.zip", "missing"): "python_stdlib.zip: the server answers 404",
    ("python_stdlib.zip", "cut"): "python_stdlib.zip: cut off after 100000 of",
    ("pyodide.asm.mjs", "missing"): "pyodide.asm.mjs: ",
    ("pyodide.asm.mjs", "cut"): "pyodide.asm.mjs: ",
    ("worker.mjs", "missing"): "worker.mjs is missing or blocked",
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
            assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest, name
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
    kind, data = address.split(",")
    return (gzip.decompress if "gzip" in kind else bytes)(base64.b64decode(data))


def test_the_parts_from_npm_are_reproducible_and_locked(tmp_path, monkeypatch, server):
    """Made again they are the same, byte for byte; one changed character in a lock stops the build.

    Of the library only asyncio and the first modules are compiled again, by a Python that finds
    its own compiled: all of it would take six seconds.
    """
    from sphinx.errors import ExtensionError

    from book import live

    proof = Proof("the parts from npm", [path for path in live.HERE.iterdir() if path.is_file()])
    if proof.holds():
        proof.skip()

    def some(step, cwd, real=live.run, **env):
        if "compile.mjs" in step:
            whole = library(step[2])
            with zipfile.ZipFile(step[2], "w") as part:
                for name in [*sorted(whole)[:20], *(name for name in whole if name.startswith("asyncio/"))]:
                    part.writestr(name, whole[name][1])
            shutil.copy(made / "python_stdlib.zip", cwd / "node_modules/pyodide")
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
    whole, part = library(made / "python_stdlib.zip"), library(out / "python_stdlib.zip")
    assert len(part) > 60 and part.items() <= whole.items()
    assert {date for date, _ in whole.values()} == {(1980, 1, 1, 0, 0, 0)}
    for path in {*out.iterdir()} - {out / "python_stdlib.zip", out / "local.js"}:
        assert path.read_bytes() == (made / path.name).read_bytes(), path.name
    assert {**local(out), "python_stdlib.zip": 0} == {**local(made), "python_stdlib.zip": 0}
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
