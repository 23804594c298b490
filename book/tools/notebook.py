"""A chapter as a notebook to take along, and that notebook as the chapter's text again.

The reader's notebook has the outputs of the page, and Markdown that JupyterLab shows: no slides, no labels, exercises and
hints as plain text.  It lies in the chapter's zip, among the scripts, and runs there as it is.  What was changed or left out
is kept in the metadata of its cells, below `KEY`, so that `text` gives the chapter back, byte for byte, and with what
somebody edited in JupyterLab: a cell of code in its old fence, with its options; a cell of text as it was edited, in plain
Markdown.  (jupytext writes MyST too, but not ours as it was: of each chapter it writes some forty lines in its own way,
and its notebook shows the fences to the reader.)
"""

import hashlib
import json
import os
import re
from pathlib import Path, PurePosixPath
from urllib.parse import quote

import nbformat
import yaml
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from sphinx.config import Config
from sphinx.directives.code import LiteralIncludeReader

from . import needs
from .chapter import CODE, Chapter, number, page_text

KEY = "async_python_course"
OPENS = re.compile(r"(?P<indent> *)(?P<fence>`{3,}|:{3,}|~{3,})(?:\{(?P<name>[\w:-]+)\})?(?P<rest>.*)")
HEADING = re.compile(r"#{1,6} ")
LABEL = re.compile(r"\([\w-]+\)=\s*$")
FOOTNOTE = re.compile(r"\[\^([\w-]+)\]: *")
INLINE = re.compile(r"\{(?P<role>[\w:-]+)\}`(?P<of>[^`]+)`|(?P<code>(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`))|"
                    r"(?<!!)\[(?P<words>[^\[\]]*)\]\(<?(?P<to>[^)\s>]*)>?\)|\[\^(?P<note>[\w-]+)\]", re.S)
FLAGS = {"dedent"}  # options of {literalinclude} that may have no value
FIRST = """\
*This is chapter {number} of* {book}*, as a notebook, with the outputs of the book. It runs in the folder in which it lies in the
chapter's zip, with Python 3.11 or newer: the scripts, the exercises and the tools are there. The first cell lets it find the tools.*"""
TOOLS_CELL = """\
import os.path
import sys

sys.path.append("../tools")  # timeline and the others
if not os.path.exists("../tools"):
    print("Unpack the chapter's zip, and open the notebook there: it needs the files beside it.")"""


