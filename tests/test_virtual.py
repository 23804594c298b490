"""The virtual clock and the network in memory: programs print on them what they print on the real loop."""

import json
import subprocess
from concurrent.futures import ThreadPoolExecutor

import pytest
from conftest import ROOT, fail, pythons

FOLDER = next(path.parent for path in ROOT.glob("code/*/vloop.py"))
AGREE = ROOT / "tests" / "programs_on_loops.py"
PYTHONS = pythons()
each_python = pytest.mark.parametrize("version", PYTHONS, ids="python{0[0]}.{0[1]}".format)


def python(version, *arguments, **options):
    return subprocess.run([PYTHONS[version], "-B", *map(str, arguments)], cwd=FOLDER,
                          capture_output=True, text=True, timeout=60, **options)


@pytest.fixture(scope="module")
def agreements():
    """What each Python prints, all at once: {version: {program: (line, on the real loop, on the virtual one)}}."""
    with ThreadPoolExecutor() as pool:
        done = dict(zip(PYTHONS, pool.map(lambda version: python(version, AGREE, FOLDER), PYTHONS)))
    for version, run in done.items():
        if run.returncode or run.stderr:
            fail(f"tests/{AGREE.name}:1", "Python {}.{}:\n".format(*version) + run.stderr)
    return {version: json.loads(run.stdout.splitlines()[-1]) for version, run in done.items()}


@each_python
def test_programs_print_the_same_on_the_virtual_clock(version, agreements):
    for name, (line, real, virtual) in agreements[version].items():
        if real != virtual:
            fail(f"tests/{AGREE.name}:{line}", f"{name} prints something else on the virtual clock",
                 "\n".join(real), "\n".join(virtual), ("real", "virtual"))
