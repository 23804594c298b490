"""Sphinx extension: the folder code/ in the site, file by file and each chapter as a zip that runs by itself.

Pages link to it by its own paths.  (Sphinx's ``{download}`` makes a folder for each file.)
"""

import os
import shutil
import time
import zipfile
from pathlib import Path

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from .chapter import CODE, TOOLS, chapter_paths

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


def write_zip(path: Path, chapter: str) -> None:
    """Write all code of a chapter, with the checker and the tools: it runs where it is unpacked."""
    date = time.gmtime(int(os.environ.get("SOURCE_DATE_EPOCH", time.time())))[:6]
    files = [CODE / "check.py", *TOOLS.rglob("*.py"), *(CODE / chapter).rglob("*")]
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(files):
            if file.is_file() and not {*NOT_TAKEN} & {*file.parts}:
                entry = zipfile.ZipInfo(f"{chapter}/{file.relative_to(CODE).as_posix()}", date)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o644 << 16
                archive.writestr(entry, file.read_bytes())


def copy_code(app, error):
    """At the end of a build of the book, where `build.py` did not keep that of the last one."""
    target = Path(app.outdir, "code")
    if app.builder.name == "html" and not error and (app.tags.has("live") or not target.exists()):
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(CODE, target, ignore=shutil.ignore_patterns(*NOT_TAKEN))
        for path in chapter_paths():
            write_zip(Path(app.outdir, zip_name(path.stem)), path.stem)


def setup(app):
    app.add_node(code_link)
    app.add_post_transform(ResolveLinks)
    app.connect("build-finished", copy_code)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
