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
from .chapter import CODE, TOOLS, Chapter, chapter_paths, digest, kept, read

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


def about(chapter: Chapter, title: str, base: str) -> str:
    """The README of a chapter's zip: what it is, how it is run, where the book is (*base* is its address, or "")."""
    name = chapter.path.stem
    script = next((cell.script for cell in chapter.cells if cell.script and "needs" not in cell.metadata), None)
    runs = [f"`python {name}/{script}` runs a script"] * bool(script)
    runs += ["`python check.py` lists the exercises and checks your answers"] * any(chapter.code.glob("exercises/*/judge.py"))
    page = f"{base}{name}.html" if base else f"the page {name}.html, from which you have this zip"
    return (f"The scripts, the exercises and the notebook of the chapter *{title}* of *Async Python*.\n\n"
            f"With Python 3.11 or newer, in this folder: {', '.join(runs) or 'open the notebook in JupyterLab'}.\n\n"
            f"The chapter: {page}\n")


def write_zip(path: Path, chapter: str, more: Path, readme: str) -> None:
    """Write all code of a chapter, with *more*, its notebook, the checker and the tools: it runs where it is unpacked."""
    date = time.gmtime(int(os.environ.get("SOURCE_DATE_EPOCH", time.time())))[:6]
    files = [CODE / "check.py", *TOOLS.rglob("*.py"), *(CODE / chapter).rglob("*")]
    names = {file.relative_to(CODE).as_posix(): file for file in files if file.is_file() and not {*NOT_TAKEN} & {*file.parts}}
    with zipfile.ZipFile(path, "w") as archive:
        for name, file in sorted((names | {f"{chapter}/{more.name}": more}).items()):
            add(archive, date, f"{chapter}/{name}", file.read_bytes())
        add(archive, date, f"{chapter}/README.md", readme.encode())


def add(archive: zipfile.ZipFile, date: tuple, name: str, data: bytes) -> None:
    """Put a file into a zip."""
    entry = zipfile.ZipInfo(name, date)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, data)


def titles(env) -> dict[str, tuple[str, str]]:
    """The page and the title of each label of the book; of each page, by the name of its file."""
    labels = {label: (page, str(title)) for label, (page, _, title) in env.get_domain("std").labels.items()}
    return labels | {f"{page}.md": (page, title.astext()) for page, title in env.titles.items()}


def digests(folder: Path) -> dict[str, str | None]:
    """A hash of each file of a folder of code, by its path in code/."""
    return {file.relative_to(CODE).as_posix(): digest(file) for file in folder.rglob("*") if "__pycache__" not in file.parts}


def copy_missing(source: str, target: str) -> None:
    """Copy a file that is not there: a build that goes on has taken away what changed."""
    if not os.path.exists(target):
        shutil.copy2(source, target)


def copy_code(app, error):
    """At the end of a build of the book; what `build.py` kept of the last one stays where it is of today."""
    if app.builder.name != "html" or error:
        return
    target, named, base = Path(app.outdir, "code"), titles(app.env), app.config.html_baseurl
    copy = shutil.copy2 if app.tags.has("live") else copy_missing
    shutil.copytree(CODE, target, ignore=shutil.ignore_patterns(*NOT_TAKEN), dirs_exist_ok=True, copy_function=copy)
    keys, path_of_keys = {}, Path(app.doctreedir, "notebooks.json")
    with suppress(OSError, ValueError):
        keys = json.loads(path_of_keys.read_text(encoding="utf-8"))
    others = digests(TOOLS) | {"check.py": digest(CODE / "check.py")}
    for path in chapter_paths():
        name, made = path.stem, kept(path)
        # the order of titles is of chance: that of a page that was read again comes last
        made_from = json.dumps([digest(path), made and made.metadata.made, named, base, digests(CODE / name), others], sort_keys=True)
        key, out = hashlib.sha256(made_from.encode()).hexdigest(), Path(app.outdir, notebook_name(name))
        if keys.get(name) != key or not out.exists():
            chapter = read(path)
            assert chapter.executed  # reads the outputs
            archive = Path(app.outdir, zip_name(name))
            out.parent.mkdir(exist_ok=True)
            for old in (out, archive):  # it is also the last good site's, to which a build that goes on has links
                old.unlink(missing_ok=True)
            notebook.write(out, chapter, named, base)
            write_zip(archive, name, out, about(chapter, app.env.titles[name].astext(), base))
        keys[name] = key
    path_of_keys.write_text(json.dumps(keys), encoding="utf-8")


def setup(app):
    app.add_node(code_link)
    app.add_post_transform(ResolveLinks)
    app.add_post_transform(TakeAlong)
    app.connect("build-finished", copy_code)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
