"""Execute the cells of the chapters, side by side, each chapter in a kernel of its own.

``python book/execute.py`` runs the chapters whose cells changed and leaves their
outputs in the jupyter-cache.  Nothing else in the project executes cells.
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

from jupyter_cache import get_cache
from jupyter_cache.base import CacheBundleIn
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from sqlalchemy.exc import SQLAlchemyError

from chapter import BOOK, CODE, ROOT, cache_path, chapters
from kernels import CAN_FORK, kernel_class, warm_process

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
    return env | {"PATH": path, "IPYTHONDIR": home, "PYTHONHASHSEED": "0", "NO_COLOR": "1"}


def tidy(notebook) -> None:
    """Make the outputs the same, byte for byte, whenever the cells do the same.

    Addresses are numbered in the order in which they appear (so two that are the
    same stay the same), the kernel's files and the project lose their directory,
    and of a traceback only the last line is kept.
    """
    seen = {}

    def number(match):
        return seen.setdefault(match[0], f"0x7f{16 * (len(seen) + 1):010x}")

    def text(value):
        value = KERNEL_FILE.sub("/tmp/ipykernel_1/", value.replace("\r\n", "\n"))
        value = value.replace(f"{ROOT}{os.sep}", "").replace("book/../", "")
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
        resources={"metadata": {"path": str(BOOK)}},
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


async def execute(stale, folder, meanwhile) -> list[str]:
    """Execute chapters side by side, with *folder* for their sockets.

    *meanwhile* is called while the first kernel starts.

    Returns what went wrong; the outputs of the others are in the cache.
    """
    limit, progress = asyncio.Semaphore(AT_ONCE), Progress()
    cache, problems = get_cache(cache_path()), []

    async def one(chapter, kernel):
        problem = await run(chapter, kernel, kernel_environment(folder), limit, progress)
        if problem:
            problems.append(problem)
        else:
            tidy(chapter.notebook)
            bundle = CacheBundleIn(chapter.notebook, str(chapter.path), data={"uses": chapter.uses})
            cache.cache_notebook_bundle(bundle, check_validity=False, overwrite=True)

    code = "\n".join(cell.source for chapter in stale for cell in chapter.cells)
    imports = set(re.findall(r"^(?:import|from) ([\w.]+)", code, re.M))
    own = {path.stem for path in (*BOOK.glob("*.py"), *CODE.glob("*.py"))}
    with warm_process(folder, sorted(imports - own), meanwhile) as metadata:
        kernel = kernel_class(folder, metadata)
        async with asyncio.TaskGroup() as group:
            for chapter in stale:
                group.create_task(one(chapter, kernel))
    return sorted(problems)


def main(meanwhile=lambda: None) -> int:
    """Execute what changed.  0, or 1 with one line on stderr for each problem.

    *meanwhile* is called while the first kernel starts, which takes another processor.
    """
    problems = []
    with tempfile.TemporaryDirectory(prefix="book") as folder:
        try:
            stale = [chapter for chapter in chapters() if not chapter.executed]
            if stale:
                problems = asyncio.run(execute(stale, folder, meanwhile))
        except SQLAlchemyError:  # a damaged cache is only a cache
            shutil.rmtree(cache_path())
            problems = asyncio.run(execute(chapters(), folder, meanwhile))
    kept = sorted(Path(cache_path()).parent.iterdir(), key=lambda path: path.stat().st_mtime)
    for old in kept[:-4]:
        shutil.rmtree(old)
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