class Writer:
    """Turns the Markdown of one chapter into plain Markdown.

    *titles* has, for each label of the book, its page and the title of its section; *base* is the address of the site, if it has one.
    """

    def __init__(self, chapter: Chapter, titles: dict[str, tuple[str, str]], base: str = ""):
        self.chapter, self.titles, self.base = chapter, titles, base
        self.page = chapter.path.stem
        notes = [match[1] for line in chapter.lines if (match := FOOTNOTE.match(line))]
        self.notes = {name: n for n, name in enumerate(dict.fromkeys(notes), 1)}
        self.exercises = {}  # the line of a heading: which exercise its section has
        heading = 0
        for n, line in enumerate(chapter.lines):
            if HEADING.match(line):
                heading = n
            if match := re.match(r":{3,}\{exercise\}\s+(\S+)", line):
                self.exercises[heading] = self.exercise(match[1])

    def exercise(self, name: str) -> tuple[str, Path]:
        """The number and the folder of an exercise."""
        folder = next(self.chapter.code.glob(f"exercises/*-{name}"), self.chapter.code / "exercises" / f"0-{name}")
        return f"{number(self.page)}.{folder.name.partition('-')[0]}", folder

    def plain(self, lines: list[str], first: int | None = None) -> list[str]:
        """These lines in plain Markdown; *first* is the number of the first, where they stand in the chapter itself."""
        found, text, n = [], [], 0

        def put_text():
            found.extend(self.inline("\n".join(text)).split("\n") if text else ())
            text.clear()

        while n < len(lines):
            line = lines[n]
            if match := OPENS.fullmatch(line):
                closes = closing(match["fence"])
                end = next((k for k in range(n + 1, len(lines)) if closes.fullmatch(lines[k])), len(lines))
                put_text()
                indent = match["indent"]
                inner = [inside.removeprefix(indent) for inside in lines[n + 1:end]]
                block = self.block(match["name"], match["rest"].strip(), inner) if match["name"] else [
                    match["fence"] + match["rest"], *inner, match["fence"]]
                found += [(indent + inside).rstrip() for inside in block]
                n = end
            elif LABEL.fullmatch(line) or line.startswith("% "):
                pass
            elif note := FOOTNOTE.match(line):
                text += ["", f"<sup>{self.notes[note[1]]}</sup> {line[note.end():]}"]
                while n + 1 < len(lines) and lines[n + 1].startswith("    "):
                    text.append(lines[n + 1].strip())
                    n += 1
                text.append("")
            elif HEADING.match(line) and first is not None and (exercise := self.exercises.get(first + n)):
                text.append(line.replace(" ", f" Exercise {exercise[0]}: ", 1))
            else:
                text.append(line)
            n += 1
        put_text()
        return found

    def block(self, name: str, argument: str, lines: list[str]) -> list[str]:
        """A directive in plain Markdown."""
        options = {}
        while lines and (option := re.match(r":([\w-]+):\s*(.*)", lines[0])):
            options[option[1]] = yaml.safe_load(option[2]) if option[2].startswith(("'", '"')) else option[2]
            lines = lines[1:]
        if name == "slide":
            return self.plain(lines) if "book" in options else []
        if name == "code-block":
            return [f"```{argument}", *lines, "```"]
        if name == "script":
            return self.listing(self.chapter.code / argument, options)
        if name == "exercise":
            which, folder = self.exercise(argument)
            self.folder = folder
            start = f"exercises/{folder.name}/starter.py"
            return [f"Starter: [`{start}`]({start}). Check: `python check.py {which}` in the folder above this one.", "", *self.plain(lines)]
        if name in ("hint", "solution", "dropdown"):
            listing = self.listing(self.folder / "solution.py", options) + [""] if name == "solution" else []
            return ["<details>", f"<summary>{self.inline(argument) or name.title()}</summary>", "", *listing, *strip(self.plain(lines)),
                    "", "</details>"]
        if name == "table":
            return ([f"**{self.inline(argument)}**", ""] if argument else []) + strip(self.plain(lines))
        if name == "list-table":
            return self.table(argument, lines, int(options.get("header-rows", 0)))
        title = self.inline(argument) if name == "admonition" else " ".join(filter(None, (name.title(), self.inline(argument))))
        return [f"> {line}".rstrip() for line in (f"**{title}**", "", *strip(self.plain(lines)))]

    def listing(self, path: Path, options: dict) -> list[str]:
        """A part of a file, by the options of {literalinclude}."""
        options = {key: value for key, value in options.items() if key not in ("language", "class", "emphasize-lines", "caption")}
        for key in FLAGS & options.keys():
            options[key] = int(options[key]) if options[key] else None
        text, _ = LiteralIncludeReader(str(path), options, Config()).read()
        return ["```python", *text.rstrip("\n").split("\n"), "```"]

    def table(self, title: str, lines: list[str], headings: int) -> list[str]:
        """A {list-table}: the rows are the items of a list, their cells the items of a list in each."""
        rows = []
        for line in self.inline("\n".join(lines)).split("\n"):
            if match := re.match(r"(\* )?\s*- ?(.*)", line):
                if match[1]:
                    rows.append([])
                rows[-1].append(match[2])
            elif line.strip():
                rows[-1][-1] += f" {line.strip()}"
        rows = rows if headings else [[""] * len(rows[0]), *rows]
        rule = ["---"] * len(rows[0])
        return [f"**{title}**", ""] * bool(title) + [f"| {' | '.join(row)} |" for row in (rows[0], rule, *rows[1:])]

    def inline(self, text: str) -> str:
        """Text with its roles and links in plain Markdown."""
        return INLINE.sub(self.replaced, text)

    def replaced(self, match: re.Match) -> str:
        if match["code"]:
            return match[0]
        if match["note"]:
            return f"<sup>{self.notes[match['note']]}</sup>" if match["note"] in self.notes else match[0]
        if role := match["role"]:
            words, _, target = re.fullmatch(r"([^<]*?)\s*(<([^<>]+)>)?", match["of"], re.S).groups("")
            if role == "term":
                term = " ".join((target or words).split()).lower()
                return f"[{words}]({self.base}glossary.html#term-{quote(term.replace(' ', '-'))})" if self.base else words
            if role == "download":
                return self.link(words, target)
            return f"<kbd>{words}</kbd>" if role == "kbd" else f"`{words}`"
        return self.link(match["words"], match["to"])

    def link(self, words: str, to: str) -> str:
        """A link; where its target is not here, its words."""
        if re.match(r"[a-z]+:", to):
            return f"[{words}]({to})"
        page, _, label = to.partition("#")
        if not page and label in self.titles:
            page, title = self.titles[label]
            if page == self.page:  # JupyterLab makes this anchor of a heading
                return f"[{words or title}](#{quote(title.replace(' ', '-'), safe='')})"
            words = words or title
            return f"[{words}]({self.base}{quote(page)}.html#{label})" if self.base else f"*{words}*"
        if page.endswith(".md"):
            words = words or self.titles.get(page, ("", page))[1]
            return f"[{words}]({self.base}{quote(page[:-3])}.html{'#' * bool(label)}{label})" if self.base else f"*{words}*"
        path = Path(os.path.normpath(self.chapter.path.parent / page))
        if path.is_relative_to(CODE):
            where = os.path.relpath(path, self.chapter.code)
            if path.is_relative_to(self.chapter.code) or where.startswith(("../tools/", "../check.py")):  # what the zip has
                return f"[{words}]({PurePosixPath(where)})"
            return f"[{words}]({self.base}code/{path.relative_to(CODE).as_posix()})" if self.base else words
        return words


