"""Build the site: the HTML book, the decks; the EPUB, with TeX the PDF, with Chromium hand-outs.

``python book/tools build [PART ...]``; without arguments book and slides.
What is published equals a build from nothing, of cells that were executed once: a build
goes on from the doctrees of the last good one (`increment.py`) where only what it can follow
changed.  It replaces ``_build/site`` only when it is whole and without a warning.
"""

import argparse
import gc
import hashlib
import importlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path

from book import publish

from . import failure, increment, locks, needs

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "_build"
SITE = BUILD / "site"
STAMP = BUILD / "site.json"
LAST = BUILD / "doctrees"  # of the last good build
FOLLOWED = re.compile(r"(book|slides)/[\w.-]+\.(md|toml)$")  # the pages, whose contents a build can follow
PDF, EPUB = "async-python.pdf", "async-python.epub"
# Where the PDF's own fonts have no glyph for a letter, the first of these that is there and has one.
OTHER_FONTS = ("DejaVu Sans", "DejaVu Serif", "FreeSerif", "FreeMono", "Noto Sans Symbols2", "Noto Sans Symbols", "Noto Sans Math",
               "Symbola", "Noto Emoji", "Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Naskh Arabic", "Noto Sans Arabic",
               "Noto Sans Hebrew", "Noto Sans Devanagari")
EXTRAS_FILES = {"pdf": PDF, "epub": EPUB, "handout": "slides/*.pdf"}
EXTRAS = set(EXTRAS_FILES)  # not everybody wants them, or has the programs that they need
PAGES = {"book": "index.html", "slides": "slides/index.html"} | EXTRAS_FILES  # what can be built, and where one looks
TEX_PACKAGES = ("texlive-xetex texlive-latex-recommended texlive-latex-extra "
                "texlive-fonts-recommended latexmk")
# One date for all that is written, so that two builds are the same byte for byte
# (https://reproducible-builds.org/specs/source-date-epoch/).
os.environ.setdefault("SOURCE_DATE_EPOCH", "1767225600")
os.environ["FORCE_SOURCE_DATE"] = "1"  # TeX wants to be told


placed = False  # a new site is in its place


class Stop(ValueError):
    """A build that failed, with the message for the user."""


def sources() -> dict[str, str]:
    """A hash of each file that the site is made from, by its path in the project; what cells need, by its version; its address."""
    paths = [ROOT / "conf.py", ROOT / "requirements.txt"]
    for folder in ("book", "slides", "code"):
        paths += (ROOT / folder).rglob("*")
    found = {f"need {need}": str(have) for need, have in needs.of_pages().items()} | {"address": publish.base()}
    skip = r"__pycache__|/\.|/answer.py$"
    for path in sorted(paths):
        name = path.relative_to(ROOT).as_posix()
        if path.is_file() and not re.search(skip, name):
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def key_of(*made_from) -> str:
    """One hash of hashes and names, under this Python."""
    return hashlib.sha256(json.dumps([sys.version, *made_from]).encode()).hexdigest()


def inputs() -> str:
    """A hash of all files that the site is made from."""
    return key_of(sources())


def trusted(files: dict[str, str], tags: list[str]) -> str:
    """A hash of all that a build cannot go on from when it changed: which pages there are, and what is no content."""
    pages = [name for name in files if FOLLOWED.match(name)]
    rest = {name: key for name, key in files.items() if not (FOLLOWED.match(name) or name.startswith(("code/", "the outputs of ")))}
    return key_of(pages, rest, tags)


@contextmanager
def step(name):
    """Say what was made and how long it took."""
    begin = time.perf_counter()
    yield
    print(f"{name:<7} done in {time.perf_counter() - begin:.1f} s", flush=True)


class Relative:
    """A stream for Sphinx's warnings: paths as they are in the project, and each said once.

    A page is resolved again for each deck that takes of it, and the contents are on every page.
    """

    said: set[str] = set()

    def write(self, text):
        if text not in self.said:
            sys.stderr.write(text.replace(f"{ROOT}{os.sep}", ""))
        self.said |= {text} - {"\n"}

    def flush(self):
        sys.stderr.flush()

    def isatty(self):
        return sys.stderr.isatty()


def sphinx(builder: str, out: Path, doctrees: Path, tags: list[str], all_: bool = True) -> None:
    """Run one of Sphinx's builders for what changed, or for *all_*; a warning is an error.

    Raises Stop when there was one.
    """
    from sphinx.application import Sphinx
    from sphinx.util.console import color_terminal, nocolor
    from sphinx.util.docutils import docutils_namespace, patch_docutils

    if not color_terminal():
        nocolor()
    with patch_docutils(ROOT), docutils_namespace():
        app = Sphinx(ROOT / "book", ROOT, out, doctrees, builder, status=None,
                     warning=Relative(), warningiserror=True, tags=tags)
        app.build(force_all=all_)
    if app.statuscode:
        raise Stop(f"{builder}: the warnings above are errors")


