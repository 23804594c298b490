"""Execute the cells of the pages, side by side, each page in a kernel of its own.

Runs the pages whose cells, or what these read, changed and keeps their outputs.
`scripts.run_cells` calls it; nothing else in the project executes cells.
"""

import ast
import asyncio
import json
import os
import re
import sys
import time
from contextlib import asynccontextmanager, suppress
from functools import partial
from pathlib import Path

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionComplete, CellExecutionError, CellTimeoutError, DeadKernelError

from . import locks, needs
from .chapter import CODE, ROOT, TOOLS, Chapter, is_fresh, outputs_folder, page_paths, read
from .kernels import CAN_FORK, HOOKS, kernel_class, warm_process

CELL_LIMIT = int(os.environ.get("BOOK_CELL_LIMIT", 60))  # seconds for one cell
# Cells mostly wait.  A forked kernel starts for nothing; of others more only compete.
AT_ONCE = 16 if CAN_FORK else 2 * (os.cpu_count() or 1)
ADDRESS = re.compile(r"(?<=\bat )0x[0-9a-f]{7,15}[08](?=>|[,\s].*>)")  # as in <object at 0x7f…>, <frame at 0x7f…, file …>
NOT_SHOWN = re.compile(r"[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")  # controls but ESC, halves of pairs
GOES_BACK = re.compile(r"[\r\b]|\x1b\[[012]?K")
SEQUENCE = re.compile(r"\x1b(?!\[[\d;:]*m)(\[[^@-~]*[@-~]?|[^\x00-\x1f]?)")  # all but colours: it moves, hides, names
LIMIT = 200_000  # characters of one cell's outputs
LEFT = "process", "task", "thread", "timer", "atexit"
ELSEWHERE = re.compile(r"<(?:img|script|link|iframe|source|video|audio|embed)\b[^>]*\b(?:src|href)\s*=\s*[\"']?(?:https?:)?//[^\"'\s>]*")
FRAMES = re.compile(r'^ *\|   File ".*\n(?: *\|     .*\n)*', re.M)  # of an exception group, which IPython prints itself
KERNEL_FILE = re.compile(r"(?<![^\s\"'])[^\s\"']*[/\\]ipykernel_\d+[/\\]")  # looked for once in each word, however long
TRACEBACK_LINE = re.compile(r'Cell In\[\d+\], line (\d+)|/ipykernel_\d+/\d+\.py", line (\d+)')


class Client(NotebookClient):
    """Runs the cells of one page, and stops its kernel whatever happens.

    nbclient's own set-up takes Ctrl-C away from asyncio; with this one it cancels the
    task of each page, which ends its kernel.  And where nbclient forgets what a cell
    prints when the next one runs already, here it is shown below the cell that started it.
    """

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.started = {}  # message: (cell, its index)
        self.recorded = {}  # the index of a cell that cannot run here: its outputs

    @asynccontextmanager
    async def async_setup_kernel(self, **options):
        self.create_kernel_manager()
        try:
            await self.async_start_new_kernel(**options)
            await self.async_start_new_kernel_client()
            self.kc.execute = partial(self.kc.execute, user_expressions={"report": "get_ipython().book_report()"})
            yield
        finally:
            if self.km is not None:
                await self._async_cleanup_kernel()

    async def async_execute_cell(self, cell, cell_index, *arguments, **options):
        if cell_index not in self.recorded:
            return await super().async_execute_cell(cell, cell_index, *arguments, **options)
        cell.outputs = self.recorded[cell_index]
        return cell

    async def _async_poll_output_msg(self, parent_msg_id, cell, cell_index):
        self.started[parent_msg_id] = cell, cell_index
        while True:
            msg = await self.kc.iopub_channel.get_msg(timeout=None)
            of = msg["parent_header"].get("msg_id")
            with suppress(CellExecutionComplete):
                if of in self.started:
                    self.process_message(msg, *self.started[of])
                continue
            if of == parent_msg_id:
                return


def on_terminal(text: str) -> str:
    """A text as a terminal shows it: ``\\r`` and ``\\b`` go back, and what comes then is written over what is there."""
    return "\n".join(overwritten(line) if GOES_BACK.search(line) else line for line in text.replace("\r\n", "\n").split("\n"))


def overwritten(line: str) -> str:
    """A line in which something goes back; codes for colours stay before the letter that they stand before."""
    shown, at, codes = [], 0, ""
    for token in re.findall(r"\x1b\[[\d;?]*[@-~]|.", line, re.S):
        if token in "\r\b":
            at = 0 if token == "\r" else max(0, at - 1)
        elif token[0] == "\x1b" and token[-1] == "K":
            shown = [*([" "] * at if token[-2] in "12" else shown[:at]), *(shown[at:] if token[-2] == "1" else ())]
        elif len(token) > 1:
            codes += token
        else:
            shown[at:at + 1] = [codes + token]
            at, codes = at + 1, ""
    return "".join(shown) + codes