def closing(fence: str) -> re.Pattern:
    """What closes a fence."""
    return re.compile(rf" *{fence[0]}{{{len(fence)},}}\s*")


def strip(lines: list[str]) -> list[str]:
    """Lines without the empty ones at both ends."""
    return "\n".join(lines).strip("\n").split("\n")


def parts(chapter: Chapter) -> list[tuple[int, int, object]]:
    """The text of a chapter as slices of its lines that follow each other: its cells, and, up to the next heading, what is between them.

    Each with its cell, or None.
    """
    lines, found, begin = chapter.lines, [], 0

    def put_text(end):
        nonlocal begin
        closes = None
        for n in range(begin, end):
            if closes:
                closes = None if closes.fullmatch(lines[n]) else closes
            elif match := OPENS.fullmatch(lines[n]):
                closes = closing(match["fence"])
            elif HEADING.match(lines[n]):
                while n > begin and LABEL.fullmatch(lines[n - 1]):
                    n -= 1
                if n > begin:
                    found.append((begin, n, None))
                    begin = n
        if begin < end:
            found.append((begin, end, None))
        begin = end

    for cell in chapter.cells:
        start = cell.line - 2
        while not re.match(r"`{3,}\{code-cell\}", lines[start]):
            start -= 1
        closes = closing(re.match("`+", lines[start])[0])
        end = cell.line - 1 + cell.source.count("\n")
        while not closes.fullmatch(lines[end]):
            end += 1
        put_text(start)
        found.append((start, end + 1, cell))
        begin = end + 1
    put_text(len(lines))
    return found


def seen(source: str) -> str:
    """A hash of what a cell of text shows: whether somebody edited it."""
    return hashlib.sha256(source.encode()).hexdigest()[:16]


