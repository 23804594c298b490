"""Sphinx extension: how this build ran, ``{ran} versions``, ``{ran} cells`` and ``{ran} scripts``.

The versions are of the packages that made the site.  Seconds and results of tests are none of a page's sources: they differ
from run to run, and the tests run when the site is there.  So the page has only their places, and `show` fills these with
what was recorded: by the executor beside the outputs of the cells, by the tests in ``_build/ran``.  A result of other
scripts than those of today is not shown.
"""

import hashlib
import importlib.metadata
import json
import os
import platform
import re
from html import escape
from pathlib import Path

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from . import needs
from .chapter import CODE, ROOT, TOOLS, chapter_paths, kept, page_paths, toml

RECORDS = ROOT / "_build" / "ran"
PLACE = re.compile(r"(<!-- ran: (\w+) -->).*?(<!-- end -->)", re.S)
SAME, OTHER = "same", "something else"


# --- what is recorded of the scripts: by the tests


def key(folder: Path) -> str:
    """A hash of all that the scripts in this folder of code are and use."""
    paths = [path for place in (folder, TOOLS) for path in place.rglob("*.*")] + [CODE / "check.py"]
    found = {path.relative_to(CODE).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths
             if path.is_file() and "__pycache__" not in path.parts and path.name != "answer.py"}
    return hashlib.sha256(json.dumps(found, sort_keys=True).encode()).hexdigest()


def place(chapter: str, version: tuple[int, int]) -> Path:
    """Where the record of a chapter under a Python is."""
    return RECORDS / "{} {}.{}.json".format(chapter, *version)


def write(folder: Path, version: tuple[int, int], python: str, results: dict[str, str]) -> None:
    """Record what came of the scripts in a chapter's folder of code: {script: SAME, OTHER, or why it was not run}."""
    path = place(folder.name, version)
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(f".{os.getpid()}")
    new.write_text(json.dumps({"key": key(folder), "python": python, "results": results}), encoding="utf-8")
    new.replace(path)


def recorded(folder: Path) -> dict[tuple[int, int], dict]:
    """What is recorded of the scripts in this folder as they are now, for each Python: {version: {python, results}}."""
    found, now = {}, key(folder)
    for path in RECORDS.glob(f"{folder.name} *.json"):
        try:
            record = json.loads(path.read_text(encoding="utf-8"))
            if record["key"] == now and record["python"] and {*map(type, record["results"].values())} <= {str}:
                found[tuple(map(int, path.stem.rpartition(" ")[2].split(".")))] = record
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            continue  # damaged: nothing is known
    return dict(sorted(found.items()))


# --- the page


def title(path: Path) -> str:
    """The title of a page, as HTML: a link."""
    found = re.search(r"^# (.+)$", path.read_text(encoding="utf-8-sig"), re.M)
    number = re.match(r"0*(\d+)-", path.name)
    text = (f"{number[1]}. " if number else "") + (found[1].replace("`", "") if found else path.stem)
    return f'<a class="reference internal" href="{escape(path.stem)}.html">{escape(text)}</a>'


def table(head: list[str], rows: list[list[str]]) -> str:
    """A table as Sphinx writes it, of cells in HTML."""
    line = lambda tag, cells: "<tr>" + "".join(f"<{tag}><p>{cell}</p></{tag}>" for cell in cells) + "</tr>\n"  # noqa: E731
    return ('<div class="table-wrapper docutils container">\n<table class="docutils align-default ran">\n'
            f"<thead>{line('th', head)}</thead>\n<tbody>\n{''.join(line('td', row) for row in rows)}</tbody>\n</table>\n</div>\n")


def cells() -> str:
    """Cells and seconds of each page of the book."""
    rows, count, seconds = [], 0, 0
    for path in page_paths():
        if path.parent.name != "book" or not (done := kept(path)):
            continue
        number, took = sum(cell.cell_type == "code" for cell in done.cells), done.metadata.get("seconds", 0)
        rows.append([title(path), str(number), f"{took:.1f}"])
        count, seconds = count + number, seconds + took
    return table(["Page", "Cells", "Seconds"], [*rows, ["All", str(count), f"{seconds:.1f}"]])


