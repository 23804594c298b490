"""What the chapter on waiting says without showing it is so, on every Python."""

import sys

import pytest

from book.tools.chapter import ROOT
from tests.support import python_id, warm
from tests.support.claims import PYTHONS, each, holds, printed_by

pytestmark = pytest.mark.reads()

[CHAPTER] = (ROOT / "book").glob("*-waiting.md")
START = """\
import asyncio, os, sys, threading, time

def count():
    total = 0
    for number in range(2_000_000):
        total += number

async def heart(beats):
    while True:
        await asyncio.sleep(0.01)
        beats.append(1)

async def beats_beside(job):
    beats = []
    beating = asyncio.create_task(heart(beats))
    await asyncio.sleep(0)
    await job
    beating.cancel()
    return len(beats) > 0

"""
# the sentence, a part of a program, what it prints
CLAIMS = [
    ("stops at an `await` for a while, or when it ends.", """
async def rude(name):
    print(name)

async def main():
    await asyncio.gather(rude("one"), rude("two"))
""", "one\ntwo"),
    ("asyncio offers network connections, subprocesses, pipes and queues", """
async def read_pipe():
    read_end, write_end = os.pipe()
    threading.Timer(0.2, os.close, [write_end]).start()
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), open(read_end, "rb"))
    await reader.read()

async def main():
    print(await beats_beside(read_pipe()))
""", "True"),
    ("the function *without* parentheses, so that it is called over there", """
async def main():
    main_thread = threading.current_thread()
    print(await asyncio.to_thread(threading.current_thread) is main_thread)
    try:
        await asyncio.to_thread(count())
    except TypeError as error:
        print(error)
""", "False\n'NoneType' object is not callable"),
    ("`gather` runs all the calls together and gives their results in a list", """
async def after(seconds):
    await asyncio.sleep(seconds)
    return seconds

async def main():
    print(await asyncio.gather(*[after(seconds) for seconds in (0.1, 0, 0.05)]))
    print(await asyncio.gather(*[]))
""", "[0.1, 0, 0.05]\n[]"),
    ("Other C code keeps the lock: `sum` over a long range, or a regular expression, stops the loop even in `to_thread`", """
import re

def busy(job, *arguments):
    start = time.thread_time()
    job(*arguments)
    return time.thread_time() - start

async def stops_the_heart(job, *arguments):
    longest = 0  # seconds from one beat to the next
    working, last = asyncio.create_task(asyncio.to_thread(busy, job, *arguments)), time.perf_counter()
    while not working.done():
        await asyncio.sleep(0.01)
        longest, last = max(longest, time.perf_counter() - last), time.perf_counter()
    return working.result() > 0.1 and longest > 0.9 * working.result()

async def main():
    print(await stops_the_heart(sum, range(20_000_000)))
    print(await stops_the_heart(re.match, "(a+)+$", 23 * "a" + "b"))
""", "True\nTrue"),
    ("something else to do: another wait, or some work", """
async def wait():
    await asyncio.sleep(0.5)
    print("waited")

async def work():
    for _ in range(10):
        sum(range(1000))
        await asyncio.sleep(0)
    print("worked")

async def main():
    await asyncio.gather(wait(), work())
""", "worked\nwaited"),
    ("a call that you give to a pool of them must be *picklable*", """
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from pickle import PicklingError

async def main():
    # with fork, what is no call is copied as it is
    with ProcessPoolExecutor(1, multiprocessing.get_context("fork"), initializer=lambda: None) as pool:
        try:
            await asyncio.get_running_loop().run_in_executor(pool, lambda: 21)
        except (PicklingError, AttributeError):  # the second up to 3.13
            print("not picklable")
""", "not picklable"),
    ("threads that run Python code take turns", """
def seconds(function):
    start = time.perf_counter()
    function()
    return time.perf_counter() - start

def three():
    threads = [threading.Thread(target=count) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

async def main():
    # the processor's seconds of this process can exceed the clock's only in parallel
    work, start = time.process_time(), time.perf_counter()
    three()
    print(time.process_time() - work < 1.2 * (time.perf_counter() - start))
""", "True"),
    ("Python itself asks a thread to let others run after 5 milliseconds", """
async def main():
    print(sys.getswitchinterval())
""", "0.005"),
    ("A task can be asked to stop: an exception, {term}`CancelledError <cancellation>`, is raised in it where it waits", """
async def waits():
    try:
        await asyncio.sleep(60)
    except asyncio.CancelledError:
        print("asked")
        raise

async def main():
    task = asyncio.create_task(waits())
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    print(task.cancelled())
""", "asked\nTrue"),
    ("without a GIL `rude` would stop the heart all the same", """
async def rude():
    time.sleep(0.1)  # which lets go of the GIL

async def main():
    print(await beats_beside(rude()))
""", "False"),
]


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """What each program prints: {Python: [(out, err, status)]}."""
    return printed_by([START + text for _, text, _ in CLAIMS], tmp_path_factory.mktemp("claims"))


@each(CLAIMS)
def test_a_claim_holds(number, version, printed):
    holds(CHAPTER, CLAIMS[number], version, printed[version][number])


@pytest.mark.skipif(sys.platform != "linux", reason="the chapter names Linux")
@pytest.mark.parametrize("version", PYTHONS, ids=python_id)
def test_how_a_process_starts(version, tmp_path):
    path = tmp_path / "start.py"
    path.write_text("import multiprocessing\nprint(multiprocessing.get_start_method())\n", encoding="utf-8")
    [(out, err, _)] = warm(PYTHONS[version]).start([{"argv": [str(path)]}])()
    assert (out.strip(), err) == ("fork" if version < (3, 14) else "forkserver", "")


@pytest.mark.skipif(sys.platform != "linux", reason="the memory of this process is in /proc")
@pytest.mark.parametrize("version", PYTHONS, ids=python_id)
def test_memory_has_the_order_of_the_recorded_prices(version, tmp_path):
    """Each of the three takes at least five times the memory of the one before."""
    path = tmp_path / "memory.py"
    path.write_text(f"""\
import asyncio, sys
sys.path.insert(0, {str(ROOT / "code" / CHAPTER.stem)!r})
import price_list
if __name__ == "__main__":
    task, thread = asyncio.run(price_list.memory_of_task()), price_list.memory_of_thread()
    print(5 * task < thread, 5 * thread < price_list.resident())
""", encoding="utf-8")
    [(out, err, _)] = warm(PYTHONS[version]).start([{"argv": [str(path)]}])()
    assert (out.strip(), err) == ("True True", "")
