"""What the chapter on stopping says without showing it is so, on every Python."""

import pytest

from book.tools.chapter import ROOT, TOOLS
from tests.support.claims import RUN, RUNS, each, holds, printed_by

[CHAPTER] = (ROOT / "book").glob("*-stopping-well.md")
START = f"""\
import asyncio
import os
import signal
import subprocess
import sys
import time
from asyncio.subprocess import PIPE
from contextlib import asynccontextmanager

sys.path.append({str(TOOLS)!r})
from stopping import stopped

INT, TERM, KILL = signal.SIGINT, signal.SIGTERM, signal.SIGKILL

def python(code):
    return [sys.executable, "-c", "import asyncio, os, signal, sys, time\\n" + code]

async def child(code, **options):
    return await asyncio.create_subprocess_exec(*python(code), **options)

@asynccontextmanager
async def opened(name):
    print("open", name)
    try:
        yield
    finally:
        await asyncio.sleep(0.1)
        print("closed", name)

"""
# the sentence, a part of a program, what it prints; `main` is run
CLAIMS = [
    ("No `finally`, no `except`, no `atexit`, no message", '''
async def main():
    print(await stopped(python("""
import atexit
atexit.register(print, "atexit")
try:
    print("ready")
    time.sleep(8)
except BaseException:
    print("except")
finally:
    print("finally")
"""), ("ready", TERM)))
''', "ready\n>>> SIGTERM\nexit status -15"),
    ("(A shell shows 128 more than the number: 143, and 130 for `SIGINT`.)", '''
for number in TERM, INT:
    done = subprocess.run(["sh", "-c", f"sh -c 'kill -{int(number)} $$'; echo $?"], capture_output=True, text=True)
    print(done.stdout.strip())
''', "143\n130"),
    ("A pipe holds little: 64 KiB on Linux", '''
read, write = os.pipe()
os.set_blocking(write, False)
size = 0
try:
    while True:
        size += os.write(write, bytes(1024))
except BlockingIOError:
    print(size if sys.platform == "linux" else 65536)
''', "65536"),
    ("`communicate` reads both", '''
async def main():
    process = await child("print('x' * 300_000); print('y' * 300_000, file=sys.stderr)", stdout=PIPE, stderr=PIPE)
    print(*map(len, await process.communicate()))
''', "300001 300001"),
    ("The same happens with two\npipes of which you read only one", '''
async def main():
    process = await child("print('y' * 300_000, file=sys.stderr); print('end')", stdout=PIPE, stderr=PIPE)
    reading = asyncio.create_task(process.stdout.read())
    await asyncio.wait([reading], timeout=1)
    print(reading.done())
    await process.stderr.read()
    print(await reading)
    await process.wait()
''', "False\nb'end\\n'"),
    ("`returncode` is `None` as long as asyncio has not noticed the end of the child", '''
async def main():
    process = await child("")
    time.sleep(1)
    print(process.returncode)
    await process.wait()
    print(process.returncode)
''', "None\n0"),
    ("`SIGKILL`, which no program can catch", '''
async def main():
    try:
        signal.signal(KILL, print)
    except OSError:
        print("OSError")
    try:
        asyncio.get_running_loop().add_signal_handler(KILL, print)
    except RuntimeError as error:
        print(error)
''', "OSError\nsig 9 cannot be caught"),
    ("What if `end` is cancelled while it waits? Then the deaf child lives", '''
async def end(process, grace):
    if process.returncode is None:
        process.terminate()
    try:
        async with asyncio.timeout(grace):
            await process.wait()
    except TimeoutError:
        process.kill()
    return await process.wait()

async def main():
    process = await child("signal.signal(15, signal.SIG_IGN); print('ready', flush=True); time.sleep(8)", stdout=PIPE)
    await process.stdout.readline()
    ending = asyncio.create_task(end(process, 5))
    await asyncio.sleep(0.2)
    ending.cancel()
    await asyncio.wait([ending])
    await asyncio.sleep(0.2)
    print(ending.cancelled(), process.returncode)
    process.kill()
    await process.communicate()
''', "True None"),
    ("`kill` ends the shell; the program behind it goes on, and\nholds the pipe, so `communicate` waits for it", '''
async def main():
    process = await asyncio.create_subprocess_shell("sleep 8; true", stdout=PIPE, start_new_session=True)
    reading = asyncio.create_task(process.communicate())
    await asyncio.sleep(0.2)
    process.kill()
    await asyncio.wait([reading], timeout=0.5)
    print(reading.done())
    os.killpg(process.pid, signal.SIGKILL)
    print(await reading, process.returncode)
''', "False\n(b'', None) -9"),
    ("When `main` has ended cancelled, `asyncio.run` raises `KeyboardInterrupt`", '''
async def cancelled():
    os.kill(os.getpid(), INT)
    await asyncio.sleep(8)

try:
    asyncio.run(cancelled())
except KeyboardInterrupt as error:
    print(repr(error))
''', "KeyboardInterrupt()"),
    ("`asyncio.run` cancels the tasks that are left, also the clean-up", '''
async def main():
    print(await stopped(python("""
async def other():
    try:
        await asyncio.sleep(8)
    except asyncio.CancelledError:
        print("other: cancelled")

async def main():
    task = asyncio.create_task(other())
    try:
        print("ready")
        await asyncio.sleep(8)
    finally:
        print("cleaning up")
        try:
            await asyncio.sleep(8)
        except asyncio.CancelledError:
            pass

asyncio.run(main())
"""), ("ready", INT), ("cleaning up", INT)))
''', "ready\n>>> SIGINT\ncleaning up\n>>> SIGINT\nother: cancelled\nKeyboardInterrupt\nexit status -2"),
    ("With a loop around such a `try` even the\nsecond Ctrl-C does not end it", '''
async def main():
    print(await stopped(python("""
async def main():
    for number in range(9):
        try:
            print("round", number)
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            pass

asyncio.run(main())
"""), ("round 0", INT), ("round 1", INT), ("round 2", KILL), pause=0.25))
''', "round 0\n>>> SIGINT\nround 1\n>>> SIGINT\nround 2\n>>> SIGKILL\nexit status -9"),
    ("Code that blocks hears the first Ctrl-C late: the cancellation waits for the next `await`", '''
async def main():
    print(await stopped(python("""
async def main():
    print("ready")
    time.sleep(1)
    print("slept")
    await asyncio.sleep(0)
    print("never")

asyncio.run(main())
"""), ("ready", INT)))
''', "ready\n>>> SIGINT\nslept\nKeyboardInterrupt\nexit status -2"),
    ("The second one raises `KeyboardInterrupt` in the middle of the blocking code", '''
async def main():
    print(await stopped(python("""
async def main():
    print("ready")
    for _ in range(10):
        time.sleep(0.05)
    print("set")
    time.sleep(8)
    print("never")

asyncio.run(main())
"""), ("ready", INT), ("set", INT)))
''', "ready\n>>> SIGINT\nset\n>>> SIGINT\nKeyboardInterrupt\nexit status -2"),
    ("a terminal sends Ctrl-C to\nyour child processes as well, unless they have a session of their own", '''
async def main():
    for session in False, True:
        end = await stopped(python(f"""
import subprocess
signal.signal(2, lambda *_: None)
child = subprocess.Popen([sys.executable, "-c", "import signal, time; signal.signal(2, signal.SIG_DFL); print('ready', flush=True); "
                          "time.sleep(1.5)"], start_new_session={session})
print(child.wait())
"""), ("ready", INT), group=True)
        print(end.lines[-1])
''', "-2\n0"),
    ("`add_signal_handler` lets the loop itself call the\nfunction, as a callback", '''
async def main():
    loop, called = asyncio.get_running_loop(), asyncio.Event()

    def handler():
        print(asyncio.get_running_loop() is loop, asyncio.current_task())
        called.set()

    loop.add_signal_handler(TERM, handler)
    os.kill(os.getpid(), TERM)
    await called.wait()
''', "True None"),
    ("If `bo` fails, the group cancels the body, so the listener is closed, `ada` is cancelled, and the database is closed last", '''
async def save(name, seconds):
    try:
        await asyncio.sleep(seconds)
        raise OSError(name)
    except asyncio.CancelledError:
        print("cancelled", name)
        raise

async def main():
    try:
        async with opened("database"), asyncio.TaskGroup() as work, opened("listener"):
            work.create_task(save("ada", 8))
            work.create_task(save("bo", 0.2))
            await asyncio.Event().wait()
    except* OSError:
        print("OSError")
''', "open database\nopen listener\ncancelled ada\nclosed listener\nclosed database\nOSError"),
    ("If opening fails, what was opened\nbefore is closed", '''
@asynccontextmanager
async def broken():
    raise OSError
    yield

async def main():
    try:
        async with opened("database"), asyncio.TaskGroup() as work, broken():
            pass
    except* OSError:
        print("OSError")
''', "open database\nclosed database\nOSError"),
    ("put the group into the first place. What happens to `bo`", '''
async def save(name, seconds):
    await asyncio.sleep(seconds)
    print("saved", name)

async def main():
    async with asyncio.TaskGroup() as work, opened("database"), opened("listener"):
        work.create_task(save("bo", 1))
''', "open database\nopen listener\nclosed listener\nclosed database\nsaved bo"),
    ("`sys.exit` in a task ends the loop from there: the other tasks are cancelled, "
     "nothing is finished, and asyncio prints a traceback besides", '''
async def main():
    end = await stopped(python("""
async def other():
    try:
        await asyncio.sleep(8)
        print("finished")
    except asyncio.CancelledError:
        print("cancelled")

async def leave():
    await asyncio.sleep(0.2)
    sys.exit(3)

async def main():
    await asyncio.gather(other(), leave())

asyncio.run(main())
"""))
    print(end.lines, end.status, end.error, any("Traceback" in line for line in end.errors))
''', "['cancelled'] 3 SystemExit: 3 True"),
    ("a station that fails at once is started thousands of times in a second", '''
async def main():
    starts, end = 0, time.monotonic() + 0.5
    async def listen():
        raise OSError

    while time.monotonic() < end:
        try:
            await listen()
        except Exception:
            starts += 1
    print(starts > 1000)
''', "True"),
    ("`os.replace` puts the new file in place in one step, so a reader finds the old one or the new one", '''
import pathlib
import tempfile

async def main():
    with tempfile.TemporaryDirectory() as folder:
        path, seen = pathlib.Path(folder, "readings"), set()
        path.write_text("old" * 10_000)

        def save():
            for text in ["new", "old"] * 50:
                new = path.with_suffix(".new")
                new.write_text(text * 10_000)
                os.replace(new, path)

        saving = asyncio.create_task(asyncio.to_thread(save))
        while not saving.done():
            seen.add(path.read_text())
            await asyncio.sleep(0)
        print({len(text) for text in seen}, {text[:3] for text in seen} <= {"old", "new"})
''', "{30000} True"),
    ("runs several coroutines in one loop, so tasks and locks live on", '''
async def first():
    return asyncio.create_task(asyncio.sleep(0.2, "late"))

async def second(task):
    return await task

with asyncio.Runner() as runner:
    print(runner.run(second(runner.run(first()))))
''', "late"),
    ("Python does so, and so do most other programs", '''
async def main():
    process = await child("print(1); os._exit(0)", stdout=PIPE, env={**os.environ, "PYTHONUNBUFFERED": ""})
    print(await process.communicate())
''', "(b'', None)"),
    ("Four programs, and how each of them can be stopped", '''
A = """
async def main():
    try:
        print("1")
        await asyncio.sleep(60)
    finally:
        print("2")
        await asyncio.sleep(60)
asyncio.run(main())
"""
B = """
async def main():
    print("1")
    n = 0
    while True:
        time.sleep(0.1)
        n += 1
        if n == 5:
            print("2")
asyncio.run(main())
"""
C = """
async def main():
    n = 0
    while True:
        try:
            n += 1
            print(n)
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            print("next")
asyncio.run(main())
"""
D = """
async def main():
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGINT, stop.set)
    print("1")
    await stop.wait()
    print("2")
    await asyncio.sleep(0.5)
    print("3")
    await asyncio.sleep(0.5)
asyncio.run(main())
"""

async def main():
    for code in A, B, C, D:
        end = await stopped(python(code), *[(str(n), INT) for n in (1, 2, 3, 4)], pause=0.1)
        print(4 - len(end.unsent), end.status)
    end = await stopped(python(A), ("1", TERM))
    print(end.lines, end.status)
''', "2 -2\n2 -2\n3 -2\n3 0\n['1'] -15"),
]


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """What each program prints: {Python: [(out, err, status)]}."""
    programs = [START + text + RUN * ('"""' in text and bool(RUNS.search(text))) for _, text, _ in CLAIMS]  # those in texts run their own main
    return printed_by(programs, tmp_path_factory.mktemp("claims"))


@each(CLAIMS)
def test_a_claim_holds(number, version, printed):
    holds(CHAPTER, CLAIMS[number], version, printed[version][number])
