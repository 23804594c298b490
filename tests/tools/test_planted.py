"""A tenth of the planted faults, in CI: each is found, where it is.  ``make mutants`` plants them all."""

import os
import signal
import subprocess
import sys

import pytest

from tests import planted
from tests.support import CI, ROOT, fail, wait_for


def chosen():
    """Those of the suite; none where the list cannot be read, which the first test tells."""
    try:
        return [fault for fault in planted.faults() if fault.suite]
    except ValueError:
        return []


def test_each_fault_can_be_planted():
    """A text that was changed is changed in the list too."""
    try:
        faults = planted.faults()
    except ValueError as error:
        pytest.fail(str(error), pytrace=False)
    kinds = {fault.kind for fault in faults}
    assert len(faults) >= 100 and len(kinds) >= 20 and 10 * len(chosen()) >= len(faults)


@pytest.mark.parametrize("entry, said", [
    ("kind = 'x'\n", "this fault cannot be read: missing 5 required"),
    ("kind = 'x'\nfile = 'conf.py'\nold = 'import'\nnew = ''\ntests = ['make']\nsays = ''\n", r"'import' is \d times in conf.py"),
    ("kind = 'x'\nfile = 'gone.py'\nold = 'a'\nnew = ''\ntests = ['make']\nsays = ''\n", "'a' is 0 times in gone.py"),
    ("kind = 'x'\nfile = 'conf.py'\nold = ''\nnew = 'a'\ntests = ['make']\nsays = '('\n", r"this fault cannot be read: missing \)"),
    ("kind = 'x'\nfile = 'conf.py'\nold = ''\nnew = 'a'\ntests = ['tests/gone.py']\nsays = ''\n", "there is no tests/gone.py"),
    ("kind = 'x'\nfile = 'conf.py'\nold = ''\nnew = 'a'\ntests = ['tests/conftest.py::test_gone[a]']\nsays = ''\n", "there is no test_gone in"),
    ("kind = \n", "this is no TOML")])
def test_a_fault_that_cannot_be_planted_is_named_with_its_line(entry, said, tmp_path):
    path = tmp_path / "faults.toml"
    path.write_text(f"# faults\n\n[[fault]]\n{entry}")
    with pytest.raises(ValueError, match=rf"/faults.toml:[34]: {said}"):
        planted.faults(path)


@pytest.fixture(scope="module")
def copy(site, tmp_path_factory):
    return planted.Copy(tmp_path_factory.mktemp("planted"), make=False)


@pytest.mark.parametrize("fault", chosen(), ids=lambda fault: fault.place.rpartition("/")[2])
def test_a_planted_fault_is_found(fault, request):
    if not CI:
        pytest.skip("planted in CI, and by make mutants")
    if why := request.getfixturevalue("copy").plant(fault):
        fail(fault.place, f"in {fault.file} {fault.new.strip()[:60]!r} was not found: {why}")


def test_who_ends_it_finds_no_copy_left(site, tmp_path):
    with subprocess.Popen([sys.executable, "tests/planted", "style"], cwd=ROOT, env=os.environ | {"TMPDIR": str(tmp_path)},
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        wait_for(lambda: [*tmp_path.glob("planted-*/*/p/_build")] or process.poll() is not None, 60)
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, err, [*tmp_path.iterdir()]) == (143, "", []), out
