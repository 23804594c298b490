"""Sphinx extension: the chapter is the deck.

Writes MyST-NB chapters as reveal.js slides.  Each h1, h2 and h3 starts a slide;
code cells and their outputs, figures and ``{slide}`` blocks are on it, all other
prose becomes its speaker notes.  Nothing of a ``{slide}`` block is in the book.
"""

import copy
import html
import re
from fnmatch import fnmatch
from pathlib import Path

from docutils import nodes
from docutils.parsers.rst import directives
from myst_nb.sphinx_ import HideCodeCellNode
from pygments.formatters import HtmlFormatter
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator
from sphinx_revealjs.builders import RevealjsHTMLBuilder
from sphinx_revealjs.writers import RevealjsSlideTranslator

ON_SLIDE = (nodes.figure, nodes.image, nodes.math_block)


class slide_block(nodes.General, nodes.Element):
    """A ``{slide}`` directive, in the doctree that all builders share."""


class deck_column(nodes.General, nodes.Element):
    """An h2 with its h3s: a column of slides."""


class deck_slide(nodes.section):
    """One slide (a section, so that its title keeps its heading level)."""


class deck_notes(nodes.General, nodes.Element):
    """The speaker notes of one slide."""


class Slide(SphinxDirective):
    """``:::{slide}``: for the audience; with a title it starts another slide."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec = {
        "book": directives.flag,  # in the book too
        "fragments": directives.flag,  # list items one by one
        "skip": directives.flag,  # this section is not in the deck
        "minutes": directives.positive_int,  # from this slide to the next with minutes
    }

    def run(self):
        if not isinstance(self.state_machine.node, nodes.section):
            raise self.error("{slide} must stand in a section, not in another directive")
        flags = {name: self.options[name] or True for name in self.options}
        block = slide_block("", *self.parse_content_to_nodes(), **flags)
        if self.arguments:
            block["title"] = nodes.title("", "", *self.parse_inline(self.arguments[0])[0])
            block["title"].line = self.lineno
        if "fragments" in self.options:
            for item in block.findall(nodes.list_item):
                item["classes"].append("fragment")
        self.set_source_info(block)
        return [block]


class DropSlides(SphinxPostTransform):
    """In the book: remove the ``{slide}`` blocks, unwrap those with ``:book:``."""

    default_priority = 1

    def run(self, **kwargs):
        if self.app.builder.name != "revealjs":
            for block in list(self.document.findall(slide_block)):
                block.replace_self(block.children if "book" in block else [])


class Deck:
    """The slides of a chapter: its doctree, taken apart.

    ``columns`` is a list of lists of slides; ``minutes`` their sum.
    """

    def __init__(self, document):
        self.columns = []
        self.footnotes = {note["ids"][0]: note for note in document.findall(nodes.footnote)}
        for note in self.footnotes.values():
            note.parent.remove(note)
        for node in list(document.children):
            if isinstance(node, nodes.section):
                self.add_section(node, 1)
        self.slides = [slide for column in self.columns for slide in column]
        self.minutes = sum(slide.get("minutes", 0) for slide in self.slides)
        for slide in self.slides:
            set_code_size(slide)

    def groups(self):
        """The slides, grouped by the minutes that they share."""
        groups = []
        for slide in self.slides:
            if "minutes" in slide or not groups:
                groups.append([])
            groups[-1].append(slide)
        return groups

    def add_section(self, section, level):
        if any(isinstance(node, slide_block) and "skip" in node for node in section):
            return
        if level < 3:
            self.columns.append(deck_column())
        slide = self.add_slide(section[0], level, section["ids"])

        def another(title):
            ids = [f"{slide['section']}--{len(self.columns[-1]) + 1}"]
            return self.add_slide(title, level, ids, slide["section"])

        for node in section.children[1:]:
            if isinstance(node, nodes.section):
                self.add_section(node, level + 1)
            elif isinstance(node, slide_block):
                slide = another(node["title"]) if "title" in node else slide
                slide += node.children
                if "minutes" in node:
                    slide["minutes"] = node["minutes"]
            elif node.get("nb_element") == "cell_code":
                kind = node["cell_metadata"].get("slideshow", {}).get("slide_type")
                if kind in ("slide", "subslide"):
                    slide = another(slide[0].deepcopy())
                if kind != "skip":
                    (slide.notes if kind == "notes" else slide).append(prepare_cell(node))
            elif isinstance(node, ON_SLIDE) or "on-slide" in node.get("classes", ()):
                slide += node
            else:
                slide.notes += node

    def add_slide(self, title, level, ids, section=None):
        slide = deck_slide("", title, ids=ids, level=min(level, 3), section=section or ids[0])
        slide.notes = deck_notes()
        self.columns[-1] += slide
        return slide


def prepare_cell(cell):
    """A code cell for a slide: its output is a fragment, its lines may be steps."""
    for hidden in list(cell.findall(HideCodeCellNode)):
        hide_input = "above-input" in hidden["classes"]
        hidden.replace_self([] if hide_input else hidden.children)
    for part in cell.children:
        kind, options = part.get("nb_element"), cell["cell_metadata"]
        if kind == "cell_code_source" and "lines" in options:
            part[0]["steps"] = str(options["lines"])
        if kind == "cell_code_output":
            part["classes"] += ["fragment"] * (len(cell) > 1)
            if "scroll" in options:  # a long output, scrolled to this line
                part["classes"] += ["scroll", f"scroll-to-{options['scroll']}"]
    return cell


def set_code_size(slide):
    """Choose the largest type for the code of a slide with which all of it fits.

    In pixels of a slide of 1280 x 720; a character is 0.602 of its size wide.  This
    only guesses; that it fits is tested in a browser.
    """
    parts = [part for part in slide[1:] if part is not slide.notes]
    blocks = [b.astext().split("\n") for p in parts for b in p.findall(nodes.literal_block)]
    lines, columns = sum(map(len, blocks)), max((len(x) for b in blocks for x in b), default=0)
    rest = 80 + sum(36 for _ in blocks)  # the heading, the frames of the blocks
    rest += sum(49 for p in parts for _ in p.findall(nodes.list_item)) + 16
    rest += sum(420 for p in parts for _ in p.findall(nodes.image))
    for size in (30, 28, 26, 24, 22, 20):
        if rest + 1.34 * size * lines < 710 and 0.602 * size * columns < 1230:
            break
    slide["classes"].append(f"code-{size}")


class MakeSlides(SphinxPostTransform):
    """In the deck: turn a resolved chapter into slides."""

    default_priority = 900  # after references, sphinx-design and hidden cells
    builders = ("revealjs",)

    def run(self, **kwargs):
        deck = Deck(self.document)
        for slide in deck.slides:
            self.finish(slide, deck.footnotes)
        start = 0
        for group in deck.groups():
            if minutes := group[0].get("minutes", 0):
                text = f"Minutes {start} to {start + minutes} of {deck.minutes}"
                group[0].notes.insert(0, nodes.paragraph("", text, classes=["minutes"]))
                start += minutes
            for slide in group:  # reveal.js shows the pace in the speaker view
                slide["timing"] = 60 * minutes // len(group)
        self.document.children = []
        self.document += [c[0] if len(c) == 1 else c for c in deck.columns]
        self.app.builder.decks[self.env.docname] = len(deck.slides), deck.minutes

    def finish(self, slide, footnotes):
        """Add the footnotes that the slide and its notes use; aim their links."""
        page = self.app.builder.book_uri(self.env.docname, self.env.docname)
        for part in (slide, slide.notes):
            for ref in list(part.findall(nodes.footnote_reference)):
                if note := footnotes.pop(ref["refid"], None):
                    part += note
            for ref in part.findall(nodes.reference):
                if part is slide.notes and not ref.get("refuri"):  # notes open in a window
                    ref["refuri"] = f"{page}#{ref.get('refid', '')}"
                if ref.get("refuri"):
                    ref["target"] = "_blank"
        own = self.env.docname in getattr(self.app.project, "own", ())  # not in the book
        slide["book"] = "" if own else f"{page}#{slide['section']}"
        slide += slide.notes


class DeckTranslator(RevealjsSlideTranslator):
    """Writes the nodes above; code is coloured by Pygments, as in the book."""

    def visit_deck_column(self, node):
        self.body.append("<section>\n")

    def depart_deck_column(self, node):
        self.body.append("</section>\n")

    def visit_deck_slide(self, node):
        self.section_level = node["level"]
        data = {"data-timing": node.get("timing", 0), "data-line": node[0].line or 0}
        self.body.append(self.starttag(node, "section", CLASS=f"level-{node['level']}", **data))

    def depart_deck_slide(self, node):
        if href := html.escape(node["book"]):
            self.body.append(f'<a class="book-link" href="{href}" target="_blank">book</a>')
        self.body.append("</section>\n")

    def visit_deck_notes(self, node):  # copied, with the style sheet, into the speaker view
        static = "../" * self.builder.current_docname.count("/") + "_static/"
        self.body.append(f'<aside class="notes"><link rel="stylesheet" href="{static}notes.css">\n')

    def depart_deck_notes(self, node):
        self.body.append("</aside>\n")

    def add_secnumber(self, node):
        if node.parent.get("level") == 1:
            super().add_secnumber(node)

    def visit_literal_block(self, node):
        try:
            HTML5Translator.visit_literal_block(self, node)
        finally:  # it ends with SkipNode
            if "steps" in node:
                self.body[-1] = with_steps(self.body[-1], node["steps"])

    def depart_literal_block(self, node):
        HTML5Translator.depart_literal_block(self, node)


def with_steps(block, steps):
    """A highlighted block, each line in a span, followed by a fragment for each step."""
    head, code, tail = re.split(r"(?<=<pre>)<span></span>|\n(?=</pre>)", block)
    lines = "\n".join(f'<span class="line">{line}</span>' for line in code.split("\n"))
    head = head.replace("<pre>", f'<pre data-steps="{html.escape(steps)}">')
    return head + lines + tail + '<span class="fragment step"></span>' * steps.count("|")


class DeckBuilder(RevealjsHTMLBuilder):
    """sphinx-revealjs's builder, for the decks of the book."""

    default_translator_class = DeckTranslator

    def init(self):
        # The base class changes these values in place.  They are saved with the
        # environment, and the next builder would read every document again.
        saved = {name: copy.deepcopy(self.config[name])
                 for name in ("revealjs_static_path", "revealjs_script_conf")}
        super().init()
        self.config.html_static_path = list(self.config.html_static_path)
        for name, value in saved.items():
            self.config[name] = value
        self.decks = {}  # docname -> (number of slides, minutes)

    def add_js_file(self, filename, **kwargs):
        if filename not in ("clipboard.min.js", "copybutton.js"):  # they need the book's page
            super().add_js_file(filename, **kwargs)

    def create_pygments_style_file(self):
        super().create_pygments_style_file()
        dark = HtmlFormatter(style=self.config.deck_dark_style)
        path = Path(self.outdir, "_static", "pygments-dark.css")
        path.write_text(dark.get_style_defs("[data-theme=dark] .highlight"), encoding="utf-8")

    def write_documents(self, docnames):
        super().write_documents({d for d in docnames if is_deck(self.app, d)})

    def book_uri(self, from_, to):
        return "../" * from_.count("/") + self.config.deck_book + self.get_target_uri(to)

    def get_relative_uri(self, from_, to, typ=None):  # other documents: in the book
        return super().get_relative_uri(from_, to, typ) if to == from_ else self.book_uri(from_, to)


