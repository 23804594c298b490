"""Cells run in the page: as CPython runs them, as the book recorded them, and never in the way.

One server and one page serve most tests.  The server puts the site under /x/y/, keeps a
log, and can break what it sends.
"""

import difflib
import hashlib
import re
import shutil
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from conftest import ROOT, SITE, command, copy_project, fail, missing

import scripts
from chapter import CODE, chapters

HERE = Path(__file__).parent
LIMIT = 90_000  # ms, for Python to start on a loaded machine
PARTS = ["pyodide.asm.mjs", "pyodide.asm.wasm", "pyodide.mjs", "python_stdlib.zip"]
CHAPTERS = {chapter.path.stem: chapter for chapter in chapters()}
LIVE = (3, 14)  # Pyodide's Python
# What a newer Python prints in other words: since when, the new words, the old, why.
CHANGES = [((3, 14), r"(callback|<Handle) int\(\)", r"\1 int('x')", "the arguments of a callback are shown in debug mode only")]


class Server(ThreadingHTTPServer):
    """Serves the site under /x/y/.

    ``log`` has the paths asked for; ``broken`` maps a file name to what is wrong with it
    (missing, cut, silent) and ``headers`` are sent with every answer.
    """

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.log, self.broken, self.headers = [], {}, {}
        self.url = f"http://127.0.0.1:{self.server_port}/x/y/"
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
        return str(SITE / urlsplit(path).path.removeprefix("/x/y/"))

    def end_headers(self):
        for header in self.server.headers.items():
            self.send_header(*header)
        super().end_headers()

    def do_GET(self):
        path = urlsplit(self.path).path
        self.server.log.append(path)
        match self.server.broken.get(path.rsplit("/")[-1]):
            case "missing":
                self.send_error(404)
            case "cut":
                data = Path(self.translate_path(path)).read_bytes()[:100_000]
                self.send_response(200)
                self.send_header("Content-Type", self.guess_type(path))
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)
            case "silent":
                self.server.end.wait(60)
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


class Page:
    """A page of the site with its cells, as its reader uses them.  Cells count from 1."""

    def __init__(self, browser, address, **options):
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        self.page.set_default_timeout(LIMIT)
        self.requests, self.errors = [], []
        self.context.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.goto(address)

    def cell(self, number):
        return self.page.locator(".cell:has(> .live-bar), .cell:has(.sd-tab-set .live-bar)").nth(number - 1)

    def button(self, number, name):
        return self.cell(number).get_by_role("button", name=f"{name} cell {number}", exact=True)

    def put(self, number, text):
        """Write *text* into the editor of a cell."""
        if not self.page.evaluate("i => !!liveCells[i].view", number - 1):
            self.page.evaluate("i => liveCells[i].editB.click()", number - 1)
            self.page.wait_for_function("i => !!liveCells[i].view", arg=number - 1)
        self.page.evaluate("""([i, insert]) => { const view = liveCells[i].view;
            view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert } }); }""", [number - 1, text])

    def start(self, number):
        self.page.evaluate("i => liveCells[i].runB.click()", number - 1)

    def until(self, number, *states):
        self.page.wait_for_function("([i, states]) => states.includes(liveCells[i].state)",
                                    arg=[number - 1, states or ("ok", "error", "left", "stopped", "wrong")])
        return self.output(number)

    def run(self, number, text=None):
        """Run a cell, with *text* where given; what it shows as (stdout and value, rest)."""
        if text is not None:
            self.put(number, text)
        self.start(number)
        return self.until(number)

    def output(self, number):
        return tuple(self.page.evaluate("""i => [".live-out", ":not(.live-out)"].map(kind =>
            [...liveCells[i].out.querySelectorAll(":scope > " + kind)].map(e =>
                e.querySelector("[aria-label]")?.ariaLabel ?? e.textContent).join(""))""", number - 1))

    def shows(self, number):
        return self.page.evaluate("i => liveCells[i].out.textContent", number - 1)


