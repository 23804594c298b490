"""Writes the decks: the builder and the translator of sphinx-revealjs, adapted.

`deck.py` has turned the chapters into columns, slides and notes; here these become
HTML, with code coloured by Pygments as in the book.
"""

import copy
import html
import json
from contextlib import suppress
from fnmatch import fnmatch
from pathlib import Path

from pygments.formatters import HtmlFormatter
from sphinx.writers.html5 import HTML5Translator
from sphinx_revealjs.builders import RevealjsHTMLBuilder
from sphinx_revealjs.writers import RevealjsSlideTranslator


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

    def visit_deck_notes(self, node):
        self.body.append('<aside class="notes">\n')

    def depart_deck_notes(self, node):
        self.body.append("</aside>\n")

    def add_secnumber(self, node):
        if node.parent.get("level") == 1:
            super().add_secnumber(node)

    def visit_deck_steps(self, node):
        self.body.append(f'<span class="steps" data-steps="{html.escape(node["steps"])}"></span>')
        self.body.append('<span class="fragment step"></span>' * node["steps"].count("|"))

    def depart_deck_steps(self, node):
        pass

    def visit_literal_block(self, node):
        HTML5Translator.visit_literal_block(self, node)

    def depart_literal_block(self, node):
        HTML5Translator.depart_literal_block(self, node)


class LineFormatter(HtmlFormatter):
    """Pygments' formatter; with the option line_spans each line is in a span."""

    def wrap(self, source):
        spans = ((is_line, f'<span class="line">{text.removesuffix(chr(10))}</span>\n' if is_line else text) for is_line, text in source)
        return super().wrap(spans if self.options.get("line_spans") else source)


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
        with suppress(OSError, ValueError):  # of those that are not written again
            self.decks = {name: tuple(size) for name, size in json.loads(self.sizes.read_text()).items()}

    @property
    def sizes(self):
        return Path(self.app.doctreedir, "decks.json")

    def init_highlighter(self):
        super().init_highlighter()
        self.highlighter.formatter = LineFormatter

    def add_js_file(self, filename, **kwargs):
        if filename not in ("clipboard.min.js", "copybutton.js"):  # they need the book's page
            super().add_js_file(filename, **kwargs)

    def create_pygments_style_file(self):
        super().create_pygments_style_file()
        dark = HtmlFormatter(style=self.config.deck_dark_style)
        path = Path(self.outdir, "_static", "pygments-dark.css")
        path.write_text(dark.get_style_defs("[data-theme=dark] .highlight"), encoding="utf-8")

    def update_page_context(self, pagename, templatename, ctx, event_arg):
        ctx["revealjs_page_confs"] = self.configure_page_script_conf()
        ctx["deck_style"] = Path(self.outdir, "_static", self.config.revealjs_style_theme).read_text(encoding="utf-8").strip()

    def write_documents(self, docnames):
        super().write_documents({d for d in docnames if is_deck(self.app, d)})

    def write_doc(self, docname, doctree):
        slides = list(doctree.findall(lambda node: node.tagname == "deck_slide"))
        self.decks[docname] = len(slides), sum(slide.get("minutes", 0) for slide in slides)
        super().write_doc(docname, doctree)

    def book_uri(self, from_, to):
        return "../" * from_.count("/") + self.config.deck_book + self.get_target_uri(to)

    def get_relative_uri(self, from_, to, typ=None):  # other documents: in the book
        return super().get_relative_uri(from_, to, typ) if to == from_ else self.book_uri(from_, to)


def landing_page(app):
    """The page that lists the decks, slides/index.html."""
    if app.builder.name == "revealjs":
        app.builder.sizes.write_text(json.dumps(app.builder.decks))
        decks = [(name, app.env.titles[name].astext(), *size)
                 for name, size in sorted(app.builder.decks.items())]
        yield "index", {"decks": decks, "book": app.config.deck_book, "tags": app.tags, "title": f"Slides: {app.config.project}",
                        "description": f"The {len(decks)} lectures of {app.config.project} as slides, with the book's text in their notes."
                        }, "decks.html"


def is_deck(app, docname):
    return any(fnmatch(docname, pattern) for pattern in app.config.deck_docs)
