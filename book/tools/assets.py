"""Sphinx extension: what a page loads, so that a phone shows it soon.

All style sheets are one file, no script is waited for, and a script that has nothing to do in this book is left out.
"""

import os
import re
import zlib
from pathlib import Path

# Of Sphinx: its index and its keys (this book has none), words to highlight that its own search sends (ours links to sections);
# in a deck, the looks of the buttons for copying.
UNUSED = {"html": ("doctools.js", "sphinx_highlight.js"), "revealjs": ("copybutton.css",)}
ALL = "_static/all.css"
# A page that is opened at its top may be laid out in parts (book.css); at an anchor, or after a reload, it stands whole.
IN_PARTS = """<script>
  if (!location.hash && performance.getEntriesByType("navigation")[0]?.type === "navigate") document.documentElement.classList.add("in-parts");
</script>
"""


def few_files(app, pagename, templatename, context, doctree):
    """Give the page one style sheet, and scripts that run when all of it is there."""
    builder = app.builder
    if builder.name not in UNUSED or "css_files" not in context:
        return
    if builder.name == "html":
        context["metatags"] = context.get("metatags", "") + IN_PARTS
    files = {kind: [file for file in sorted(context[kind], key=lambda file: file.priority)
                    if not os.fspath(file.filename or "").endswith(UNUSED[builder.name])] for kind in ("css_files", "script_files")}
    names = [os.fspath(file.filename) for file in files["css_files"]]
    # the decks have one from the book, which may be built at another time
    builder.sheets = getattr(builder, "sheets", None) or [name for name in names if ".." not in name]
    context["css_files"] = [f"{ALL}?v={version(builder)}", *(name for name in names if name not in builder.sheets)]
    context["script_files"] = [type(file)(file.filename, priority=file.priority, **{"defer": "defer"} | file.attributes)
                               if file.filename else file for file in files["script_files"]]


def version(builder) -> str:
    """A hash of the sheets, as Sphinx has one in the address of each; MyST-NB's, which comes at the end, has it in its name."""
    if not hasattr(builder, "version_of_sheets"):
        texts = [path.read_bytes() for path in (Path(builder.outdir, name) for name in builder.sheets) if path.exists()]
        builder.version_of_sheets = f"{zlib.crc32(b''.join(texts) + repr(builder.sheets).encode()):08x}"
    return builder.version_of_sheets


def one_sheet(app, exception):
    """Write the sheets, which stand in ``_static`` or below, as one file there; Furo and MyST-NB are ready with theirs by now."""
    if not exception and hasattr(app.builder, "sheets"):
        text = "".join(in_static(Path(app.outdir, name), Path(app.outdir, "_static")) for name in app.builder.sheets)
        Path(app.outdir, ALL).write_text(text, encoding="utf-8")


def in_static(sheet: Path, static: Path) -> str:
    """The text of a sheet, as it may stand in the folder *static*.  Raises ValueError where it names files from where it is."""
    text = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", sheet.read_text(encoding="utf-8"))
    moved = r"|url\(\s*(?![\"']?(?:data:|#))[^)]*" * (sheet.parent != static)
    if found := re.search(r"@(?:import|charset)\b.*" + moved, text):
        raise ValueError(f"{sheet}: {found[0]} would be lost where all style sheets are one")
    return text.strip() + "\n"


def setup(app):
    app.connect("html-page-context", few_files, priority=900)
    app.connect("build-finished", one_sheet, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": False}