def import_sphinx() -> None:
    """Import what `sphinx` will need."""
    for name in "furo", "myst_nb.sphinx_ext", "sphinx.application", "sphinx_revealjs.builders":
        importlib.import_module(name)


def find_tex() -> None:
    """Raises Stop where TeX is not installed, and says how to get it."""
    if not all(map(shutil.which, ("latexmk", "xelatex"))):
        raise Stop(f"make pdf needs TeX: apt-get install {TEX_PACKAGES}")


def typeset(stage: Path, doctrees: Path, tags: list[str]) -> None:
    """Make the PDF with XeLaTeX.  Raises Stop with TeX's first error."""
    folder = stage / "latex"
    sphinx("latex", folder, doctrees, tags)
    command = ["latexmk", "-xelatex", "-interaction=nonstopmode", "-halt-on-error", "-silent",
               "async-python.tex"]
    log = folder / "async-python.log"
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, errors="replace")
    if not done.returncode and (letters := missing_letters(log)):
        (folder / "letters.tex").write_text(of_other_fonts(letters), encoding="utf-8")
        done = subprocess.run([*command, "-g"], cwd=folder, capture_output=True, text=True, errors="replace")
    if done.returncode:
        text = log.read_text(errors="replace") if log.exists() else done.stdout + done.stderr
        kept = shutil.copy(log, BUILD) if log.exists() else "the output"
        first = re.search(r"^!.*(?:\n.*){0,4}", text, re.M)
        raise Stop(f"{first[0] if first else 'latexmk failed'}\nTeX stopped, see {kept}")
    if lost := places_of(missing_letters(log)):
        raise Stop("\n".join(lost))
    shutil.copy(folder / PDF, stage / "site" / PDF)
    for file in (log, log.with_suffix(".tex")):
        shutil.copy(file, stage.parent)  # what it was made from and what TeX said, for who looks into it, and for tests


def missing_letters(log: Path) -> list[str]:
    """The letters for which TeX found no glyph."""
    text = log.read_text(encoding="utf-8", errors="replace").replace("\n", "")
    return sorted({letter[0] for letter in re.findall(r"Missing character: There is no (\S+) (?:\([^)]*\) )?in font", text)})


def of_other_fonts(letters: list[str]) -> str:
    """TeX that takes these letters, where the font of the text has no glyph, from another."""
    lines, chain = [r"\usepackage{newunicodechar}"], r"\char#1\relax"
    for n, font in reversed([*enumerate(OTHER_FONTS)]):
        name = rf"\otherfont{'abcdefghijklmnopqrstuvwxyz'[n]}"
        lines.append(rf"\IfFontExistsTF{{{font}}}{{\newfontfamily{name}{{{font}}}}}{{\let{name}\relax}}")
        chain = rf"{name}\iffontchar\font#1 \char#1\relax\else{chain}\fi"
    lines.append(rf"\newcommand\otherglyph[1]{{\iffontchar\font#1 \char#1\relax\else\begingroup{chain}\endgroup\fi}}")
    lines += [rf'\newunicodechar{{{letter}}}{{\otherglyph{{"{ord(letter):04X}}}}}' for letter in letters]
    return "\n".join([*lines, ""])


def places_of(letters: list[str]) -> list[str]:
    """For letters that no font has, the first places where they stand, as ``file:line: what``."""
    from .chapter import page_paths, read

    found = {}
    for letter in letters:
        places = [f"book/{path.name}:{n}" for path in sorted((ROOT / "book").glob("*.md"))
                  for n, line in enumerate(path.read_text(encoding="utf-8-sig").split("\n"), 1) if letter in line]
        places += [cell.where for page in map(read, page_paths()) if page.executed
                   for cell in page.cells if letter in json.dumps(cell.outputs, ensure_ascii=False)]
        found.setdefault((places or ["conf.py:1"])[0], []).append(letter)
    return [f"{place}: no font that the PDF could use has {' '.join(some)}: write something else, or install a font and name it in "
            "OTHER_FONTS of book/tools/build.py" for place, some in found.items()]


def bind(stage: Path, doctrees: Path, tags: list[str]) -> None:
    """Make the EPUB."""
    sphinx("epub", stage / "epub", doctrees, tags)
    shutil.copy(stage / "epub" / EPUB, stage / "site" / EPUB)


