"""The virtual clock and the network in memory: programs print on them what they print on the real loop."""

import json
import subprocess
from concurrent.futures import ThreadPoolExecutor

import pytest

from book.tools.chapter import ROOT
from book.tools.chapter import TOOLS as FOLDER
from tests.support import fail, pythons

pytestmark = pytest.mark.reads()

AGREE, ALONE = ROOT / "tests/support/programs_on_loops.py", ROOT / "tests/support/clock_programs.py"
PYTHONS = pythons()
each_python = pytest.mark.parametrize("version", PYTHONS, ids="python{0[0]}.{0[1]}".format)


def python(version, *arguments, **options):
    return subprocess.run([PYTHONS[version], "-B", *map(str, arguments)], cwd=FOLDER,
                          capture_output=True, text=True, timeout=60, **options)


def on_all(*arguments):
    """What all Pythons print, side by side: {version: text}; *arguments* may be functions of the version."""
    def run(version):
        done = python(version, *[a(version) if callable(a) else a for a in arguments])
        return done.stderr or done.stdout
    with ThreadPoolExecutor() as pool:
        return dict(zip(PYTHONS, pool.map(run, PYTHONS)))


def test_programs_print_the_same_on_the_virtual_clock():
    for version, text in on_all(AGREE, FOLDER).items():
        try:
            programs = json.loads(text.splitlines()[-1])
        except ValueError:
            fail(f"tests/support/{AGREE.name}:1", "Python {}.{}:\n".format(*version) + text)
        for name, (line, real, virtual) in programs.items():
            if real != virtual:
                fail(f"tests/support/{AGREE.name}:{line}", f"{name} prints something else on the virtual clock, with Python "
                     "{}.{}".format(*version), "\n".join(real), "\n".join(virtual), ("real", "virtual"))


def test_what_only_the_virtual_clock_does():
    def turns(version):  # a million once: it is all the same code
        return 1_000_000 if version == [*PYTHONS][-1] else 100_000
    for version, text in on_all(ALONE, FOLDER, turns).items():
        if text:
            pytest.fail("Python {}.{}\n".format(*version) + text.replace(f"{ROOT}/", ""), pytrace=False)


NO_THREADS = '''
import asyncio, threading, time, vloop

vloop.CAN_START_THREADS, threading.Thread.start = False, None

async def main():
    log, loop = [], asyncio.get_running_loop()
    async def tick():
        await asyncio.sleep(1)
        log.append("tick")
    await asyncio.gather(asyncio.to_thread(time.sleep, 2), tick())
    event = threading.Event()
    log += [loop.time(), loop.blocked, await asyncio.to_thread(event.wait, 3), loop.time()]
    try:
        await asyncio.to_thread(event.wait)
    except vloop.Deadlock as error:
        log.append(str(error)[:28])
    return log

print(vloop.run(main()))
'''


@each_python
def test_where_no_thread_can_start(version):
    """As in a browser: to_thread runs its function at once, and what would hang says so."""
    done = python(version, "-c", NO_THREADS)
    assert done.stdout == "['tick', 2.0, 0.0, False, 5.0, 'no thread can start here, so']\n", done.stderr


OTHER_RUNNERS = '''
import asyncio, sys, time, types, unittest, vloop

class Minute(unittest.IsolatedAsyncioTestCase):
    loop_factory = vloop.VirtualLoop

    async def test_a_minute(self):
        begin = time.monotonic()
        await asyncio.sleep(60)
        self.assertEqual(time.monotonic() - begin, 60)

async def in_a_thread():
    await asyncio.to_thread(time.sleep, 60)

real = time.perf_counter()
with asyncio.Runner(loop_factory=vloop.VirtualLoop) as runner:
    runner.run(asyncio.sleep(60))
    runner.run(in_a_thread())
    assert runner.get_loop().time() == 120
if sys.version_info >= (3, 13):
    unittest.main(argv=["minute"], exit=False)
assert time.perf_counter() - real < 5
with vloop.virtual_time():
    from time import sleep

async def main():
    sleep(5)
    return asyncio.get_running_loop().blocked

assert vloop.run(main()) == 5
shop = types.ModuleType("shop")
exec("from time import sleep, time; async def main(): begin = time(); sleep(5); return time() - begin".replace(
     "; async", "\\nasync"), vars(shop))
with vloop.virtual_time(shop):
    assert vloop.run(shop.main()) == 5
assert shop.sleep is time.sleep and shop.time is time.time
'''


@each_python
def test_other_ways_to_run_a_virtual_loop(version):
    done = python(version, "-W", "error", "-c", OTHER_RUNNERS)
    assert not done.returncode and "FAILED" not in done.stderr, done.stderr


NO_SIGNALS = '''
import asyncio, signal, vloop

def refuse(*_):
    raise ValueError("a web page has no signals")

vloop.HAS_SIGNALS, signal.signal = False, refuse

async def main():
    loop, told = asyncio.get_running_loop(), []
    loop.add_signal_handler(signal.SIGTERM, told.append, "told")
    loop.call_later(5, loop.send_signal, signal.SIGTERM)
    await asyncio.sleep(9)
    try:
        loop.add_signal_handler(signal.SIGKILL, print)
    except RuntimeError as error:
        told.append(str(error)[:22])
    return told, loop.remove_signal_handler(signal.SIGTERM), loop.remove_signal_handler(signal.SIGTERM)

print(vloop.run(main()))
'''


@each_python
def test_where_no_signals_are(version):
    """As in a browser: `send_signal` calls the handler."""
    done = python(version, "-c", NO_SIGNALS)
    assert done.stdout == "(['told', 'sig 9 cannot be caught'], True, False)\n", done.stderr