def scripts() -> str:
    """What came of the scripts of each chapter under each Python: in short, then one by one."""
    found = {path: recorded(CODE / path.stem) for path in chapter_paths()}
    pythons = {version: record["python"] for records in found.values() for version, record in records.items()}
    if not pythons:
        return "<p>Not run yet: <code>make test</code> runs them.</p>\n"
    versions, rows, details = sorted(pythons), [], []
    for path, records in found.items():
        counts = []
        for version in versions:
            got = [*records[version]["results"].values()] if version in records else []
            ran = [result for result in got if result in (SAME, OTHER)]
            counts.append(f"{ran.count(SAME)} of {len(ran)}" if ran else "not run yet")
        rows.append([title(path), *counts])
        names = dict.fromkeys(name for record in records.values() for name in record["results"])
        lines = [[f'<a class="reference internal" href="code/{escape(path.stem)}/{escape(name)}"><code>{escape(name)}</code></a>',
                  *(escape(records.get(version, {}).get("results", {}).get(name, "not run yet")) for version in versions)] for name in names]
        if lines:
            details.append(f'<details class="ran"><summary>{re.sub("<.*?>", "", title(path))}: one by one</summary>\n'
                           f'{table(["Script", *(f"Python {pythons[version]}" for version in versions)], lines)}</details>\n')
    return table(["Chapter", *(f"Python {pythons[version]}" for version in versions)], rows) + "".join(details)


def show(site: Path) -> bool:
    """Put into the page of the site what is recorded now; returns whether that was something else than before."""
    path, made = site / "how-this-build-ran.html", {"cells": cells, "scripts": scripts}
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    new = PLACE.sub(lambda found: f"{found[1]}\n{made[found[2]]()}{found[3]}", text)
    if new != text:
        fresh = path.with_suffix(".new")
        fresh.write_text(new, encoding="utf-8")
        fresh.replace(path)
    return new != text


class ran(nodes.General, nodes.Element):
    """The place of what is not known before all pages are written."""


class Ran(SphinxDirective):
    """``:::{ran} versions``, ``cells`` or ``scripts``."""

    required_arguments = 1

    def run(self):
        what = self.arguments[0]
        if what not in ("versions", "cells", "scripts"):
            raise self.error("{ran} knows versions, cells and scripts")
        return [versions()] if what == "versions" else [ran(what=what)]


def versions() -> nodes.table:
    """Python, and the packages that made the site or ran in cells."""
    asked = [re.match(r"[\w.-]+", line)[0] for line in toml(ROOT / "pyproject.toml")["project"]["dependencies"]]
    rows = [("Python", platform.python_version()), *((name, importlib.metadata.version(name)) for name in asked)]
    rows += [(needs.NAMES.get(name, name), version or "not here: its cells show what was recorded")
             for name, version in needs.of_pages().items()]
    line = lambda cells: nodes.row("", *(nodes.entry("", nodes.paragraph("", text)) for text in cells))  # noqa: E731
    group = nodes.tgroup("", *(nodes.colspec(colwidth=w) for w in (50, 50)), cols=2)
    group += [nodes.thead("", line(("Program", "Version"))), nodes.tbody("", *map(line, rows))]
    return nodes.table("", group, classes=["ran"])


class MarkPlaces(SphinxPostTransform):
    """On paper and in the EPUB there are no results: both are made before the tests have run.  On paper their sections go, too."""

    default_priority = 5

    def run(self, **kwargs):
        for node in list(self.document.findall(ran)):
            if self.app.builder.name == "latex":
                node.parent.parent.remove(node.parent)
            else:
                html = self.app.builder.name == "html"
                node.replace_self([nodes.raw("", f"<!-- ran: {node['what']} --><!-- end -->\n", format="html")] if html else [])


def finished(app, error):
    if app.builder.name == "html" and not error:
        show(Path(app.outdir))


def setup(app):
    app.add_node(ran)
    app.add_directive("ran", Ran)
    app.add_post_transform(MarkPlaces)
    app.connect("build-finished", finished)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