def notebook(chapter: Chapter, titles: dict[str, tuple[str, str]], base: str = ""):
    """The chapter as a notebook, with its outputs."""
    writer, text = Writer(chapter, titles, base), page_text(chapter.path)
    header = re.match(r"---[ \t]*\n.*?^(?:---|\.\.\.)[ \t]*\n", text, re.S | re.M)
    skipped = header[0].count("\n") if header else 0
    book = f"[Async Python]({base}{quote(chapter.path.stem)}.html)" if base else "**Async Python**"
    added = [new_markdown_cell(FIRST.format(number=number(chapter.path.stem), book=book), metadata={KEY: {"added": True}}),
             new_code_cell(TOOLS_CELL, metadata={KEY: {"added": True}})]
    cells, first = [], {"header": header[0] if header else ""}
    kept = first  # where text belongs that no cell shows
    for start, end, cell in parts(chapter):
        start = max(start, skipped)
        original = "\n".join(chapter.lines[start:end]) + "\n" * (end < len(chapter.lines))
        if cell:
            fence = "\n".join(chapter.lines[start:cell.line - 1]) + "\n"
            mine = cell.metadata | {KEY: {"fence": fence, "end": original[len(fence) + len(cell.source):]}}
            if wanted := needs.of(cell):
                cells.append(new_markdown_cell(needed(wanted), metadata={KEY: {"added": True}}))
            if "hide-output" in mine.get("tags", ()):
                mine["jupyter"] = mine.get("jupyter", {}) | {"outputs_hidden": True}  # until the reader has guessed
            cells.append(new_code_cell(cell.source, metadata=mine, outputs=cell.outputs))
            kept = cells[-1].metadata[KEY]
        elif source := "\n".join(writer.plain(chapter.lines[start:end], start)).strip("\n"):
            source = re.sub(r"\n{3,}", "\n\n", source)
            cells.append(new_markdown_cell(source, metadata={KEY: {"text": original, "shows": seen(source)}}))
            kept = cells[-1].metadata[KEY]
        else:
            kept["after"] = kept.get("after", "") + original
    cells[1:1] = added  # below the title
    counted = 0
    for n, cell in enumerate(cells):
        cell["id"] = f"cell-{n}"
        if cell.cell_type == "code":
            counted += 1
            cell.execution_count = counted
            cell.outputs = [nbformat.from_dict(output | {"execution_count": counted}) if output.output_type == "execute_result" else output
                            for output in cell.outputs]
    metadata = {name: chapter.notebook.metadata[name] for name in ("kernelspec", "language_info") if name in chapter.notebook.metadata}
    return new_notebook(cells=cells, metadata=metadata | {KEY: first})


def needed(names: list[str]) -> str:
    """What a cell needs, and how a reader gets it."""
    modules = [name for name in names if name != "postgresql"]
    how = [f"`pip install {' '.join(modules)}`"] * bool(modules) + [f"PostgreSQL ({needs.POSTGRESQL})"] * ("postgresql" in names)
    return f"*The next cell needs more than Python:* {', '.join(how)}."


def text(nb) -> str:
    """The text of the chapter that a notebook is of, with what was edited.

    Raises ValueError where it is the notebook of none.
    """
    if KEY not in nb.metadata:
        raise ValueError(f"this notebook is of no chapter: its metadata has no {KEY}")
    first = nb.metadata[KEY]
    found = [first["header"], first.get("after", "")]
    for cell in nb.cells:
        kept = cell.metadata.get(KEY, {})
        if kept.get("added"):
            continue
        if cell.cell_type == "code":
            found += [kept.get("fence", "\n```{code-cell} python\n"), cell.source, kept.get("end", "\n```\n")]
        else:
            found.append(kept["text"] if kept and seen(cell.source) == kept["shows"] else f"\n{cell.source}\n\n")
        found.append(kept.get("after", ""))
    return "".join(found)


def write(path: Path, chapter: Chapter, titles: dict[str, tuple[str, str]], base: str = "") -> None:
    """Write the notebook of a chapter."""
    made = notebook(chapter, titles, base)
    path.write_text(json.dumps(made, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def read_back(path: Path) -> str:
    """The text of the chapter of a notebook in a file.  Raises ValueError where that is none."""
    try:
        return text(nbformat.reads(path.read_text(encoding="utf-8"), 4))
    except (OSError, ValueError, KeyError, AttributeError, nbformat.ValidationError) as error:
        raise ValueError(f"{path}: {str(error).splitlines()[0] if str(error) else error!r}") from None
