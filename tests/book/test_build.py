"""What a user meets when something is wrong; and that a build is never stale."""

import json
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from book.tools import build
from book.tools.chapter import chapters, outputs_folder
from tests.support import HEADER, ROOT, TOOLS, copy_project, fail, files, run

CELL = """
# {title}

Text.

```{{code-cell}} python
:no-script: for a test
{code}
```
"""


def chapter(code, title="A chapter"):
    return CELL.format(title=title, code=code)


def test_cells_executed_again_show_the_same(tmp_path):
    """All of the real book, in another folder; that the same outputs make the same site is in test_site."""
    project = copy_project(tmp_path)
    shutil.rmtree(project / "_build")
    status, text = run(project, TOOLS, "execute")
    assert status == 0, text
    outputs = project / outputs_folder().relative_to(ROOT)
    for one in chapters():
        assert f"{one.path.stem}: done" in text and one.executed
        again = json.loads((outputs / one.outputs.name).read_text(encoding="utf-8"))["cells"]
        for cell, other in zip(one.cells, [cell for cell in again if cell["cell_type"] == "code"], strict=True):
            if cell.outputs != other["outputs"]:
                fail(cell.where, "executed again, this cell shows something else",
                     *(json.dumps(found, indent=1, ensure_ascii=False) for found in (cell.outputs, other["outputs"])))


def test_live_rebuilds_book_and_decks_while_one_edits(tmp_path):
    project = copy_project(tmp_path, {"01-live.md": chapter("print('first')")})
    shutil.copy2(ROOT / "Makefile", project)
    shutil.copy2(ROOT / "requirements.txt", project)  # not newer than .venv
    (project / ".venv").symlink_to(ROOT / ".venv")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    make = ["make", "live", f"PORT={port}", f"PYTHON={sys.executable}"]
    live = subprocess.Popen(make, cwd=project, start_new_session=True, env=os.environ | {"BROWSER": "true"},
                            preexec_fn=heed_ctrl_c,
                            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def shows(path, word):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}", timeout=5) as page:
                return word in page.read().decode()
        except (OSError, http.client.HTTPException):  # it is being written
            return False

    try:
        wait_for(lambda: shows("01-live.html", "first") and shows("slides/01-live.html", "first"), 60, 0.2)
        busy = subprocess.run(make, cwd=project, capture_output=True, text=True)
        assert busy.returncode and f"port {port} is in use, try: make live PORT={port + 1}" in busy.stderr
        text = project / "book/01-live.md"
        text.write_text(text.read_text().replace("first", "second").replace("Text.", "Other text."))
        wait_for(lambda: shows("01-live.html", "Other text.") and shows("slides/01-live.html", "second"), 60, 0.2)
    finally:
        os.killpg(live.pid, signal.SIGINT)
        live.wait(20)


def test_mistakes_in_a_text_are_named(tmp_path):
    """What Sphinx and our directives find: all in one run, with file and line."""
    project = copy_project(tmp_path, {
        "01-links.md": "\n# A\n\nSee [](#nowhere).\n\nAnd [](gone.md).\n",
        "02-slides.md": "\n# B\n\n:::{slide}\n:colour: red\nx\n:::\n\n:::{note}\n:::{slide}\ny\n:::\n:::\n",
        "03-script.md": "\n# C\n\n```{code-cell} python\n:script: gone.py\nprint(1)\n```\n",
        "04-nested.md": "\n# D\n\n::::{note}\n```{code-cell} python\nprint(1)\n```\n::::\n",
    })
    status, text = run(project, TOOLS, "build")
    assert status == 1
    for pattern in [r"book/01-links.md:\d+: WARNING: .*nowhere", r"book/01-links.md:\d+: WARNING: .*gone",
                    r"book/02-slides.md:\d+: WARNING: .*colour",
                    r"book/02-slides.md:\d+: (WARNING|ERROR): .*\{slide\} must stand in a section",
                    r"book/03-script.md:\d+: WARNING: code/03-script/gone.py does not exist",
                    r"book/04-nested.md:\d+: WARNING: .*code-cell"]:
        assert re.search(pattern, text), f"{pattern}\n{text}"
    assert "the warnings above are errors" in text and "Traceback" not in text
    assert not (project / "_build/site").exists()


IMPORTS = """from helper import word
print(word)"""
FAIL = {"03-raises.md": chapter("a = 1\nb = a / 0"), "04-hangs.md": chapter("import time\ntime.sleep(999)"),
        "05-waits.md": chapter("import asyncio\nawait asyncio.sleep(999)"),
        "06-dies.md": chapter("import os\nos._exit(1)")}
