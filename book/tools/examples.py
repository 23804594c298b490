"""Sphinx extension: the outputs of the cells, and an example's script beside its cell.

In HTML a cell with ``:script:`` becomes two tabs, the notebook's cell and the whole
script with a link to download it; in the PDF the script is in an appendix (paper.py).  A part of a
script is shown by ``{script} NAME.py``, with the options of ``{literalinclude}``.
"""

import os
from pathlib import Path

from docutils import nodes
from docutils.parsers.rst import Directive
from sphinx.directives.code import LiteralInclude
from sphinx.errors import ExtensionError
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx_design.shared import create_component

from .chapter import CELL, CODE, PROGRAM, ROOT, read
from .downloads import link

logger = logging.getLogger(__name__)


def executed(text, name):
    """A page as a notebook with its outputs, for MyST-NB.

    Raises ExtensionError where these are not of today: Sphinx executes nothing.
    """
    page = read(ROOT / name)
    if not page.executed:
        raise ExtensionError(f"{name}:1: its cells changed: run `make` or `python book/tools execute`")
    return page.notebook


class Listing(LiteralInclude):
    """A file or a part of it, without the empty lines behind that: they would make the letters of a slide smaller."""

    def run(self):
        found = super().run()
        for block in (block for node in found for block in node.findall(nodes.literal_block)):
            block.rawsource = block.rawsource.rstrip()
            block[:] = [nodes.Text(block.astext().rstrip())]
        return found


class Script(Listing):
    """``{script} NAME.py``: a script of the chapter, or a part of it."""

    def run(self):
        self.arguments[0] = f"/../code/{self.env.docname}/{self.arguments[0]}"
        self.options.setdefault("language", "python")
        return super().run()


class CellInside(Directive):
    """A ``{code-cell}`` that MyST-NB did not find, since it does not stand alone: nothing would run it."""

    optional_arguments, final_argument_whitespace, has_content = 1, True, True

    def run(self):
        logger.warning("this cell would not run: a cell stands on a page itself, between ``` at the left margin, "
                       "not in a list, a block or a file that is included", location=f"{self.state.document['source']}:{self.lineno}")
        return []


class script_listing(nodes.General, nodes.Element):
    """A link to a script, and its text; the last child of the cell's container."""


class AddScripts(SphinxTransform):
    """Append its script to the last cell that is a part of it, or that runs it."""

    default_priority = 100

    def apply(self, **kwargs):
        last, page = {}, Path(self.document["source"])
        if CELL.search(page.read_text(encoding="utf-8", errors="replace")):
            self.env.note_dependency(str(read(page.resolve()).outputs))
        for cell in self.document.findall(nodes.container):
            name = cell.get("cell_metadata", {}).get("script")
            if name and not (name in last and is_program(cell)):
                last[name] = cell
        for name, cell in last.items():
            path = CODE / self.env.docname / name
            self.env.note_dependency(path)
            if path.is_file():
                cell += self.listing(path, path.read_text(encoding="utf-8").rstrip())
            else:
                logger.warning("%s does not exist", path.relative_to(ROOT).as_posix(), location=cell)

    def listing(self, path, text):
        code = nodes.literal_block(text, text, language="python3")
        name = nodes.paragraph("", "", link(path.relative_to(ROOT).as_posix()), classes=["script-name"])
        return script_listing("", name, code, name=path.name)


def check_title(app, doctree):
    """Stop at a page without a title: Sphinx would complain of the pages with a link to it."""
    if "title" not in doctree and not next(doctree.findall(nodes.section), None):
        name = Path(os.path.normpath(app.env.doc2path(app.env.docname))).relative_to(ROOT).as_posix()
        raise ExtensionError(f"{name}:1: this page has no title, such as `# My chapter`")


def execute_cells(app, config):
    """In `make live` Sphinx executes what changed: another process would take another second."""
    if app.tags.has("live"):
        from . import scripts

        if not scripts.run_cells():
            raise SystemExit(1)  # it has said what is wrong


def is_program(cell):
    return bool(PROGRAM.fullmatch(cell.rawsource or cell[0].astext()))


class PlaceScripts(SphinxPostTransform):
    """Two tabs in HTML, the cell alone in a deck; paper.py has taken those of the PDF."""

    default_priority = 190  # before sphinx-design makes its tabs

    def run(self, **kwargs):
        for listing in list(self.document.findall(script_listing)):
            cell = listing.parent
            cell.remove(listing)
            if self.app.builder.name == "html":
                cell.insert(0, tabs({"Notebook": [cell.pop(0)], "Script": listing.children}))


def tabs(contents):
    """A sphinx-design tab set; *contents* maps each label to the nodes of its tab."""
    items = []
    for label, children in contents.items():
        rubric = nodes.rubric("", label, classes=["sd-tab-label"],
                              sync_group="form", sync_id=label.lower())
        content = create_component("tab-content", children=children, classes=["sd-tab-content"])
        items.append(create_component("tab-item", children=[rubric, content],
                                      classes=["sd-tab-item"], selected=False))
    return create_component("tab-set", children=items, classes=["sd-tab-set", "example"])


def setup(app):
    app.connect("config-inited", execute_cells)
    app.connect("doctree-read", check_title)
    app.add_directive("script", Script)
    app.add_directive("code-cell", CellInside, override=True)  # MyST-NB's words leave the author to guess
    app.add_node(script_listing)
    app.add_transform(AddScripts)
    app.add_post_transform(PlaceScripts)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
