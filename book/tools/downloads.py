"""Sphinx extension: what a reader takes along of a chapter: its zip, which runs by itself, its notebook, its slides.

The folder code/ is in the site, file by file, and pages link to it by its own paths.  (Sphinx's ``{download}`` makes a
folder for each file.)  Below the title of each chapter a line says what there is.
"""

import hashlib
import json
import os
import shutil
import time
import zipfile
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from . import notebook
from .chapter import CODE, TOOLS, chapter_paths, digest, kept, read

NOT_TAKEN = ("__pycache__", "answer.py")


class code_link(nodes.Inline, nodes.TextElement):
    """A link to a file of the folder code/ in the site."""


def link(path: str, text: str = "") -> code_link:
    """A link to a file, given by its path from the project's root; in the PDF its text alone."""
    return code_link("", "", nodes.literal("", text or path), path=path)


class ResolveLinks(SphinxPostTransform):
    """Where the site has the file there is a link to it."""

    default_priority = 300

    def run(self, **kwargs):
        to = {"html": "", "revealjs": self.config.deck_book}.get(self.app.builder.name)
        for node in list(self.document.findall(code_link)):
            node.replace_self(node.children if to is None else nodes.reference(
                "", "", *node.children, refuri=to + node["path"], internal=True, classes=["download"]))


def zip_name(chapter: str) -> str:
    """The path of a chapter's zip in the site."""
    return f"code/{chapter}.zip"


def notebook_name(chapter: str) -> str:
    """The path of a chapter's notebook in the site."""
    return f"code/{chapter}/{chapter}.ipynb"


class TakeAlong(SphinxPostTransform):
    """Below the title of a chapter: the links to what there is of it."""

    default_priority = 300
    builders = ("html",)

    def run(self, **kwargs):
        name, section = self.env.docname, next(iter(self.document.findall(nodes.section)), None)
        if section is None or name not in {path.stem for path in chapter_paths()}:
            return
        links = [(zip_name(name), " download", "code and notebook (zip)"), (notebook_name(name), " download", "notebook"),
                 (f"slides/{name}.html", "", "slides")]
        if self.app.tags.has("with_handout"):
            links.append((f"slides/{name}-notes.pdf", "", "hand-out (PDF)"))
        text = " · ".join(f'<a class="reference internal{kind}" href="{quote(to)}"{kind}>{words}</a>'
                          for to, kind, words in links)
        section.insert(1, nodes.raw("", f'<p class="take-along">Take along: {text}</p>', format="html"))


def write_zip(path: Path, chapter: str, more: Path) -> None:
    """Write all code of a chapter, with *more*, its notebook, the checker and the tools: it runs where it is unpacked."""
    date = time.gmtime(int(os.environ.get("SOURCE_DATE_EPOCH", time.time())))[:6]
    files = [CODE / "check.py", *TOOLS.rglob("*.py"), *(CODE / chapter).rglob("*")]
    names = {file.relative_to(CODE).as_posix(): file for file in files if file.is_file() and not {*NOT_TAKEN} & {*file.parts}}
    with zipfile.ZipFile(path, "w") as archive:
        for name, file in sorted((names | {f"{chapter}/{more.name}": more}).items()):
            entry = zipfile.ZipInfo(f"{chapter}/{name}", date)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, file.read_bytes())


def titles(env) -> dict[str, tuple[str, str]]:
    """The page and the title of each label of the book; of each page, by the name of its file."""
    labels = {label: (page, str(title)) for label, (page, _, title) in env.get_domain("std").labels.items()}
    return labels | {f"{page}.md": (page, title.astext()) for page, title in env.titles.items()}


def copy_code(app, error):
    """At the end of a build of the book; what `build.py` kept of the last one stays where it is of today."""
    if app.builder.name != "html" or error:
        return
    target, named, base = Path(app.outdir, "code"), titles(app.env), app.config.html_baseurl
    if app.tags.has("live") or not target.exists():
        shutil.copytree(CODE, target, ignore=shutil.ignore_patterns(*NOT_TAKEN), dirs_exist_ok=True)
    keys, path_of_keys = {}, Path(app.doctreedir, "notebooks.json")
    with suppress(OSError, ValueError):
        keys = json.loads(path_of_keys.read_text(encoding="utf-8"))
    for path in chapter_paths():
        name, made = path.stem, kept(path)
        made_from = json.dumps([digest(path), made and made.metadata.made, named, base, sorted(
            (file.as_posix(), digest(file)) for folder in (CODE / name, TOOLS) for file in folder.rglob("*") if file.suffix != ".pyc")])
        key, out = hashlib.sha256(made_from.encode()).hexdigest(), Path(app.outdir, notebook_name(name))
        if keys.get(name) != key or not out.exists():
            chapter = read(path)
            assert chapter.executed  # reads the outputs
            archive = Path(app.outdir, zip_name(name))
            out.parent.mkdir(exist_ok=True)
            for old in (out, archive):  # it is also the last good site's, to which a build that goes on has links
                old.unlink(missing_ok=True)
            notebook.write(out, chapter, named, base)
            write_zip(archive, name, out)
        keys[name] = key
    path_of_keys.write_text(json.dumps(keys), encoding="utf-8")


def setup(app):
    app.add_node(code_link)
    app.add_post_transform(ResolveLinks)
    app.add_post_transform(TakeAlong)
    app.connect("build-finished", copy_code)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
