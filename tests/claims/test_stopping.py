"""What the chapter on stopping says without showing it is so, on every Python."""

import pytest

from book.tools.chapter import CODE, ROOT, TOOLS
from tests.support.claims import RUN, RUNS, each, holds, printed_by

pytestmark = pytest.mark.reads()

[CHAPTER] = (ROOT / "book").glob("*-stopping-well.md")
[SCRIPTS] = CODE.glob("*-stopping-well")
START = f"""\
import asyncio
import os
import signal
import subprocess
import sys
import time
from asyncio.subprocess import PIPE
from contextlib import asynccontextmanager

SCRIPTS = {str(SCRIPTS)!r}
sys.path += [{str(TOOLS)!r}, SCRIPTS]
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
    ("That is what the\nsystem does at this signal unless it was told otherwise, and Python leaves it so", '''
PROGRAM = "print('ready'); time.sleep(0.5); print('it goes on')"

async def main():
    for trap in ":", "trap '' TERM":  # what starts it may have told the system to ignore the signal
        end = await stopped(["sh", "-c", trap + '; exec "$@"', "sh", *python(PROGRAM)], ("ready", TERM))
        print(end.lines, end.status)
''', "['ready'] -15\n['ready', 'it goes on'] 0"),
    ("(Most shells show 128 more than the number: 143, and 130 for `SIGINT`.)", '''
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
    ("it returns all of stdout and stderr, and the child has ended", '''
async def main():
    process = await child("print('x' * 300_000); print('y' * 300_000, file=sys.stderr)", stdout=PIPE, stderr=PIPE)
    print(*map(len, await process.communicate()), process.returncode)
''', "300001 300001 0"),
    ("a name stays one\nargument. (If it begins with `-`, the program may take it for an option.)", '''
async def main():
    for name in "*  $HOME; ls", "-n":
        process = await asyncio.create_subprocess_exec("echo", name, stdout=PIPE)
        print(await process.communicate())
    try:
        await asyncio.create_subprocess_exec("echo", "a\\0b")
    except ValueError:
        print("ValueError")
''', "(b'*  $HOME; ls\\n', None)\n(b'', None)\nValueError"),
    ("asyncio reads ahead, and stops when it holds more than 128 KiB", '''
async def main():
    for size in 128 * 1024, 128 * 1024 + 1:
        process = await child(f"print('x' * {size - 1})", stdout=PIPE)
        waiting = asyncio.create_task(process.wait())
        while process.returncode is None:
            await asyncio.sleep(0.05)
        await asyncio.wait([waiting], timeout=1)
        print(waiting.done())
        await process.communicate()
''', "True\nFalse"),
    ("Then a `wait` that has begun does not return, even if there is room for the rest and the child ends", '''
async def main():
    process = await child("print('x' * 200_000)", stdout=PIPE)
    waiting = asyncio.create_task(process.wait())
    while process.returncode is None:
        await asyncio.sleep(0.05)
    await asyncio.sleep(0.2)
    print(process.returncode, waiting.done())
    print(await process.wait())  # one that begins now
    out, _ = await process.communicate()
    print(len(out), await waiting)
''', "0 False\n0\n200001 0"),
    ("So a hundred thousand letters pass, two hundred thousand do not", '''
async def main():
    for count, limit in (100_000, 30), (200_000, 2):
        process = await child(f"print('x' * {count})", stdout=PIPE)
        waiting = asyncio.create_task(process.wait())
        await asyncio.wait([waiting], timeout=limit)
        print(count, waiting.done())
        await process.communicate()
''', "100000 True\n200000 False"),
    ("`stderr=STDOUT` sends both into one pipe", '''
async def main():
    process = await child("print(1, flush=True); print(2, file=sys.stderr)", stdout=PIPE, stderr=subprocess.STDOUT)
    print(await process.communicate())
''', "(b'1\\n2\\n', None)"),
    ("The system keeps eight bits of the number: `sys.exit(256)` says 0", '''
async def main():
    for status in 255, 256, -1:
        print(await (await child(f"sys.exit({status})")).wait())
''', "255\n0\n255"),
    ("when it comes the loop of the program is closed: only another `asyncio.run` could await there", '''
import atexit

async def main():
    loop = asyncio.get_running_loop()

    @atexit.register
    def last():
        print(loop.is_closed())
        run = asyncio.run  # another one
        run(asyncio.sleep(0.1))
        print("awaited")
''', "True\nawaited"),
    ("`shlex.quote(name)` makes one word of the name", '''
import shlex

async def main():
    for name in "ada; echo your password", "$(ls) `ls` 'ada' \\\\ *", "":
        process = await asyncio.create_subprocess_shell(f"printf '<%s>' {shlex.quote(name)}", stdout=PIPE)
        out, _ = await process.communicate()
        print(out.decode() == f"<{name}>")
''', "True\nTrue\nTrue"),
    ("asyncio asks for its children itself, as long as the loop runs", '''
async def main():
    process = await child("time.sleep(8)")
    process.kill()
    try:
        for _ in range(100):
            await asyncio.sleep(0.1)
            os.kill(process.pid, 0)
        print("known")
    except ProcessLookupError:
        print("gone")
''', "gone"),
    ("a zombie can stay until your program ends", '''
async def start():
    process = await child("time.sleep(60)")
    return process._transport

if sys.platform != "linux" or sys.version_info < (3, 12):  # before that a thread asks for it
    print("Z")
else:
    transport = asyncio.run(start())
    os.kill(transport.get_pid(), KILL)
    time.sleep(1)
    print(os.popen(f"ps -o stat= -p {transport.get_pid()}").read().strip()[:1])
sys.stdout.flush()
os._exit(0)  # without what Python says of the transport
''', "Z"),
    ("What takes a session of its own leaves the group, and `killpg` does not reach it", '''
CODE = """import subprocess
child = subprocess.Popen(["sleep", "60"], start_new_session=True)
print(child.pid, flush=True)
time.sleep(60)
"""

async def main():
    process = await child(CODE, stdout=PIPE, start_new_session=True)
    number = int(await process.stdout.readline())
    os.killpg(process.pid, KILL)
    await asyncio.sleep(0.5)
    os.kill(number, 0)
    print(process.returncode)
    os.kill(number, KILL)
    await process.communicate()
''', "-9"),
    ("`returncode` is `None` as long as asyncio has not noticed the end of the child", '''
async def main():
    process = await child("")
    time.sleep(1)
    print(process.returncode)
    await process.wait()
    print(process.returncode)
''', "None\n0"),
    ("`SIGKILL`, number 9, which no program can catch", '''
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
    ("But `end` has three holes. If it is cancelled while it waits, the deaf child lives. It reads nothing: "
     "if the deaf child prints much, the last `wait` hangs", '''
DEAF = "signal.signal(15, signal.SIG_IGN); print('ready', flush=True); time.sleep(8)"

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
    process = await child(DEAF, stdout=PIPE)
    await process.stdout.readline()
    ending = asyncio.create_task(end(process, 5))
    await asyncio.sleep(0.2)
    ending.cancel()
    await asyncio.wait([ending])
    await asyncio.sleep(0.2)
    print(ending.cancelled(), process.returncode)
    process.kill()
    await process.communicate()
    process = await child(DEAF.replace("time", "print('x' * 1_000_000, flush=True); time"), stdout=PIPE)
    await process.stdout.readline()
    await asyncio.sleep(0.5)
    ending = asyncio.create_task(end(process, 0.2))
    while process.returncode is None:
        await asyncio.sleep(0.05)
    await asyncio.wait([ending], timeout=0.5)
    print(process.returncode, ending.done())
    await process.communicate()
    print(await ending)
''', "True None\n-9 False\n-9"),
    ("And if a child ends at the very moment of the limit, `kill` can raise `ProcessLookupError`", '''
async def end(process, limit):  # as of the page, with the limit to come
    try:
        async with limit:
            await process.wait()
    except TimeoutError:
        process.kill()
    return await process.wait()

async def main():
    process = await asyncio.create_subprocess_exec("sleep", "0.2")
    limit = asyncio.timeout(None)
    ending = asyncio.create_task(end(process, limit))
    while process.returncode is None:
        await asyncio.sleep(0)
    limit.reschedule(0)  # it is over in the turn in which asyncio notices the end
    await asyncio.wait([ending])
    print(type(ending.exception()).__name__)
''', "ProcessLookupError"),
    ("with `-c` some shells, `bash` for one, do so by themselves at the last line. In a script file they do not.", '''
import shutil, tempfile

async def main():
    script = "cd .\\nsh -c 'echo $$'"
    with tempfile.NamedTemporaryFile("w", suffix=".sh") as file:
        file.write(script)
        file.flush()
        for arguments in ["-c", script], [file.name]:
            process = await asyncio.create_subprocess_exec("bash", *arguments, stdout=PIPE)
            out, _ = await process.communicate()
            print(int(out) == process.pid)

if shutil.which("bash"):
    asyncio.run(main())
else:
    print("True\\nFalse")
''', "True\nFalse"),
    ("The handlers of the loop are gone by then, so a second `SIGTERM` ends the program on the spot", '''
async def main():
    print(await stopped(python("""
