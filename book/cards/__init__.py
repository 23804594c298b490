"""Sphinx extension: what a search engine or a message says of a link to a page: its description, and a picture of its title.

The description is the first sentences of the page's own text, so it is kept nowhere; pages without a text give theirs.
Addresses in these tags have to be whole: pictures are made where the site's is known (BOOK_URL), of each page that is written.

sphinxext-opengraph has both, but cuts descriptions inside a sentence, does not know decks, and draws with matplotlib, which
is ten packages; this is one, Pillow.
"""

import re
from html import escape
from pathlib import Path
from urllib.parse import quote

import sphinx_revealjs
from docutils import nodes

LENGTH = 200  # of a description: search engines show about 160
SIZE = 1200, 630  # of a picture, as those who show them ask for
FONTS = Path(sphinx_revealjs.__file__).parent / "_static/revealjs/dist/theme/fonts/source-sans-pro"
GROUND, WORDS, QUIET, ACCENT = "#16191d", "#eef1f4", "#a9b4bf", "#8ec4ff"  # the dark theme's colours


def first_sentences(text: str) -> str:
    """Whole sentences from the beginning of a text, as many as fit; of one that is too long, its beginning."""
    text = " ".join(text.split())
    ends = [match.end() for match in re.finditer(r"[.?!](?=\s|$)", text)] or [len(text)]
    end = max([end for end in ends if end <= LENGTH], default=ends[0])
    return text[:end] if end <= 2 * LENGTH else text[:text.rindex(" ", 0, LENGTH)] + " …"


def prose(doctree: nodes.document | None) -> str:
    """The first paragraph of a page, of a deck that of its first notes."""
    if doctree is None:
        return ""
    paragraphs = [p for p in doctree.findall(nodes.paragraph) if "minutes" not in p["classes"] and len(p.astext().split()) > 3]
    notes = [p for p in paragraphs if type(p.parent).__name__ == "deck_notes"]
    return next((p.astext() for p in notes + paragraphs), "")


def describe(app, pagename, templatename, context, doctree):
    """Put the description of the page into its head, and its title and picture for those who show links."""
    if app.builder.name not in ("html", "revealjs"):
        return
    deck, index = app.builder.name == "revealjs", pagename == app.config.root_doc
    title = app.env.titles[pagename].astext() if doctree is not None else context["title"]
    title = app.config.html_title if index and not deck else title
    text = context.get("description") or ("Slides: " if deck else "") + first_sentences(prose(doctree))
    tags = [("name", "description", text), ("property", "og:type", "website" if index else "article"), ("property", "og:title", title),
            ("property", "og:description", text), ("property", "og:site_name", app.config.html_title)]
    if address := context.get("pageurl"):
        uri, card = app.builder.get_target_uri(pagename), f"cards/{pagename}.png"
        draw(Path(app.outdir, card), title, above(app, pagename, deck), text if index else "")
        tags += [("property", "og:url", address), ("property", "og:image", address.removesuffix(uri) + quote(card)),
                 ("property", "og:image:width", f"{SIZE[0]}"), ("property", "og:image:height", f"{SIZE[1]}"),
                 ("property", "og:image:alt", title), ("name", "twitter:card", "summary_large_image")]
    context["metatags"] = context.get("metatags", "") + "".join(
        f'<meta {kind}="{name}" content="{escape(value)}">\n' for kind, name, value in tags)


def above(app, pagename: str, deck: bool) -> str:
    """What stands above the title on its picture: the book, the chapter's number, that it is a deck."""
    number = app.env.toc_secnumbers.get(pagename, {}).get("")
    parts = [app.config.html_title] * (pagename != app.config.root_doc or deck)
    return "  ·  ".join([*parts, *([f"chapter {number[0]}"] if number else []), *(["slides"] if deck else [])])


def draw(path: Path, title: str, small: str, below: str) -> None:
    """Draw the picture of a page: its title, as large as it fits, a line above it and some below."""
    from PIL import Image, ImageDraw, ImageFont

    def font(style, size):
        return ImageFont.truetype(FONTS / f"source-sans-pro-{style}.ttf", size)

    def lines(text, font):
        found = [""]
        for word in text.split():
            longer = f"{found[-1]} {word}".strip()
            found = [*found[:-1], longer] if canvas.textlength(longer, font) <= SIZE[0] - 160 or not found[-1] else [*found, word]
        return found

    picture = Image.new("RGB", SIZE, GROUND)
    canvas = ImageDraw.Draw(picture)
    size = next((size for size in (96, 84, 72, 60) if len(lines(title, font("semibold", size))) < 4), 48)
    canvas.text((80, 90), small, QUIET, font("regular", 40))
    y = 180
    for style, height, colour, text in (("semibold", size, WORDS, title), ("regular", 40, QUIET, below)):
        for line in lines(text, font(style, height)) if text else ():
            canvas.text((80, y), line, colour, font(style, height))
            y += round(1.18 * height)
        y += 24
    canvas.rectangle((80, SIZE[1] - 60, SIZE[0] - 80, SIZE[1] - 50), ACCENT)
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.quantize(64).save(path, optimize=True)


def setup(app):
    app.connect("html-page-context", describe, priority=800)  # after canonical links (book/publish), before book/tools/assets.py
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