def in_one(outputs: list) -> list:
    """Outputs as a terminal shows them: texts of a stream that follow each other are one, ``\\r`` and ``\\b`` go back."""
    found = []
    for output in outputs:
        if found and output.output_type == found[-1].output_type == "stream" and output.name == found[-1].name:
            found[-1].text += output.text
        else:
            found.append(output)
    for output in found:
        if output.output_type == "stream":
            output.text = on_terminal(output.text)
    return found


def kernel_environment(home: str) -> dict[str, str]:
    """The environment of every kernel: nothing in it depends on who builds."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "IPY", "PYTEST"))}
    for changes in "CI", "BUILD_NUMBER", "COLUMNS", "LINES", "FORCE_COLOR":  # how much programs print, and how
        env.pop(changes, None)
    path = os.pathsep.join([str(Path(sys.executable).parent), env.get("PATH", "")])
    return env | {"PATH": path, "IPYTHONDIR": home, "PYTHONHASHSEED": "0", "NO_COLOR": "1",
                  "PYTHONPATH": str(HOOKS), "BOOK_ROOT": str(ROOT)}


def files_read(chapter, notes: Path) -> set[str]:
    """The files of the project that the cells of a chapter have read, as paths from its root.

    *notes* was written by the Pythons of its cells; what its shell lines name was read by other programs.
    """
    names = set(notes.read_text(encoding="utf-8", errors="replace").splitlines()) if notes.exists() else set()
    names = {name for name in names if not name.startswith("written ")}
    names = {re.sub(r"__pycache__/(\w+)\.[\w.-]+\.pyc$", r"\1.py", name) for name in names}
    for cell in chapter.cells:
        for line in re.findall(r"^\s*(?:!|%%(?:bash|sh)\b)(.*)", cell.source, re.M):
            paths = [Path(os.path.normpath(folder(chapter) / word)) for word in re.findall(r"[\w./-]+", line)]
            names |= {path.relative_to(ROOT).as_posix() for path in paths if path.is_relative_to(ROOT)}
    return {name for name in names if (ROOT / name).is_file() and not name.startswith(("_build/", ".venv/", "book/tools/"))}


def folder(chapter) -> Path:
    """Where the cells of a page run: a chapter's own folder of code."""
    return chapter.code if chapter.code.is_dir() else CODE


def tidy(notebook, cwd: Path) -> None:
    """Make the outputs the same, byte for byte, whenever the cells do the same.

    Addresses are numbered in the order in which they appear (so two that are the
    same stay the same), the kernel's files and those of the project lose their directory
    (those in *cwd*, where the cells run, all of it), and of a traceback only the last line is kept.
    """
    seen = {}

    def number(match):
        return seen.setdefault(match[0], f"0x7f{16 * (len(seen) + 1):010x}")

    def text(value):
        value = KERNEL_FILE.sub("/tmp/ipykernel_1/", value.replace("\r\n", "\n"))
        value = value.replace(f"{cwd}{os.sep}", "").replace(f"{ROOT}{os.sep}", "")
        return ADDRESS.sub(number, value)

    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if "outputs" in cell:
            cell.outputs = in_one(cell.outputs)
        for output in cell.get("outputs", ()):
            if "text" in output:
                output["text"] = text(output["text"])
            if "traceback" in output:
                output["traceback"] = [text(last_lines(output))]
            for mime, value in output.get("data", {}).items():
                if mime.startswith("text/"):
                    output["data"][mime] = text(value)


def last_lines(error) -> str:
    """The last line of a traceback, and what the exception says below it: more lines, notes."""
    line = f"{error['ename']}: {error['evalue']}"
    lines = re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(error["traceback"]))
    return line + lines.rpartition(f"\n{line}")[2].rstrip()


class Progress:
    """What runs, in one line that changes on a terminal, in lines elsewhere."""

    def __init__(self):
        self.live = sys.stdout.isatty()
        self.running = {}

    def cell(self, chapter, number):
        self.running[chapter.path.stem] = f"{chapter.path.stem} {number}/{len(chapter.cells)}"
        if self.live:
            print("\r\033[Kcells   " + "   ".join(self.running.values()), end="", flush=True)
        elif number == 1:
            print(f"cells   {chapter.path.stem}: {len(chapter.cells)} cells", flush=True)

    def done(self, chapter, seconds, problem):
        self.running.pop(chapter.path.stem, None)
        erase = "\r\033[K" if self.live else ""
        state = "stopped" if problem else "done"
        print(f"{erase}cells   {chapter.path.stem}: {state} in {seconds:.1f} s", flush=True)


