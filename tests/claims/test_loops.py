"""The loops of chapter 4 print the same, on every Python, and the toy loop stays small."""

import ast
import re

import pytest

from book.tools.chapter import CODE, ROOT, TOOLS
from tests.support import fail, python_id, warm
from tests.support.claims import PYTHONS, each, holds, printed_by

pytestmark = pytest.mark.reads()

TOY = min(CODE.glob("*/toyloop.py"))
ON_TOY = TOY.with_name("on_toyloop.py")
CHAPTER = ROOT / "book" / f"{TOY.parent.name}.md"
IMPORT = "import asyncio\n"
LOOPS = {  # where a loop is, and what a program imports instead of asyncio
    TOY: "import toyloop as asyncio\n",
    TOY.with_name("grown.py"): "import grown as asyncio\n",
    TOY.with_name("virtual.py"): "import virtual as asyncio\n",
    TOOLS / "vloop.py": "import asyncio, vloop; asyncio.run = vloop.run\n",
}

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


# --- what the chapter says without showing it: the sentence, a program, what it prints

TEXT = CHAPTER.read_text(encoding="utf-8")
GROWN = f"import sys; sys.path.append({str(TOY.parent)!r})\nimport grown as asyncio\n"
FAILS = """
async def station(name, delay, error=None):
    try:
        await asyncio.sleep(delay)
        if error:
            raise error
        print(name)
    except asyncio.CancelledError:
        print(name, "stops")
        raise

async def main():
"""
TWICE = FAILS + """    task = asyncio.create_task(station("ada", 60))
    await asyncio.sleep(0)
    task.cancel()
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled")
asyncio.run(main())
"""
BEFORE = TWICE.replace("    await asyncio.sleep(0)\n", "")
FINISHED = FAILS + """    task = asyncio.create_task(station("ada", 0.01))
    await task
    task.cancel()
    print(await task)
asyncio.run(main())
"""
OTHERS_GO_ON = FAILS + """    bo = asyncio.create_task(station("bo", 0.01, OSError()))
    ada = asyncio.create_task(station("ada", 0.1))
    await ada
    try:
        await bo
    except OSError:
        print("OSError")
asyncio.run(main())
"""
AWAITS_A_TASK = FAILS + """    async def outer():
        await inner
    inner = asyncio.create_task(station("ada", 0.4))
    task = asyncio.create_task(outer())
    await asyncio.sleep(0.01)
    task.cancel()
    await asyncio.sleep(0.8)
asyncio.run(main())
"""
ON_GROWN = TOY.with_name("on_grown.py").read_text(encoding="utf-8").replace("import grown as asyncio", "import asyncio")
ALWAYS_READY = f"""
import sys; sys.path.append({str(TOY.parent)!r})
from LOOP import Future, Task, run, sleep
fired = []
async def timer():
    await sleep(0.01)
    fired.append(True)
async def fill(future):
    future.set_result()
async def always_ready():
    for _ in range(20_000):  # that takes longer than the timer, on any machine
        if fired:
            break
        future = Future()
        Task(fill(future))
        await future
    print(fired)
async def main():
    Task(timer())
    await always_ready()
run(main())
"""
LOOP = "import asyncio\nasync def main():\n    loop = asyncio.get_running_loop()\n"
CLAIMS = [  # on asyncio; where the program begins with GROWN, on the toy loop
    ("So to cancel a task is to let its\nnext step throw.", TWICE, "ada stops\ncancelled"),
    ("So to cancel a task is to let its\nnext step throw.", GROWN + TWICE, "ada stops\ncancelled"),
    ("So to cancel a task is to let its\nnext step throw.", BEFORE, "cancelled"),
    ("So to cancel a task is to let its\nnext step throw.", GROWN + BEFORE, "cancelled"),
    ("So to cancel a task is to let its\nnext step throw.", FINISHED, "ada\nNone"),
    ("So to cancel a task is to let its\nnext step throw.", GROWN + FINISHED, "ada\nNone"),
    ("and the loop goes\non with the next one.", OTHERS_GO_ON, "ada\nOSError"),
    ("and the loop goes\non with the next one.", GROWN + OTHERS_GO_ON, "ada\nOSError"),
    ("asyncio prints the same four lines, and does more", ON_GROWN,
     "main hears: the line of bo is dead\nmain goes on\nada is told to stop\nada has stopped"),
    ("Our `turn` has the same steps", ALWAYS_READY.replace("LOOP", "grown"), "[True]"),
    ("it would not: that loop looks at its timers", ALWAYS_READY.replace("LOOP", "toyloop"), "[]"),
    ("passes the request on to it", AWAITS_A_TASK.replace("0.4", "30"), "ada stops"),
    ("passes the request on to it", GROWN + AWAITS_A_TASK, "ada"),
    ("and to\nwait while it does so", """
import asyncio
async def wait():
    try:
        await asyncio.sleep(60)
    finally:
        await asyncio.sleep(0)  # no driver, no wait
        print("clean")
async def main():
    coro = wait()
    coro.send(None)
    try:
        coro.close()  # which Python does where it is dropped
    except RuntimeError as error:
        print(error)
asyncio.run(main())
""", "coroutine ignored GeneratorExit"),
    ("Ctrl-C ends the loop", GROWN + """
async def interrupted():
    raise KeyboardInterrupt
async def main():
    asyncio.create_task(interrupted())
    await asyncio.sleep(0.01)
    print("goes on")
try:
    asyncio.run(main())
except KeyboardInterrupt:
    print("ended")
""", "ended"),
    ("each time the right one of\nthe two below it moves up.", """
import heapq
class Timer:
    def __init__(self, when, name):
        self.when, self.name = when, name
    def __lt__(self, other):
        return self.when < other.when
heap = [Timer(1, name) for name in ("ada", "bo", "cy", "di", "eve")]
heapq.heappop(heap)
print(*[timer.name for timer in heap])
""", "cy bo eve di"),
    ("From `asyncio.sleep(0)`, a bare `yield`, comes `None`", """
import asyncio
print(asyncio.sleep(0).send(None))
""", "None"),
    ("in\nnone of the three collections", LOOP + """
    lock = asyncio.Lock()
    await lock.acquire()
    task = asyncio.create_task(lock.acquire())
    await asyncio.sleep(0)
    print(len(loop._ready), len(loop._scheduled), len(lock._waiters))
    lock.release()
    print(len(loop._ready), len(loop._scheduled))
    await task
asyncio.run(main())
""", "0 0 1\n1 0"),
    ("a second `set_result` raises `InvalidStateError`", LOOP + """
    future = loop.create_future()
    future.set_result(1)
    try:
        future.set_result(2)
    except asyncio.InvalidStateError:
        print("InvalidStateError")
asyncio.run(main())
""", "InvalidStateError"),
    ("And if\n  the task is cancelled meanwhile, so is the future.", LOOP + """
    future = loop.create_future()
    async def wait():
        await future
    task = asyncio.create_task(wait())
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    print(future.cancelled())
asyncio.run(main())
""", "True"),
    ("Without that task it would have\nslept for ever.", LOOP + """
    import os, threading
    future = loop.create_future()
    threading.Timer(0.6, loop.call_soon, [future.set_result, 21]).start()
    threading.Timer(1.2, lambda: (print("done:", future.done(), flush=True), os._exit(0))).start()
    await future
    print("awake")
asyncio.run(main())
""", "done: False"),
    ("In debug mode `call_soon`\nnotices the mistake and raises.", LOOP + """
    def call():
        try:
            loop.call_soon(print)
        except RuntimeError as error:
            print(error)
    loop.slow_callback_duration = 60  # a busy machine is no news
    await asyncio.to_thread(call)
asyncio.run(main(), debug=True)
""", "Non-thread-safe operation invoked on an event loop other than the current one"),
    ("then nothing in this loop\ncan wake anybody.", f"""
import sys; sys.path.append({str(TOY.parent)!r})
import asyncio, virtual
async def main():
    await asyncio.Event().wait()
try:
    virtual.run(main())
except RuntimeError as error:
    print(error)
""", "all tasks wait, and no timer is left"),
    ("It waits for threads too, and `time.sleep` moves it.", f"""
import sys; sys.path.append({str(TOOLS)!r})
import asyncio, time, vloop
async def main():
    loop = asyncio.get_running_loop()
    await asyncio.to_thread(time.sleep, 5)
    print(loop.time())
    time.sleep(2)
    print(loop.time())
vloop.run(main())
""", "5.0\n7.0"),
    ("│ selector  B          │                      │                      │", LOOP + """
    import socket
    station, reader = socket.socketpair()
    def b():
        print(reader.fileno() in loop._selector.get_map())
        loop.remove_reader(reader)
        future.set_result(None)
    future = loop.create_future()
    loop.add_reader(reader, b)
    station.send(b"ada 21")
    await future
    station.close(); reader.close()
asyncio.run(main())
""", "True"),
    ("And this loop does not wait for a network, a thread or a process.", f"""
import sys; sys.path.append({str(TOY.parent)!r})
import asyncio, time, virtual
from concurrent.futures import ThreadPoolExecutor
async def main():
    await asyncio.get_running_loop().run_in_executor(ThreadPoolExecutor(), time.sleep, 0.2)
try:
    virtual.run(main())
except RuntimeError as error:
    print(error)
""", "all tasks wait, and no timer is left"),
    ("So to cancel a task is to let its\nnext step throw.", f"""
import sys; sys.path.append({str(TOY.parent)!r})
import grown, socket
async def main():
    station, reader = socket.socketpair()
    with station, reader:
        task = grown.Task(grown.readable(reader))
        await grown.sleep(0.01)
        task.cancel()
        await grown.sleep(0.01)
        print(task.done, len(grown.selector.get_map()))
grown.run(main())
""", "True 0"),
]


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """What each program of CLAIMS prints: {Python: [(out, err, status)]}."""
    return printed_by([text if "import" in text else "import asyncio\n" + text for _, text, _ in CLAIMS], tmp_path_factory.mktemp("claims"))