EDITS = [("code/tools/helper.py", "before", "after"), ("book/02-prose.md", "Text.", "Other prose."),
         ("conf.py", 'html_title = "Async Python"', 'html_title = "Another title"'),
         ("slides/deck/writer.py", ">book</a>", ">the book</a>"),
         ("book/index.md", "02-prose", "08-renamed")]


def test_the_site_follows_what_changes(tmp_path, monkeypatch):
    """Cells that fail; each kind of edit; a damaged cache.  At the end: the same site as from nothing.

    A build makes all but the outputs of cells from nothing.  So after each edit it is enough to see that
    a build is due, and one build for all of them shows which cells it executes.
    """
    project = copy_project(tmp_path / "p", {"01-edited.md": chapter(IMPORTS), "02-prose.md": chapter("print(2)")})
    book, site = project / "book", project / "_build/site"
    helper = project / "code/tools/helper.py"
    helper.write_text("word = 'before'\n")

    def make():
        """Build; returns the chapters that were executed, and what else was said."""
        status, text = run(project, TOOLS, "build")
        assert status == 0, text
        return sorted(re.findall(r"cells   (.*): done", text)), text

    def show(name):
        """The page and the deck of a chapter."""
        return (site / name).read_text(), (site / "slides" / name).read_text()

    assert make()[0] == ["01-edited", "02-prose"]
    assert all("before" in text for text in show("01-edited.html"))
    assert "up to date" in make()[1]

    # raising, endless, deadly: one line each, the other chapters go on, the site stays
    before, index = files(site), (book / "index.md").read_text()
    more = FAIL | {"07-good.md": chapter("print('good')")}
    for name, text in more.items():
        (book / name).write_text(HEADER + text)
    (book / "index.md").write_text(index.replace("02-prose.md", "\n".join(["02-prose.md", *more])))
    status, text = run(project, TOOLS, "build", BOOK_CELL_LIMIT="3")
    assert status == 1, text
    assert "book/03-raises.md:13: ZeroDivisionError: division by zero\n" in text
    assert "book/04-hangs.md:12: this cell ran longer than 3 s\n" in text
    assert "book/05-waits.md:12: this cell ran longer than 3 s\n" in text
    assert "book/06-dies.md:12: the kernel died in this cell" in text
    assert "07-good: done" in text and "01-edited" not in text
    assert "Traceback" not in text
    assert "nothing was built; the last good site is still there" in text
    assert files(site) == before
    for name in FAIL:
        (book / name).unlink()
    (book / "index.md").write_text(index.replace("02-prose.md", "02-prose.md\n07-good.md"))

    monkeypatch.setattr(build, "ROOT", project)
    for name, old, new in EDITS:
        made_from, path = build.inputs(), project / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {name}: mend this test"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        assert build.inputs() != made_from, f"{name} changed, and the site would stay as it was"
    made_from = build.inputs()
    (book / "02-prose.md").rename(book / "08-renamed.md")
    assert build.inputs() != made_from, "a chapter was renamed, and the site would stay as it was"
    assert make()[0] == ["01-edited", "08-renamed"], "what a cell imports changed, a name; other prose executes nothing"
    page, deck = show("01-edited.html")
    assert "after" in page and "after" in deck and "before" not in page + deck
    assert "Another title" in page and ">the book</a>" in deck
    assert all("Other prose." in text for text in show("08-renamed.html"))
    assert not list(site.rglob("02-prose*")), "the old pages of what was renamed are still there"

    # from nothing, with a cache that cannot be read
    edited = files(site)
    site.rename(tmp_path / "old")
    (project / "_build/site.json").unlink()
    outputs = list((project / "_build/cells").rglob("*.ipynb"))
    for kept in outputs:
        kept.write_bytes(kept.read_bytes()[:100] + b"damaged" * 300)
    assert outputs and make()[0] == ["01-edited", "07-good", "08-renamed"]
    again = files(site)
    assert again.keys() == edited.keys(), "other files than from nothing"
    assert not [name for name in again if again[name] != edited[name]], "not what it is from nothing"


def test_a_cell_that_cannot_be_read_is_named(tmp_path):
    project = copy_project(tmp_path, {
        "01-bad.md": "\n# A\n\n```{code-cell} python\n:tags: [unclosed\nprint(1)\n```\n"})
    status, text = run(project, TOOLS, "build")
    assert status == 1 and "book/01-bad.md:8: " in text and "Traceback" not in text


