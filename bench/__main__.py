"""Compare builds of one workload: ours, and the peers that are installed.

``python bench [--rounds N] [--install]``.  The workload is 15 chapters of 12
cells, each with 5 sleeps of 0.2 s and one plot.  ``--install`` puts the peers into
virtual environments in _build/peers, one each; without it those that are there are
measured.  Runs are interleaved; the table has medians.  It is a benchmark, not a test.
"""

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PEERS = ROOT / "_build" / "peers"
CHAPTERS, SLEEPS = 15, 5
HEADER = """---
jupytext: {text_representation: {extension: .md, format_name: myst}}
kernelspec: {name: python3, display_name: Python 3}
---
"""
INSTALL = {  # what a peer's environment has beside matplotlib and ipykernel
    "ours": ["-r", str(ROOT / "requirements.txt")],
    "myst-nb": ["myst-nb==1.4.0", "sphinx==9.0.4", "sphinx-revealjs==3.2.1", "furo"],
    "jupyter-book": ["jupyter-book<2"],
    "nbsphinx": ["nbsphinx", "pypandoc_binary", "furo"],
    "nbconvert": ["nbconvert"],
}
CONF = """
project = "bench"
extensions = [{extension!r}]
html_theme = "{theme}"
nb_execution_mode = "cache"
nb_merge_streams = True
exclude_patterns = ["_build", "out"]
suppress_warnings = ["mystnb.mime_priority"]
"""


def chapter(n: int) -> list[str]:
    """The cells of a chapter."""
    cells = ["import asyncio\nimport matplotlib.pyplot as plt"]
    cells += [f"await asyncio.sleep(0.2)\nprint('waited {k}')" for k in range(SLEEPS)]
    cells += [f"fig, axes = plt.subplots(figsize=(4, 2))\naxes.plot(range({n + 5}));"]
    return cells + [f"x = sum(range({k * 1000}))\nx" for k in range(12 - len(cells))]


def markdown(n, option=""):
    fences = (f"## Section {k}\n\nSome prose.\n\n```{{code-cell}} python\n{option}{code}\n```\n"
              for k, code in enumerate(chapter(n)))
    return f"{HEADER}\n# Chapter {n}\n\n" + "\n".join(fences)