@pytest.fixture(scope="module")
def opened(browser, server):
    """Open pages of the site by name; each once, unless options are given."""
    pages = {}

    def open_page(name, **options):
        key = name, str(options)
        if key not in pages:
            pages[key] = Page(browser, name if "://" in name else server.url + name, **options)
        return pages[key]

    yield open_page
    for page in pages.values():
        assert not page.errors, page.errors
        assert not [url for url in page.requests if not url.startswith((server.url, "data:", "blob:", "file:"))]
        page.context.close()


# --- it behaves as CPython does -------------------------------------------------


def programs():
    for path in sorted((HERE / "live_programs").glob("*.py")):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        starts = [n for n, line in enumerate(lines) if line.startswith("# %% ")] + [len(lines)]
        for begin, end in zip(starts, starts[1:]):
            title, _, needs = lines[begin][5:].strip().partition(", needs ")
            version = tuple(map(int, (needs or "3.11").split(".")))
            yield f"{path.name}:{begin + 1}", title, version, "".join(lines[begin + 1:end])


def newer():
    """What the programs print that the oldest supported Python cannot run: {title: text}."""
    text = (HERE / "live_programs" / "newer.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^=== (.*)\n((?:(?!===).*\n)*)", text, re.M))


def tidy(texts, version, name):
    """What a program printed, without what differs from run to run."""
    texts = [re.sub(name, "cell", text) for text in texts]
    for since, new, old, _ in CHANGES:
        texts = [re.sub(new, old, text) if version >= since else text for text in texts]
    return tuple(scripts.normalise(text, version) for text in texts)


def cpython(folder, text):
    path = folder / f"{abs(hash(text))}.py"
    path.write_text(text, encoding="utf-8")
    done = subprocess.run([sys.executable, "-B", path], capture_output=True, text=True, timeout=60)
    return tidy((done.stdout, done.stderr), sys.version_info[:2], re.escape(str(path)))


def test_programs_print_what_cpython_prints(opened, tmp_path):
    """The suite: one program for each feature of asyncio's documentation."""
    suite, page, recorded = list(programs()), opened("02-coroutines.html"), newer()
    assert len(suite) >= 60
    different = []
    with ThreadPoolExecutor(1) as pool:
        wanted = [pool.submit(cpython, tmp_path, text) if version <= sys.version_info[:2] else None
                  for _, _, version, text in suite]
        for (where, title, _, text), want in zip(suite, wanted):
            got = tidy(page.run(1, text), LIVE, "<cell 1>")
            want = want.result() if want else (recorded.get(title, "").strip(), "")
            if got != want:
                different.append(f"{where}: {title}: the page prints\n{chr(10).join(got)}"
                                 f"\nand CPython\n{chr(10).join(want)}\n")
    if different:
        pytest.fail("\n".join(different), pytrace=False)


# --- the proof: every recorded cell -----------------------------------------------


def recorded(cell, numbers):
    """What the book shows below a cell, its file names as ``<cell N>``."""
    seeds = {str(scripts.murmur2_x86(c.source, scripts.get_tmp_hash_seed())): c.index for c in cell.chapter.cells}
    out, err = raw(cell)
    name = lambda match: f"<cell {numbers.get(seeds.get(match[1]))}>"  # noqa: E731
    return tuple(scripts.normalise(re.sub(r"/tmp/ipykernel_1/(\d+)\.py", name, text), sys.version_info[:2])
                 for text in (out, err))


def raw(cell):
    out, err = "", ""
    for output in cell.outputs:
        match output.output_type:
            case "stream" if output.name == "stderr":
                err += output.text
            case "stream":
                out += output.text
            case "error":
                err += "\n".join(output.traceback) + "\n"
            case _:
                out += output.data.get("text/plain", "") + "\n"
    return out, err


def live(cell):
    tags = cell.metadata.get("tags", ())
    return not (cell.source.startswith(("!", "%")) or "no-live" in cell.metadata or "no-live" in tags)


