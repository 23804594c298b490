"""What the glossary says of a term holds for all that is called so."""

import pytest

from book.tools.chapter import ROOT
from tests.support.claims import each, holds, printed_by

pytestmark = pytest.mark.reads("glossary")

GLOSSARY = ROOT / "book/glossary.md"
CLAIMS = [  # a sentence of an entry, a program, what it prints
    ("what its methods `__aenter__` and `__aexit__` return is awaited", """
import asyncio
class Line:
    def __aenter__(self):
        return asyncio.sleep(0, "open")
    def __aexit__(self, *error):
        return asyncio.ensure_future(asyncio.sleep(0))
async def main():
    async with Line() as line:
        print(line)
""", "open"),
    ("or another object with a method `__await__`.", """
import asyncio
class Reading:
    def __await__(self):
        return asyncio.sleep(0, 21).__await__()
async def main():
    print(await Reading(), await asyncio.gather(Reading()))
""", "21 [21]"),
    ("asyncio's locks do not allow it.", """
import asyncio
async def main():
    lock, order = asyncio.Lock(), []
    async def first():
        async with lock:
            await asyncio.sleep(0.1)
        await barge()
    async def barge():
        async with lock:
            order.append("barges")
    async def waits():
        async with lock:
            order.append("waited")
    await asyncio.gather(first(), waits())
    print(order)
""", "['waited', 'barges']"),
    ("or one for itself, and nothing can wake any of them.", """
import asyncio
async def main():
    lock = asyncio.Lock()
    async def again():
        async with lock, lock:
            pass
    task = asyncio.create_task(again())
    await asyncio.wait([task], timeout=0.3)
    print(task.done())
""", "False"),
    ("or `PYTHONASYNCIODEBUG=1` in the environment.", """
import os, subprocess, sys
program = "import asyncio\\nasync def main(): print(asyncio.get_running_loop().get_debug())\\nasyncio.run(main())"
for value in "1", "":
    environment = os.environ | {"PYTHONASYNCIODEBUG": value}
    print(subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True).stdout.strip())
""", "True\nFalse"),
    ("or another thread wakes it.", """
import asyncio, threading
async def main():
    loop, woken = asyncio.get_running_loop(), asyncio.Event()
    threading.Timer(0.2, loop.call_soon_threadsafe, [woken.set]).start()
    await woken.wait()
    print("woken")
""", "woken"),
    ("gives it a result or an exception, or cancels it.", """
import asyncio
async def main():
    loop = asyncio.get_running_loop()
    for how, value in ("set_result", [21]), ("set_exception", [OSError("dead")]), ("cancel", []):
        future = loop.create_future()
        loop.call_later(0.05, getattr(future, how), *value)
        try:
            print(await future)
        except (OSError, asyncio.CancelledError) as error:
            print(repr(error))
""", "21\nOSError('dead')\nCancelledError()"),
    ("of an `asyncio.PriorityQueue` the\nsmallest first, of an `asyncio.LifoQueue` the last", """
import asyncio
async def main():
    for kind in asyncio.Queue, asyncio.PriorityQueue, asyncio.LifoQueue:
        queue = kind()
        for item in 2, 1, 3:
            queue.put_nowait(item)
        print([queue.get_nowait() for _ in range(3)])
""", "[2, 1, 3]\n[1, 2, 3]\n[3, 1, 2]"),
    ("A task that\nhas not begun runs none of its lines.", """
import asyncio
async def work():
    try:
        print("begins")
    finally:
        print("tidies up")
async def main():
    task = asyncio.create_task(work())
    task.cancel()
    await asyncio.wait([task])
    print(task.cancelled())
""", "True"),
    ("(With eager tasks, since\nPython 3.12, also in `create_task`.)", """
import asyncio
async def work():
    print("work begins")
async def main():
    if hasattr(asyncio, "eager_task_factory"):
        asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    task = asyncio.create_task(work())
    print("after create_task")
    await task
""", {(3, 11): "after create_task\nwork begins", (3, 12): "work begins\nafter create_task"}),
    ("`asyncio.gather` one for each\ncoroutine object that it gets.", """
import asyncio
async def work(name):
    print(asyncio.current_task() is main.task, name)
async def main():
    main.task = asyncio.current_task()
    one = work("ada")
    await asyncio.gather(one, one, work("bo"))
""", "False ada\nFalse bo"),
    ("Python tells an end by a\n{term}`signal` as a negative number.", """
import asyncio, sys
async def main():
    program = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", program)
    print(await process.wait())
""", "-9"),
]


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    return printed_by([program for _, program, _ in CLAIMS], tmp_path_factory.mktemp("terms"))


@each(CLAIMS)
def test_the_glossary_is_right(number, version, printed):
    holds(GLOSSARY, CLAIMS[number], version, printed[version][number])
