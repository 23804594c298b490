"""Cells are executed; they fail, hang, die or are interrupted, and that is told; nothing is left behind."""

import difflib
import json
import os
import re
import shutil
import signal
import subprocess
import sys

import pytest

from book.tools.chapter import outputs_folder, page_paths, read
from tests.support import HEADER, ROOT, TOOLS, Proof, chapter, copy_project, fail_all, files, heed_ctrl_c, of_no_page, run, wait_for


def test_cells_executed_again_show_the_same(tmp_path):
    """All of the real book, in another folder; that the same outputs make the same site is in test_site."""
    if (proof := executed_again()).holds():
        proof.skip()
    project = copy_project(tmp_path)
    shutil.rmtree(project / "_build")
    status, text = run(project, TOOLS, "execute")
    assert status == 0, text
    outputs, different = project / outputs_folder().relative_to(ROOT), []
    for one in map(read, page_paths()):
        assert f"{one.path.stem}: done" in text and one.executed
        again = json.loads((outputs / one.outputs.name).read_text(encoding="utf-8"))["cells"]
        for cell, other in zip(one.cells, [cell for cell in again if cell["cell_type"] == "code"], strict=True):
            if cell.outputs != other["outputs"]:
                texts = (json.dumps(found, indent=1, ensure_ascii=False).splitlines() for found in (cell.outputs, other["outputs"]))
                different += [f"{cell.where}: executed again, this cell shows something else",
                              *difflib.unified_diff(*texts, "expected", "found", lineterm="", n=2)]
    fail_all(different)
    proof.note()


def executed_again():
    """That the cells as they are, with the files that they read, show the same when they are executed again."""
    pages = [page for page in map(read, page_paths()) if page.executed]
    outputs = [json.loads(page.outputs.read_text(encoding="utf-8"))["metadata"] for page in pages]
    made_from = [[page.name, *(made[part] for part in ("code", "made", "needs", "reads"))] for page, made in zip(pages, outputs)]
    return Proof(__file__, "cells executed again", (ROOT / "book/tools").rglob("*.py"), json.dumps([outputs_folder().name, made_from]))


FAIL = {
    "03-raises.md": ("a = 1\nb = a / 0", "13: ZeroDivisionError: division by zero"),
    "04-hangs.md": ("import time\ntime.sleep(999)", "12: this cell ran longer than 3 s"),
    "05-waits.md": ("import asyncio\nawait asyncio.sleep(999)", "12: this cell ran longer than 3 s"),
    "06-dies.md": ("import os\nos._exit(1)", "12: the kernel died in this cell")}


@pytest.fixture(scope="module")
def failed(tmp_path_factory):
    """A site, before and after a build with chapters that fail and one that is good; and what was said."""
    project = copy_project(tmp_path_factory.mktemp("failed"), {"01-good.md": chapter("print(1)")})
    status, text = run(project, TOOLS, "build")
    assert status == 0, text
    before, index = files(project / "_build/site"), (project / "book/index.md").read_text()
    codes = {name: code for name, (code, _) in FAIL.items()} | {"07-fine.md": "print('good')"}
    for name, code in codes.items():
        (project / "book" / name).write_text(HEADER + chapter(code))
    (project / "book/index.md").write_text(index.replace("01-good.md", "\n".join(["01-good.md", *codes])))
    status, text = run(project, TOOLS, "build", BOOK_CELL_LIMIT="3")
    assert status == 1, text
    return before, files(project / "_build/site"), text


@of_no_page
@pytest.mark.parametrize("name", FAIL)
def test_a_cell_that_fails_is_named_in_one_line(failed, name):
    assert re.findall(rf"^book/{name}:.*$", failed[2], re.M)[0].startswith(f"book/{name}:{FAIL[name][1]}"), failed[2]
    assert len(re.findall(rf"^book/{name}:", failed[2], re.M)) == 1 and "Traceback" not in failed[2]


@of_no_page
def test_other_chapters_go_on(failed):
    assert "07-fine: done" in failed[2] and "01-good" not in failed[2]


@of_no_page
def test_the_last_good_site_stays(failed):
    before, after, text = failed
    assert "nothing was built; the last good site is still there" in text and after == before


@of_no_page
def test_a_cell_that_cannot_be_read_is_named(tmp_path):
    project = copy_project(tmp_path, {
        "01-bad.md": "\n# A\n\n```{code-cell} python\n:tags: [unclosed\nprint(1)\n```\n"})
    status, text = run(project, TOOLS, "build")
    assert status == 1 and "book/01-bad.md:8: " in text and "Traceback" not in text


@of_no_page
def test_no_permission_to_write(tmp_path):
    project = copy_project(tmp_path, {"01-good.md": chapter("print('good')")})
    (project / "_build").write_text("a file in the way")
    status, text = run(project, TOOLS, "build")
    assert status == 1 and "_build" in text and "Traceback" not in text


@of_no_page
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


@of_no_page
def test_kernels_end_with_a_killed_build(tmp_path):
    project = copy_project(tmp_path, {"01-waits.md": chapter(
        "import os, time\nopen('pid', 'w').write(str(os.getpid()))\ntime.sleep(100)")})
    build = subprocess.Popen([sys.executable, "book/tools", "build"], cwd=project, stdout=subprocess.DEVNULL)
    pid = project / "code/pid"
    wait_for(lambda: pid.exists() and pid.read_text())
    build.kill()
    build.wait()
    wait_for(lambda: not alive(int(pid.read_text())))


def alive(pid):
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().split()[2] != "Z"
    except FileNotFoundError:
        return False
