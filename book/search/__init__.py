"""Sphinx extension: the page Search, and the box of the page Symptoms.

Both work without the network and from the disk.  A pasted error is found by the patterns
of its text (`symptoms.patterns`), by errors.js; other words by MiniSearch, by search.js, in
an index of sections in place of Sphinx's own: that one finds pages, and only those with
every word, so the reader's own names or one typing error would leave nothing.
"""

import json
import shutil
from pathlib import Path

from docutils import nodes

from book.tools import symptoms

HERE = Path(__file__).parent
SKIPPED = (nodes.raw, nodes.comment, nodes.system_message, nodes.image)
DESCRIPTION = "Find words in the course, or paste an error message with all that stands in it."
BOX = """<div id="paste"><label for="pasted">Paste your error here, or type a part of it</label>
<textarea id="pasted" rows="3" spellcheck="false" autocomplete="off"></textarea><p id="narrowed" role="status"></p></div>"""
PAGE = (HERE / "search.html").read_text(encoding="utf-8")


def skipped(node: nodes.Node) -> bool:
    """What is no text of a section: whole scripts, which repeat its cells or show a fault, too."""
    classes = getattr(node, "attributes", {}).get("classes", ())
    return isinstance(node, SKIPPED) or "script" in classes or "fault" in classes


def own_text(node: nodes.Node) -> str:
    """The text of a node without that of its subsections and its title."""
    if isinstance(node, nodes.Text):
        return node.astext()
    text = "".join(own_text(child) for child in node.children
                   if not isinstance(child, (nodes.section, nodes.title)) and not skipped(child))
    return text if isinstance(node, nodes.Inline) else text + "\n"


def sections(doctree: nodes.document, address: str) -> list[list[str]]:
    """The sections of a page: [address with anchor, title, title of the page, text]."""
    found = []
    for section in doctree.findall(nodes.section):
        title = section.next_node(nodes.title).astext()
        link = f"{address}#{section['ids'][0]}" if found else address
        found.append([link, title, found[0][1] if found else title, " ".join(own_text(section).split())])
    for item in doctree.findall(nodes.definition_list_item):  # the terms of the glossary
        if ids := item[0]["ids"]:
            found.append([f"{address}#{ids[0]}", item[0].astext(), found[0][1], " ".join(item[-1].astext().split())])
    return found


def keep_sections(app, doctree, docname):
    if app.builder.name == "html":
        app.builder.searched[docname] = sections(doctree, app.builder.get_target_uri(docname))


def add_box(app, doctree, docname):
    """Below the first paragraph of Symptoms.  It is in the page from the start: put there by a script, it would push the text down."""
    if app.builder.name == "html" and docname == "symptoms":
        first = doctree.next_node(nodes.paragraph)
        first.parent.insert(first.parent.index(first) + 1, nodes.raw("", BOX, format="html"))


def in_place_of_sphinx(app):
    """No index by Sphinx, and the scripts that all these pages load."""
    if app.builder.name == "html":
        app.builder.search, app.builder.searched = False, {}
        (static := Path(app.outdir, "_static")).mkdir(parents=True, exist_ok=True)
        entries = symptoms.read()
        kept = app.env.__dict__.setdefault("error_patterns", {})  # to find them takes longer than to read a chapter
        if kept.get("of") != entries:
            kept.update(of=entries, patterns=symptoms.patterns(entries))
        write(static / "errors.js", "ERRORS", kept["patterns"], "errors.js")
        for name in ("minisearch.js", "search.js"):
            shutil.copy(HERE / name, static)


def write(path: Path, name: str, data, *scripts: str) -> None:
    """A script with its data above it."""
    texts = [f"const {name} = {json.dumps(data, ensure_ascii=False, separators=(',', ':'))};\n"]
    texts += [(HERE / script).read_text(encoding="utf-8") for script in scripts]
    path.write_text("".join(texts), encoding="utf-8")


def last_index(path: Path) -> dict[str, list]:
    """The index of the last build in this folder: {address of a page: its sections}."""
    kept = {}
    if path.exists():
        for section in json.loads(path.read_text(encoding="utf-8").partition("\n")[0][len("const SECTIONS = "):-1]):
            kept.setdefault(section[0].partition("#")[0], []).append(section)
    return kept


def search_page(app):
    """The page, and the index it loads: a page that this build did not write again is as it was."""
    if app.builder.name != "html":
        return
    path, new = Path(app.outdir, "searchindex.js"), app.builder.searched
    last = last_index(path)
    for docname in app.env.found_docs - new.keys():
        new[docname] = last.get(app.builder.get_target_uri(docname), [])
    write(path, "SECTIONS", [section for _, kept in sorted(new.items()) for section in kept])
    yield "search", {"title": "Search", "body": PAGE, "description": DESCRIPTION}, "page.html"


def add_scripts(app, pagename, templatename, context, doctree):
    names = {"search": ("errors.js", "minisearch.js", "search.js"), "symptoms": ("errors.js",)}
    for name in names.get(pagename, ()):
        app.add_js_file(name, loading_method="defer")


def setup(app):
    app.connect("builder-inited", in_place_of_sphinx)
    app.connect("doctree-resolved", keep_sections, priority=900)
    app.connect("doctree-resolved", add_box, priority=901)
    app.connect("html-collect-pages", search_page)
    app.connect("html-page-context", add_scripts)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": False}
