"""Read a chapter: its cells, the lines they stand on, and what they printed.

A chapter is a MyST notebook, ``book/NN-name.md``.  Its cells are executed by
`execute.py`, which leaves their outputs in a jupyter-cache; everything else
(Sphinx, the scripts, the tests) reads them from there.
"""

import dataclasses
import hashlib
import os
import platform
import re
import warnings
from functools import cache, cached_property
from pathlib import Path

import nbformat
from jupyter_cache import get_cache
from myst_nb.core.read import MystMetadataParsingError, read_myst_markdown_notebook

ROOT = Path(__file__).resolve().parents[1]
BOOK = ROOT / "book"
CODE = ROOT / "code"
PROGRAM = re.compile(r"!python \.\./code/(\w+\.py)\s*")


@dataclasses.dataclass
class Cell:
    """One code cell.

    ``line`` is the line of its first source line in the chapter, counted from 1;
    ``outputs`` are those of its last execution, in nbformat's form.
    """

    chapter: "Chapter"
    index: int
    line: int
    source: str
    metadata: dict
    outputs: list

    @property
    def script(self) -> str | None:
        """The name of the script that shows the same example: ``:script: NAME.py``."""
        return self.metadata.get("script")

    @property
    def runs_script(self) -> bool:
        """True where the script is a program of its own, which this cell runs."""
        return bool(PROGRAM.fullmatch(self.source))

    @property
    def where(self) -> str:
        """The cell's place in the chapter, as ``book/NN-name.md:LINE``."""
        return self.at(1)

    def at(self, line: int) -> str:
        """The place of a line of the cell (counted from 1) in the chapter."""
        return f"book/{self.chapter.path.name}:{self.line + line - 1}"


class Chapter:
    """A chapter as a notebook, without its outputs until they are asked for.

    Raises ValueError, with file:line, where the options of a cell cannot be read.
    """

    _executed = False

    def __init__(self, path: Path):
        self.path = path
        self.lines = path.read_text(encoding="utf-8").splitlines()
        try:
            self.notebook = read_myst_markdown_notebook("\n".join(self.lines), path=path)
        except MystMetadataParsingError as error:
            line = re.search(r"at line (\d+)", str(error))
            raise ValueError(f"book/{path.name}:{line[1] if line else 1}: {error}") from None
        starts = self._starts()
        self.cells = [
            Cell(self, index, next(starts), cell.source, dict(cell.metadata), [])
            for index, cell in enumerate(self.notebook.cells)
            if cell.cell_type == "code"
        ]

    def _starts(self):
        """The line of the first source line of each code cell."""
        inside = options = False
        for number, line in enumerate(self.lines, 1):
            if not inside and line.startswith("```{code-cell}"):
                inside = options = True
            elif options and not line.startswith(":"):
                options = False
                yield number
            if inside and line.startswith("```") and "{code-cell}" not in line:
                inside = False

    @cached_property
    def uses(self) -> str:
        """A hash of the project's own files that the cells import or run."""
        names = {CODE / name for cell in self.cells for name in PROGRAM.findall(cell.source)}
        if any("code/exercises" in cell.source for cell in self.cells):
            names |= set((CODE / "exercises").rglob("*.py"))
        key, found, todo = hashlib.sha256(), set(), [cell.source for cell in self.cells]
        while todo:
            for name in re.findall(r"^\s*(?:import|from)\s+(\w+)", "\n".join(todo), re.M):
                names |= {BOOK / f"{name}.py", CODE / f"{name}.py"}
            new = {path for path in names - found if path.is_file()}
            todo = [path.read_text(encoding="utf-8") for path in new]
            found |= new
        for path in sorted(found):
            key.update(path.name.encode() + path.read_bytes())
        return key.hexdigest()

    @property
    def executed(self) -> bool:
        """Read the outputs of the cells; False where these or what they use changed since."""
        if not self._executed:
            self._executed = self._read_outputs()
        return self._executed

    def _read_outputs(self) -> bool:
        outputs = get_cache(cache_path())
        try:
            record = outputs.match_cache_notebook(self.notebook)
            cells = outputs.get_cache_bundle(record.pk).nb.cells
        except KeyError:
            return False
        if record.data.get("uses") != self.uses:
            return False
        for mine, done in zip(self.cells, cells, strict=True):
            mine.outputs = done.outputs
        return True


def chapters() -> list[Chapter]:
    """All chapters, in the order of the book; with BOOK_ONLY=02 only that one."""
    only = os.environ.get("BOOK_ONLY", "")
    return [read(path) for path in chapter_paths() if path.name.startswith(only)]


def read(path: Path) -> Chapter:
    """The chapter in this file; one that did not change is parsed once."""
    return _read(path, path.stat().st_mtime_ns)


@cache
def _read(path, changed):
    return Chapter(path)


def chapter_paths() -> list[Path]:
    """The files of all chapters, in the order of the book."""
    return sorted(BOOK.glob("[0-9]*.md"))


def cache_path() -> str:
    """Where the outputs are: one cache for each Python, lock and executor.

    jupyter-cache's own key is the code of the cells.  Which files of the project
    they used is kept with their outputs, see `Chapter.uses`.
    """
    key = hashlib.sha256(platform.python_version().encode())
    for path in (ROOT / "requirements.txt", BOOK / "execute.py"):
        key.update(path.read_bytes())
    return str(ROOT / "_build" / "cells" / key.hexdigest()[:16])


# nbformat wants cell ids that a text notebook does not have
warnings.filterwarnings("ignore", category=nbformat.warnings.MissingIDFieldWarning)