class Judge:
    """Sees to it that a page shows all that its cells did, and that they leave nothing behind."""

    def __init__(self, chapter, client, notes: Path):
        self.chapter, self.client, self.notes = chapter, client, notes
        self.by_index = {cell.index: cell for cell in chapter.cells}
        self.seen, self.written = {}, {}  # what was left, a file: the cell after which it was seen first
        self.files, self.last, self.raised = files_in(folder(chapter)), {}, set()

    def cell_ended(self, cell, cell_index, execute_reply):
        """Raise Fault for a shell line that failed and for `exit()`; take note of what a cell leaves."""
        content, mine = execute_reply["content"], self.by_index[cell_index]
        report = content.get("user_expressions", {}).get("report", {})
        if any(payload.get("source") == "ask_exit" for payload in content.get("payload", ())):
            raise Fault(f"{mine.where}: this cell ends its kernel")
        if content["status"] != "ok":  # it raised; nothing was asked
            self.raised.add(cell_index)
            return
        if report.get("status") != "ok":
            raise Fault(f"{mine.where}: the kernel of this cell cannot be asked what it left: {report.get('evalue')}")
        before, self.last = self.last, ast.literal_eval(report["data"]["text/plain"].replace("set()", "[]"))
        if self.last["stray"] and before.get("process"):
            raise Fault(f"{self.seen['process', before['process'][0]].where}: a process that this cell started prints when the cell has ended, "
                        "and that would stand below another: wait for it here, or give its output elsewhere")
        failed, allowed = [status for status in self.last["statuses"] if status], mine.metadata.get("status", 0)
        if any(status != allowed for status in failed):
            raise Fault(f"{mine.where}: a shell line ended with status {failed[0]}; if it has to, say so: `:status: {failed[0]}`")
        if allowed and not failed:
            raise Fault(f"{mine.where}: `:status: {allowed}`, but its shell lines ended with 0")
        for kind in LEFT:
            for which in self.last[kind]:
                self.seen.setdefault((kind, which), mine)
        for path in self.new_files():
            self.written.setdefault(path, mine)

    def noted(self) -> set[Path]:
        """The files of the project that cells of this page have opened to write."""
        lines = self.notes.read_text(encoding="utf-8").splitlines() if self.notes.exists() else ()
        return {ROOT / line[8:] for line in lines if line.startswith("written ")}

    def new_files(self) -> set[Path]:
        """The files in the page's folder that were not there before; where it is that of others too, its own alone."""
        found = files_in(folder(self.chapter)) - self.files
        return found if folder(self.chapter) == self.chapter.code else found & self.noted()

    def page_ended(self):
        """Raise Fault for what outlives the page, for files that it leaves and for floods of output."""
        for kind in LEFT:
            for which in self.last.get(kind, ()):
                if kind == "atexit":
                    raise Fault(f"{self.seen[kind, which].where}: what this cell gives to atexit is called when the page has ended, "
                                "and nobody would see what it prints: show it as a program, with `!python`")
                raise Fault(f"{self.seen[kind, which].where}: a {kind} that this cell started still runs when the page has "
                            "ended, and nobody would see what it prints: await it, join it or stop it")
        for path in sorted(self.new_files()):
            raise Fault(f"{self.written[path].where}: this cell leaves {path.relative_to(folder(self.chapter)).as_posix()} behind")
        for mine in self.chapter.cells:
            outputs = self.chapter.notebook.cells[mine.index].outputs
            if "raises-exception" in mine.metadata.get("tags", ()) and mine.index not in {*self.raised, *self.client.recorded}:
                raise Fault(f"{mine.where}: the tag raises-exception, but this cell raises nothing")
            for output in outputs:
                if mine.index in self.raised and output.get("name") == "stderr":
                    output.text = FRAMES.sub("", output.text)
                if found := ELSEWHERE.search(output.get("data", {}).get("text/html", "")):
                    raise Fault(f"{mine.where}: this output loads from another host: {found[0]}")
            size = sum(len(json.dumps(output)) for output in outputs)
            if size > LIMIT:
                raise Fault(f"{mine.where}: {size:,} characters of output; a page has room for {LIMIT:,}")
            texts = "".join(text for output in outputs for text in shown_texts(output))
            if found := NOT_SHOWN.search(on_terminal(texts)):
                raise Fault(f"{mine.where}: this cell shows U+{ord(found[0]):04X}, a character that no page can show; print its repr()")
            if found := SEQUENCE.search(on_terminal(texts)):
                raise Fault(f"{mine.where}: this cell sends ESC {found[1]} to the terminal; of such codes a page can show colours alone")
        for path in sorted(self.noted()):
            if path.is_file():
                raise Fault(f"{self.chapter.name}:1: a cell writes into {path.relative_to(ROOT).as_posix()}, which is a file of the project")


