"""What a cell needs that not everybody has: ``:needs: aiohttp, postgresql``.

Where a part is missing the cell is not run.  Its page then shows what its script printed when
`make update` last ran it (the chapter's expected.txt), and says so.  A cell that uses what such
a cell defines needs the same.  BOOK_WITHOUT="aiohttp postgresql" hides parts that are there.
"""

import importlib.metadata
import importlib.util
import os
import platform
import re
import subprocess
from datetime import date
from functools import cache
from pathlib import Path

from nbformat.v4 import new_output

from .chapter import BOOK, ROOT, TOOLS, Cell, kept, page_paths, toml

POSTGRESQL = "apt-get install postgresql, or brew install postgresql"
RECORDED = re.compile(r"--- recorded with (.*), on (\S+)\n")
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
    spec = importlib.util.spec_from_file_location("postgres", TOOLS / "postgres.py")
    spec.loader.exec_module(postgres := importlib.util.module_from_spec(spec))
    if not (folder := postgres.programs()):
        return None
    said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True).stdout
    return re.search(r"\d[\d.]*", said)[0]


def of(cell: Cell) -> list[str]:
    """What a cell needs."""
    return re.findall(r"[\w.-]+", str(cell.metadata.get("needs") or ""))


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


def section(chapter, name: str) -> str:
    """What the chapter's expected.txt has of a script, without its name; "" where it has nothing."""
    path = chapter.code / "expected.txt"
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    return next((part.partition("\n")[2] for part in re.split(r"^=== ", text, flags=re.M) if part.startswith(f"{name}\n")), "")


def recorded(cell: Cell) -> list:
    """The outputs of a cell that cannot run here.

    Raises ValueError, with file:line, where nothing was recorded.
    """
    found = RECORDED.match(text := section(cell.chapter, cell.script))
    if not found:
        raise ValueError(f"{cell.where}: {missing(of(cell))}; nothing is recorded of {cell.script}, so it has to run once (make update)")
    out, _, err = text[found.end():].partition("--- stderr\n")
    note = new_output("display_data", {"text/markdown": f"*Recorded, not run here*: with {found[1]}, on {found[2]}."})
    return [note, *(new_output("stream", name=name, text=f"{said.strip()}\n")
                    for name, said in (("stdout", out), ("stderr", err)) if said.strip())]


def record(chapter, name: str, lines: list[str]) -> list[str]:
    """The lines of a section of expected.txt, with what its script was run with, and when, below its name.

    What was recorded stays as it is where the script prints the same.
    """
    needs, old = of_script(chapter, name), section(chapter, name)
    if not needs:
        return lines
    found = RECORDED.match(old)
    if found and old[found.end():].strip() == "\n".join(lines[1:]).strip():
        line = found[0].rstrip()
    else:
        parts = [*(f"{NAMES.get(need, need)} {version(need)}" for need in needs), f"Python {platform.python_version()}"]
        line = f"--- recorded with {', '.join(parts)}, on {date.today()}"
    return [lines[0], line, *lines[1:]]


def say_missing() -> None:
    """Say which recorded outputs the site shows, and how to have them run."""
    lost = {}
    for path in page_paths():
        for need, have in (kept(path).metadata.get("needs") or {}).items():
            if have is None:
                lost.setdefault(need, []).append(Path(path).stem)
    for need, pages in lost.items():
        print(f"cells   {', '.join(pages)}: recorded outputs are shown, {NAMES.get(need, need)} is missing: {known()[need]}")