@pytest.mark.parametrize("chapter", CHAPTERS.values(), ids=CHAPTERS)
def test_every_recorded_cell_prints_the_same_live(chapter, browser, server):
    """From top to bottom; a cell with :live-differs: REASON prints something else."""
    assert chapter.executed
    cells = [cell for cell in chapter.cells if live(cell)]
    numbers = {cell.index: n for n, cell in enumerate(cells, 1)}
    page = Page(browser, f"{server.url}{chapter.path.stem}.html")
    assert page.page.evaluate("liveCells.filter(c => !c.number).map(c => c.source)") == [c.source.rstrip("\n") for c in cells]
    for n in numbers.values():
        page.start(n)
    different = []
    for n, cell in enumerate(cells, 1):
        want = recorded(cell, numbers)
        got = tuple(scripts.normalise(text, LIVE) for text in page.until(n))
        for _ in range(3):  # a timeline is drawn again: a page cannot see that the machine was busy elsewhere
            if got != want and any("text/html" in output.get("data", ()) for output in cell.outputs):
                got = tuple(scripts.normalise(text, LIVE) for text in page.run(n))
        if (got == want) == ("live-differs" in cell.metadata):
            what = "live it prints something else" if got != want else "live-differs, but it does not"
            diff = difflib.unified_diff("\n".join(want).splitlines(), "\n".join(got).splitlines(),
                                        "recorded", "live", lineterm="", n=2)
            different += [f"{cell.where}: {what}", *diff, ""]
    if different:
        pytest.fail("\n".join(different), pytrace=False)
    assert not page.errors
    page.context.close()


# --- a notebook in the page --------------------------------------------------------


def test_output_streams_while_a_task_waits(opened):
    """And while time.sleep blocks: what is printed is shown before the wait is over."""
    page = opened("02-coroutines.html")
    for wait in ("await asyncio.sleep(1)", "time.sleep(1)", "asyncio.run(asyncio.sleep(1))"):
        page.put(1, f"import asyncio, time\nprint('before')\n{wait}\nprint('after')")
        page.start(1)
        page.page.wait_for_function("liveCells[0].out.textContent.startsWith('before')", polling=20)
        assert page.shows(1) == "before\n", wait
        assert page.until(1) == ("before\nafter\n", ""), wait


def test_a_coroutine_is_shown_and_not_run(opened):
    page = opened("02-coroutines.html")
    page.button(1, "Reset").click()
    shown, rest = page.run(1)
    assert re.fullmatch(r"<coroutine object do_some_work at 0x\w+>\n", shown) and not rest
    assert page.run(1, "print(Out[max(Out)] is _, 1);") == ("True 1\n", "")


def test_what_a_page_cannot_do_says_so(opened):
    page = opened("02-coroutines.html")
    threads, processes = ("A web page has no {}: run this example in a terminal, as a script."
                          .format(what) for what in ("threads", "processes"))
    sockets = "NotImplementedError: a web page has no sockets: run this example in a terminal, as a script"
    for code, sentence in {
        "import asyncio\nawait asyncio.to_thread(print)": threads,
        "import threading\nthreading.Thread(target=print).start()": threads,
        "async with asyncio.TaskGroup() as g: g.create_task(asyncio.to_thread(print))": threads,
        "await asyncio.start_server(print, '127.0.0.1', 0)": sockets,
        "await asyncio.open_connection('localhost', 80)": sockets,
        "import socket\nsocket.create_connection(('127.0.0.1', 80))": sockets,
        "import urllib.request\nurllib.request.urlopen('http://127.0.0.1')": "no sockets",
        "import subprocess\nsubprocess.run(['ls'])": processes,
        "import multiprocessing\nmultiprocessing.Process(target=print).start()": processes,
        "await asyncio.create_subprocess_exec('ls')": sockets.replace("sockets", "processes"),
        "import os\nos.system('ls')": sockets.replace("sockets", "processes"),
        "import signal\nasyncio.get_running_loop().add_signal_handler(2, print)": sockets.replace("sockets", "signals"),
        "signal.signal(signal.SIGINT, print)": "a web page has no signals",
        "input('name? ')": "EOFError: input() does not work in a web page",
    }.items():
        shown, rest = page.run(1, code)
        assert not shown and sentence in rest, f"{code}\n{rest}"
        assert "site-packages" not in rest


