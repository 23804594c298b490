"""Execute the cells of the pages, side by side, each page in a kernel of its own.

``python book/tools execute`` runs the pages whose cells, or what these read, changed and
keeps their outputs.  Nothing else in the project executes cells.
"""

import asyncio
import os
import re
import shutil
import sys
import tempfile
import time
from contextlib import asynccontextmanager
from pathlib import Path

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from .chapter import CODE, ROOT, TOOLS, outputs_folder, pages
from .kernels import CAN_FORK, HOOKS, kernel_class, warm_process

CELL_LIMIT = int(os.environ.get("BOOK_CELL_LIMIT", 60))  # seconds for one cell
# Cells mostly wait.  A forked kernel starts for nothing; of others more only compete.
AT_ONCE = 16 if CAN_FORK else 2 * (os.cpu_count() or 1)
ADDRESS = re.compile(r"\b0x[0-9a-f]{8,}\b")
KERNEL_FILE = re.compile(r"[^\s\"']*[/\\]ipykernel_\d+[/\\]")
TRACEBACK_LINE = re.compile(r"Cell In\[\d+\], line (\d+)|<ipython-input.*line (\d+)")


class Client(NotebookClient):
    """Runs the cells of one notebook, and stops its kernel whatever happens.

    nbclient's own set-up takes Ctrl-C away from asyncio; with this one it cancels
    the task of each chapter, which ends its kernel.
    """

    @asynccontextmanager
    async def async_setup_kernel(self, **options):
        self.create_kernel_manager()
        try:
            await self.async_start_new_kernel(**options)
            await self.async_start_new_kernel_client()
            yield
        finally:
            if self.km is not None:
                await self._async_cleanup_kernel()


def kernel_environment(home: str) -> dict[str, str]:
    """The environment of every kernel: nothing in it depends on who builds."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "IPY"))}
    path = os.pathsep.join([str(Path(sys.executable).parent), env.get("PATH", "")])
    return env | {"PATH": path, "IPYTHONDIR": home, "PYTHONHASHSEED": "0", "NO_COLOR": "1",
                  "PYTHONPATH": str(HOOKS), "BOOK_ROOT": str(ROOT)}


def files_read(chapter, notes: Path) -> set[str]:
    """The files of the project that the cells of a chapter have read, as paths from its root.

    *notes* was written by the Pythons of its cells; what its shell lines name was read by other programs.
    """
    names = set(notes.read_text(encoding="utf-8", errors="replace").splitlines()) if notes.exists() else set()
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
        for output in cell.get("outputs", ()):
            if "text" in output:
                output["text"] = text(output["text"])
            if "traceback" in output:
                output["traceback"] = [text(f"{output['ename']}: {output['evalue']}")]
            for mime, value in output.get("data", {}).items():
                if mime.startswith("text/"):
                    output["data"][mime] = text(value)


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


async def run(chapter, kernel, env, limit, progress) -> str | None:
    """Execute one chapter's notebook in place.

    Returns None, or what went wrong as ``file:line: what``.
    """
    numbers = {cell.index: n for n, cell in enumerate(chapter.cells)}
    current = 0

    def started(cell, cell_index):
        nonlocal current
        current = numbers[cell_index]
        progress.cell(chapter, current + 1)

    client = Client(
        chapter.notebook,
        timeout=CELL_LIMIT,
        kernel_manager_class=kernel,
        resources={"metadata": {"path": str(folder(chapter))}},
        on_cell_execute=started,
        coalesce_streams=True,
        record_timing=False,
        shutdown_kernel="immediate",
    )
    async with limit:
        begin = time.perf_counter()
        problem = None
        try:
            await client.async_execute(env=env)
        except CellExecutionError as error:
            lines = TRACEBACK_LINE.findall(re.sub(r"\x1b\[[0-9;]*m", "", error.traceback))
            line = int(next(filter(None, lines[0]))) if lines else 1
            problem = f"{chapter.cells[current].at(line)}: {error.ename}: {error.evalue}"
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
        notes = Path(home, chapter.path.stem)
        problem = await run(chapter, kernel, kernel_environment(home) | {"BOOK_READS": str(notes)}, limit, progress)
        if problem:
            problems.append(problem)
        else:
            tidy(chapter.notebook, folder(chapter))
            chapter.keep(files_read(chapter, notes))

    code = "\n".join(cell.source for chapter in stale for cell in chapter.cells)
    imports = set(re.findall(r"^(?:import|from) ([\w.]+)", code, re.M))
    own = {path.stem for path in (*TOOLS.glob("*"), *CODE.glob("*/*"))}
    with warm_process(home, sorted(imports - own), meanwhile) as metadata:
        kernel = kernel_class(home, metadata, TOOLS)
        async with asyncio.TaskGroup() as group:
            for chapter in stale:
                group.create_task(one(chapter, kernel))
    return sorted(problems)


def main(meanwhile=lambda: None) -> int:
    """Execute what changed.  0, or 1 with one line on stderr for each problem.

    *meanwhile* is called while the first kernel starts, which takes another processor.
    """
    stale, problems = [page for page in pages() if not page.executed], []
    if stale:
        with tempfile.TemporaryDirectory(prefix="book") as home:
            problems = asyncio.run(execute(stale, home, meanwhile))
    if outputs_folder().exists():
        kept = sorted(outputs_folder().parent.iterdir(), key=lambda path: path.stat().st_mtime)
        for old in kept[:-4]:
            shutil.rmtree(old)
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0
