"""Sphinx extension: a picture that is none is named with its line; headings in any script get readable ids."""

import itertools
import re
import unicodedata
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

logger = logging.getLogger(__name__)
BEGINS = {".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff", ".gif": b"GIF8",
          ".webp": b"RIFF", ".pdf": b"%PDF"}
ENDS = {".png": b"IEND", ".jpg": b"\xff\xd9", ".jpeg": b"\xff\xd9", ".gif": b";", ".pdf": b"%%EOF"}
DISPLAYED = re.compile(r"<IPython\.core\.display\.(\w+) object>")  # the text of display(HTML(...)), display(SVG(...))
OF_HTML = re.compile(r"<(?:img|video|audio|source)\b[^>]*?\bsrc\s*=\s*[\"']?(?!/|\w+:|(?:\.\./)*_static/)([^\"'\s>]+)")


def fault_of(path: Path) -> str:
    """Why a file is not the picture that its name says; empty where it is."""
    data, kind = path.read_bytes(), path.suffix.lower()
    if not data:
        return "is empty"
    if data.startswith(b"version https://git-lfs"):
        return "is a pointer of Git LFS, not the picture: git lfs pull"
    if kind == ".svg":
        try:
            return "" if ElementTree.fromstring(data).tag.endswith("svg") else "is no SVG"
        except ElementTree.ParseError as error:
            return f"is no SVG: {error}"
    if not data.startswith(BEGINS.get(kind, b"")):
        return f"is no {kind[1:].upper()}"
    return "" if ENDS.get(kind, b"") in data else "is only the beginning of a picture"


def check_pictures(app, doctree):
    """Warn of each picture that no browser could show."""
    for image in doctree.findall(nodes.image):
        path = Path(app.srcdir, image["uri"])
        if "://" not in image["uri"] and path.is_file() and (fault := fault_of(path)):
            logger.warning("%s %s", image["uri"], fault, location=image)
    for raw in doctree.findall(nodes.raw):
        for path in OF_HTML.findall(raw.astext()) if raw["format"] == "html" else ():
            logger.warning("%s is in raw HTML, and would not be in the site: write ![what it shows](%s)", path, path, location=raw)


class NamesAndLines(SphinxTransform):
    """Markdown gives addresses, my%20picture.png, here is the name of the file; and no lines, here is that of the text."""

    default_priority = 200

    def apply(self, **kwargs):
        for image in self.document.findall(nodes.image):
            if "://" not in image["uri"]:
                image["uri"] = self.written(unquote(image["uri"]))
            around = image
            while not image.line and (around := around.parent):
                image.source, image.line = around.source or image.source, around.line

    def written(self, name: str) -> str:
        """The name as it was written: docutils takes the spaces out of that of a {figure} or an {image}."""
        env = self.document.settings.env
        path = Path(env.relfn2path(name, env.docname)[1])
        if path.exists() or not path.parent.is_dir():
            return name
        found = [other.name for other in path.parent.iterdir() if " " in other.name and "".join(other.name.split()) == path.name]
        return name[:len(name) - len(path.name)] + found[0] if len(found) == 1 else name


class NoSvgInPdf(SphinxPostTransform):
    """TeX cannot read SVG; without this its own message would come, without a line."""

    default_priority = 5
    formats = ("latex",)

    def run(self, **kwargs):
        for image in list(self.document.findall(nodes.image)):
            if image["uri"].lower().endswith(".svg"):
                logger.warning("%s: the PDF cannot have an SVG; keep a PNG or PDF of it beside it and write `%s.*`",
                               image["uri"], image["uri"][:-4], location=image)
        for text in self.document.findall(lambda node: isinstance(node, nodes.literal_block) and "text_plain" in node["classes"]):
            if found := DISPLAYED.fullmatch(text.astext().strip()):
                logger.warning("this output is %s alone, and the PDF would show %s: show a picture or text, or both with "
                               "display({'text/html': ..., 'text/plain': ...}, raw=True)", found[1], found[0], location=text)


class ReadableIds(SphinxTransform):
    """docutils makes ids of ASCII alone: id1, id2 of headings in other scripts.  Here they keep their words."""

    default_priority = 250  # before references are resolved

    def apply(self, **kwargs):
        document = self.document
        for section in document.findall(nodes.section):
            old = section["ids"][-1] if section["ids"] else ""
            words = re.sub(r"[^\w]+", "-", unicodedata.normalize("NFC", section[0].astext()).lower()).strip("-_")
            if not re.fullmatch(r"id\d+", old) or not words:
                continue
            new, n = words, 1
            while new in document.ids:
                new, n = f"{words}-{n}", n + 1
            document.ids[new] = document.ids.pop(old)
            section["ids"][-1] = new
            for name, id_ in document.nameids.items():
                if id_ == old:
                    document.nameids[name] = new
            slugs = getattr(document, "myst_slugs", {})
            for slug, (line, id_, title) in slugs.items():
                if id_ == old:
                    slugs[slug] = line, new, title


class OneIdEach(SphinxTransform):
    """An {eval-rst} counts its references from id1 again, as the page does; nobody but the note they lead to knows their ids."""

    default_priority = 260

    def apply(self, **kwargs):
        seen = set()
        notes = [*self.document.findall(lambda node: isinstance(node, (nodes.footnote, nodes.citation)))]
        for ref in self.document.findall(lambda node: isinstance(node, (nodes.footnote_reference, nodes.citation_reference))):
            for k, old in enumerate(ref["ids"]):
                if old not in seen:
                    seen.add(old)
                    continue
                new = next(name for n in itertools.count(2) if (name := f"{old}-{n}") not in seen | self.document.ids.keys())
                seen.add(new)
                ref["ids"][k] = new
                for note in notes:
                    if ref.get("refname") in note["names"]:
                        note["backrefs"] = [new if back == old else back for back in note["backrefs"]]


def setup(app):
    app.connect("doctree-read", check_pictures)
    app.add_transform(NamesAndLines)
    app.add_transform(ReadableIds)
    app.add_transform(OneIdEach)
    app.add_post_transform(NoSvgInPdf)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