async def main():
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    print("ready")
    await stop.wait()
try:
    asyncio.run(main())
finally:
    print("the log is closed")
    time.sleep(8)
    print("never")
"""), ("ready", TERM), ("closed", TERM)))
''', "ready\n>>> SIGTERM\nthe log is closed\n>>> SIGTERM\nexit status -15"),
    ("It is the name that gets a new file: one with permissions of its own, and a symbolic link of this name is lost", '''
import pathlib
import tempfile

with tempfile.TemporaryDirectory() as folder:
    path, link, new = (pathlib.Path(folder, name) for name in ("file", "link", "new"))
    path.write_text("old")
    path.chmod(0o600)
    os.umask(0o022)
    link.symlink_to(path)
    for place in path, link:
        new.write_text("new")
        os.replace(new, place)
    print(path.stat().st_mode & 0o777 == 0o644, link.is_symlink(), path.read_text(), link.read_text())
''', "True False new new"),
    ("passes it on; so does Python when the buffer is full", '''
import tempfile

with tempfile.NamedTemporaryFile("r") as file:
    subprocess.run(python(f"file = open({file.name!r}, 'w'); [file.write('21 ') for _ in range(10**5)]; os.kill(os.getpid(), 9)"))
    print(0 < len(file.read()) < 300_000)
''', "True"),
    ("(Nor does the end of\n`main` stop it for certain: that depends on the version of Python, and on pipes.)", '''
CODE = """
async def main():
    process = await asyncio.create_subprocess_exec("sleep", "60", stdin=PIPE)
    print(process.pid, flush=True)