def test_no_permission_to_write(tmp_path):
    project = copy_project(tmp_path, {"01-good.md": chapter("print('good')")})
    (project / "_build").write_text("a file in the way")
    status, text = run(project, TOOLS, "build")
    assert status == 1 and "_build" in text and "Traceback" not in text


def heed_ctrl_c():
    """A shell lets what it starts in the background ignore Ctrl-C, and that is inherited."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_ctrl_c_stops_everything(tmp_path):
    project = copy_project(tmp_path, {
        "01-waits.md": chapter("import time\nprint('now')\ntime.sleep(100)")})
    build = subprocess.Popen([sys.executable, "book/tools", "build"], cwd=project, text=True,
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
                             preexec_fn=heed_ctrl_c)
    assert "01-waits: 1 cells" in build.stdout.readline()
    mine = f"{os.getpgid(build.pid)}"
    os.killpg(build.pid, signal.SIGINT)
    text, _ = build.communicate(timeout=20)
    assert build.returncode == 130, text
    assert "interrupted" in text and "Traceback" not in text
    left = subprocess.run(["pgrep", "-g", mine], capture_output=True, text=True).stdout
    assert not left, "processes are left over"
    assert not files(project / "_build"), "files are left over"
    text = project / "book/01-waits.md"
    text.write_text(text.read_text().replace("100", "0"))
    status, text = run(project, TOOLS, "execute")
    assert status == 0 and "01-waits: done" in text, text


def test_kernels_end_with_a_killed_build(tmp_path):
    project = copy_project(tmp_path, {"01-waits.md": chapter(
        "import os, time\nopen('pid', 'w').write(str(os.getpid()))\ntime.sleep(100)")})
    build = subprocess.Popen([sys.executable, "book/tools", "build"], cwd=project, stdout=subprocess.DEVNULL)
    pid = project / "code/pid"
    wait_for(lambda: pid.exists() and pid.read_text())
    build.kill()
    build.wait()
    wait_for(lambda: not alive(int(pid.read_text())))


def wait_for(condition, seconds=20, every=0.05):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(every)


def alive(pid):
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().split()[2] != "Z"
    except FileNotFoundError:
        return False


def test_old_python_is_refused(tmp_path):
    """The Makefile's first words on a machine whose python3 is too old."""
    old = next((p for p in sorted(
        (ROOT.home() / ".pyenv/versions").glob("3.[0-9].*/bin/python3"))), None)
    fake = tmp_path / "python3"
    fake.write_text("#!/bin/sh\nexec " + (str(old) if old else
                    f"{sys.executable} -c 'import sys; sys.version_info = (3, 9)' -") + ' "$@"\n')
    fake.chmod(0o755)
    if not old:  # no old Python here: one that says it is old
        fake.write_text(f"""#!/bin/sh
[ "$1" = -c ] && exec {sys.executable} -c "import sys; sys.version_info = (3, 9); exec(sys.argv[1])" "$2"
exec {sys.executable} "$@"
""")
    for name in ("Makefile", "requirements.txt"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    done = subprocess.run(["make", f"PYTHON={fake}"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode != 0
    assert "Python 3.11 or newer is needed, this is 3." in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / ".venv").exists()


def test_without_tex_it_says_what_to_install(tmp_path):
    project = copy_project(tmp_path, {"01-good.md": chapter("print('good')")})
    status, text = run(project, TOOLS, "build", "pdf", PATH="/nowhere")
    assert status == 1
    assert "apt-get install texlive-xetex texlive-latex-recommended" in text
    assert len(text.strip().splitlines()) == 2


def test_without_npm_and_network_the_site_has_no_buttons(tmp_path):
    text = "\n# A\n\n```{code-cell} python\n:no-script: for a test\nprint(1)\n```\n"
    project = copy_project(tmp_path, {"01-good.md": text})
    lock = project / "book/live/node.txt"  # another lock: nothing is kept of it
    lock.write_text(lock.read_text() + "# changed\n")
    status, text = run(project, TOOLS, "build", PATH="/nowhere", PIP_NO_INDEX="1", PIP_FIND_LINKS="")
    assert status == 0, text
    assert len(re.findall("^live    no Run buttons: .*$", text, re.M)) == 1, text
    assert "live.js" not in (project / "_build/site/01-good.html").read_text("utf-8")