def landing_page(app):
    """The page that lists the decks, slides/index.html."""
    if app.builder.name == "revealjs":
        decks = [(name, app.env.titles[name].astext(), *size)
                 for name, size in sorted(app.builder.decks.items())]
        yield "index", {"decks": decks, "book": app.config.deck_book, "tags": app.tags}, "decks.html"


def present_from_here(app, pagename, templatename, context, doctree):
    """In the book: beside each heading that has a slide, a link to it."""
    if app.builder.name != "html" or not is_deck(app, pagename):
        return
    deck = Deck(app.env.get_doctree(pagename))
    slides = {id_: slide["ids"][0] for slide in deck.slides for id_ in slide["ids"]}

    def link(match):
        if match[1] not in slides:
            return match[0]
        return (f'<a class="present" href="slides/{pagename}.html#/{slides[match[1]]}" '
                f'title="Present from here" aria-label="Present from here">&#9655;</a>{match[0]}')

    context["body"] = re.sub(r'<a class="headerlink" href="#([^"]+)"', link, context["body"])


def name_heading_levels(app, pagename, templatename, context, doctree):
    """Sphinx writes captions of tables of contents as headings without a level."""
    for name in ("body", "furo_navigation_tree"):
        if name in context:
            context[name] = context[name].replace('role="heading"', 'role="heading" aria-level="2"')


def is_deck(app, docname):
    return any(fnmatch(docname, pattern) for pattern in app.config.deck_docs)


def setup(app):
    app.setup_extension("sphinx_revealjs")
    app.extensions["sphinx_revealjs"].parallel_read_safe = True  # its directives keep no state
    app.add_builder(DeckBuilder, override=True)
    app.add_config_value("deck_docs", ["[0-9]*"], "")
    app.add_config_value("deck_book", "../", "")
    app.add_config_value("deck_dark_style", "default", "")
    app.add_node(slide_block)
    app.add_directive("slide", Slide)
    app.add_post_transform(DropSlides)
    app.add_post_transform(MakeSlides)
    app.connect("html-collect-pages", landing_page)
    app.connect("html-page-context", present_from_here)
    app.connect("html-page-context", name_heading_levels, priority=900)  # after the theme
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