def test_errors_show_the_reader_s_own_lines(opened):
    page = opened("02-coroutines.html")
    shown, rest = page.run(1, "def f():\n    return 1 / 0\n\nimport asyncio; print('x')\nawait asyncio.sleep(0)\nf()")
    assert shown == "x\n" and rest == (
        'Traceback (most recent call last):\n  File "<cell 1>", line 6, in <module>\n    f()\n    ~^^\n'
        '  File "<cell 1>", line 2, in f\n    return 1 / 0\n           ~~^~~\n'
        "ZeroDivisionError: division by zero\n")
    assert page.run(1, "x = (") == ("", '  File "<cell 1>", line 1\n    x = (\n        ^\n'
                                        "SyntaxError: '(' was never closed\n")


def test_cells_share_names_and_a_late_cell_works_alone(browser, server):
    page = Page(browser, f"{server.url}{next(name for name in CHAPTERS if name.startswith('03'))}.html")
    sources = page.page.evaluate("liveCells.map(c => c.source)")
    late = next(n for n, source in enumerate(sources, 1) if "read_station(" in source and "def read" not in source)
    assert "Error" not in "".join(page.run(late, sources[late - 1]))  # definitions above are made first
    page.run(1, "shared = 41")
    assert page.run(2, "shared + 1") == ("42\n", "")
    shown, rest = page.run(late, "print(a_name_that_nobody_defined)")
    assert "NameError" in rest and "Run the cells above first" in rest
    page.context.close()


def test_cells_run_one_after_the_other(opened):
    page = opened("02-coroutines.html")
    page.put(1, "import asyncio\nawait asyncio.sleep(2)\ndone = 'first'")
    page.put(2, "print(done)")
    page.put(3, "print('never')")
    for n in (1, 2, 3):
        page.start(n)
    page.page.evaluate("liveCells[2].stopB.click()")  # while the first still waits
    assert page.until(2) == ("first\n", "")
    assert page.until(3, "stopped") == ("", "")


def test_background_tasks_print_below_their_own_cell(opened):
    page = opened("02-coroutines.html")
    ticks = ("import asyncio\nasync def ticks(text):\n    for n in range(100):\n        print(text)\n"
             "        await asyncio.sleep(0.05)\ntask = asyncio.create_task(ticks('{}'))")
    page.put(1, ticks.format("old"))
    page.start(1)
    page.until(1, "left")
    assert "other" in page.run(2, "await asyncio.sleep(0.2)\nprint('other')")[0]
    page.page.wait_for_function("liveCells[0].out.textContent.split('old').length > 4")
    assert "old" not in page.shows(2)
    page.put(1, ticks.format("new"))
    page.start(1)
    page.page.wait_for_function("liveCells[0].out.textContent.split('new').length > 4")
    assert "old" not in page.shows(1)
    page.button(1, "Stop").click()
    page.until(1, "stopped")


FOREVER = {
    "a task": "while True:\n    await asyncio.sleep(0.05)",
    "a task that swallows its cancellation":
        "while True:\n    try:\n        await asyncio.sleep(9)\n    except asyncio.CancelledError: pass",
    "a loop": "while True: pass",
    "a flood": "while True: print('x' * 50)",
    "a flood from a task": "while True:\n    print('x' * 50)\n    await asyncio.sleep(0)",
    "time.sleep": "import time\ntime.sleep(1000)",
    "asyncio.run": "asyncio.run(asyncio.sleep(1000))",
}


@pytest.mark.parametrize("kind", FOREVER)
def test_stop(opened, kind):
    page = opened("02-coroutines.html")
    page.run(2, "kept = 1")
    page.put(1, "import asyncio\nprint('begun')\n" + FOREVER[kind])
    page.start(1)
    page.page.wait_for_function("liveCells[0].out.textContent.startsWith('begun')")
    begin = time.perf_counter()
    page.button(1, "Stop").click()
    _, rest = page.until(1, "stopped")
    took = time.perf_counter() - begin
    assert took < 8, f"{took:.1f} s to stop"  # 0.5 s, or 2 s where it may clean up; this machine may be loaded
    assert len(page.shows(1)) < 250_000
    alive = kind in ("a task", "a flood from a task")
    assert ("Python was restarted" in rest) != alive, rest
    assert page.run(2, "print(globals().get('kept'))") == ("1\n" if alive else "None\n", "")


