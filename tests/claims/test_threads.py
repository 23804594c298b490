"""What the chapter on threads and processes says without showing it is so, on every Python."""

import pytest

from book.tools.chapter import ROOT
from tests.support.claims import each, holds, printed_by

pytestmark = pytest.mark.reads()

[CHAPTER] = (ROOT / "book").glob("*-threads.md")
START = f"""\
import asyncio, concurrent.futures, contextlib, contextvars, faulthandler, hashlib, json, multiprocessing, os, pickle, re, sqlite3, subprocess
import sys, tempfile, threading, time, warnings
from concurrent.futures import ThreadPoolExecutor
sys.path.append({str(ROOT / "code" / CHAPTER.stem)!r})

async def silence(awaitable):
    \"\"\"stops where the heart is silent for more than half of the time, else beats\"\"\"
    beats, begin = [], time.monotonic()

    async def heart():
        while True:
            beats.append(time.monotonic())
            await asyncio.sleep(0.01)

    task = asyncio.create_task(heart())
    await asyncio.sleep(0.02)
    begin = time.monotonic()
    await awaitable
    end = time.monotonic()
    task.cancel()
    moments = [begin, *[beat for beat in beats if begin < beat < end], end]
    longest = max(later - earlier for earlier, later in zip(moments, moments[1:]))
    return "stops" if longest > (end - begin) / 2 else "beats"

"""
# the sentence, a part of a program, what it prints; `main` is run
CLAIMS = [
    ("if `report` awaited another\ncoroutine, which blocks, the entry would name `report` all the same", """
import logging

async def deeper():
    time.sleep(0.6)
    await asyncio.sleep(0.01)

async def report():
    await deeper()

async def main():
    asyncio.get_running_loop().set_debug(True)
    asyncio.get_running_loop().slow_callback_duration = 0.5
    logging.getLogger("asyncio").addFilter(lambda record: print(re.findall("coro=<(.*?)[(]", record.getMessage())))
    await asyncio.create_task(report())
""", "['report']"),
    ("Since 3.12 `asyncio.run` waits for at most five minutes", """
async def main():
    print(getattr(asyncio.constants, "THREAD_JOIN_TIMEOUT", None) == (300 if sys.version_info >= (3, 12) else None))
""", "True"),
    ("took longer than `loop.slow_callback_duration`, which is 0.1 seconds at first", """
async def main():
    print(asyncio.get_running_loop().slow_callback_duration)
""", "0.1"),
    ("A second call before that starts\nthe time again", """
async def main():
    with tempfile.TemporaryFile("w+") as file:
        for _ in range(4):
            faulthandler.dump_traceback_later(1.0, file=file)
            time.sleep(0.3)
        faulthandler.cancel_dump_traceback_later()
        file.seek(0)
        print(file.read() == "")
""", "True"),
    ("It also sees a call into C code that never lets go of the {term}`GIL`", """
def adds():
    for _ in range(20):
        sum(range(5_000_000))

async def main():
    with tempfile.TemporaryFile("w+") as file:
        faulthandler.dump_traceback_later(0.2, file=file)
        adds()
        faulthandler.cancel_dump_traceback_later()
        file.seek(0)
        print("in adds" in file.read())
""", "True"),
    ("Each call starts a new thread, which takes less than a\nmillisecond, and a process has one such watchdog", """
async def main():
    with tempfile.TemporaryFile("w+") as one, tempfile.TemporaryFile("w+") as other:
        took = []
        for _ in range(100):
            begin = time.perf_counter()
            faulthandler.dump_traceback_later(0.2, file=one)
            took.append(time.perf_counter() - begin)
        faulthandler.dump_traceback_later(0.2, file=other)
        time.sleep(1)
        print(min(took) < 0.001, one.seek(0, 2) == 0, other.seek(0, 2) > 0)
""", "True True True"),
    ("write where the other threads are (a hundred at most, the newest first: beside a hundred others the main thread is missing)", """
async def main():
    go = threading.Event()
    for _ in range(120):
        threading.Thread(target=go.wait).start()
    with tempfile.TemporaryFile("w+") as file:
        faulthandler.dump_traceback_later(0.2, file=file)
        time.sleep(1)
        file.seek(0)
        text = file.read()
    go.set()
    print(text.count("hread 0x"), "in main" in text)
""", "100 False"),
    ("It writes for each stop once, and then waits for the next stroke", """
async def main():
    with tempfile.TemporaryFile("w+") as file:
        faulthandler.dump_traceback_later(0.1, file=file)
        time.sleep(0.6)
        file.seek(0)
        print(file.read().count("Timeout"))
""", "1"),
    ("nothing starts\nbefore it is awaited or made into a task", """
async def main():
    coro = asyncio.to_thread(print, "begins")
    await asyncio.sleep(0.2)
    print("awaited now")
    await coro
""", "awaited now\nbegins"),
    ("`to_thread(ask_archive(name))` would call the function here, in the loop's thread, and pass on its\nresult", """
def ask():
    print(threading.current_thread() is threading.main_thread())
    return "ada"

async def main():
    try:
        await asyncio.to_thread(ask())
    except TypeError as error:
        print(error)
""", "True\n'str' object is not callable"),
    ("there is no running loop in its thread", """
async def main():
    try:
        await asyncio.to_thread(asyncio.get_running_loop)
    except RuntimeError as error:
        print(error)
""", "no running event loop"),
    ("Context variables are\ncopied into the thread by `to_thread`, and not by `run_in_executor`", """
name = contextvars.ContextVar("name", default="nobody")

async def main():
    name.set("ada")
    print(await asyncio.to_thread(name.get), await asyncio.get_running_loop().run_in_executor(None, name.get))
""", "ada nobody"),
    ("the lock of asyncio does not help there", """
async def main():
    lock = asyncio.Lock()
    try:
        await asyncio.to_thread(lambda: lock.__enter__)
    except AttributeError:
        print("no `with` in a thread")
""", "no `with` in a thread"),
    ("when one of its tasks fails, the other wait is cancelled, and its thread goes on behind the\nblock", """
async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(asyncio.to_thread(lambda: (time.sleep(1), print("thread ends"))))
            await asyncio.sleep(0.1)
            raise OSError
    except* OSError:
        print("behind the block")
""", "behind the block\nthread ends"),
    ("# True at once when it is set", """
async def main():
    stop = threading.Event()
    threading.Timer(0.1, stop.set).start()
    begin = time.monotonic()
    print(stop.wait(10), time.monotonic() - begin < 5, threading.Event().wait(0.01))
""", "True True False"),
    ("has at most 32 workers, and on a small machine\nfewer: four more than Python counts processors", """
async def main():
    await asyncio.to_thread(int)
    count = getattr(os, "process_cpu_count", os.cpu_count)()
    print(asyncio.get_running_loop()._default_executor._max_workers == min(32, (count or 1) + 4))
""", "True"),
    ("waits for all threads where the block ends, and that wait *blocks the loop*", """
async def block():
    with ThreadPoolExecutor(1) as pool:
        pool.submit(time.sleep, 0.5)

async def cured():
    pool = ThreadPoolExecutor(1)
    pool.submit(time.sleep, 0.5)
    await asyncio.to_thread(pool.shutdown)

async def main():
    print(await silence(block()), await silence(cured()))
""", "stops beats"),
    ("The heart is silent for a few slices, for a timer that is due needs two more turns of the loop", """
async def main():
    turns, woken = 0, []

    async def sleeper():
        await asyncio.sleep(0.05)
        woken.append(turns)

    task = asyncio.create_task(sleeper())
    await asyncio.sleep(0)
    time.sleep(0.1)
    while not woken:
        turns += 1
        await asyncio.sleep(0)
    print(woken)
""", "[3]"),
    ("Long calls of `sum`, `sorted`, `json.loads` or `re` are like that,\nunless they call Python code, as `sum` of a generator does", """
numbers = [n * 7919 % 1_000_003 for n in range(1_000_000)]
text = json.dumps([[n] for n in range(400_000)])

async def main():
    for job in (lambda: sum(range(20_000_000)), lambda: sorted(numbers), lambda: json.loads(text),
                lambda: re.match("(a*)*b", "a" * 22), lambda: sum(number for _ in range(5) for number in numbers)):
        print(await silence(asyncio.to_thread(job)))
""", "stops\nstops\nstops\nstops\nbeats"),
    ("There are calls into C code that do let go of the GIL, while they hash", """
async def main():
    print(await silence(asyncio.to_thread(hashlib.pbkdf2_hmac, "sha256", b"ada", b"bo", 1_000_000)))
""", "beats"),
    ("The new process imports your file to find its functions, and without that line it\nwould start a pool, too: Python "
     "notices it, and raises `RuntimeError`", '''
async def main():
    with tempfile.NamedTemporaryFile("w", suffix=".py") as file:
        file.write("""
import multiprocessing
from concurrent.futures import ProcessPoolExecutor

with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
    pool.submit(abs, -3).result()
""")
        file.flush()
        done = subprocess.run([sys.executable, file.name], capture_output=True, text=True)
    print("RuntimeError" in done.stderr, "bootstrapping phase" in done.stderr)
''', "True True"),
    ("On Linux the default was `fork` up to Python 3.13, and is `forkserver` from 3.14 on", """
async def main():
    want = "forkserver" if sys.version_info >= (3, 14) else "fork"
    print(sys.platform != "linux" or multiprocessing.get_start_method() == want)
""", "True"),
    ("In this order no call is lost while the loop runs: if it was just about to go to sleep, it is\nwoken at once", """
async def main():
    sys.setswitchinterval(1e-6)
    loop, event, late = asyncio.get_running_loop(), asyncio.Event(), 0
    go = threading.Semaphore(0)

    def station():
        for _ in range(500):
            go.acquire()
            loop.call_soon_threadsafe(event.set)

    thread = asyncio.create_task(asyncio.to_thread(station))
    for _ in range(500):
        event.clear()
        go.release()
        try:
            await asyncio.wait_for(event.wait(), 10)
        except TimeoutError:
            late += 1
    await thread
    print("late:", late)
    called, other = [], asyncio.new_event_loop()
    await asyncio.to_thread(other.call_soon_threadsafe, called.append, 1)  # it does not run
    other.close()
    print("called:", called)
""", "late: 0\ncalled: []"),
    ("`RuntimeError: Non-thread-safe operation invoked on an event loop other than the current one`, in that thread, and the waiter is "
     "lost:\nno later `set` and no cancellation wakes it", """
async def main():
    asyncio.get_running_loop().set_debug(True)
    asyncio.get_running_loop().slow_callback_duration = 60
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: None)  # its waiter is destroyed
    storm = asyncio.Event()
    waiter = asyncio.create_task(storm.wait())
    await asyncio.sleep(0)
    try:
        await asyncio.to_thread(storm.set)
    except RuntimeError as error:
        print(error)
    for wake in storm.set, waiter.cancel:
        wake()
        await asyncio.wait([waiter], timeout=0.2)
        print(storm.is_set(), waiter.done())
""", "Non-thread-safe operation invoked on an event loop other than the current one\nTrue False\nTrue False"),
    ("the coroutine runs on; `job.cancel()` cancels its task in the loop", """
async def read():
    try:
        await asyncio.sleep(60)
    except asyncio.CancelledError:
        print("cancelled")
        raise

def report(loop):
    job = asyncio.run_coroutine_threadsafe(read(), loop)
    try:
        job.result(timeout=0.3)
    except TimeoutError:
        print("gave up; done:", job.done())
        job.cancel()

async def main():
    await asyncio.to_thread(report, asyncio.get_running_loop())
    await asyncio.sleep(0.3)
""", "gave up; done: False\ncancelled"),
    ("With a bound *and* `hasty`, `put_nowait` would raise `QueueFull` in the\nloop, which logs it, and the reading would be gone", """
async def main():
    loop, queue = asyncio.get_running_loop(), asyncio.Queue(1)
    loop.set_exception_handler(lambda _, context: print("logged:", repr(context["exception"])))
    await asyncio.to_thread(lambda: [loop.call_soon_threadsafe(queue.put_nowait, n) for n in range(2)])
    await asyncio.sleep(0.1)
    print(queue.qsize())
""", "logged: QueueFull()\n1"),
    ("it keeps one loop, and each `run` runs one coroutine in it", """
async def which():
    return asyncio.get_running_loop()

def two():
    with asyncio.Runner() as runner:
        return runner.run(which()) is runner.run(which())

async def main():
    print(await asyncio.to_thread(two))
""", "True"),
    ("Between two calls the loop stands still, so nothing runs in the background", """
async def heart(beats):
    while True:
        beats.append(1)
        await asyncio.sleep(0.01)

async def begin(beats):
    tasks.append(asyncio.create_task(heart(beats)))
    await asyncio.sleep(0.05)

def two():
    beats = []
    with asyncio.Runner() as runner:
        runner.run(begin(beats))
        before = len(beats)
        time.sleep(0.3)
        return before > 0, len(beats) == before

tasks = []

async def main():
    print(await asyncio.to_thread(two))
""", "(True, True)"),
    ("`Runner.run() cannot be called from a running event\nloop`", """
async def main():
    import face
    warnings.simplefilter("ignore")  # on the coroutine object
    with face.Stations() as stations:
        try:
            stations.read("ada")
        except RuntimeError as error:
            print(error)
""", "Runner.run() cannot be called from a running event loop"),
    ("at the end of\nthe items `await to_thread(next, items)` may wait for ever", """
async def main():
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: None)
    try:
        async with asyncio.timeout(0.5):
            await asyncio.to_thread(next, iter([]))
    except (TimeoutError, RuntimeError) as error:
        kinds = [TimeoutError] * (sys.version_info < (3, 13)) + [RuntimeError] * (sys.version_info > (3, 12, 1, "z"))
        print(type(error) in kinds)
""", "True"),
    ("A call that waits at that time gets a `concurrent.futures.CancelledError`, and one that comes after the end a `RuntimeError`", """
import background

async def slow(name):
    try:
        await asyncio.sleep(60)
    finally:
        print("cleaned up")

def ask(stations):
    try:
        stations.read("ada")
    except concurrent.futures.CancelledError:
        print("cancelled")

async def main():
    background.read_station = slow
    with background.Stations() as stations:
        asking = asyncio.create_task(asyncio.to_thread(ask, stations))
        await asyncio.sleep(0.3)
    await asking
    warnings.simplefilter("ignore")  # on the coroutine object
    try:
        stations.read("bo")
    except RuntimeError as error:
        print(error)
""", "cleaned up\ncancelled\nEvent loop is closed"),
    ("One that comes in between may wait for ever", """
import background, logging
logging.disable()  # the task that waits is destroyed

async def slow(name):
    try:
        await asyncio.sleep(60 if name == "ada" else 2)
    finally:
        if name == "ada":
            stopping.set()
            await asyncio.sleep(1)

def late():
    stopping.wait()
    stations.read("bo")

background.read_station = slow
stopping, stations = threading.Event(), background.Stations().__enter__()
asking = asyncio.run_coroutine_threadsafe(slow("ada"), stations.loop)
thread = threading.Thread(target=late, daemon=True)
thread.start()
time.sleep(0.3)
stations.__exit__()
thread.join(3)
print(stations.thread.is_alive(), thread.is_alive())
""", "False True"),
    ("A job that is cancelled before its turn may run all the same: such a pool takes jobs from its queue early", """
def job(file, name):
    time.sleep(0.3)
    with open(file, "a") as ran:
        ran.write(name + " ")

async def main():
    loop, cancelled = asyncio.get_running_loop(), []
    for pool in ThreadPoolExecutor(1), concurrent.futures.ProcessPoolExecutor(1, multiprocessing.get_context("spawn")):
        with tempfile.TemporaryDirectory() as folder:
            file = os.path.join(folder, "ran")
            await loop.run_in_executor(pool, int)
            jobs = [loop.run_in_executor(pool, job, file, name) for name in ("ada", "bo")]
            await asyncio.sleep(0.1)
            cancelled.append(jobs[1].cancel())
            await asyncio.wait(jobs)
            await asyncio.to_thread(pool.shutdown)
            with open(file) as ran:
                print(ran.read().strip())
    print(cancelled)
""", "ada\nada bo\n[True, True]"),
    ("It returns a future, and the job is in the pool at once", """
async def main():
    pool = ThreadPoolExecutor(1)
    future = asyncio.get_running_loop().run_in_executor(pool, print, "begins")
    time.sleep(0.2)
    print(asyncio.isfuture(future))
    await future
""", "begins\nTrue"),
    ("What two threads read and then change, such as a counter,\nneeds a `threading.Lock`", """
number = 0

def count(lock):
    global number
    for _ in range(20):
        with lock:
            read = number
            time.sleep(0.005)
            number = read + 1

async def main():
    global number
    for lock in contextlib.nullcontext(), threading.Lock():
        number = 0
        await asyncio.gather(asyncio.to_thread(count, lock), asyncio.to_thread(count, lock))
        print(number == 40)
""", "False\nTrue"),
    ("its own call to interrupt, such as `interrupt()` of\n`sqlite3`", """
def query(connection):
    try:
        connection.execute("with recursive n(x) as (select 1 union all select x + 1 from n) select sum(x) from n").fetchall()
    except sqlite3.OperationalError as error:
        print(error)

async def main():
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    job = asyncio.create_task(asyncio.to_thread(query, connection))
    await asyncio.sleep(0.3)
    connection.interrupt()
    await job
    connection.close()
""", "interrupted"),
    ("so it has to stand in a\n  module that the process can import, at the top level or in a class there", '''
class Station:
    @staticmethod
    def read(name):
        return name

def outer():
    def inner():
        return 0
    return inner

def main():
    print(pickle.loads(pickle.dumps(Station.read))("ada"))
    for function in outer(), lambda: 21:
        try:
            pickle.dumps(function)
        except (pickle.PicklingError, AttributeError):
            print("it cannot be sent")

if __name__ == "__main__":
    main()
''', "ada\nit cannot be sent\nit cannot be sent"),
    ("A result is unpickled here, by a thread, in one call into C code: a large one stops the heart", """
def numbers(count):
    return list(range(count))

async def main():
    beats = []

    async def heart():
        while True:
            beats.append(time.monotonic())
            await asyncio.sleep(0.005)

    with concurrent.futures.ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        await asyncio.get_running_loop().run_in_executor(pool, numbers, 1)
        task = asyncio.create_task(heart())
        await asyncio.get_running_loop().run_in_executor(pool, numbers, 5_000_000)
        await asyncio.sleep(0)
        task.cancel()
    print(max(later - earlier for earlier, later in zip(beats, beats[1:])) > 0.04)
""", "True"),
    ("What belongs to the process, such as\nthe current folder, is common.", """
async def main():
    warnings.simplefilter("ignore")  # the module is private
    try:
        import _interpreters as interpreters
    except ImportError:
        import _xxsubinterpreters as interpreters
    os.chdir(tempfile.gettempdir())
    interpreters.run_string(interpreters.create(), "import os; os.chdir(os.sep)")
    print(os.getcwd() == os.path.abspath(os.sep))
""", "True"),
    ("heart stops with 3.11, where all interpreters of a process share one GIL, and beats with 3.12.1 and 3.13.0", """
async def main():
    warnings.simplefilter("ignore")  # the module is private
    try:
        import _interpreters as interpreters
    except ImportError:
        import _xxsubinterpreters as interpreters
    other = interpreters.create()
    found = await silence(asyncio.to_thread(interpreters.run_string, other, "sum(range(20_000_000))"))
    print(found == ("beats" if sys.version_info >= (3, 12) else "stops"))
""", "True"),
]


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """What each program prints: {Python: [(out, err, status)]}."""
    return printed_by([START + text for _, text, _ in CLAIMS], tmp_path_factory.mktemp("claims"))


@each(CLAIMS)
def test_a_claim_holds(number, version, printed):
    holds(CHAPTER, CLAIMS[number], version, printed[version][number])
