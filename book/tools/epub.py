"""Sphinx extension: the book as EPUB 3, for a phone or a reader without a browser: `make epub`.

Sphinx's builder makes it of the same doctrees, so outputs are those of the pages.  No script runs there: a cell is its code and
its outputs, what is folded on the page can be unfolded (a reader that knows no <details> shows it), and links to what is
beside the site, PDF and decks, are words.
"""

import os
import re
import time
import zipfile
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

from docutils import nodes
from myst_nb.sphinx_ import HideCodeCellNode
from pygments.formatters import HtmlFormatter
from sphinx.builders.epub3 import Epub3Builder
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

STYLE = Path(__file__).with_name("epub.css")
VOID = r"area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr"
logger = logging.getLogger(__name__)


class BookEpub(Epub3Builder):
    """Sphinx's builder, with one style sheet, no scripts, and the same bytes each time."""

    def add_css_file(self, filename, **kwargs):
        """One sheet; extensions add those of the site."""
        super().add_css_file("epub.css")

    def add_js_file(self, filename, **kwargs):
        """None."""

    def write_documents(self, docnames):
        super().write_documents({name for name in docnames if name not in self.app.project.own})  # without decks of one's own

    def copy_static_files(self):
        """One sheet: the colours of code, and what makes cells and tables readable on a small page."""
        colours = HtmlFormatter(style=self.config.pygments_style).get_style_defs(".highlight")
        (static := Path(self.outdir, "_static")).mkdir(parents=True, exist_ok=True)
        (static / "epub.css").write_text(f"{colours}\n{STYLE.read_text(encoding='utf-8')}", encoding="utf-8")

    def handle_page(self, pagename, *arguments, **options):
        """A page that is no XML would not be shown by a reader at all."""
        super().handle_page(pagename, *arguments, **options)
        path = Path(self.outdir, pagename + self.out_suffix)
        if path.exists():
            try:
                ElementTree.fromstring(path.read_bytes())
            except ElementTree.ParseError as error:
                lines = path.read_text(encoding="utf-8").split("\n")
                at = lines[error.position[0] - 1][max(0, error.position[1] - 60):][:120]
                logger.warning("in the EPUB this page is no XML: %s: %s", error, at, location=pagename)

    def build_content(self):
        """As Sphinx's, and it says of each page whether SVG or MathML is in it, as it must."""
        super().build_content()
        path = Path(self.outdir, "content.opf")

        def with_properties(item):
            page = Path(self.outdir, unquote(item[1])).read_text(encoding="utf-8") if item[1].endswith(self.out_suffix) else ""
            has = [name for name, tag in (("mathml", "<math"), ("svg", "<svg")) if tag in page]
            return item[0].replace(" />", f' properties="{" ".join(has)}" />') if has else item[0]

        text = re.sub(r'<item id="epub-[^>]* href="([^"]*)"[^>]*/>', with_properties, path.read_text(encoding="utf-8"))
        path.write_text(text, encoding="utf-8")

    def build_epub(self):
        """As Sphinx's, but with the date of the build in place of those of the files."""
        date = time.gmtime(int(os.environ.get("SOURCE_DATE_EPOCH", time.time())))[:6]
        with zipfile.ZipFile(Path(self.outdir, f"{self.config.epub_basename}.epub"), "w") as epub:
            for name in ("mimetype", "META-INF/container.xml", "content.opf", "toc.ncx", *self.files):
                entry = zipfile.ZipInfo(name, date)
                entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
                entry.external_attr = 0o644 << 16
                epub.writestr(entry, Path(self.outdir, name).read_bytes())


def folded(title, children):
    """What can be unfolded."""
    return [nodes.raw("", "<details><summary>", format="html"), *title, nodes.raw("", "</summary>", format="html"), *children,
            nodes.raw("", "</details>", format="html")]


def put(node, others):
    """Put others into the place of a node.  (`replace_self` would give the first of them its classes.)"""
    at = node.parent.index(node)
    node.parent[at:at + 1] = others


class Fold(SphinxPostTransform):
    """Dropdowns and outputs to be guessed, without the markup that needs the site's style."""

    default_priority = 195  # before sphinx-design and MyST-NB write theirs
    builders = ("epub",)

    def run(self, **kwargs):
        for node in list(self.document.findall(nodes.container)):
            if node.get("design_component") == "dropdown":
                title = [nodes.inline("", "", *node[0].children)] if node["has_title"] else [nodes.inline("", "More")]
                put(node, folded(title, node.children[node["has_title"]:]))


class FoldOutputs(SphinxPostTransform):
    """The outputs to be guessed, when MyST-NB has found them."""

    default_priority = 990
    builders = ("epub",)

    def run(self, **kwargs):
        for node in list(self.document.findall(HideCodeCellNode)):
            put(node, folded([nodes.inline("", node["prompt_show"])], node.children))


class NoLinksOut(SphinxPostTransform):
    """Raw HTML as XML; links in it to files of the site are words."""

    default_priority = 950
    builders = ("epub",)

    def run(self, **kwargs):
        opened = None
        for raw in list(self.document.findall(nodes.raw)):
            if raw["format"] != "html" or raw.astext().startswith(("<details", "</")) and not opened:
                continue
            text = raw.astext()
            if re.fullmatch(r"<a\s[^>]*>", text) and not re.search(r"""href=["']?(https?:|#)""", text):
                opened = raw.parent
                raw.parent.remove(raw)
            elif text == "</a>" and opened is raw.parent:
                opened = None
                raw.parent.remove(raw)
            else:
                text = re.sub(rf"<({VOID})\b([^>]*?)\s*/?>", r"<\1\2/>", text)
                text = re.sub(r"<svg\b(?![^>]*\bxmlns=)", '<svg xmlns="http://www.w3.org/2000/svg"', text)
                put(raw, [nodes.raw("", text, format="html", classes=raw["classes"])] if "<form" not in text else [])


def setup(app):
    app.add_builder(BookEpub, override=True)
    app.add_post_transform(Fold)
    app.add_post_transform(FoldOutputs)
    app.add_post_transform(NoLinksOut)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