asyncio.run(main())
"""

async def main():
    for pipe in "None", "-1":
        parent = subprocess.Popen(python(CODE.replace("PIPE", pipe)), stdout=PIPE, stderr=subprocess.DEVNULL)
        number = int(parent.stdout.readline())
        parent.wait()
        time.sleep(0.5)
        print(os.popen(f"ps -o stat= -p {number}").read()[:1] == "S")
        try:
            os.kill(number, KILL)
        except ProcessLookupError:
            pass
''', {(3, 11): "True\nTrue", (3, 12): "False\nTrue"}),
    ("**Python before 3.13**: where `terminate` or `kill` meets a child that has just ended, `wait` may return 255", '''
import logging

logging.disable()

async def main():
    found = False
    for number in range(400):
        process = await child_that_says_21()
        await process.stdout.readline()
        end = time.perf_counter() + number % 40 / 10_000
        while time.perf_counter() < end:
            pass
        process.terminate()
        out, _ = await process.communicate()
        if found := process.returncode == 255:
            break
    print(found)

async def child_that_says_21():
    return await asyncio.create_subprocess_exec("sh", "-c", "echo 21; exit 3", stdout=PIPE)
''', {(3, 11): "True", (3, 13): "False"}),
    ("`terminate` and `kill` reach one process, not what that has started", '''
async def main():
    process = await asyncio.create_subprocess_shell("sleep 60 & echo $!; wait", stdout=PIPE)
    number = int(await process.stdout.readline())
    process.kill()
    while process.returncode is None:
        await asyncio.sleep(0.05)
    await asyncio.sleep(0.2)
    os.kill(number, KILL)
    print("it was alive")
    await process.communicate()
''', "it was alive"),
    ("When `main` has ended cancelled by it, `asyncio.run` raises `KeyboardInterrupt`", '''
async def cancelled():
    os.kill(os.getpid(), INT)
    await asyncio.sleep(8)

async def cancelled_by_another():
    os.kill(os.getpid(), INT)
    asyncio.get_running_loop().call_later(0.1, asyncio.current_task().cancel)
    try:
        await asyncio.sleep(8)
    finally:
        await asyncio.sleep(8)

for main_ in cancelled, cancelled_by_another:
    try:
        asyncio.run(main_())
    except BaseException as error:
        print(repr(error))
''', "KeyboardInterrupt()\nCancelledError()"),
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
    ("Code that blocks hears the first one late: the cancellation waits for the next `await` that suspends", '''
async def main():
    print(await stopped(python("""
