"""What a user meets when something is wrong; and that a build is never stale."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request

from conftest import ROOT, command, copy_project

import build

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


def files(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes()
            for p in sorted(folder.rglob("*")) if p.is_file()}


def test_two_builds_are_the_same_byte_for_byte(tmp_path, site):
    """The real book, executed again, in another folder."""
    project = copy_project(tmp_path)
    command(project, "-c", "import shutil; shutil.rmtree('_build')")
    status, text = command(project, "book/build.py", *build.fresh())  # the same parts
    assert status == 0, text
    again = project / "_build/site"
    # hand-outs carry Chromium's date
    one, two = ({name: data for name, data in files(folder).items() if not name.startswith("slides/")
                 or not name.endswith(".pdf")} for folder in (site, again))
    assert "done in" in text and one.keys() == two.keys()
    differ = [name for name in one if one[name] != two[name]]
    assert not differ, differ


def test_cells_that_fail_are_named(tmp_path):
    """Raising, endless, deadly: one line each, the other chapters go on, the site stays."""
    good = {"01-good.md": chapter("print('good')")}
    project = copy_project(tmp_path / "p", good)
    assert command(project, "book/build.py")[0] == 0
    before = files(project / "_build/site")
    bad = {"02-raises.md": chapter("a = 1\nb = a / 0"), "03-hangs.md": chapter("while True: pass"),
           "04-waits.md": chapter("import asyncio\nawait asyncio.sleep(999)"),
           "05-dies.md": chapter("import os\nos._exit(1)")}
    project = copy_project(tmp_path / "q", good | bad)
    (project / "_build").mkdir()
    (project / "_build/site").mkdir()
    (project / "_build/site/index.html").write_text("the last good site")
    status, text = command(project, "book/build.py", BOOK_CELL_LIMIT="3")
    assert status == 1
    assert "book/02-raises.md:13: ZeroDivisionError: division by zero\n" in text
    assert "book/03-hangs.md:12: this cell ran longer than 3 s\n" in text
    assert "book/04-waits.md:12: this cell ran longer than 3 s\n" in text
    assert "book/05-dies.md:12: the kernel died in this cell" in text
    assert "01-good: done" in text
    assert "Traceback" not in text
    assert "nothing was built; the last good site is still there" in text
    assert (project / "_build/site/index.html").read_text() == "the last good site"
    for name in bad:
        (project / "book" / name).unlink()
    (project / "book/index.md").write_text((tmp_path / "p/book/index.md").read_text())
    assert command(project, "book/build.py")[0] == 0
    assert files(project / "_build/site") == before


def test_mistakes_in_a_text_are_named(tmp_path):
    """What Sphinx and our directives find: all in one run, with file and line."""
    project = copy_project(tmp_path, {
        "01-links.md": "\n# A\n\nSee [](#nowhere).\n\nAnd [](gone.md).\n",
        "02-slides.md": "\n# B\n\n:::{slide}\n:colour: red\nx\n:::\n\n:::{note}\n:::{slide}\ny\n:::\n:::\n",
        "03-script.md": "\n# C\n\n```{code-cell} python\n:script: ch03_gone.py\nprint(1)\n```\n",
        "04-nested.md": "\n# D\n\n::::{note}\n```{code-cell} python\nprint(1)\n```\n::::\n",
    })
    status, text = command(project, "book/build.py")
    assert status == 1
    for pattern in [r"book/01-links.md:\d+: WARNING: .*nowhere", r"book/01-links.md:\d+: WARNING: .*gone",
                    r"book/02-slides.md:\d+: WARNING: .*colour",
                    r"book/02-slides.md:\d+: (WARNING|ERROR): .*\{slide\} must stand in a section",
                    r"book/03-script.md:\d+: WARNING: code/ch03_gone.py does not exist",
                    r"book/04-nested.md:\d+: WARNING: .*code-cell"]:
        assert re.search(pattern, text), f"{pattern}\n{text}"
    assert "the warnings above are errors" in text and "Traceback" not in text
    assert not (project / "_build/site").exists()


def test_a_cell_that_cannot_be_read_is_named(tmp_path):
    project = copy_project(tmp_path, {
        "01-bad.md": "\n# A\n\n```{code-cell} python\n:tags: [unclosed\nprint(1)\n```\n"})
    status, text = command(project, "book/build.py")
    assert status == 1 and "book/01-bad.md:8: " in text and "Traceback" not in text


def test_no_permission_to_write(tmp_path):
    project = copy_project(tmp_path, {"01-good.md": chapter("print('good')")})
    (project / "_build").write_text("a file in the way")
    status, text = command(project, "book/build.py")
    assert status == 1 and "_build" in text and "Traceback" not in text


def heed_ctrl_c():
    """A shell lets what it starts in the background ignore Ctrl-C, and that is inherited."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_ctrl_c_stops_everything(tmp_path):
    project = copy_project(tmp_path, {
        "01-waits.md": chapter("import time\nprint('now')\ntime.sleep(100)")})
    build = subprocess.Popen([sys.executable, "book/build.py"], cwd=project, text=True,
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
    (project / "book/01-waits.md").write_text(
        (project / "book/01-waits.md").read_text().replace("100", "0"))
    assert command(project, "book/build.py")[0] == 0


def test_kernels_end_with_a_killed_build(tmp_path):
    project = copy_project(tmp_path, {"01-waits.md": chapter(
        "import os, time\nopen('pid', 'w').write(str(os.getpid()))\ntime.sleep(100)")})
    build = subprocess.Popen([sys.executable, "book/build.py"], cwd=project, stdout=subprocess.DEVNULL)
    pid = project / "book/pid"
    wait_for(lambda: pid.exists() and pid.read_text())
    build.kill()
    build.wait()
    wait_for(lambda: not alive(int(pid.read_text())))


def wait_for(condition, seconds=20):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.05)


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
    status, text = command(project, "book/build.py", "pdf", PATH="/nowhere")
    assert status == 1
    assert "apt-get install texlive-xetex texlive-latex-recommended" in text
    assert len(text.strip().splitlines()) == 2