def test_stop_while_python_loads(browser, server):
    page = Page(browser, f"{server.url}02-coroutines.html")
    server.broken = {"pyodide.asm.wasm": "silent"}
    page.start(1)
    page.page.wait_for_function("liveCells[0].state == 'loading'")
    page.button(1, "Stop").click()
    page.until(1, "stopped")
    server.broken = {}
    assert "coroutine object" in page.run(1)[0]
    page.context.close()


# --- what is loaded, and what if it is not there --------------------------------------


def test_what_is_loaded_and_when(browser, server):
    server.log.clear()
    page = Page(browser, f"{server.url}02-coroutines.html")
    page.page.wait_for_load_state("networkidle")
    mine = lambda: [p.rsplit("/")[-1] for p in server.log if "/live/" in p]  # noqa: E731
    assert sorted(mine()) == ["live.css", "live.js"]
    assert sum((SITE / "_static/live" / name).stat().st_size for name in mine()) < 18_000
    page.run(1)
    assert sorted(mine()[2:]) == sorted([*PARTS, "worker.mjs"])
    page.button(1, "Edit").click()
    page.cell(1).locator(".live-editor").wait_for()
    assert mine()[7:] == ["cm.js"]
    assert all(url.startswith(server.url) for url in page.requests)
    page.context.close()


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


def test_the_parts_from_npm_are_reproducible_and_locked(tmp_path, server):
    """Made again they are the same, byte for byte; one changed character in a lock stops the build."""
    import live
    from sphinx.errors import ExtensionError

    (tmp_path / "again").mkdir()
    live.make(tmp_path / "again", tmp_path / "out")
    for path in (tmp_path / "out").iterdir():
        assert path.read_bytes() == (SITE / "_static/live" / path.name).read_bytes(), path.name
    for name, old, new in [("package-lock.json", "sha512-0YvXx", "sha512-1YvXx"), ("pyodide.sha256", "cc36e3", "cc36e4")]:
        here = tmp_path / name
        shutil.copytree(ROOT / "book/live", here)
        text = (here / name).read_text()
        assert old in text
        (here / name).write_text(text.replace(old, new))
        (here / "work").mkdir()
        with pytest.MonkeyPatch.context() as patch, pytest.raises(ExtensionError, match="locked|pyodide.sha256"):
            patch.setattr(live, "HERE", here)
            live.make(here / "work", here / "out")


def test_without_npm_and_network_the_site_has_no_buttons(tmp_path):
    project = copy_project(tmp_path, {"01-good.md": "\n# A\n\n```{code-cell} python\n:no-script: for a test\nprint(1)\n```\n"})
    for path in (project / "book/live/node.txt",):  # another lock: nothing is kept of it
        path.write_text(path.read_text() + "# changed\n")
    status, text = command(project, "book/build.py", PATH="/nowhere", PIP_NO_INDEX="1", PIP_FIND_LINKS="")
    assert status == 0, text
    assert len(re.findall("^live    no Run buttons: .*$", text, re.M)) == 1, text
    assert "live.js" not in (project / "_build/site/01-good.html").read_text("utf-8")


FAILURES = {
    "wasm missing": ({"pyodide.asm.wasm": "missing"}, {}, "pyodide.asm.wasm: the server answers 404"),
    "wasm cut off": ({"pyodide.asm.wasm": "cut"}, {}, "pyodide.asm.wasm: cut off after 100000 of 9598218 bytes"),
    "library missing": ({"python_stdlib.zip": "missing"}, {}, "python_stdlib.zip: the server answers 404"),
    "library cut off": ({"python_stdlib.zip": "cut"}, {}, "python_stdlib.zip: cut off after 100000 of"),
    "module missing": ({"pyodide.asm.mjs": "missing"}, {}, "pyodide.asm.mjs: "),
    "module cut off": ({"pyodide.asm.mjs": "cut"}, {}, "pyodide.asm.mjs: "),
    "worker missing": ({"worker.mjs": "missing"}, {}, "worker.mjs is missing or blocked"),
    "wasm blocked": ({}, {"Content-Security-Policy": "script-src 'self' 'unsafe-inline'"}, "pyodide.asm.wasm: "),
    "worker blocked": ({}, {"Content-Security-Policy": "worker-src 'none'"}, "worker"),
}