class Build:
    """One way to build the workload, in a folder of its own."""

    def __init__(self, name, python, folder):
        self.name, self.python, self.folder = name, python, folder
        folder.mkdir()
        getattr(self, "set_up_" + name.replace("-", "_"))()

    def names(self):
        return [f"{n:02d}-chapter" for n in range(1, CHAPTERS + 1)]

    def write(self, folder, index, option=""):
        folder.mkdir(exist_ok=True)
        for n, name in enumerate(self.names(), 1):
            (folder / f"{name}.md").write_text(markdown(n, option))
        (folder / "index.md").write_text(index.format("\n".join(self.names())))
        self.first = folder / f"{self.names()[0]}.md"

    def set_up_ours(self):
        for name in ("book", "slides", "code"):
            shutil.copytree(ROOT / name, self.folder / name,
                            ignore=shutil.ignore_patterns("*.md", "__pycache__", "[0-9][0-9]-*"))
        for name in ("conf.py", "requirements.txt"):
            shutil.copy(ROOT / name, self.folder)
        self.write(self.folder / "book", "# Bench\n\n```{{toctree}}\n{}\n```\n", ":no-script: bench\n")
        self.commands = [[self.python, "book/tools", "build"]]
        self.results = ["_build"]

    def set_up_myst_nb(self):
        self.write(self.folder, "# Bench\n\n```{{toctree}}\n{}\n```\n")
        (self.folder / "conf.py").write_text(CONF.format(extension="myst_nb", theme="furo")
                                             + "extensions += ['sphinx_revealjs']\n")
        sphinx = [self.python, "-m", "sphinx", "-q", "-d", "out/doctrees", "-b"]
        self.commands = [[*sphinx, "html", ".", "out/html"], [*sphinx, "revealjs", ".", "out/slides"]]
        self.results = ["out", "_build"]

    def set_up_jupyter_book(self):
        self.write(self.folder, "# Bench\n")
        (self.folder / "_config.yml").write_text("title: bench\nexecute: {execute_notebooks: cache}\n")
        (self.folder / "_toc.yml").write_text("format: jb-book\nroot: index\nchapters:\n"
                                              + "".join(f"- file: {name}\n" for name in self.names()))
        self.commands = [[str(Path(self.python).with_name("jupyter-book")), "build", "."]]
        self.results = ["_build"]

    def set_up_nbsphinx(self):
        self.notebooks()
        (self.folder / "index.rst").write_text("Bench\n=====\n\n.. toctree::\n\n"
                                               + "".join(f"   {name}\n" for name in self.names()))
        (self.folder / "conf.py").write_text(CONF.format(extension="nbsphinx", theme="furo")
                                             + "nbsphinx_execute = 'always'\n")
        self.commands = [[self.python, "-m", "sphinx", "-q", ".", "out/html"]]
        self.results = ["out"]

    def set_up_nbconvert(self):
        self.notebooks()
        self.commands = [[self.python, "-m", "nbconvert", "--to", "slides", "--execute", "--output-dir",
                          "out", *(f"{name}.ipynb" for name in self.names())]]
        self.results = ["out"]

    def notebooks(self):
        import nbformat
        v4 = nbformat.v4
        for n, name in enumerate(self.names(), 1):
            cells = [v4.new_markdown_cell(f"# Chapter {n}")]
            for k, code in enumerate(chapter(n)):
                cells += [v4.new_markdown_cell(f"## Section {k}\n\nSome prose."), v4.new_code_cell(code)]
            spec = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
            nbformat.write(v4.new_notebook(cells=cells, metadata=spec), self.folder / f"{name}.ipynb")

    def clean(self):
        for name in self.results:
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def run(self):
        """Build; returns wall seconds and CPU seconds of all processes."""
        path = [Path(self.python).parent, *Path(self.python).parents[1].glob("lib/*/site-packages/pypandoc/files")]
        env = os.environ | {"PATH": os.pathsep.join(map(str, [*path, os.environ["PATH"]]))}
        begin, used = time.perf_counter(), cpu()
        for command in self.commands:
            done = subprocess.run(command, cwd=self.folder, env=env, capture_output=True, text=True)
            if done.returncode:
                sys.exit(f"{self.name}: {' '.join(command)}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
        return time.perf_counter() - begin, cpu() - used


def cpu():
    """CPU seconds of all children that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def edit(build, old, new):
    text = build.first.read_text()
    build.first.write_text(text.replace(old, new, 1))


def floor(python):
    """The least that this workload can take: the longest chapter's waits, one warm start
    (a process that imports what the kernels do), and Sphinx writing what it is given."""
    begin = time.perf_counter()
    subprocess.run([python, "-c", "import ipykernel.kernelapp, ipykernel.zmqshell, matplotlib.pyplot"])
    return SLEEPS * 0.2 + time.perf_counter() - begin


def install():
    for name, packages in INSTALL.items():
        print(f"installing {name}", flush=True)
        subprocess.run([sys.executable, "-m", "venv", PEERS / name], check=True)
        pip = [PEERS / name / "bin/python", "-m", "pip", "install", "-qq"]
        subprocess.run([*pip, *packages], check=True)
        subprocess.run([*pip, "matplotlib", "ipykernel"], check=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--install", action="store_true", help="install the peers first")
    arguments = parser.parse_args()
    if arguments.install:
        install()
    found = {path.name: str(path / "bin/python") for path in sorted(PEERS.glob("*"))
             if path.name in INSTALL}
    if "ours" not in found:
        sys.exit("nothing to measure: make bench ARGS=--install")
    with tempfile.TemporaryDirectory() as folder:
        builds = [Build(name, python, Path(folder, name)) for name, python in found.items()]
        ours = builds[[b.name for b in builds].index("ours")]
        ours.run()  # the Run buttons' parts from npm are fetched once
        times, floors, writing = {}, [], []
        for round_ in range(arguments.rounds):
            for build in builds:
                build.clean()
                times.setdefault((build.name, "cold"), []).append(build.run())
                times.setdefault((build.name, "no change"), []).append(build.run())
                if build.name in ("ours", "myst-nb"):
                    edit(build, "Some prose.", f"Other prose {round_}.")
                    times.setdefault((build.name, "prose"), []).append(build.run())
                    edit(build, "print('waited", f"print('{round_} waited")
                    times.setdefault((build.name, "one cell"), []).append(build.run())
            floors.append(floor(found["ours"]))
            (ours.folder / "_build/site.json").unlink()  # cells are there, pages are not
            writing.append(ours.run()[0])
            print(f"round {round_ + 1} of {arguments.rounds}", file=sys.stderr)
    least, write = statistics.median(floors), statistics.median(writing)
    median = {key: tuple(map(statistics.median, zip(*runs))) for key, runs in times.items()}
    base = median["ours", "cold"][0]
    print(f"{'':14}{'step':12}{'wall s':>8}{'CPU s':>8}{'ratio':>8}")
    for (name, step), (wall, used) in median.items():
        ratio = f"{wall / base:8.1f}" if step == "cold" else ""
        print(f"{name:14}{step:12}{wall:8.1f}{used:8.1f}{ratio}")
    print(f"floor: {least:.1f} s for waits and one warm start, {write:.1f} s for writing; "
          f"ours is {base / (least + write):.2f} times that")


if __name__ == "__main__":
    main()
