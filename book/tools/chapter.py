"""Read a chapter: its cells, the lines they stand on, and what they printed.

A chapter is a MyST notebook, ``book/NN-name.md``; what belongs to it is in
``code/NN-name/``, the folder in which its cells run.  `execute.py` runs them and keeps
their outputs; everything else (Sphinx, the scripts, the tests) reads them from there.
"""

import dataclasses
import difflib
import hashlib
import json
import keyword
import os
import platform
import re
import shutil
import sys
import tomllib
import types
import warnings
from functools import cache, cached_property
from pathlib import Path

import nbformat
import yaml
from markdown_it.renderer import RendererHTML
from myst_nb.core.read import MystMetadataParsingError, read_myst_markdown_notebook
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

ROOT = Path(__file__).resolve().parents[2]
BOOK = ROOT / "book"
CODE = ROOT / "code"
TOOLS = CODE / "tools"  # what readers take away; chapters and scripts import it
MYST_EXTENSIONS = ["colon_fence", "deflist", "attrs_inline", "dollarmath"]
MYST = MdParserConfig(enable_extensions={*MYST_EXTENSIONS})
OPTIONS = {"script", "no-script", "differs", "status", "lines", "scroll", "no-live", "live-differs", "needs",  # ours
           "tags", "slideshow", "mystnb", "load", "name", "jupyter", "editable", "collapsed"}  # MyST-NB's and Jupyter's
PROGRAM = re.compile(r"!python (\w+\.py)\s*")
CELL = re.compile(r"^`{3,}\{code-cell\}", re.M)
TAGS = {"raises-exception", "skip-execution", "scroll-output", "full-width", "margin",
        *(f"{what}-{part}" for what in ("hide", "remove") for part in ("input", "output", "cell")), "remove-stdout", "remove-stderr"}
SLIDE_TYPES = {"slide", "subslide", "fragment", "skip", "notes", "-"}
LINE_ENDS = re.compile("[\r\v\f\x1c-\x1e\x85\u2028\u2029]")  # lines end there for MyST, and not for Python


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
        return f"{self.chapter.name}:{self.line + line - 1}"


def name_of(path: Path) -> str:
    """A file as messages name it: by its path in the project."""
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else f"{path.parent.name}/{path.name}"


def text_of(path: Path) -> str:
    """The text of a file.  Raises ValueError, with file:line, where it is not UTF-8 or no text."""
    data = path.read_bytes()
    try:
        text, bad = data.decode("utf-8-sig"), data.find(b"\0")
    except UnicodeDecodeError as error:
        bad = error.start
    if bad >= 0:
        what = "a byte that is not UTF-8" if data[bad] else "a NUL byte, which no text has"
        raise ValueError(f"{name_of(path)}:{data.count(bytes([10]), 0, bad) + 1}: {what}")
    return text.replace("\r\n", "\n")