@pytest.mark.parametrize("kind", FAILURES)
def test_failures_are_told(browser, server, kind):
    server.broken, server.headers, sentence = FAILURES[kind]
    try:
        page = Page(browser, f"{server.url}02-coroutines.html")
        begin = time.perf_counter()
        shown, rest = page.run(1)
        assert time.perf_counter() - begin < 8  # 0.3 s where the machine is not loaded
        assert rest.startswith("Python could not be started. ") and sentence in rest, rest
    finally:
        server.broken, server.headers = {}, {}
    if kind == "wasm cut off":
        assert "coroutine object" in page.run(1)[0], "the next Run tries again"
    page.context.close()


def test_silence_is_told(browser, server):
    page = Page(browser, f"{server.url}02-coroutines.html")
    server.broken = {"pyodide.asm.wasm": "silent"}
    try:
        page.start(1)
        page.cell(1).get_by_text("nothing arrives").wait_for()
        assert re.search(r"^\d+\.\d of 15\.\d MB$", page.cell(1).locator(".live-bytes").inner_text())
        assert page.cell(1).get_by_role("progressbar").evaluate("e => e.value > 0 && e.value < e.max")
    finally:
        server.broken = {}
    page.context.close()


def test_without_the_editor_the_cell_still_runs(browser, server):
    page = Page(browser, f"{server.url}02-coroutines.html")
    server.broken = {"cm.js": "missing"}
    try:
        page.button(1, "Edit").click()
        page.cell(1).get_by_text("cm.js cannot be loaded").wait_for()
    finally:
        server.broken = {}
    assert "coroutine object" in page.run(1)[0]
    page.context.close()


# --- reading, editing, printing ----------------------------------------------------------


def visible(page, number, selector):
    found = page.cell(number).locator(selector)
    return found.count() > 0 and found.first.is_visible()


def test_edit_run_reset(browser, server):
    page = Page(browser, f"{server.url}02-coroutines.html")
    keyboard = page.page.keyboard
    page.button(2, "Edit").click()
    page.cell(2).locator(".cm-content").wait_for()
    for combination in ("Control+Enter", "Shift+Enter"):
        keyboard.press("Control+a")
        keyboard.type(f"print('{combination}')")
        keyboard.press(combination)
        page.page.wait_for_function("text => liveCells[1].out.textContent == text", arg=combination + "\n")
        assert page.page.evaluate("liveCells[1].view.hasFocus")
    assert not visible(page, 2, ".cell_output") and not visible(page, 2, ".cell_input .highlight")
    page.button(2, "Reset").click()
    assert visible(page, 2, ".cell_output") and visible(page, 2, ".cell_input .highlight")
    assert not visible(page, 2, ".live-output") and page.cell(2).locator(".live-editor").count() == 0
    assert "CORO_CLOSED" in page.run(2)[0], "the code is the book's again"
    page.context.close()


def test_print_and_no_javascript_show_the_book(browser, server):
    page = Page(browser, f"{server.url}02-coroutines.html")
    page.run(2, "print('mine')")
    page.page.emulate_media(media="print")
    assert visible(page, 2, ".cell_output") and visible(page, 2, ".cell_input .highlight")
    for selector in (".live-bar", ".live-output", ".live-editor"):
        assert not visible(page, 2, selector)
    page.context.close()
    plain = browser.new_context(java_script_enabled=False).new_page()
    plain.goto(f"{server.url}02-coroutines.html")
    assert plain.locator(".live-bar").count() == 0 and plain.locator(".cell_output").nth(2).is_visible()
    plain.context.close()


