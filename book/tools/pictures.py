"""Sphinx extension: a picture that is none is named with its line; headings in any script get readable ids."""

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
                image["uri"] = unquote(image["uri"])
            around = image
            while not image.line and (around := around.parent):
                image.source, image.line = around.source or image.source, around.line


class NoSvgInPdf(SphinxPostTransform):
    """TeX cannot read SVG; without this its own message would come, without a line."""

    default_priority = 5
    formats = ("latex",)

    def run(self, **kwargs):
        for image in list(self.document.findall(nodes.image)):
            if image["uri"].lower().endswith(".svg"):
                logger.warning("%s: the PDF cannot have an SVG; keep a PNG or PDF of it beside it and write `%s.*`",
                               image["uri"], image["uri"][:-4], location=image)


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


def setup(app):
    app.connect("doctree-read", check_pictures)
    app.add_transform(NamesAndLines)
    app.add_transform(ReadableIds)
    app.add_post_transform(NoSvgInPdf)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