def shown_texts(output):
    """The texts of an output, without its pictures."""
    yield output.get("text", "")
    yield output.get("evalue", "")
    yield from (text for mime, text in output.get("data", {}).items() if mime.startswith("text/"))


class Fault(Exception):
    """What a page must not do, with file:line."""


def files_in(path: Path) -> set[Path]:
    """The files below a folder, but for what Python itself keeps there."""
    return {found for found in path.rglob("*") if "__pycache__" not in found.parts}


async def run(chapter, kernel, home, limit, progress) -> str | None:
    """Execute one page's notebook in place, and keep its outputs.

    Returns None, or what went wrong as ``file:line: what``.
    """
    numbers = {cell.index: n for n, cell in enumerate(chapter.cells)}
    current, first = 0, None  # the cell that runs; when the first one began

    def started(cell, cell_index):
        nonlocal current, first
        current, first = numbers[cell_index], first or time.perf_counter()
        progress.cell(chapter, current + 1)

    notes = Path(home, chapter.path.stem)
    client = Client(
        chapter.notebook,
        timeout=CELL_LIMIT,
        kernel_manager_class=kernel,
        resources={"metadata": {"path": str(folder(chapter))}},
        on_cell_execute=started,
        record_timing=False,
        shutdown_kernel="immediate",
    )
    judge = Judge(chapter, client, notes)
    client.on_cell_executed = judge.cell_ended
    async with limit:
        begin = time.perf_counter()
        problem = None
        try:
            client.recorded = {cell.index: needs.recorded(cell) for cell in chapter.cells if needs.missing(needs.of(cell))}
            async with needs.server({need for cell in chapter.cells if cell.index not in client.recorded for need in needs.of(cell)}) as server:
                await client.async_execute(env=kernel_environment(home) | server | {"BOOK_READS": str(notes)})
            seconds = time.perf_counter() - (first or begin)
            judge.page_ended()
            tidy(chapter.notebook, folder(chapter))
            chapter.keep(files_read(chapter, notes), seconds)
        except (Fault, ValueError) as fault:
            problem = str(fault)
        except CellExecutionError as error:
            cell, said = chapter.cells[current], error
            outputs = chapter.notebook.cells[cell.index].outputs
            for output in outputs:
                if output.output_type == "error":  # the reply knows nothing of an error in a repr
                    said = output
            printed = "".join(output.get("text", "") for output in outputs)  # the traceback of a group
            lines = TRACEBACK_LINE.findall(re.sub(r"\x1b\[[0-9;]*m", "", f"{error.traceback}\n{printed}"))
            line = int(next(filter(None, lines[0]))) if lines else 1
            problem = f"{cell.at(line)}: {said.ename}: {said.evalue}"
        except CellTimeoutError:
            problem = f"{chapter.cells[current].where}: this cell ran longer than {CELL_LIMIT} s"
        except (DeadKernelError, RuntimeError) as error:
            problem = f"{chapter.cells[current].where}: the kernel died in this cell ({error})"
        progress.done(chapter, time.perf_counter() - begin, problem)
    return problem


async def execute(stale, home, meanwhile) -> list[str]:
    """Execute pages side by side, with the folder *home* for their sockets.

    *meanwhile* is called while the first kernel starts.

    Returns what went wrong; the outputs of the others are kept.
    """
    limit, progress, problems = asyncio.Semaphore(AT_ONCE), Progress(), []

    async def one(chapter, kernel):
        if problem := await run(chapter, kernel, home, limit, progress):
            problems.append(problem)

    code = "\n".join(cell.source for chapter in stale for cell in chapter.cells)
    imports = set(re.findall(r"^(?:import|from) ([\w.]+)", code, re.M))
    own = {path.stem for path in (*TOOLS.glob("*"), *CODE.glob("*/*"))}
    with warm_process(home, sorted(imports - own), meanwhile) as warm:
        kernel = kernel_class(home, warm, TOOLS)
        async with asyncio.TaskGroup() as group:
            for chapter in stale:
                group.create_task(one(chapter, kernel))
    return sorted(problems)


def stale_pages() -> list[Chapter]:
    """The pages whose cells, or what these read, changed."""
    return [read(path) for path in page_paths() if not is_fresh(path)]


def main(stale: list[Chapter], meanwhile=lambda: None) -> bool:
    """Execute pages; returns whether all cells ran, and says on stderr, in a line for each, which did not.

    *meanwhile* is called while the first kernel starts, which takes another processor.
    """
    problems = []
    if stale:
        with locks.sockets_folder() as home:
            problems = asyncio.run(execute(stale, home, meanwhile))
    if outputs_folder().exists():
        kept = sorted(outputs_folder().parent.iterdir(), key=lambda path: path.stat().st_mtime)
        for old in kept[:-4]:
            locks.remove(old)
    for problem in problems:
        print(problem, file=sys.stderr)
    return not problems
