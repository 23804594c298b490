"""What the appendix on tests shows: its test files on every Python; each tool alone, copied beside vloop.py."""

import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from book.tools.chapter import CODE, TOOLS
from book.tools.scripts import environment
from tests.support import fail, python_id, pythons

FOLDER = CODE / "use-in-your-tests"
USES = {
    "everywhere": "import asyncio, everywhere; print(everywhere.cancel(asyncio.sleep, lambda: 1).wrong)",
    "schedules": "import asyncio, schedules; print(schedules.explore(asyncio.sleep, 1, seeds=range(3)).failures)",
    "deadlock": "import asyncio, deadlock; print(deadlock.run(asyncio.sleep(1, [])))",
}


def python(version, *arguments, cwd):
    return subprocess.run([pythons()[version], "-B", "-W", "error", *arguments], cwd=cwd, env=environment(), text=True,
                          capture_output=True, timeout=60)


@pytest.mark.parametrize("version", pythons(), ids=python_id)
def test_with_unittest_the_mended_program_passes(version):
    done = python(version, "-m", "unittest", "-q", "unittest_shop.py", cwd=FOLDER)
    if done.returncode or "Ran 3 tests" not in done.stderr or not done.stderr.endswith("\nOK\n"):
        fail("code/use-in-your-tests/unittest_shop.py:1", f"on Python {version}:\n{done.stdout}{done.stderr}")


def test_with_pytest_each_fault_of_the_program_fails_a_test(tmp_path):
    for path in (*FOLDER.glob("*.py"), *FOLDER.glob("*.ini"), *TOOLS.glob("*.py")):
        shutil.copy(path, tmp_path)  # all in one folder, as in a project of one's own

    def run():
        return subprocess.run([sys.executable, "-B", "-m", "pytest", "-rA", "test_shop.py"], cwd=tmp_path,
                              env=environment(), text=True, capture_output=True, timeout=60).stdout

    text = run()
    assert text.count("\nFAILED ") == 3, text
    for part in ("WRONG", "[before clerk]", "ada waits for the lock target, held by bo"):
        assert part in text, text
    mended = (tmp_path / "mended.py").read_text("utf-8")
    assert "import shop\n" in mended and "shop." in mended
    (tmp_path / "test_shop.py").write_text((tmp_path / "test_shop.py").read_text("utf-8").replace(
        "import shop\n", "import mended as shop\n"))
    assert (text := run()).count("\nPASSED ") == 3, text


@pytest.mark.parametrize("tool", USES)
def test_a_tool_alone(tool, tmp_path):
    for name in (tool, "vloop"):
        shutil.copy(TOOLS / f"{name}.py", tmp_path)
    with ThreadPoolExecutor(2) as pool:
        for version, done in zip(pythons(), pool.map(lambda v: python(v, "-c", USES[tool], cwd=tmp_path), pythons())):
            assert done.stdout.strip() in ("[]", "{}") and not done.stderr, f"{python_id(version)}: {done.stderr}"