@each(CLAIMS)
def test_a_claim_holds(number, version, printed):
    holds(CHAPTER, CLAIMS[number], version, printed[version][number])


@pytest.mark.parametrize("version", PYTHONS, ids=python_id)
def test_the_virtual_loop_runs_as_printed(version, tmp_path):
    """The class alone, as the page shows it, with the one import that the text names."""
    source = TOY.with_name("virtual.py").read_text(encoding="utf-8")
    shown = source[source.index("class VirtualLoop"):source.index("\n\n\ndef run")]
    path = tmp_path / "shown.py"
    path.write_text("import asyncio\n" + shown + """
async def main():
    await asyncio.gather(asyncio.sleep(3600), asyncio.sleep(7200), asyncio.sleep(1e8))
    return asyncio.get_running_loop().time()

with asyncio.Runner(loop_factory=VirtualLoop) as runner:
    print(runner.run(main()))
""", encoding="utf-8")
    [(out, err, _)] = warm(PYTHONS[version]).start([{"argv": [str(path)]}])()
    assert (out, err) == ("100000000.0\n", "")
    assert ":start-at: class VirtualLoop\n:end-at: _write_to_self\n" in TEXT


def test_what_has_not_grown_is_the_same():
    """`grown.py` is the toy loop: `sleep` and `gather` are the same words."""
    loops = [{node.name: ast.unparse(node) for node in ast.parse(path.read_text(encoding="utf-8")).body
              if isinstance(node, ast.AsyncFunctionDef)} for path in (TOY, TOY.with_name("grown.py"))]
    for name, code in loops[0].items():
        if loops[1].get(name) != code:
            fail(f"{TOY.parent.relative_to(ROOT)}/grown.py:1", f"its {name} is not that of the toy loop", code,
                 loops[1].get(name, ""))