async def nothing():
    pass

async def main():
    print("ready")
    time.sleep(1)
    await nothing()
    print("slept")
    await asyncio.sleep(0)
    print("never")

asyncio.run(main())
"""), ("ready", INT)))
''', "ready\n>>> SIGINT\nslept\nKeyboardInterrupt\nexit status -2"),
    ("The second one raises `KeyboardInterrupt` in the middle of the blocking\n  code, also of `time.sleep`", '''
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
    ("But some functions written in C, such as `sum(range(10**8))`, end first", '''
import collections

NUMBERS = 100_000_000

async def main():
    last = collections.deque(maxlen=1)
    os.kill(os.getpid(), INT)  # the first
    helper = subprocess.Popen(["sh", "-c", f"sleep 0.3; kill -2 {os.getpid()}"])
    try:
        last.extend(range(NUMBERS))
        print("no KeyboardInterrupt")
    finally:
        print(last == collections.deque([NUMBERS - 1]))
        helper.wait()

try:
    asyncio.run(main())
except KeyboardInterrupt:
    print("KeyboardInterrupt")
''', "True\nKeyboardInterrupt"),
    ("A program that a shell script starts with `&` ignores `SIGINT` from its beginning. Python leaves that so, and asyncio, too", '''
with open("ignores.py", "w") as file:
    print("import asyncio, os, signal",
          "async def ignores():",
          "    os.kill(os.getpid(), signal.SIGINT)",
          "    await asyncio.sleep(0.1)",
          "    print('it goes on')",
          "asyncio.run(ignores())", sep="\\n", file=file)
print(subprocess.run(["sh", "-c", f"'{sys.executable}' ignores.py & wait"], capture_output=True, text=True).stdout.strip())
''', "it goes on"),
    ("When `asyncio.run` raises `KeyboardInterrupt`, its loop is closed already", '''
loops = []

async def one():
    loops.append(asyncio.get_running_loop())
    os.kill(os.getpid(), INT)
    await asyncio.sleep(8)

try:
    asyncio.run(one())
except KeyboardInterrupt:
    print(loops[0].is_closed())
''', "True"),
    ("Between two runs\nCtrl-C is Python's own, and raises `KeyboardInterrupt` on the spot", '''
async def nothing():
    pass

with asyncio.Runner() as runner:
    runner.run(nothing())
    try:
        os.kill(os.getpid(), INT)
        print("no")
    except KeyboardInterrupt:
        print("KeyboardInterrupt")
    runner.run(nothing())
''', "KeyboardInterrupt"),
    ("The tasks are cancelled at the end\nof the block", '''
async def work():
    try:
        print("begins")
        await asyncio.sleep(0.25)
        print("goes on")
        await asyncio.sleep(60)
    except asyncio.CancelledError:
        print("cancelled")
        raise

async def start():
    globals()["task"] = asyncio.create_task(work())
    await asyncio.sleep(0)

with asyncio.Runner() as runner:
    runner.run(start())
    time.sleep(1)
    print("between")
    runner.run(asyncio.sleep(0.5))
    print("end")
''', "begins\nbetween\ngoes on\nend\ncancelled"),
    ("(If `add_signal_handler` is used for another signal, the loop wakes at each. Do not count on it.)", '''
async def main():
    loop = asyncio.get_running_loop()
    for other in False, True:
        if other:
            loop.add_signal_handler(signal.SIGUSR1, print)
        stop, timer = asyncio.Event(), []
        signal.signal(TERM, lambda *_: stop.set())
        late = loop.call_later(3, timer.append, "a timer")
        helper = subprocess.Popen(["sh", "-c", f"sleep 0.3; kill {os.getpid()}"])
        await stop.wait()
        await asyncio.sleep(0)
        print(timer or "at once")
        late.cancel()
        helper.wait()
''', "['a timer']\nat once"),
    ("a coroutine function as a handler is a `TypeError`", '''
async def handler():
    pass

async def main():
    try:
        asyncio.get_running_loop().add_signal_handler(TERM, handler)
    except TypeError:
        print("TypeError")
''', "TypeError"),
    ("If it fails before its first wait, the loop does nothing else\nmeanwhile, and no time limit ends it", '''
async def work():
    raise OSError

async def without_a_pause():
    end = time.monotonic() + 1
    while time.monotonic() < end:
        try:
            return await work()
        except OSError:
            pass

async def main():
    others = []
    asyncio.get_running_loop().call_soon(others.append, "a turn")
    try:
        async with asyncio.timeout(0.1):
            await without_a_pause()
            print("no limit came,", others)
    except TimeoutError:
        print("TimeoutError")
''', "no limit came, []"),
    ("the error reaches the group, the group ends `ada`, and the program ends with status 1", '''
async def main():
    print(await stopped(python("""
