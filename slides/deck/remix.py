"""Sphinx extension: a lecturer's own deck, ``slides/NAME.md``, with ``{take}``.

It is written as a chapter is; ``{take}`` puts slides of chapters into it, by the ids
of their sections.
"""

import os
import re
from pathlib import Path

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.project import Project
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from . import deck_column, deck_slide, set_pace

logger = logging.getLogger(__name__)


class take(nodes.General, nodes.Element):
    """Slides of a chapter, by the ids of their sections."""


class Take(SphinxDirective):
    """``:::{take} coroutines``, a chapter without its number, then ids of its sections or slides, one a line.

    ``:minutes: N`` is for all of them; without it they have none.
    """

    required_arguments = 1
    has_content = True
    option_spec = {"minutes": directives.positive_int}

    def run(self):
        first = self.lineno + 1 + len(self.options)
        wanted = [(name.strip(), line) for line, name in enumerate(self.content, first)
                  if name.strip()]
        if chapter := chapter_named(self.env, self.arguments[0]):
            self.env.note_dependency(self.env.doc2path(chapter))
        node = take(doc=self.arguments[0], wanted=wanted, minutes=self.options.get("minutes"))
        self.set_source_info(node)
        return [node]


class TakeSlides(SphinxPostTransform):
    """Put the slides in the place of their ``{take}``."""

    default_priority = 910  # after MakeSlides, which leaves a {take} in some slide's notes
    builders = ("revealjs",)

    def run(self, **kwargs):
        takes, self.taken_apart = list(self.document.findall(take)), {}
        for node in reversed(takes):  # each goes behind its slide
            here = column(node)
            node.parent.remove(node)
            if not (chapter := chapter_named(self.env, node["doc"])):
                self.warn(node.line, f"there is no chapter {node['doc']!r}")
                continue
            slides, minutes = self.slides_of(chapter, takes), node["minutes"]
            for name, line in node["wanted"]:
                if name not in slides:
                    self.warn(line, f"there is no slide {name!r} in {node['doc']}")
                    continue
                taken = (slides[name] if slides[name]["level"] == 3 else column(slides[name])).deepcopy()
                here.parent.insert(here.parent.index(here) + 1, taken)
                here = taken
                for slide in taken.findall(deck_slide):
                    slide.attributes.pop("minutes", None)
                    if minutes:
                        slide["minutes"], minutes = minutes, None
        if self.env.docname in self.app.project.own:
            self.mend_links()
            slides = list(self.document.findall(deck_slide))
            for slide in slides:  # those written here were paced before the others came
                slide.notes.children = [n for n in slide.notes if "minutes" not in n["classes"]]
            set_pace(slides)

    def slides_of(self, chapter, takes):
        """The slides of a chapter by their ids, where these *takes* want something of them; it is taken apart once for a deck."""
        if chapter not in self.taken_apart:
            doctree, wanted = self.env.get_doctree(chapter), {name for node in takes for name, _ in node["wanted"]}
            leave_out(doctree, wanted)
            self.env.apply_post_transforms(doctree, chapter)
            own_ids(doctree, chapter)
            self.taken_apart[chapter] = {id_: slide for slide in doctree.findall(deck_slide) for id_ in slide["ids"]}
        return self.taken_apart[chapter]

    def warn(self, line, message):
        path = os.path.normpath(self.env.doc2path(self.env.docname))
        logger.warning("%s", message, location=f"{path}:{line}")

    def mend_links(self):
        """A link to something that was not taken leads to the book."""
        present = {id_ for node in self.document.findall(nodes.Element) for id_ in node.get("ids", ())}
        for slide in self.document.findall(deck_slide):
            for ref in slide.findall(nodes.reference):
                if ref.get("refid", "") and ref["refid"] not in present:
                    ref["refuri"] = slide["book"].partition("#")[0] + "#" + ref.attributes.pop("refid")
            for ref in list(slide.findall(nodes.footnote_reference)):
                if ref["refid"] not in present:  # its text stands on a slide that was not taken
                    ref.parent.remove(ref)
            for note in slide.findall(nodes.footnote):
                note["backrefs"] = [id_ for id_ in note["backrefs"] if id_ in present]


def chapter_named(env, name):
    """The document of a chapter that is named without its number; None where there is none."""
    return next((doc for doc in env.found_docs if re.fullmatch(rf"(\d+-)?{re.escape(name)}", doc)), None)


def leave_out(document, wanted):
    """Remove the columns of a chapter in which no slide is *wanted*, before their links are resolved: that takes most of the time."""
    for title in document.children:
        for section in [node for node in title.children if isinstance(title, nodes.section) and isinstance(node, nodes.section)]:
            ids = [id_ for part in section.findall(nodes.section) for id_ in part["ids"]]
            if not any(name == id_ or name.startswith(f"{id_}--") for name in wanted for id_ in ids):  # another slide of it
                title.remove(section)


def own_ids(document, prefix):
    """Footnotes are id1, id2, ... in every chapter: give them ids of their chapter."""
    def rename(id_):
        return f"{prefix}-{id_}" if re.fullmatch(r"id\d+", id_) else id_

    for node in document.findall(nodes.Element):
        for name in ("ids", "backrefs"):
            node[name] = [rename(id_) for id_ in node.get(name, ())]
        if "refid" in node:
            node["refid"] = rename(node["refid"])


def column(node):
    """The slide that *node* is in, or the column of slides where that is in one."""
    while not isinstance(node, deck_slide):
        node = node.parent
    return node.parent if isinstance(node.parent, deck_column) else node


class ProjectWithDecks(Project):
    """The documents of the book, and slides/*.md, which lie beside its folder: the decks of one's own."""

    def __init__(self, srcdir, source_suffix, own: dict[str, Path]):
        super().__init__(srcdir, source_suffix)
        self.own = own  # docname: path from the book's folder

    def discover(self, *args, **kwargs):
        super().discover(*args, **kwargs)
        self.docnames.update(self.own)
        self._docname_to_path.update(self.own)
        return self.docnames


class BookTranslator(HTML5Translator):
    """Gives captions of tables of contents, which Sphinx writes as headings, their level."""

    def starttag(self, node, tagname, *args, **attributes):
        level = {"aria-level": "2"} if attributes.get("ROLE") == "heading" else {}
        return super().starttag(node, tagname, *args, **attributes, **level)


class BookBuilder(StandaloneHTMLBuilder):
    """Writes the book, without the decks of one's own; both builders know them, and so share what was read."""

    default_translator_class = BookTranslator

    def write_documents(self, docnames):
        super().write_documents({d for d in docnames if d not in self.app.project.own})


def find_own_decks(app):
    """Let Sphinx find slides/*.md too."""
    own = {path.stem: Path("..", "slides", path.name) for path in sorted(Path(app.confdir, "slides").glob("*.md"))}
    app.project = app.env.project = ProjectWithDecks(app.srcdir, app.config.source_suffix, own)
    app.config.deck_docs = [*app.config.deck_docs, *own]


def make_orphans(app, doctree):
    """No table of contents names a deck of one's own."""
    if app.env.docname in app.project.own:
        app.env.metadata[app.env.docname]["orphan"] = True


def setup(app):
    app.add_directive("take", Take)
    app.add_node(take)
    app.add_post_transform(TakeSlides)
    app.add_builder(BookBuilder, override=True)
    app.connect("builder-inited", find_own_decks)
    app.connect("doctree-read", make_orphans)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
