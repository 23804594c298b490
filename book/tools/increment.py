"""Sphinx extension: a build that goes on from the doctrees of the last good one.

Sphinx decides by the times of files what to read again, and writes again what it read.
Here contents decide, `changed` of them; and a page is written again too when something
changed that any page may show: a title, a number, a label, a term, the size of a deck.
What this cannot tell, `build.py` builds from nothing; tests compare the two byte for byte.
"""

import functools
import hashlib
import os
from pathlib import Path

from .chapter import ROOT

NOT_SHOWN = {"source_map", "wordcount", "kernelspec", "language_info", "jupytext"}  # of a page's metadata
changed: set[str] = set()  # paths from the project's root; build.py puts them here
was_read: set[str] = set()  # documents, by an earlier builder of this build


def read_again(app, env, added, changed_, removed):
    """The documents whose source, or a file that they were made from, has another content."""
    @functools.cache
    def path(name):
        if name.endswith(".ipynb"):
            return f"the outputs of {Path(name).stem}"  # as build.py calls them
        return os.path.relpath(os.path.normpath(os.path.join(env.srcdir, name)), ROOT)

    def made_from(docname):
        names = [*map(os.fspath, env.dependencies[docname])]
        found = {path(os.fspath(env.doc2path(docname))), *map(path, names)}
        for chapter in {env.path2doc(name) for name in names if name.endswith(".md")} & env.all_docs.keys() - {docname}:
            found |= made_from(chapter)  # a deck of one's own is made from all that its chapters are
        return found

    return [docname for docname in env.found_docs - was_read if docname in env.all_docs and made_from(docname) & changed]


def write_again(app, env):
    """All documents, where something changed that any of them may show."""
    std = env.get_domain("std")
    metadata = {docname: {key: value for key, value in found.items() if key not in NOT_SHOWN}
                | {"myst_slugs": [(slug, *where[1:]) for slug, where in found.get("myst_slugs", {}).items()]}  # without their lines
                for docname, found in env.metadata.items()}
    shown = [env.titles, env.toc_secnumbers, env.toctree_includes, metadata, std.labels, std.anonlabels,
             std.objects, getattr(env, "deck_sizes", {}), getattr(env, "reading_minutes", {})]
    text = "\n".join(f"{key!r} {value!s}" for part in shown for key, value in sorted(part.items()))
    scripts = [Path(app.outdir, up, "_static/live/live.js") for up in ("", "..")]  # its version is in every page and deck
    key = hashlib.sha256(text.encode() + b"".join(path.read_bytes() for path in scripts if path.exists())).hexdigest()
    keys = env.__dict__.setdefault("shown_by_all", {})
    before, keys[app.builder.name] = keys.get(app.builder.name), key
    if before not in (None, key):
        return sorted(env.found_docs)
    return was_read


def remember(app, doctree):
    was_read.add(app.env.docname)


def setup(app):
    app.connect("env-get-outdated", read_again)
    app.connect("env-get-updated", write_again)
    app.connect("doctree-read", remember)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
