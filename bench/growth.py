"""What a build costs at four chapters and at sixteen: ``python bench/growth.py [--rounds N]``.

The workload is the project itself, and a copy of it grown to sixteen chapters (`grow.py`).
Each figure is the median of its rounds, in seconds, the two trees in turn; ``floor`` is what
cannot be avoided: starting Python and importing Sphinx, and for cells the longest chapter's.
"""

import argparse
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from grow import grow

ROOT = Path(__file__).resolve().parents[1]
BUILD = [sys.executable, "book/tools", "build"]
FLOOR = [sys.executable, "-c", "import sphinx.application, myst_nb.sphinx_ext, furo, sphinx_revealjs.builders"]


def copy(target: Path, chapters: int) -> Path:
    """A copy of the project with its outputs, grown to a number of chapters."""
    for name in ("book", "slides", "code"):
        shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__", "answer.py"))
    for name in ("conf.py", "pyproject.toml", "requirements.txt", "requirements-world.txt"):
        shutil.copy(ROOT / name, target)
    if (ROOT / "_build/cells").exists():
        shutil.copytree(ROOT / "_build/cells", target / "_build/cells")
    grow(target, chapters)
    return target


def seconds(command: list[str], folder: Path) -> tuple[float, float]:
    """The wall time and the CPU time of a command.  Raises CalledProcessError."""
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL,
                   env={k: v for k, v in os.environ.items() if k != "CHAPTER"})
    wall, after = time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def edit_prose(project: Path, n: int) -> None:
    """Add a paragraph to the second chapter, above its second heading: all lines below it move."""
    path = sorted((project / "book").glob("[0-9]*.md"))[1]
    above, heading, below = path.read_text(encoding="utf-8").partition("\n## ")
    above, label = above.rsplit("\n\n", 1)
    path.write_text(f"{above}\n\nParagraph {n}.\n\n{label}{heading}{below}", encoding="utf-8")


def edit_cell(project: Path, n: int) -> None:
    """Change the first cell with a script of the second chapter."""
    path = sorted((project / "book").glob("[0-9]*.md"))[1]
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(```\{code-cell\} python\n(?::.*\n)*)", rf"\1# edit {n}\n", text, count=1), encoding="utf-8")


def cold(project: Path, n: int) -> None:
    """Nothing is built, and no cell was run."""
    shutil.rmtree(project / "_build")


def site_alone(project: Path, n: int) -> None:
    """Nothing is built, but the cells were run."""
    for path in (project / "_build").iterdir():
        if path.name != "cells":
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        projects = {}
        for chapters in (4, 16):
            target = Path(folder, str(chapters))
            target.mkdir()
            projects[chapters] = copy(target, chapters)
            seconds(BUILD, projects[chapters])
        floor = statistics.median(seconds(FLOOR, ROOT)[0] for _ in range(rounds))
        print(f"floor (Python, Sphinx and its extensions imported): {floor:.1f} s\n")
        print(f"{'':24}{'4 chapters':>22}{'16 chapters':>22}   16 : 4   16 : floor")
        for name, edit, often in (("prose edit", edit_prose, rounds), ("cell edit", edit_cell, max(1, rounds // 2)),
                                  ("site from nothing", site_alone, rounds), ("cold, cells too", cold, 1)):
            found = {chapters: [] for chapters in projects}
            for n in range(often):
                for chapters, project in projects.items():
                    edit(project, n)
                    found[chapters].append(seconds(BUILD, project))
            wall, cpu = ({c: statistics.median(f[k] for f in found[c]) for c in found} for k in (0, 1))
            cells = "".join(f"{wall[c]:9.1f} s ({cpu[c]:4.1f} CPU)" for c in projects)
            print(f"{name:24}{cells}{wall[16] / wall[4]:9.2f}{wall[16] / floor:12.1f}", flush=True)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"\nthe largest process of all: {peak:.0f} MB")


if __name__ == "__main__":
    main()