def print_decks(stage: Path, doctrees: Path, tags: list[str]) -> None:
    """Print the decks with Chromium.  Raises Stop where there is none."""
    from slides.deck import handout

    try:
        handout.print_decks(stage / "site" / "slides")
    except RuntimeError as error:
        raise Stop(str(error)) from None


def go_on(files: dict[str, str], tags: list[str], stage: Path) -> bool:
    """Copy the last good build, whose site is whole, into *stage*, where a build can go on from it; returns whether it can."""
    try:
        made = json.loads((LAST / "made.json").read_text())
        if made["trusted"] != trusted(files, tags) or made["doctrees"] != hashes(LAST):
            return False
        made["files"].items()
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False
    increment.changed = {name for name in files.keys() | made["files"].keys() if files.get(name) != made["files"].get(name)}
    shutil.copytree(SITE, stage / "site", ignore=shutil.ignore_patterns("_downloads", "_static"),  # these are made again
                    copy_function=copy_or_link)
    for name in increment.changed:
        if name.startswith("code/"):
            (stage / "site" / name).unlink(missing_ok=True)
    shutil.copytree(LAST, stage / "doctrees")
    return True


def copy_or_link(source: str, target: str) -> None:
    """Copy a file of the site.  Those of code/, most of all files, are never written to, so one file may have two names."""
    if source.startswith(f"{SITE}{os.sep}code{os.sep}"):
        with suppress(OSError):  # no such links here
            os.link(source, target)
            return
    shutil.copy2(source, target)


def build(parts: set[str], kept: set[str], files: dict[str, str], whole: bool, stage: Path) -> None:
    """Build *parts* from *files* in the folder *stage*, with what stays of the site; *whole* is whether that can be gone on from.

    Those that are *kept* are not made again but copied from the site.
    """
    new, doctrees = stage / "site", stage / "doctrees"
    tags = [f"with_{part}" for part in sorted(EXTRAS & parts)]
    files = files | outputs()
    on = whole and {"book", "slides"} <= parts and go_on(files, tags, stage)
    for part in EXTRAS - kept if on else ():
        for path in new.glob(EXTRAS_FILES[part]):
            path.unlink()
    for part, builder, out in (("book", "html", new), ("slides", "revealjs", new / "slides")):
        if part in parts:
            with step(part):
                info, saved = out / ".buildinfo", doctrees / f"{part}.buildinfo"  # without it all would be written
                if on:
                    shutil.copy(saved, info)
                sphinx(builder, out, doctrees, tags, not on)
                info.replace(saved)
                (out / "objects.inv").unlink(missing_ok=True)
                shutil.rmtree(out / "_sources", ignore_errors=True)
    shutil.rmtree(new / "jupyter_execute", ignore_errors=True)  # pictures of outputs, in _images too; the book's are beside the site
    for part, make in (("pdf", typeset), ("epub", bind), ("handout", print_decks)):
        if part in kept:
            for path in SITE.glob(EXTRAS_FILES[part]):
                shutil.copy(path, new / path.relative_to(SITE))
        elif part in parts:
            with step(part):
                make(stage, doctrees, tags)
    if "slides" not in parts and (SITE / "slides").is_dir():
        shutil.copytree(SITE / "slides", new / "slides")
    if "book" not in parts and SITE.is_dir():
        stale = {"slides", *(EXTRAS_FILES[part] for part in {"pdf", "epub"} - kept)}
        shutil.copytree(SITE, new, dirs_exist_ok=True, ignore=lambda folder, _: stale if Path(folder) == SITE else ())
    publish.finish(new)
    if {"book", "slides"} <= parts:
        made = {"trusted": trusted(files, tags), "files": files, "doctrees": hashes(doctrees)}
        (doctrees / "made.json").write_text(json.dumps(made))
    else:  # they are not of the whole site
        shutil.rmtree(doctrees)


def sizes(site: Path) -> dict[str, int]:
    """The size of each file of a site, by its path there: whether somebody took or cut one."""
    return {path.removeprefix(f"{site}{os.sep}"): os.path.getsize(path)
            for folder, _, names in os.walk(site) for path in (os.path.join(folder, name) for name in names)}


def hashes(folder: Path) -> dict[str, str]:
    """A hash of each file of the doctrees, by its path there, but for the one in which these hashes are."""
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in folder.rglob("*") if path.is_file() and path.name != "made.json"}


def put_in_place(stage: Path) -> None:
    """Put what was built in *stage* in the place of what was there; all that can fail has been done.

    Signals wait meanwhile: whoever is told that nothing was built finds the site as it was.
    """
    global placed
    with signals_wait():
        (stage / "old").mkdir()
        for place in (STAMP, LAST, SITE):  # a site without its stamp is built again
            if os.path.lexists(place):
                place.rename(stage / "old" / place.name)
        for place in (SITE, LAST, STAMP):
            if (stage / place.name).exists():
                (stage / place.name).rename(place)
        placed = True