async def ada():
    try:
        await asyncio.sleep(60)
    except asyncio.CancelledError:
        print("ada ends")
        raise
async def bo():
    await asyncio.sleep(0.1)
    raise OSError
async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(ada())
        group.create_task(bo())
asyncio.run(main())
""")))
''', "ada ends\n    +------------------------------------\nexit status 1"),
    ("With a `SelectSelector` the call is allowed, and the loop then calls the function again and again", '''
import selectors
import tempfile

async def watch():
    calls, called = [], asyncio.Event()

    def ready():
        calls.append(1)
        if len(calls) == 3:
            called.set()

    loop = asyncio.get_running_loop()
    with tempfile.TemporaryFile() as file:
        loop.add_reader(file, ready)
        await asyncio.wait_for(called.wait(), 5)
        loop.remove_reader(file)
        print(file.tell(), called.is_set())

with asyncio.Runner(loop_factory=lambda: asyncio.SelectorEventLoop(selectors.SelectSelector())) as runner:
    runner.run(watch())
''', "0 True"),
    ("A terminal sends it to your child processes as well, unless they have a process group of their own", '''
async def main():
    for session in "start_new_session=False", "start_new_session=True", "process_group=0":
        end = await stopped(python(f"""
import subprocess
signal.signal(2, lambda *_: None)
child = subprocess.Popen([sys.executable, "-c", "import signal, time; signal.signal(2, signal.SIG_DFL); print('ready', flush=True); "
                          "time.sleep(1.5)"], {session})
print(child.wait())
"""), ("ready", INT), group=True)
        print(end.lines[-1])
''', "-2\n0\n0"),
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
    ("If `bo` fails, the group cancels its tasks and the body, so the listener is closed, and last the database", '''
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
    ("`sys.exit` in a child of a group ends the loop from there: the other tasks are cancelled, "
     "their work is not finished, and asyncio prints a traceback besides", '''
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
    async with asyncio.TaskGroup() as group:
        group.create_task(other())
        group.create_task(leave())

asyncio.run(main())
"""))
    print(end.lines, end.status, end.error, any("Traceback" in line for line in end.errors))
''', "['cancelled'] 3 SystemExit: 3 True"),
    ("It returns 1 if `finish` says `False`, otherwise 0; but if the work has failed,\nits error goes on, and the status is 1, too", '''