def test_cells_without_buttons(opened):
    """Those that run a script, and those tagged no-live."""
    page = opened("01-waiting.html")
    for cell in page.page.locator("div.cell").all():
        source = cell.locator(".cell_input pre").first.inner_text()
        tagged = "tag_no-live" in cell.get_attribute("class")
        assert (cell.locator(".live-bar").count() == 0) == (tagged or source.startswith("!")), source


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["02-coroutines.html", "slides/02-coroutines.html"])
def test_accessible(browser, server, name, scheme):
    from axe_playwright_python.sync_playwright import Axe

    page = Page(browser, server.url + name, color_scheme=scheme)
    if "slides" in name:
        page.page.goto(page.page.url + "#/sec-02-await")
        page.page.wait_for_function("self.Reveal && Reveal.isReady()")
    number = 1 + page.page.evaluate("liveCells.findIndex(c => c.source == 'await do_some_work()')")
    page.run(number, "print('x')  # why\n1 / 0")
    found = Axe().run(page.page, context=f".cell[data-live=error]")
    assert not found.response["violations"], found.generate_report()
    page.context.close()


def test_keyboard_alone(browser, server):
    """Tab to Run, Space; Tab to Edit, Enter; type; run; Escape and Tab leave; the focus stays."""
    page = Page(browser, f"{server.url}02-coroutines.html")
    press, focus = page.page.keyboard.press, lambda: page.page.evaluate("document.activeElement?.ariaLabel")
    page.page.locator("h2").nth(1).click()
    for _ in range(30):
        if focus() == "Run cell 2":
            break
        press("Tab")
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
    page.page.wait_for_function("liveCells[1].out.textContent == '0\\n1\\n'")
    press("Escape")
    assert focus() == "Run cell 2"
    assert page.cell(2).get_by_role("status").inner_text() == "Finished"
    assert page.button(2, "Stop").get_attribute("aria-disabled") == "true"
    page.context.close()


def test_phone(browser, server):
    page = Page(browser, f"{server.url}02-coroutines.html", viewport={"width": 360, "height": 740}, has_touch=True)
    page.put(2, "print('long ' * 60)\nx = '" + "long " * 60 + "'")
    page.button(2, "Run").tap()
    page.until(2)
    assert page.page.evaluate("document.documentElement.scrollWidth") <= 360
    for name in ("Run", "Stop", "Edit", "Reset"):
        assert page.button(2, name).bounding_box()["height"] >= 24
    page.context.close()


# --- exercises -----------------------------------------------------------------------


def submissions(number):
    """The starter, the solution, and one wrong solution of an exercise."""
    chapter, k = number.split(".")
    folder, name = CODE / "exercises", f"ch{int(chapter):02}_"
    yield folder / f"{name}{k}.py"
    yield CODE / "solutions" / f"{name}ex{k}.py"
    yield from sorted(folder.glob(f"wrong/{name}{k}_*.py"))[:1]


def shell(number, path):
    done = subprocess.run([sys.executable, "-B", CODE / "exercises" / "check.py", number, path],
                          capture_output=True, text=True, timeout=60)
    return done.stdout.replace(f"({path.name})", "(…)")


def unwrapped(text, version):
    text = re.sub(r"Task-\d+", "Task-…", text)  # the page's Python has made tasks before
    return scripts.normalise(re.sub(r"\n {9}(?=\S)", " ", text), version)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_exercises_are_judged_as_in_the_shell(opened, chapter):
    page = opened(f"{chapter}.html")
    numbers = dict(page.page.evaluate("liveCells.filter(c => c.number).map(c => [c.number, c.id])"))
    starters = [path for path in (CODE / "exercises").glob(f"ch{chapter[:2]}_*.py")
                if not re.search(r"^import (socket|selectors)", path.read_text("utf-8"), re.M)]
    assert len(numbers) == len(starters)
    with ThreadPoolExecutor(2) as pool:
        runs = [(number, path, pool.submit(shell, number, path)) for number in numbers for path in submissions(number)]
        for number, path, wanted in runs:
            page.put(numbers[number], path.read_text("utf-8"))
            page.page.evaluate("i => liveCells[i].checkB.click()", numbers[number] - 1)
            shown, rest = page.until(numbers[number], "ok", "wrong", "error")
            got = re.sub(r"\(ch\d\d_\d+\.py\)", "(…)", shown + rest)
            want = wanted.result()
            if unwrapped(got, LIVE) != unwrapped(want, sys.version_info[:2]):
                fail(path.relative_to(CODE.parent), "the page judges differently", want, got, ("shell", "page"))