@contextmanager
def signals_wait():
    """Let Ctrl-C and TERM come at the end."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def outputs() -> dict[str, str]:
    """A hash of the outputs of each page with cells.

    Raises Stop where they are not of the files as they are now.
    """
    from .chapter import kept, name_of, outputs_of, page_paths

    done = {path: kept(path) for path in page_paths()}
    if changed := [f"{name_of(path)}:1: this page, or a file that it reads, was changed while it was built: build again"
                   for path, page in done.items() if not page]:
        raise Stop("\n".join(changed))
    return {f"the outputs of {outputs_of(path).stem}": page.metadata.made for path, page in done.items()}


def fresh() -> dict:
    """The parts of the site in place, each with the hash of what it was made from; none where a file was taken away."""
    try:
        stamp = json.loads(STAMP.read_text())
        whole = stamp["site"] == sizes(SITE)
        return {part: key for part, key in stamp["parts"].items() if whole}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


@contextmanager
def alone():
    """Build alone in this folder, after another build there has ended; what killed ones left is removed."""
    BUILD.mkdir(exist_ok=True)
    if (lock := locks.take(BUILD)) is None and locks.fcntl:
        print("another build is running in this folder: waiting for it", flush=True)
        lock = locks.take(BUILD, wait=True)
    try:
        if lock is not None:
            for left in BUILD.glob("stage-*"):
                locks.remove(left)
        yield
    finally:
        if lock is not None:
            os.close(lock)


def make(wanted: set[str]) -> None:
    """Build what is wanted and not up to date.  Raises Stop."""
    from . import chapter, ran, scripts

    key, have = inputs(), fresh()
    current = {part for part in have if have[part] == key}
    if wanted & EXTRAS:  # book and decks have links to them
        wanted |= {"book", "slides"}
    if "pdf" in wanted - current:
        find_tex()
    if wanted <= current and (BUILD / "cells").exists():
        if ran.show(SITE):  # the tests have run meanwhile
            STAMP.write_text(json.dumps({"parts": have, "site": sizes(SITE)}))
        print(f"{SITE.relative_to(ROOT)} is up to date")
        if wanted == {"slides"}:
            report_full_slides()
        return
    chapter.check_texts()
    if not scripts.run_cells(meanwhile=import_sphinx):
        raise Stop("a cell failed")
    files = sources()  # with the scripts that were written
    kept = EXTRAS & current
    done = {part: have[part] for part in have if part not in EXTRAS}  # of before, or of now
    with tempfile.TemporaryDirectory(dir=BUILD, prefix="stage-", ignore_cleanup_errors=True) as name:
        stage = Path(name)
        build(wanted | kept, kept, files, {"book", "slides"} <= have.keys(), stage)
        parts = done | dict.fromkeys(wanted | kept, key_of(files))
        (stage / STAMP.name).write_text(json.dumps({"parts": parts, "site": sizes(stage / SITE.name)}))
        put_in_place(stage)
    if wanted == {"slides"}:
        report_full_slides()
    needs.say_missing()
    for part, page in PAGES.items():
        if part in wanted | kept:
            print(f"{part:<7} {(SITE / page).relative_to(ROOT)}")
        elif part in EXTRAS & set(have):
            print(f"{part:<7} was out of date and is left out: make {part}")


def report_full_slides() -> None:
    """Say which slides are too full, where there is Chromium to measure them."""
    from slides.deck import handout

    try:
        found = handout.too_full(SITE / "slides", lambda deck: f"{'book' if (ROOT / f'book/{deck}.md').exists() else 'slides'}/{deck}.md")
    except RuntimeError:
        return
    print("".join(f"{line}\n" for line in found), end="", file=sys.stderr)


def parse(arguments):
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("part", nargs="*", metavar="PART", help=", ".join(PAGES),
                        type=lambda part: part if part in PAGES else parser.error(part))
    return parser.parse_args(arguments)


def main(arguments: list[str]) -> int:
    """0, or 1 with one message; the last good site then stays in place."""
    gc.set_threshold(700_000)  # what a build makes stays: to look through it takes time, never to do so twice the memory
    try:
        wanted = set(parse(arguments).part or ["book", "slides"])
        with alone():
            make(wanted)
        return 0
    except (Exception, KeyboardInterrupt) as error:
        state = "nothing was built; " + ("the last good site is still there" if SITE.is_dir() else "there is no site yet")
        failure.tell(f"{failure.words(error)}\n{'the new site is in place' if placed else state}")
        return 130 if isinstance(error, KeyboardInterrupt) else 1