def test_what_changed_is_built_again(tmp_path):
    """After each kind of edit: the same site as a build from nothing."""
    text = chapter("from helper import word\nprint(word)\nimport random\nprint(random.random() < 2)")
    project = copy_project(tmp_path / "p", {"01-edited.md": text})
    helper = project / "code/helper.py"
    page, deck = project / "_build/site/01-edited.html", project / "_build/site/slides/01-edited.html"

    def build():
        status, text = command(project, "book/build.py")
        assert status == 0, text
        return text

    chapter_file = project / "book/01-edited.md"
    chapter_file.write_text(chapter_file.read_text().replace(
        "from helper", "import sys\nsys.path.append('../code')\nfrom helper"))
    helper.write_text("word = 'before'\n")
    assert "01-edited: done" in build() and "before" in page.read_text()
    assert "up to date" in build()
    helper.write_text("word = 'after'\n")
    assert "01-edited: done" in build(), "a file that a cell imports changed"
    assert "after" in page.read_text() and "after" in deck.read_text()
    assert "before" not in page.read_text() + deck.read_text()
    chapter_file.write_text(chapter_file.read_text().replace("Text.", "Other prose."))
    assert "01-edited: done" not in build(), "prose alone executes nothing"
    assert "Other prose." in page.read_text() and "Other prose." in deck.read_text()
    conf = project / "conf.py"
    conf.write_text(conf.read_text() + "\nhtml_title = 'Another title'\n")
    build()
    assert "Another title" in page.read_text()
    extension = project / "slides/writer.py"
    extension.write_text(extension.read_text().replace(">book</a>", ">the book</a>"))
    build()
    assert ">the book</a>" in deck.read_text()
    chapter_file.rename(project / "book/02-renamed.md")
    index = project / "book/index.md"
    index.write_text(index.read_text().replace("01-edited", "02-renamed"))
    build()
    assert not page.exists() and not deck.exists()
    edited = files(project / "_build/site")
    (project / "_build").rename(tmp_path / "old")
    build()
    assert files(project / "_build/site") == edited


def test_a_damaged_cache_is_made_again(tmp_path):
    project = copy_project(tmp_path, {"01-good.md": chapter("print('good')")})
    assert command(project, "book/build.py")[0] == 0
    for database in (project / "_build/cells").rglob("*.db"):
        database.write_bytes(database.read_bytes()[:100] + b"damaged" * 300)
    (project / "conf.py").write_text((project / "conf.py").read_text() + "\n")
    status, text = command(project, "book/build.py")
    assert status == 0 and "01-good: done" in text, text


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
        except OSError:
            return False

    try:
        wait_for(lambda: shows("01-live.html", "first") and shows("slides/01-live.html", "first"), 60)
        busy = subprocess.run(make, cwd=project, capture_output=True, text=True)
        assert busy.returncode and f"port {port} is in use, try: make live PORT={port + 1}" in busy.stderr
        text = project / "book/01-live.md"
        text.write_text(text.read_text().replace("first", "second").replace("Text.", "Other text."))
        wait_for(lambda: shows("01-live.html", "Other text.") and shows("slides/01-live.html", "second"), 60)
    finally:
        os.killpg(live.pid, signal.SIGINT)
        live.wait(20)
