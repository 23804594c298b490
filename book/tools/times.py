"""Sphinx extension: how long a chapter takes to read; ``{map}``, the parts of the book with the time that each takes.

The parts are those of the page's `{part}`s; a lecture's minutes are counted by `slides.deck`.
"""

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective
from sphinx.util.nodes import make_refnode

from .exercises import starter

WORDS = 150  # in a minute: slower than a novel, since many read in a third language
EXAMPLE = 1  # minutes: to read it, say what it will print, and compare
ROUNDED = 5  # minutes
HOW = (f"To read: {WORDS} words in a minute, and {EXAMPLE} minute for each example, to predict its output and compare. "
       "A lecture has the minutes that are planned on its slides. Exercises come on top.")


def count(node) -> tuple[int, int]:
    """The words and the examples of a part of a page, without its slides and its exercises."""
    from slides.deck import slide_block

    if isinstance(node, nodes.Text):
        return sum(any(map(str.isalnum, word)) for word in node.astext().split()), 0  # a comma behind code is none
    if isinstance(node, (slide_block, nodes.literal_block, nodes.raw, nodes.comment, nodes.math_block, addnodes.toctree)):
        return 0, 0
    if isinstance(node, nodes.section) and any(isinstance(child, starter) for child in node.children):
        return 0, 0
    if getattr(node, "attributes", {}).get("nb_element") == "cell_code":
        return 0, 1
    counts = [count(child) for child in node.children]
    return sum(words for words, _ in counts), sum(examples for _, examples in counts)


class part_map(nodes.General, nodes.Element):
    """The place of the map."""


class Map(SphinxDirective):
    """``:::{map}``: the parts of this page."""

    def run(self):
        return [part_map()]


class DrawMap(SphinxPostTransform):
    """The parts side by side, with links to their chapters; on paper there are the contents."""

    default_priority = 5  # before references are resolved

    def run(self, **kwargs):
        for place in list(self.document.findall(part_map)):
            trees = [tree for tree in self.document.findall(addnodes.toctree) if tree.get("numbered") and tree["entries"]]
            place.replace_self([] if self.app.builder.format == "latex" else [
                nodes.container("", *map(self.part, trees), classes=["map"]), nodes.paragraph("", HOW, classes=["map-how"])])

    def part(self, tree):
        names = [name for _, name in tree["entries"]]
        minutes = [self.env.reading_minutes[name] for name in names]
        total = f"{counted(len(names), 'chapter')}, {duration(sum(minutes))} to read"
        return nodes.container("", nodes.paragraph("", tree["caption"], classes=["map-part"]), nodes.paragraph("", total, classes=["map-time"]),
                               nodes.bullet_list("", *map(self.chapter, names)))

    def chapter(self, name):
        minutes, _, exercises = self.env.deck_sizes.get(name, (0, 0, 0))
        number = ".".join(map(str, self.env.toc_secnumbers.get(name, {}).get("", ())))
        title = nodes.Text(f"{number}. {self.env.titles[name].astext()}" if number else self.env.titles[name].astext())
        times = [f"{self.env.reading_minutes[name]} min to read", f"lecture {minutes} min" * bool(minutes), counted(exercises, "exercise")]
        said = ", ".join(text.replace(" ", "\N{NO-BREAK SPACE}") for text in times if text)  # a line ends behind a comma
        link = make_refnode(self.app.builder, self.env.docname, name, "", title)
        return nodes.list_item("", nodes.paragraph("", "", link), nodes.paragraph("", said, classes=["map-time"]))


def counted(n: int, what: str) -> str:
    """6 exercises, 1 exercise, or nothing."""
    return f"{n} {what}{'s' * (n > 1)}" if n else ""


def duration(minutes: int) -> str:
    """Minutes in words: 3 h 40 min."""
    return " ".join(f"{n} {unit}" for n, unit in zip(divmod(minutes, 60), ("h", "min")) if n)


def note_minutes(app, doctree):
    """Note of each page, when it is read, how long that takes: the page with the map needs no other doctree."""
    words, examples = count(doctree)
    minutes = words / WORDS + examples * EXAMPLE
    app.env.__dict__.setdefault("reading_minutes", {})[app.env.docname] = max(1, round(minutes / ROUNDED)) * ROUNDED


def forget(app, env, docname):
    env.__dict__.setdefault("reading_minutes", {}).pop(docname, None)


def merge(app, env, docnames, other):
    env.__dict__.setdefault("reading_minutes", {}).update(other.reading_minutes)


def setup(app):
    app.add_node(part_map)
    app.add_directive("map", Map)
    app.add_post_transform(DrawMap)
    app.connect("doctree-read", note_minutes)
    app.connect("env-purge-doc", forget)
    app.connect("env-merge-info", merge)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