# --- on a slide, and from the disk -------------------------------------------------------


def deck(browser, address, **options):
    page = Page(browser, f"{address}slides/02-coroutines.html#/sec-02-never-awaited", **options)
    page.page.wait_for_function("self.Reveal && Reveal.isReady()")
    number = 1 + page.page.evaluate("liveCells.findIndex(c => c.root.closest('section.present:not(.stack)'))")
    page.cell(number).hover()
    return page, number


def test_typing_never_moves_the_deck(browser, server):
    page, number = deck(browser, server.url)
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
    page.context.close()


@pytest.mark.parametrize("width", [1024, 1280, 1920])
def test_the_caret_lands_where_one_clicks(browser, server, width):
    page, number = deck(browser, server.url, viewport={"width": width, "height": width * 9 // 16})
    page.put(number, "async def f():\n    await g(1, 2)\n\nprint('a line that is rather long', f())\nx = 1\n")
    for line, column in [(1, 0), (1, 5), (1, 13), (2, 4), (2, 10), (4, 3), (4, 30), (5, 4)]:
        x, y, want = page.page.evaluate("""([n, line, column]) => {
            const { view } = liveCells[n - 1], walker = document.createTreeWalker(view.dom.querySelectorAll(".cm-line")[line - 1], 4);
            let left = column, node = walker.nextNode();
            while (left >= node.length) { left -= node.length; node = walker.nextNode(); }
            const range = document.createRange();
            range.setStart(node, left), range.setEnd(node, left + 1);
            const box = range.getBoundingClientRect();
            return [box.left + 2, box.top + box.height / 2, view.state.doc.line(line).from + column]; }""",
            [number, line, column])
        page.page.mouse.click(x, y)
        assert page.page.evaluate("n => liveCells[n - 1].view.state.selection.main.head", number) == want, (line, column)
    size = page.page.evaluate("n => parseFloat(getComputedStyle(liveCells[n - 1].view.dom).fontSize)", number)
    assert size >= 22
    page.context.close()


def test_slides_keep_their_size_and_share_names(browser, server):
    page, number = deck(browser, server.url)
    box = page.cell(number).locator(".cell_input").bounding_box()
    assert page.cell(number).locator(".live-bar").bounding_box()["y"] < box["y"] + box["height"]
    page.run(number, "shared = 'on another slide'")
    assert page.run(number + 1, "print(shared)") == ("on another slide\n", "")
    page.context.close()


@pytest.mark.parametrize("name", ["02-coroutines.html", "slides/02-coroutines.html"])
def test_from_the_disk(browser, server, name):
    page = Page(browser, (SITE / name).as_uri())
    page.run(1)
    assert "coroutine object do_some_work" in page.output(1)[0]
    assert page.run(2, "import asyncio, time\nawait asyncio.sleep(0.05)\ntime.sleep(0.05)\nprint('works')") == ("works\n", "")
    page.put(2, "while True: pass")
    page.start(2)
    page.until(2, "running")
    page.page.evaluate("liveCells[1].stopB.click()")
    page.until(2, "stopped")
    assert page.run(2, "print('again')") == ("again\n", "")
    assert not page.errors and not [u for u in page.requests if u.startswith("http")]
    page.context.close()


def test_private_names_stand_in_one_place(opened):
    """An upgrade of Python that takes one of them away fails here, by name."""
    private = re.compile(r"(?<!self)\._[a-z]\w*")
    assert not private.search((ROOT / "book/live/runner.py").read_text())
    loop = (ROOT / "book/live/pageloop.py").read_text()
    names = sorted(set(re.findall(r"\b_[a-z]\w+", loop)) - {"_process_events"})
    known = ("import asyncio, inspect, pyodide.webloop\nimport asyncio.base_events as b, asyncio.events as e\n"
             "text = ''.join(map(inspect.getsource, (b, e, asyncio.events))) + ' '.join(dir(pyodide.webloop))\n"
             f"print([name for name in {names} if name not in text])")
    assert opened("02-coroutines.html").run(1, known) == ("[]\n", "")
