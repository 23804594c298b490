"""What a cell needs that not everybody has: ``:needs: aiohttp, postgresql``.

Where a part is missing the cell is not run.  Its page then shows what its script printed when
`make update` last ran it (the chapter's expected.txt), and says so.  A cell that uses what such
a cell makes needs the same.  BOOK_WITHOUT="aiohttp postgresql" hides parts that are there.
"""

import asyncio
import importlib.metadata
import importlib.util
import os
import platform
import re
import subprocess
import symtable
import sys
from contextlib import asynccontextmanager, suppress
from datetime import date
from functools import cache
from pathlib import Path

from nbformat.v4 import new_output

from .chapter import BOOK, ROOT, TOOLS, Cell, digest, kept, page_paths, toml

POSTGRESQL = "apt-get install postgresql, or brew install postgresql"
RECORDED = re.compile(r"--- recorded with (.*), on (\S+) \((\w+)\)\n")
NAMES = {"postgresql": "PostgreSQL"}


@cache
def known() -> dict[str, str]:
    """What a cell may need, each with how to get it: the modules of `make world`, and PostgreSQL."""
    modules = toml(ROOT / "pyproject.toml").get("dependency-groups", {}).get("world", [])
    return dict.fromkeys(modules, "make world") | {"postgresql": POSTGRESQL}


@cache
def version(need: str) -> str | None:
    """The version of what is needed; None where it is missing."""
    if need in os.environ.get("BOOK_WITHOUT", "").replace(",", " ").split():
        return None
    if need != "postgresql":
        return importlib.metadata.version(need) if importlib.util.find_spec(need) else None
    if not (folder := postgres().programs()):
        return None
    said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True).stdout
    return re.search(r"\d[\d.]*", said)[0]


@cache
def postgres():
    """The module of code/tools."""
    spec = importlib.util.spec_from_file_location("postgres", TOOLS / "postgres.py")
    spec.loader.exec_module(module := importlib.util.module_from_spec(spec))
    return module


def of(cell: Cell) -> list[str]:
    """What a cell needs, or another cell of its script."""
    mine = [one for one in cell.chapter.cells if one is cell or cell.script and one.script == cell.script]
    return [*dict.fromkeys(need for one in mine for need in re.findall(r"[\w.-]+", str(one.metadata.get("needs") or "")))]


def of_script(chapter, name: str) -> list[str]:
    """What a script of a chapter needs: what its cells do."""
    return sorted({need for cell in chapter.cells if cell.script == name for need in of(cell)})


def versions(chapter) -> dict[str, str | None]:
    """All that the cells of a chapter need, each with its version; None where it is missing."""
    return {need: version(need) for need in sorted({need for cell in chapter.cells for need in of(cell)})}


def of_pages() -> dict[str, str | None]:
    """All that cells of the book need, as `versions`, by the lines of the pages."""
    texts = (path.read_text(encoding="utf-8", errors="replace") for path in BOOK.glob("*.md"))
    found = {need for text in texts for line in re.findall(r"^:needs:(.*)", text, re.M) for need in re.findall(r"[\w.-]+", line)}
    return {need: version(need) for need in sorted(found) if need in known()}


def missing(needs) -> str:
    """What is missing of these, and how to get it, in words; "" where nothing is."""
    lost = [need for need in needs if not version(need)]
    return "; ".join(f"{NAMES.get(need, need)} is missing: {known()[need]}" for need in lost)


def check(cells: list[Cell]) -> None:
    """Raise ValueError, with file:line, for a cell that uses what one makes which needs more: that may not have run."""
    made = {}
    for cell in cells if any(map(of, cells)) else ():
        with suppress(SyntaxError):  # a shell line
            tables = [symtable.symtable(cell.source, "", "exec")]
            own = {symbol.get_name() for symbol in tables[0].get_symbols() if symbol.is_assigned() or symbol.is_imported()}
            for table in tables:
                tables += table.get_children()
                for name in {symbol.get_name() for symbol in table.get_symbols() if symbol.is_global() or table is tables[0]} - own:
                    if more := {*of(made.get(name, cell))} - {*of(cell)}:
                        raise ValueError(f"{cell.where}: {name} is made by a cell that needs {', '.join(sorted(more))} "
                                         f"({made[name].where}); so this cell needs that too")
            made |= dict.fromkeys(own, cell)


