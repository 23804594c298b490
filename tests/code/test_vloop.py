"""code/tools/vloop.py: order, jumps, blocking, threads, deadlock, within a running loop, on every Python."""

import subprocess

import pytest

from book.tools.chapter import TOOLS
from tests.support import fail, python_id, pythons

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
