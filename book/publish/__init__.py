"""Sphinx extension and last step of a build: what a web server wants beside the pages.

BOOK_URL in the environment is the address that the site will have, such as https://example.org/async-python/.  With it
there are ``sitemap.xml``, ``robots.txt`` and canonical links; without it the site names no address, and works in any folder.
``404.html`` is there for missing pages in folders of any depth, so it loads nothing and its links are not relative.

sphinx-sitemap lists the pages of one builder, and this site has those of two; sphinx-notfound-page must be told the folder
in which the site will be.  Both would be more to keep than these lines.
"""

import os
import re
from html import escape
from pathlib import Path
from urllib.parse import quote

HERE = Path(__file__).parent
NO_PAGES = "404.html", "search.html"  # a search engine needs neither
CHAPTER = re.compile(r"[0-9]+-(.+)")


def base() -> str:
    """The address that the site will have, with a slash at its end; "" where it was not said.  Raises ValueError."""
    url = os.environ.get("BOOK_URL", "").strip()
    if url and not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", url):
        raise ValueError(f"BOOK_URL={url} is no address of a site: it is such as https://example.org/async-python/")
    return url and url.rstrip("/") + "/"


def finish(site: Path) -> None:
    """Write into a site that is otherwise whole what depends on all of its pages."""
    (site / ".nojekyll").touch()  # GitHub's Jekyll would leave out _static and _images
    pages = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html"))]
    found = [page for page in pages if "_static/" not in page and page not in NO_PAGES]
    texts = {"sitemap.xml": '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
             + "".join(f"<url><loc>{escape(base() + quote(page))}</loc></url>\n" for page in found) + "</urlset>\n",
             "robots.txt": f"User-agent: *\nAllow: /\nSitemap: {base()}sitemap.xml\n"}
    for name, text in texts.items():
        (site / name).unlink(missing_ok=True)
        if base():
            (site / name).write_text(text, encoding="utf-8")


def canonical(app, pagename, templatename, context, doctree):
    """The decks are in a folder of their own: Sphinx would give each the address of its chapter."""
    if app.builder.name == "revealjs" and context.get("pageurl"):
        context["pageurl"] = f"{app.config.html_baseurl}slides/{app.builder.get_target_uri(pagename)}"


def missing_page(app):
    """404.html: a chapter that got another number is found by the rest of its name."""
    if app.builder.name == "html":
        env, uri = app.env, app.builder.get_target_uri
        pages = [(name, env.titles[name].astext()) for name in env.toctree_includes.get(app.config.root_doc, [])]
        chapters = {found[1]: name for name in sorted(env.found_docs) if (found := CHAPTER.fullmatch(name))}
        text = app.builder.templates.render_string((HERE / "404.html").read_text(encoding="utf-8"), {
            "title": app.config.html_title, "root": app.config.html_baseurl or "/", "known": bool(app.config.html_baseurl),
            "symptoms": "symptoms" in env.found_docs, "pages": [(uri(name), title) for name, title in pages], "chapters": chapters})
        Path(app.outdir, "404.html").write_text(text, encoding="utf-8")
    return []


def setup(app):
    app.connect("html-page-context", canonical)
    app.connect("html-collect-pages", missing_page)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