WAYS = ("pass", "await asyncio.sleep(60)", "raise OSError('the disk is full')")

async def main():
    for way in WAYS:
        end = await stopped(python(f"""
sys.path.append({SCRIPTS!r})
import service

async def work(seconds):
    {way}

service.GRACE, service.work = 0.25, work
sys.exit(asyncio.run(service.main(1)))
"""), ("serving", TERM))
        print(end.lines[-1], "|", end.error, "|", end.status)
''', "no new work |  | 0\nno new work |  | 1\nno new work | OSError: the disk is full | 1"),
    ("(A parent that ignores `SIGCHLD`, the signal of\nsuch an end, cannot ask, and asyncio says 255", '''
import logging

logging.disable()
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
process = subprocess.Popen(["sh", "-c", "exit 3"], stdout=subprocess.PIPE)
process.stdout.read()
print(process.wait())  # for this module it is 0

async def main():
    process = await child("sys.exit(3)", stdout=PIPE)
    await process.communicate()
    print(process.returncode)
''', "0\n255"),
    ("call it after `asyncio.run`, in a `finally`: the log is opened first and closed last, also when `main` fails", '''
import log_end

async def fails():
    log_end.log.error("the station is gone")
    raise OSError

log_end.main = fails
log_end.log.setLevel("INFO")
try:
    log_end.program("stop")
except OSError:
    print("OSError")
''', "the station is gone\nOSError"),
    ("If `listen` itself fails, its callback sets the event, and its error is raised after the save", '''
import pathlib
import tempfile

import mended

async def fails(readings):
    readings.append(await mended.read())
    raise OSError("the station is gone")

with tempfile.TemporaryDirectory() as folder:
    mended.FILE, mended.listen = pathlib.Path(folder, "readings"), fails
    try:
        asyncio.run(mended.main())
    except OSError as error:
        print(error, mended.FILE.read_text().strip())
''', "the station is gone [21]"),
    ("So give all saves a pool with one worker", '''
from concurrent.futures import ThreadPoolExecutor

now, most = [], []

def save():
    now.append(1)
    most.append(len(now))
    time.sleep(0.5)
    now.pop()

async def saves(pool):  # one task
    loop = asyncio.get_running_loop()
    try:
        await loop.run_in_executor(pool, save)
    finally:
        await loop.run_in_executor(pool, save)

async def main():
    for pool in None, ThreadPoolExecutor(1):
        most.clear()
        task = asyncio.create_task(saves(pool))
        await asyncio.sleep(0.2)
        task.cancel()
        await asyncio.wait([task])
        print(max(most))
''', "2\n1"),
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
    ("What the first run has left is still there in the second: open connections, locks, and tasks", '''
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
    ("Four programs, how each of them can be stopped, and how one tests that", '''
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
    end = await stopped(python(D.replace("0.5", "60")), ("1", INT), seconds=1)
    print(end.lines, end.killed, end.status, end.error == "")
    end = await stopped(python(D.replace("add_signal_handler(signal.SIGINT", "add_signal_handler(signal.SIGTERM")
                               .replace("stop.set)", "print, 'told')")), ("1", TERM), seconds=1)
    print(end.lines, end.killed, end.status)
    end = await stopped(python(D.replace("loop.add_signal_handler(signal.SIGINT, stop.set)",
                                         "signal.signal(signal.SIGINT, lambda *_: stop.set())")),
                        ("1", INT), pause=0.25, seconds=1)
    print(end.lines)
''', "2 -2\n2 -2\n3 -2\n3 0\n['1'] -15\n['1', '2'] True -9 True\n['1', 'told'] True -9\n['1']"),
]


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """What each program prints: {Python: [(out, err, status)]}."""
    programs = [START + text + RUN * ('"""' in text and bool(RUNS.search(text))) for _, text, _ in CLAIMS]  # those in texts run their own main
    return printed_by(programs, tmp_path_factory.mktemp("claims"))


@each(CLAIMS)
def test_a_claim_holds(number, version, printed):
    holds(CHAPTER, CLAIMS[number], version, printed[version][number])
