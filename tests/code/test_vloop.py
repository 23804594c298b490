"""code/tools/vloop.py: order, jumps, blocking, threads, deadlock, within a running loop, on every Python."""

import subprocess

import pytest

from book.tools.chapter import TOOLS
from tests.support import fail, python_id, pythons

pytestmark = pytest.mark.reads()

CLOCK = '''
import asyncio, sys, threading, time, vloop

async def main():
    loop, order = asyncio.get_running_loop(), []
    for k in range(20):
        loop.call_at(1, order.append, k)
    await asyncio.sleep(1)
    assert order == list(range(20)), order
    before = loop.time()
    other = asyncio.create_task(asyncio.sleep(0.5))
    time.sleep(2)
    assert (loop.time() - before, loop.blocked, other.done()) == (2, 2, False)
    await asyncio.gather(asyncio.to_thread(time.sleep, 1.5), asyncio.sleep(1))
    assert loop.time() == 4.5 and loop.blocked == 2
    assert await asyncio.to_thread(time.perf_counter) == 4.5
    for _ in range(40):
        asyncio.create_task(asyncio.to_thread(time.sleep, 0.5))
    await asyncio.sleep(1)
    assert len(asyncio.all_tasks()) == 9  # 32 threads, so 8 had to wait for one
    ran = []
    def really():
        real(0.2)  # as work does
        ran.append(threading.current_thread() is threading.main_thread())
    async def tick():
        await asyncio.sleep(0.1)
        ran.append("tick")
    await asyncio.gather(asyncio.to_thread(really), tick())
    assert ran == [False, "tick"], ran
    await asyncio.sleep(1e10)  # the clock's steps become coarse
    async with asyncio.timeout(5):
        await asyncio.sleep(1)
    return "done"

async def stuck():
    await asyncio.gather(asyncio.Event().wait(), asyncio.sleep(float("inf")))

async def in_a_loop():
    await asyncio.sleep(0.01)
    result = vloop.run(main())
    await asyncio.sleep(0.01)
    async with asyncio.timeout(1):
        return result

real = time.sleep
assert vloop.run(main()) == "done" and time.sleep is real
assert asyncio.run(in_a_loop()) == "done"
try:
    vloop.run(stuck())
except vloop.Deadlock as error:
    assert str(error).endswith(": Event.wait, sleep, stuck"), error
else:
    assert False, "no Deadlock"
'''


@pytest.mark.parametrize("version", pythons(), ids=python_id)
def test_the_virtual_clock(version):
    done = subprocess.run([pythons()[version], "-B", "-W", "error", "-c", CLOCK], cwd=TOOLS,
                          capture_output=True, text=True, timeout=60)
    if done.returncode or done.stderr:
        fail("code/tools/vloop.py:1", "Python {}.{}:\n".format(*version) + done.stderr)


def test_a_thread_goes_on_while_others_are_let_go(monkeypatch):
    """It leaves the set of those that wait at any moment: "Set changed size during iteration" was raised once in some hundred runs."""
    monkeypatch.syspath_prepend(str(TOOLS))
    import vloop

    loop = vloop.VirtualLoop()
    loop._waiting |= {vloop._Waiter(loop), vloop._Waiter(loop)}
    loop._let_go(loop._waiting.discard)
    assert not loop._waiting
    loop.close()


def test_a_file_that_is_not_there_is_looked_for_once(monkeypatch):
    """A schedule asks of each step where it waits, and linecache looks in all folders of sys.path each time."""
    monkeypatch.syspath_prepend(str(TOOLS))
    import vloop

    code = compile("import sys\ndef frame():\n    return sys._getframe()\n", "answer_of_nobody.py", "exec")
    exec(code, names := {"__name__": "answer"})
    looked = []
    monkeypatch.setattr("linecache.updatecache", lambda file, globals=None: looked.append(file) or [])
    assert {vloop.line(names["frame"]()) for _ in range(100)} == {"answer_of_nobody.py:3"}
    assert looked == ["answer_of_nobody.py"]