def page_text(path: Path) -> str:
    """The text of a page.  Raises ValueError, with file:line, where it is empty, no text, or has a header that is no YAML."""
    text, name = text_of(path), name_of(path)
    if found := LINE_ENDS.search(text):
        raise ValueError(f"{name}:{text.count(chr(10), 0, found.start()) + 1}: U+{ord(found[0]):04X} ends a line for MyST, "
                         f"not for Python: in a string write {ascii(found[0])[1:-1]}")
    if not text.strip():
        raise ValueError(f"{name}:1: this page is empty")
    header = re.match(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$", text, re.S | re.M)
    try:
        fields = yaml.safe_load(header[1]) if header else {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise ValueError(f"{name}:{min(mark.line, header[1].count(chr(10)) - 1) + 2 if mark else 1}: the header of this page is no YAML: "
                         f"{getattr(error, 'problem', None) or error}") from None
    if header and not isinstance(fields, dict):
        raise ValueError(f"{name}:2: the header of this page must be lines such as `name: value`")
    return text


def toml(path: Path) -> dict:
    """What a TOML file says.  Raises ValueError, with file:line, where it is none."""
    text = text_of(path)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        what = re.sub(r" \(at .*\)$", "", str(error))
        raise ValueError(f"{name_of(path)}:{line[1] if line else text.count(chr(10)) + 1}: this is no TOML: {what}") from None


def entries(path: Path, key: str) -> list[tuple[dict, str]]:
    """The tables ``[[key]]`` of a TOML file, each with its place, as file:line."""
    found, lines = toml(path).get(key, []), text_of(path).split("\n")
    at = [n for n, line in enumerate(lines, 1) if re.match(rf"\s*\[\[\s*{key}\s*\]\]", line)]
    return [(entry, f"{name_of(path)}:{at[k] if k < len(at) else 1}") for k, entry in enumerate(found)]


def check_texts() -> None:
    """Raise ValueError, with file:line, for a page, a script or a table of the project that cannot be read."""
    for path in (*sorted(BOOK.glob("**/*.md")), *sorted(ROOT.glob("slides/*.md"))):
        page_text(path)
    for path in sorted(CODE.rglob("*.py")):
        if "exercises" not in path.parts or path.name != "answer.py":  # a reader's own
            text_of(path)
    for path in (*sorted(BOOK.glob("*.toml")), *sorted(CODE.glob("*.toml"))):
        toml(path)


class Chapter:
    """A page with cells, without their outputs until they are asked for.

    Raises ValueError, with file:line, where it cannot be read.
    """

    def __init__(self, path: Path):
        self.path = path
        self.name = name_of(path)
        text = page_text(path)
        self.lines = text.split("\n")
        try:
            self.notebook = read_myst_markdown_notebook(text, MYST, path=path, add_source_map=True)
        except MystMetadataParsingError as error:
            line = re.search(r"at line (\d+)", str(error))
            raise ValueError(f"{self.name}:{line[1] if line else 1}: {error}") from None
        except nbformat.ValidationError as error:  # of an option that is not of Jupyter's form
            line = next((n for n, line in enumerate(self.lines, 1) if line.endswith(f": {error.instance}")), 1)
            raise ValueError(f"{self.name}:{line}: the options of this cell: {error.message}") from None
        starts = self.notebook.metadata["source_map"]
        self.cells = [
            Cell(self, index, self._first_line(start, cell.source), cell.source, dict(cell.metadata), [])
            for index, (cell, start) in enumerate(zip(self.notebook.cells, starts))
            if cell.cell_type == "code"
        ]
        scripts = {}
        for cell in self.cells:
            check_options(cell)
            if cell.script and (other := scripts.setdefault(cell.script.lower(), cell)).script != cell.script:
                raise ValueError(f"{cell.where}: {cell.script} and {other.script} ({other.where}) would be one file on some machines")
        from . import needs

        needs.check(self.cells)

    def _first_line(self, start, source):
        """The line of a cell's source; *start* counts from 0 the line below its fence, where options may be."""
        source = source.splitlines()
        for first in range(start, len(self.lines)):
            if "\n".join(self.lines[first:first + len(source)]).splitlines()[:len(source)] == source:
                return first + 1
        return start + 1

    @property
    def code(self) -> Path:
        """The folder of its scripts, in which its cells run."""
        return CODE / self.path.stem

    @property
    def said(self) -> str:
        """Its name without its number, as words."""
        return self.outputs.stem.replace("-", " ")

    @cached_property
    def key(self) -> str:
        """A hash of all that its cells run."""
        run = [(cell.source, cell.metadata.get("tags", ()), cell.metadata.get("needs", "")) for cell in self.cells]
        return hashlib.sha256(json.dumps(run).encode()).hexdigest()

    @property
    def needs(self) -> dict[str, str | None]:
        """What its cells need beyond the standard library, and the versions of it here."""
        from . import needs

        return needs.versions(self)

    @property
    def outputs(self) -> Path:
        """The notebook with its outputs; `executed` says whether it is there and of today.

        A chapter that only gets another number, with its folder of code, keeps them.
        """
        return outputs_of(self.path)

    @property
    def executed(self) -> bool:
        """Read the outputs of the cells; False where these, or a file that they read, changed since."""
        if not self._executed:
            self._executed = self.read_outputs()
        return self._executed

    _executed = False

    def read_outputs(self) -> bool:
        """Read the outputs of the cells as they are kept now; returns whether they are of today."""
        done = kept(self.path)
        cells = [cell for cell in done.cells if cell.cell_type == "code"] if done else []
        if not done or done.metadata.code != self.key or len(cells) != len(self.cells) or done.metadata.get("needs", {}) != self.needs:
            return False
        self.notebook.metadata.language_info = done.metadata.get("language_info", {})  # for Sphinx's colours
        for mine, other in zip(self.cells, cells):
            mine.outputs = self.notebook.cells[mine.index].outputs = other.outputs
        text = digest(self.path)
        if done.metadata.text != text:
            done.metadata.text = text  # other prose, the same cells: it need not be parsed to know that
            write_notebook(self.outputs, done)
        return True

    def keep(self, reads: set[str], seconds: float = 0) -> None:
        """Keep the outputs that its notebook has now, which files of the project the cells have read, and how long they took."""
        done = nbformat.from_dict(self.notebook)
        made = hashlib.sha256(json.dumps([cell.get("outputs") for cell in done.cells]).encode()).hexdigest()
        if not all(self.needs.values()):  # pages show what was recorded
            reads = reads | {name_of(path) for path in (self.code / "expected.txt", *self.code.glob("*.py"))}
        names = sorted(os.path.relpath(ROOT / name, self.code) for name in reads)
        done.metadata |= {"text": digest(self.path), "code": self.key, "made": made, "seconds": round(seconds, 1),
                          "needs": self.needs, "reads": {name: digest(self.code / name) for name in names}}
        write_notebook(self.outputs, done)
        self._executed = False


def write_notebook(path: Path, notebook) -> None:
    """Write a notebook whole, or not at all."""
    for folder in (path.parent.parent, path.parent):
        if not folder.is_dir():  # a file in the way is of nobody's
            folder.unlink(missing_ok=True)
        folder.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        shutil.rmtree(path)
    new = path.with_suffix(f".{os.getpid()}")
    new.write_text(json.dumps(notebook, ensure_ascii=False), encoding="utf-8")
    new.replace(path)


def kept(path: Path):
    """The notebook with the outputs of a page; None where there is none, it is damaged, or a file that it read changed."""
    try:
        done = nbformat.from_dict(json.loads(outputs_of(path).read_text(encoding="utf-8")))
        meta = done.metadata
        same = all(digest(CODE / path.stem / name) == was for name, was in meta.reads.items()) and same_needs(meta.get("needs"))
        return done if same and meta.text and meta.code and meta.made and isinstance(done.cells, list) else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def same_needs(versions: dict | None) -> bool:
    """Whether what the cells of a page needed is as it was when they ran."""
    if versions:
        from . import needs

        return all(needs.version(name) == was for name, was in versions.items())
    return True


def outputs_of(path: Path) -> Path:
    """Where the outputs of a page are kept: the same place when a chapter, with its folder of code, gets another number."""
    return outputs_folder() / f"{re.sub(r'^[0-9]+-', '', path.stem)}.ipynb"


def is_fresh(path: Path) -> bool:
    """True where a page need not be executed; one that is as it was is not parsed for this."""
    done = kept(path)
    return bool(done) and done.metadata.text == digest(path) or read(path).read_outputs()


def check_options(cell: Cell) -> None:
    """Raise ValueError, with file:line, for an option that nobody knows, and a script that Python could not import beside others."""
    if not cell.source.strip():
        raise ValueError(f"{cell.where}: this cell is empty")
    for option in cell.metadata.keys() - OPTIONS:
        near = difflib.get_close_matches(option, OPTIONS, 1)
        raise ValueError(f"{cell.where}: a cell has no option `:{option}:`" + (f"; `:{near[0]}:`?" if near else ""))
    seen, line = set(), cell.line - 1
    while line and (option := re.match(r":([\w-]+):", cell.chapter.lines[line - 1])):
        if option[1] in seen:
            raise ValueError(f"{cell.chapter.name}:{line}: this cell has the option `:{option[1]}:` twice")
        seen.add(option[1])
        line -= 1
    for option, known in (("tags", TAGS), ("slideshow", SLIDE_TYPES)):
        value = cell.metadata.get(option, [])
        found = value if option == "tags" else [value.get("slide_type")] if value and isinstance(value, dict) else value
        if not isinstance(found, list):
            example = "[hide-output]" if option == "tags" else '{"slide_type": "notes"}'
            raise ValueError(f"{cell.where}: `:{option}: {value}` must be such as {example}")
        for one in found:
            if one not in known:
                near = difflib.get_close_matches(str(one), known, 1)
                raise ValueError(f"{cell.where}: `:{option}:` knows no {one}" + (f"; {near[0]}?" if near else ""))
    if "needs" in cell.metadata:
        from . import needs

        for need in needs.of(cell) or [""]:
            if need not in needs.known():
                near = difflib.get_close_matches(need, needs.known(), 1)
                raise ValueError(f"{cell.where}: `:needs:` knows no {need or 'nothing'}" + (f"; {near[0]}?" if near else ""))
        if cell.script is None or "differs" in cell.metadata:
            raise ValueError(f"{cell.where}: a cell with `:needs:` must have a script, without `:differs:`: what that prints is recorded")
        if "no-live" not in cell.metadata:
            raise ValueError(f"{cell.where}: a cell with `:needs:` cannot run in the page: say `:no-live:` and why")
    if not re.fullmatch(r"[1-9]\d*", str(cell.metadata.get("scroll", 1))):
        raise ValueError(f"{cell.where}: `:scroll: {cell.metadata['scroll']}` must be the number of a line of the output")
    count = len(cell.source.split("\n"))
    for part in re.split(r"[|,]", str(cell.metadata.get("lines", 1))):
        if not (numbers := re.fullmatch(r"(\d+)(?:-(\d+))?", part.strip())):
            raise ValueError(f"{cell.where}: `:lines: {cell.metadata['lines']}` must be such as 1-4|6,8|3")
        if not 1 <= int(numbers[1]) <= int(numbers[2] or numbers[1]) <= count:
            raise ValueError(f"{cell.where}: `:lines: {cell.metadata['lines']}`: this cell has {count} line{'s' * (count > 1)}")
    name = cell.script
    if name is None:
        return
    if "remove-cell" in cell.metadata.get("tags", ()):
        raise ValueError(f"{cell.where}: this cell is not shown, and so no page would show its script {name}: say :no-script: and why")
    stem = str(name).removesuffix(".py")
    if not str(name).endswith(".py") or not stem.isidentifier() or keyword.iskeyword(stem):
        raise ValueError(f"{cell.where}: {name!r} is no name for a script: it must be NAME.py, with letters, digits and _")
    if stem in sys.stdlib_module_names:
        raise ValueError(f"{cell.where}: a script {name} would hide the module {stem} of the standard library "
                         "from all that is run beside it: choose another name")


def digest(path: Path) -> str | None:
    """A hash of a file, None where there is none."""
    try:
        return hashlib.sha256(Path(os.path.normpath(path)).read_bytes()).hexdigest()  # its folder need not be there
    except OSError:
        return None


def chapters() -> list[Chapter]:
    """All chapters, in the order of the book; with CHAPTER=02 only that one.

    Raises ValueError where there is no such chapter.
    """
    return [read(path) for path in chapter_paths(os.environ.get("CHAPTER", ""))]


def page_paths() -> list[Path]:
    """The files of the `chapters` and, without CHAPTER, of every other page of the book and deck of one's own with cells."""
    only = os.environ.get("CHAPTER", "")
    others = [] if only else sorted({*BOOK.glob("*.md"), *ROOT.glob("slides/*.md")} - {*chapter_paths()})
    return chapter_paths(only) + [path for path in others if CELL.search(path.read_text(encoding="utf-8", errors="replace"))]


def page_names() -> list[str]:
    """The `page_paths`, from the project's root."""
    return [path.relative_to(ROOT).as_posix() for path in page_paths()]


def read(path: Path) -> Chapter:
    """The chapter in this file; one that did not change is parsed once."""
    return _read(path, path.stat().st_mtime_ns)


@cache
def _read(path, changed):
    return Chapter(path)


def chapter_paths(only: str = "") -> list[Path]:
    """The files of all chapters, in the order of the book, or of *only* the one with this number.

    Raises ValueError where there is no such chapter.
    """
    paths = sorted(BOOK.glob("[0-9]*.md"))
    for one, other in zip(by_name := sorted(paths, key=outputs_of), by_name[1:]):
        if outputs_of(one) == outputs_of(other):
            raise ValueError(f"book/{other.name}:1: it has the name of book/{one.name}; two chapters may not differ in "
                             "their numbers alone")
    found = [path for path in paths if not only or re.match(rf"0*{re.escape(only.lstrip('0'))}-", path.name)]
    if only and not found:
        there = ", ".join(path.name.partition("-")[0] for path in paths)
        raise ValueError(f"there is no chapter {only}: CHAPTER is the number of one, {there}")
    return found


def number(name: str) -> int:
    """The number of a chapter, by its name."""
    return int(re.match(r"\d+", name)[0])


@cache  # it is asked for each page, many times, and a process works with the tools that it has loaded
def outputs_folder() -> Path:
    """Where the outputs are: one folder for each Python, lock and executor."""
    key = hashlib.sha256(platform.python_version().encode())
    for path in (ROOT / "requirements.txt", BOOK / "tools/execute.py", BOOK / "tools/needs.py", *sorted(BOOK.glob("tools/hooks/*.py"))):
        key.update(path.read_bytes())
    return ROOT / "_build" / "cells" / key.hexdigest()[:16]


def sections(chapter: Chapter) -> dict[str, str]:
    """The headings of a chapter by their labels, and of its exercises as ``ex-NAME``."""
    found, labels = {}, []
    tokens = create_md_parser(MYST, RendererHTML).parse("\n".join(chapter.lines))
    for token, after in zip(tokens, [*tokens[1:], None]):
        if token.type == "heading_open":
            heading = after.content
            found |= dict.fromkeys(labels, heading)
        labels = [*labels, token.content] if token.type == "myst_target" else []
        if token.type in ("colon_fence", "fence") and (named := re.match(r"\{exercise\}\s+(\S+)", token.info)):
            found[f"ex-{named[1]}"] = heading
    return found


# MyST-NB can execute too, and loads a cache with a database's toolkit for it: a quarter of what all imports take.
# Here `nb_execution_mode` is off: what would execute is only named.
for kind in "cache", "direct", "inline":
    sys.modules[f"myst_nb.core.execute.{kind}"] = module = types.ModuleType(kind)
    setattr(module, f"NotebookClient{kind.title()}", None)

# nbformat wants cell ids that a text notebook does not have
warnings.filterwarnings("ignore", category=nbformat.warnings.MissingIDFieldWarning)
