"""The loops of chapter 4 print the same, on every Python, and the toy loop stays small."""

import ast
import re

import pytest

from book.tools.chapter import CODE, ROOT, TOOLS
from tests.support import fail, python_id, pythons, warm

[TOY] = CODE.glob("*/toyloop.py")
ON_TOY = TOY.with_name("on_toyloop.py")
CHAPTER = ROOT / "book" / f"{TOY.parent.name}.md"
IMPORT = "import asyncio\n"
LOOPS = {  # where a loop is, and what a program imports instead of asyncio
    TOY: "import toyloop as asyncio\n",
    TOY.with_name("virtual.py"): "import virtual as asyncio\n",
    TOOLS / "vloop.py": "import asyncio, vloop; asyncio.run = vloop.run\n",
}
PYTHONS = pythons()

# The course starts from these lines.
SEED = '''\
# Let's define an async function
import asyncio

async def do_some_work():
    print("Starting work")
    await asyncio.sleep(1)
    print("Work complete")

async def do_a_lot_of_work_in_parallel():
    await asyncio.gather(do_some_work(), do_some_work(), do_some_work())

if __name__ == "__main__":
    asyncio.run(do_a_lot_of_work_in_parallel())
'''
DELAYS = '''\
import asyncio

async def leg(name, *delays):
    print(name, "starts")
    for delay in delays:
        await asyncio.sleep(delay)
        print(name, "after", delay)
    return name

async def nested():
    return await asyncio.gather(leg("c", 0.5, 2), leg("d", 3))

async def nothing():
    return "nothing"

async def main():
    print(await leg("alone", 0.1))
    print(await asyncio.gather(leg("a", 1, 1), nested(), nothing(), leg("b", 1.5)))
    return "done"

if __name__ == "__main__":
    print(asyncio.run(main()))
'''


PROGRAMS = {"seed": SEED, "delays": DELAYS}
FOLDERS = f"import sys; sys.path += {[str(TOY.parent), str(TOOLS)]}\n"


@pytest.fixture(scope="module")
def transcripts(tmp_path_factory):
    """What each program prints, and its exit status: {(version, program): [on asyncio, on each of LOOPS]}."""
    folder, started = tmp_path_factory.mktemp("loops"), {}
    for name, program in PROGRAMS.items():
        paths = [folder / f"{name}{n}.py" for n in range(1 + len(LOOPS))]
        for path, line in zip(paths, (IMPORT, *LOOPS.values())):
            path.write_text(FOLDERS + program.replace(IMPORT, line), encoding="utf-8")
        for version, python in PYTHONS.items():
            started[version, name] = warm(python).start([{"argv": [str(path)], "one": True} for path in paths])
    return {key: [f"{out}exit status {status}\n" for out, _, status in results()] for key, results in started.items()}


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("version", PYTHONS, ids=python_id)
def test_every_loop_prints_the_same(version, program, transcripts):
    want, *got = transcripts[version, program]
    assert want.endswith("\nexit status 0\n"), want
    for path, text in zip(LOOPS, got):
        if text != want:
            fail(f"{path.relative_to(ROOT)}:1", "this loop and asyncio's print different things",
                 want, text, ("asyncio", path.stem))


def test_only_the_import_changed():
    text = ON_TOY.read_text(encoding="utf-8")
    got = text[text.index("# Let's"):].replace("\n\n\n", "\n\n")
    want = SEED.replace(IMPORT, LOOPS[TOY])
    if got != want:
        fail(f"{ON_TOY.relative_to(ROOT)}:1", "this is not the course's first program", want, got)


def test_the_toy_loop_has_fewer_than_40_lines():
    tree = ast.parse(TOY.read_text(encoding="utf-8"))
    tree.body = [node for node in tree.body if not isinstance(node, ast.If)]  # its little test
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            node.body = node.body[ast.get_docstring(node) is not None:]
    lines = [line for line in ast.unparse(tree).splitlines() if line]  # one for each statement
    if len(lines) >= 40:
        fail(f"{TOY.relative_to(ROOT)}:1", f"{len(lines)} lines of code, and the book promises under 40")
    for number, line in enumerate(CHAPTER.read_text(encoding="utf-8").splitlines(), 1):
        for said in re.findall(r"\b(\d+) lines\b", line):
            if int(said) not in (40, len(lines)):
                fail(f"book/{CHAPTER.name}:{number}", f"the toy loop has {len(lines)} lines, not {said}")
