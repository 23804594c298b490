"""A forked kernel is like one that was started alone, and like no other."""

import asyncio
import json
import os
import signal
import sys
from contextlib import closing

import nbformat
import pytest

from book.tools import kernels
from book.tools.chapter import TOOLS
from book.tools.execute import Client, kernel_environment
from book.tools.forks import Warm
from tests.support import fail

pytestmark = pytest.mark.reads()

STATE = """
import atexit, gc, json, os, random, signal, sys, threading
state = {
    "folder": os.getcwd(), "path": sys.path, "arguments": [a for a in sys.argv if ".json" not in a],
    "environment": {k: v for k, v in os.environ.items() if k not in ("JPY_PARENT_PID", "MPLBACKEND")},
    "signals": {s.name: str(signal.getsignal(s)) for s in signal.Signals if s not in (9, 19)},
    "threads": sorted(t.name.rstrip("0123456789-") for t in threading.enumerate()),
    "umask": os.umask(0o022), "gc": [gc.isenabled(), gc.get_threshold()],
    "hash": hash("the same in every build"), "flags": str(sys.flags),
    "main": sorted(n for n in vars(sys.modules["__main__"]) if not n.startswith("_")),
    "tty": sys.stdin is not None and os.isatty(0),
}
print(json.dumps(state))
"""
OWN = "import os, random, uuid; print(random.random(), os.getpid(), os.getsid(0) == os.getpid(), uuid.uuid4())"
FILES = """
import os
print(sorted(os.readlink(f"/proc/self/fd/{n}").split(":")[0] for n in os.listdir("/proc/self/fd")
             if os.path.lexists(f"/proc/self/fd/{n}")))
"""
VIRTUAL = """
import asyncio, os, sys, vloop
os.system("true")  # from now on what children wrote is waited for, before each print
async def tells():
    print("tea")
    print("\\r", file=sys.stderr, end="")
    print("milk", asyncio.get_running_loop().time())
vloop.run(tells())
"""


def results(folder, forked, *sources):
    """What each of *sources* prints as the first cell of a kernel of its own."""
    async def one(kernel, source):
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
        client = Client(notebook, timeout=60, kernel_manager_class=kernel, coalesce_streams=True,
                        resources={"metadata": {"path": str(folder)}}, shutdown_kernel="immediate")
        await client.async_execute(env=kernel_environment(str(folder)))
        return notebook.cells[0].outputs[0].text

    async def main(warm):
        kernel = kernels.kernel_class(str(folder), warm, TOOLS)
        return await asyncio.gather(*(one(kernel, source) for source in sources))

    if not forked:
        return asyncio.run(main(None))
    with kernels.warm_process(str(folder), ["asyncio"]) as warm:
        assert warm, "this system forks"
        return asyncio.run(main(warm))


needs_fork = pytest.mark.skipif(not kernels.CAN_FORK, reason="kernels are forked on Linux only")


@needs_fork
def test_a_forked_kernel_is_like_one_started_alone(tmp_path):
    (alone,), (forked,) = results(tmp_path, False, STATE), results(tmp_path, True, STATE)
    alone, forked = (json.dumps(json.loads(text), indent=1, sort_keys=True) for text in (alone, forked))
    if alone != forked:
        fail("book/tools/kernels.py:1", "the state of a forked kernel differs", alone, forked, ("alone", "forked"))


def test_to_print_takes_no_virtual_time(tmp_path):
    assert results(tmp_path, kernels.CAN_FORK, VIRTUAL) == ["tea\nmilk 0.0\n"]


@needs_fork
def test_forked_kernels_share_nothing(tmp_path):
    first, second, files = results(tmp_path, True, OWN, OWN, FILES)
    for one, other in zip(first.split(), second.split()):
        assert (one != other) or one == other == "True", (first, second)
    (alone,) = results(tmp_path, False, FILES)
    assert set(eval(files)) - set(eval(alone)) <= {"/dev/null"}, (files, alone)


def test_without_fork_kernels_are_ordinary_ones(tmp_path, monkeypatch):
    monkeypatch.setattr(kernels, "CAN_FORK", False)
    with kernels.warm_process(str(tmp_path)) as warm:
        assert warm is None
    assert results(tmp_path, False, "print(6 * 7)") == ["42\n"]


@needs_fork
def test_a_program_has_ctrl_c_where_the_tools_run_in_the_background(tmp_path):
    """A shell without job control lets what ends with & ignore SIGINT: a program is as a Python that was started in a terminal."""
    path = tmp_path / "program.py"
    path.write_text("import signal\nprint(signal.getsignal(signal.SIGINT) == signal.default_int_handler)\n")
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with closing(Warm([sys.executable, "-B"], ("asyncio",), {**os.environ})) as one:
            [(out, err, status)] = one.start([{"argv": [str(path)], "cwd": str(tmp_path)}])()
    finally:
        signal.signal(signal.SIGINT, before)
    assert (out, err, status) == ("True\n", "", 0)