def section(chapter, name: str) -> str:
    """What the chapter's expected.txt has of a script, without its name; "" where it has nothing."""
    path = chapter.code / "expected.txt"
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    return next((part.partition("\n")[2] for part in re.split(r"^=== ", text, flags=re.M) if part.startswith(f"{name}\n")), "")


def key(chapter, name: str) -> str:
    """A hash of a script: what it printed is of this text alone."""
    return f"{digest(chapter.code / name)}"[:8]


def recorded(cell: Cell) -> list:
    """The outputs of a cell that cannot run here; those of a script stand below its last cell.

    Raises ValueError, with file:line, where nothing was recorded of the script as it is now.
    """
    found = RECORDED.match(text := section(cell.chapter, cell.script))
    if not found or found[3] != key(cell.chapter, cell.script):
        raise ValueError(f"{cell.where}: {missing(of(cell))}; nothing is recorded of {cell.script}{' as it is now' * bool(found)}, "
                         "so it has to run once (make update)")
    if cell is not [one for one in cell.chapter.cells if one.script == cell.script][-1]:
        return []
    out, _, err = text[found.end():].partition("--- stderr\n")
    words = f"*Recorded, not run here*: with {found[1]}, on {found[2]}."
    note = new_output("display_data", {"text/markdown": words}, metadata={"recorded": True})
    return [note, *(new_output("stream", name=name, text=f"{said.strip()}\n")
                    for name, said in (("stdout", out), ("stderr", err)) if said.strip())]


def record(chapter, name: str, lines: list[str]) -> list[str]:
    """The lines of a section of expected.txt, with what its script was run with, and when, below its name.

    What was recorded stays as it is where the same script prints the same with the same modules.
    """
    needs, old = of_script(chapter, name), section(chapter, name)
    if not needs:
        return lines
    parts = [*(f"{NAMES.get(need, need)} {version(need)}" for need in needs), f"Python {platform.python_version()}"]
    line, found = f"--- recorded with {', '.join(parts)}, on {date.today()} ({key(chapter, name)})", RECORDED.match(old)
    ours = r"(?<=PostgreSQL )[\d.]+|(?<=Python )[\d.]+|, on \S+"  # what another machine may have otherwise
    if found and old[found.end():].strip() == "\n".join(lines[1:]).strip() and re.sub(ours, "", found[0].rstrip()) == re.sub(ours, "", line):
        line = found[0].rstrip()
    return [lines[0], line, *lines[1:]]


@asynccontextmanager
async def server(needs):
    """The PostgreSQL server of a page, where *needs* has one; yields what its cells have in their environment."""
    if "postgresql" not in needs:
        yield {}
        return
    process = await asyncio.create_subprocess_exec(sys.executable, "-I", TOOLS / "postgres.py", start_new_session=True,
                                                   stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        if not (address := (await process.stdout.readline()).decode().strip()):
            raise RuntimeError((await process.stderr.read()).decode().strip())
        yield {postgres().RUNS: address.partition("host=")[2]}
    finally:
        process.stdin.close()
        await process.wait()


def say_missing() -> None:
    """Say which recorded outputs the site shows, and how to have them run."""
    lost = {}
    for path in page_paths():
        done = kept(path)  # None where the page was edited while this build ran
        for need, have in (done and done.metadata.get("needs") or {}).items():
            if have is None:
                lost.setdefault(need, []).append(Path(path).stem)
    for need, pages in lost.items():
        print(f"cells   {', '.join(pages)}: recorded outputs are shown, {NAMES.get(need, need)} is missing: {known()[need]}")
