"""Sphinx extension: ``{lectures}``, the table of lectures on the instructors' page."""

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective
from sphinx.util.nodes import make_refnode

from .writer import is_deck

HEADINGS = ("Lecture", "Minutes", "Slides", "Exercises")


class lectures(nodes.General, nodes.Element):
    """The place of the table."""


class Lectures(SphinxDirective):
    """``:::{lectures}``: each chapter's minutes, slides and exercises, from its deck."""

    def run(self):
        return [lectures()]


class ListLectures(SphinxPostTransform):
    """Count what is in the chapters as they were read for this build."""

    default_priority = 5  # before references are resolved

    def run(self, **kwargs):
        for place in list(self.document.findall(lectures)):
            rows = [self.row(name) for name in sorted(self.env.found_docs - self.app.project.own.keys()) if is_deck(self.app, name)]
            place.replace_self(table(rows))

    def row(self, docname):
        minutes, slides, exercises = self.env.deck_sizes[docname]
        title = nodes.Text(self.env.titles[docname].astext())
        link = make_refnode(self.app.builder, self.env.docname, docname, "", title)
        return link, str(minutes), str(slides), str(exercises)


def table(rows):
    group = nodes.tgroup("", *(nodes.colspec(colwidth=w) for w in (55, 15, 15, 15)), cols=4)
    group += [nodes.thead("", line(HEADINGS)), nodes.tbody("", *map(line, rows))]
    return nodes.table("", group, classes=["lectures"])


def line(cells):
    contents = (cell if isinstance(cell, nodes.Node) else nodes.Text(cell) for cell in cells)
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", c)) for c in contents))


def setup(app):
    app.add_node(lectures)
    app.add_directive("lectures", Lectures)
    app.add_post_transform(ListLectures)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
