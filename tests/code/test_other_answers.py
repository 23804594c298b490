"""Answers that nobody planned: right ones by other roads are accepted, cheats get their reason."""

import asyncio
import contextlib
import io
import sys
import types

import pytest

from book.tools.chapter import CODE, chapters

pytestmark = pytest.mark.reads()

sys.path.append(str(CODE))

import check  # noqa: E402

HERE = {chapter.path.stem for chapter in chapters()}
EXERCISES = {one.folder.name.partition("-")[2]: one for one in check.exercises() if one.chapter.name in HERE}

SENSOR = """import asyncio, threading, time
from concurrent.futures import ThreadPoolExecutor
def ask_sensor():
    time.sleep(0.5)
    return 21
async def tick(): await asyncio.sleep(0.5)
async def pause(): await asyncio.sleep(0.5)
async def read_sensor():
"""
WARMEST = "import asyncio\nasync def read(station):\n    await asyncio.sleep(1)\n    return 3\nasync def warmest(stations):\n"
PRINTS = "if __name__ == '__main__':\n    print(asyncio.run(warmest(['ada', 'bert'])))\n"
READ_ALL = "import asyncio\nasync def read_station(name): pass\nasync def read_all(names):\n"
NIGHT = "import asyncio\nasync def night(names, read, save):\n"
FIRE = "import asyncio\nbackground = set()\ndef report(error): pass\ndef fire(coro):\n"
FIRST = "import asyncio\nasync def first(*coros):\n"
TIMER = "import asyncio, threading, time\nasync def thread_sleep(seconds):\n    loop = asyncio.get_running_loop()\n"
DRIVE = "def drive(coro):\n    pauses = []\n"
ASK = "import asyncio, threading, time\nfrom concurrent.futures import ThreadPoolExecutor\nasync def ask_all(names, ask):\n"
AT_MOST = "import asyncio, threading\nfrom concurrent.futures import ThreadPoolExecutor\nasync def run_blocking(functions, n):\n"
STOP = "import asyncio, threading, time\nasync def for_seconds(work, seconds):\n"
FROM = "import asyncio, threading, queue\nasync def readings(subscribe):\n    loop = asyncio.get_running_loop()\n"
FINISH = """import asyncio, contextlib
async def _finish(process, seconds, grace):
    reading = asyncio.create_task(process.communicate())
    try:
        await asyncio.wait([reading], timeout=seconds)
        for end, wait in (process.terminate, grace), (process.kill, None):
            if not reading.done():
                with contextlib.suppress(ProcessLookupError):
                    end()
                await asyncio.wait([reading], timeout=wait)
        out, _ = await reading
        return out, process.returncode
    finally:
        if not reading.done():
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await asyncio.wait([reading])
"""
LINES_MAY = """ANSWERS = {'line 7': 'no', 'line 8': 'yes', 'line 9': 'no', 'line 10': 'yes', 'line 11': 'yes', 'late': 'b',
    'silence: line': 16, 'log: line': 17, 'faster': 'process', 'limit: error': 1, 'limit: end': 5,
    'no GIL': 'lines 7, 9 and 16', 'face': 'Runner'}
"""
RECEIVE = (CODE / "04-inside-the-loop/exercises/2-wait-for-data/starter.py").read_text(encoding="utf-8").replace(
    '    raise NotImplementedError("receive")\n\n\nasync def tick', 'BODY\n\nasync def tick').partition("BODY")[0]


def changed(slug, *changes):
    """The solution of an exercise, with each pair of (before, after) put into it."""
    text = next(CODE.glob(f"*/exercises/*-{slug}/solution.py")).read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after)
    return text


TOTALS = "makespan_together = makespan_rounds = makespan_sequential\n"

RIGHT = [
    ("predict-the-total", "makespan_sequential = sum\nmakespan_together = lambda waits: max([0, *waits])\n"
     "def makespan_rounds(rounds): return float(sum(map(makespan_together, rounds)))\nmakespan_working = makespan_sequential\n"),
    ("predict-the-total", "import functools, fractions\n"
     "makespan_sequential = lambda waits: sum(map(fractions.Fraction, waits))\n"
     "makespan_together = functools.partial(max, default=0)\n"
     "makespan_rounds = lambda rounds: sum(map(makespan_together, rounds))\nmakespan_working = makespan_sequential\n"),
    ("repair-a-blocking-program", SENSOR + "    return await asyncio.get_running_loop().run_in_executor(None, ask_sensor)\n"),
    ("repair-a-blocking-program", SENSOR + "    with ThreadPoolExecutor(1) as pool:\n"
     "        return await asyncio.get_running_loop().run_in_executor(pool, ask_sensor)\n"),
    ("repair-a-blocking-program", SENSOR + """    loop = asyncio.get_running_loop()
    future = loop.create_future()
    def work():
        try: reading = ask_sensor()
        except Exception as error: loop.call_soon_threadsafe(future.set_exception, error)
        else: loop.call_soon_threadsafe(future.set_result, reading)
    threading.Thread(target=work).start()
    return await future
"""),
    ("the-warmest-station", WARMEST + "    tasks = [asyncio.create_task(read(one)) for one in stations]\n"
     "    return max([await task for task in tasks], default=None)\n" + PRINTS),
    ("the-warmest-station", WARMEST + "    if not stations: return None\n    async with asyncio.TaskGroup() as group:\n"
     "        tasks = [group.create_task(read(one)) for one in stations]\n    return max(task.result() for task in tasks)\n" + PRINTS),
    ("the-warmest-station", WARMEST + "    best = None\n    for one in asyncio.as_completed(map(read, stations)):\n"
     "        reading = await one\n        best = reading if best is None else max(best, reading)\n    return best\n" + PRINTS),
    ("the-warmest-station", WARMEST + "    try:\n        return max(await asyncio.gather(*map(read, stations)))\n"
     "    except ValueError:\n        return None\nasync def main():\n    print(await warmest(['ada', 'bert']))\n"
     "if __name__ == '__main__':\n    with asyncio.Runner() as runner: runner.run(main())\n"),
    ("twelve-workloads", "ANSWERS = 'io cpu io cpu io cpu io cpu io cpu io'.split() + ['both']\n"),
    ("twelve-workloads", "ANSWERS = ['I/O', 'CPU', *'io cpu io cpu io cpu io cpu io'.split(), 'io and cpu']\n"),
    *[("twelve-workloads", f"ANSWERS = dict(enumerate('io cpu io cpu io cpu io cpu io cpu io'.split() + [{both!r}], 1))\n")
      for both in ("io and cpu", "CPU + I/O", "cpu, io", "I/O-bound & CPU-bound", "io/cpu", "CPU bound and I/O bound")],
    ("twelve-workloads", "ANSWERS = ['I/O bound', 'CPU bound', *'io cpu io cpu io cpu io cpu io'.split(), 'both']\n"),
    ("six-briefs", "ANSWERS = ['async', 'none', 'threading', 'Multiprocessing', 'none', 'asyncio and multiprocessing']\n"),
    ("the-warmest-station", WARMEST + "    return max(await asyncio.gather(*map(read, stations)), default=None)\n"
     "if __name__ == '__main__':\n    print(f'{asyncio.run(warmest([\"ada\"])):.1f} degrees')\n"),
    ("nothing-lost", "class CannotSave(ValueError): pass\n" + (CODE / "02-coroutines/exercises/3-nothing-lost/solution.py").read_text(
        encoding="utf-8").replace("raise ValueError", "raise CannotSave")),
    ("name-the-states", "ANSWERS = ['inspect.CORO_CREATED', 'running', 'suspended', 'running', 'closed']\n"),
    ("six-briefs", "ANSWERS = {1: 'asyncio', 2: None, 3: 'threads', 4: 'processes', 5: 'None', 6: 'processes & asyncio'}\n"),
    ("a-driver-of-your-own", DRIVE + "    steps = coro.__await__()\n    while True:\n        try: pauses.append(next(steps))\n"
     "        except StopIteration as stop: return [stop.value, tuple(pauses)]\n"),
    ("read-all-stations", READ_ALL + "    return tuple(await asyncio.gather(*map(read_station, names)))\n"),
    ("read-all-stations", READ_ALL + "    tasks = [asyncio.ensure_future(read_station(name)) for name in names]\n"
     "    return [await task for task in tasks]\n"),
    ("read-all-stations", READ_ALL + "    async with asyncio.TaskGroup() as group:\n"
     "        tasks = [group.create_task(read_station(name)) for name in names]\n    return [task.result() for task in tasks]\n"),
    ("read-all-stations",
     READ_ALL + "    readings = [None] * len(names)\n    async def one(k, name): readings[k] = await read_station(name)\n"
     "    await asyncio.gather(*[one(*pair) for pair in enumerate(names)])\n    return readings\n"),
    ("a-night-from-nothing", NIGHT + "    async def one(name): await save(name, await read(name))\n"
     "    ends = await asyncio.gather(*map(one, names), return_exceptions=True)\n"
     "    return [name for name, end in zip(names, ends) if isinstance(end, Exception)]\n"),
    ("a-night-from-nothing", NIGHT + """    failed = []
    async def one(k, name):
        try: await save(name, await read(name))
        except Exception: failed.append((k, name))
    async with asyncio.TaskGroup() as group:
        for pair in enumerate(names): group.create_task(one(*pair))
    return [name for _, name in sorted(failed)]
"""),
    ("fire-and-do-not-forget", FIRE + """    task = asyncio.create_task(coro)
    background.add(task)
    @task.add_done_callback
    def ended(task):
        background.remove(task)
        try: task.result()
        except asyncio.CancelledError: pass
        except Exception as error: report(error)
    return task
"""),
    ("the-first-wins", FIRST + """    tasks = [asyncio.ensure_future(coro) for coro in coros]
    try:
        for one in asyncio.as_completed(tasks):
            return await one
    finally:
        for task in tasks: task.cancel()
        await asyncio.wait(tasks)
        for task in tasks: task.cancelled() or task.exception()
"""),
    ("fire-and-do-not-forget", FIRE + """    task = asyncio.create_task(coro)
    background.add(task)
    async def watch():
        try: await asyncio.wait([task])
        finally: background.discard(task)
        if not task.cancelled() and task.exception(): report(task.exception())
    watcher = asyncio.create_task(watch())
    task.add_done_callback(lambda _: watcher)
    return task
"""),
    ("the-first-wins", FIRST + """    winner = asyncio.get_running_loop().create_future()
    async def run(coro):
        try: result = await coro
        except Exception as error: winner.done() or winner.set_exception(error)
        else: winner.done() or winner.set_result(result)
    tasks = [asyncio.create_task(run(coro)) for coro in coros]
    try:
        return await winner
    finally:
        for task in tasks: task.cancel()
        await asyncio.wait(tasks)
"""),
    ("the-first-wins", FIRST + """    queue, tasks = asyncio.Queue(), {asyncio.create_task(coro) for coro in coros}
    for task in tasks: task.add_done_callback(queue.put_nowait)
    try:
        return (await queue.get()).result()
    finally:
        for task in tasks: task.cancel()
        done, _ = await asyncio.wait(tasks)
        for task in done: task.cancelled() or task.exception()
"""),
    ("wait-for-data", RECEIVE + """    future = Future()
    timer = (time.monotonic() + seconds, future)
    timers.append(timer)
    selector.register(connection, selectors.EVENT_READ, future)
    try:
        await future
        connection.setblocking(False)
        try: return connection.recv(100)
        except BlockingIOError: raise TimeoutError from None
    finally:
        selector.unregister(connection)
        if timer in timers: timers.remove(timer)
"""),
    ("a-timer-in-a-thread", TIMER + """    event = asyncio.Event()
    timer = threading.Timer(seconds, lambda: loop.call_soon_threadsafe(event.set))
    timer.start()
    try: await event.wait()
    finally: timer.cancel()
"""),
    ("a-timer-in-a-thread",
     "import asyncio, concurrent.futures\nfrom threading import Timer\n" + TIMER + """    future = concurrent.futures.Future()
    timer = Timer(seconds, lambda: future.cancelled() or future.set_result(None))
    timer.daemon = True
    timer.start()
    try: await asyncio.wrap_future(future)
    finally: timer.cancel()
"""),
    ("which-line-and-why", 'LINES = {"one": "e", "two": " h", "three": "C", "four": "g"}\nWHY = ["2", 3, 1, 4.0]\n'),
    ("name-the-states",
     'import inspect\nANSWERS = (inspect.CORO_CREATED, "Running", "suspended ", "coro_running", "closed.")\n'),
    ("name-the-states", 'ANSWERS = {k: f"CORO_{s}" for k, s in enumerate("CREATED RUNNING SUSPENDED RUNNING CLOSED".split(), 1)}\n'),
    ("which-line-and-why", """import warnings
async def keep(what): pass
def evening():
    first = keep("one")
    box.append(keep("two"))
    keep("three")
    last = keep("four")
    first = None
box = []
with warnings.catch_warnings(record=True) as shown:
    warnings.simplefilter("always")
    evening()
    box.clear()
found = dict(zip(("three", "one", "four", "two"), (one.lineno for one in shown)))
LINES = {what: {6: "C", 8: "E", 12: "G", 13: "H"}[found[what]] for what in ("one", "two", "three", "four")}
WHY = {"four": "4", "one": "2", "three": "1", "two": "3"}
"""),
    ("which-await", "ANSWERS = 'no yes no yes no no no yes no yes'.split()\n"),
    ("nothing-lost", """import asyncio
async def save(reading, archive):
    await asyncio.sleep(0.5)
    if "?" in reading: raise ValueError(reading)
    archive.append(reading)
async def end_of_day(inbox, archive):
    if not inbox: return 0
    await save(inbox[0], archive)
    inbox.pop(0)
    return 1 + await end_of_day(inbox, archive)
async def main():
    inbox, archive = list("abc"), []
    print(await end_of_day(inbox, archive), inbox, archive)
if __name__ == "__main__":
    with asyncio.Runner() as runner: runner.run(main())
"""),
    ("eight-lines",
     'ANSWERS = "A  starts\\nb starts.\\nd starts\\nb ends\\nc starts\\nd ends\\na ends\\nc ends".splitlines()\n'),
    ("a-storm-of-readings", """import asyncio
END = object()
async def save_all(receive, save, workers):
    places = asyncio.Semaphore(workers)
    async def one(reading):
        try: await save(reading)
        finally: places.release()
    async with asyncio.TaskGroup() as group:
        while (reading := await receive()) is not END:
            await places.acquire()
            group.create_task(one(reading))
"""),
    ("a-storm-of-readings", """import asyncio
END = object()
async def save_all(receive, save, workers):
    queue = asyncio.Queue(4)
    async def work():
        while (one := await queue.get()) is not END:
            await save(one)
        await queue.put(END)
    async def bring():
        while (one := await receive()) is not END:
            await queue.put(one)
        await queue.put(END)
    async with asyncio.TaskGroup() as group:
        group.create_task(bring())
        for _ in range(workers):
            group.create_task(work())
"""),
    ("checkout", """\
import asyncio, contextlib
async def checkout(pool, pay):
    line = await pool.take()
    async with contextlib.AsyncExitStack() as stack:
        stack.callback(pool.give_back, line)
        async def bye():
            me = asyncio.current_task()
            before = me.cancelling()
            with contextlib.suppress(OSError):
                async with asyncio.timeout(1):
                    await line.goodbye()
            if me.cancelling() > before:
                raise asyncio.CancelledError
        stack.push_async_callback(bye)
        return await pay(line)
"""),
    ("retry-until", """\
import asyncio
async def retry_until(read, deadline):
    loop = asyncio.get_running_loop()
    while loop.time() < deadline:
        async with asyncio.timeout_at(deadline):
            try:
                return await read()
            except OSError:
                if asyncio.current_task().cancelling():
                    raise asyncio.CancelledError from None
            await asyncio.sleep(0.5)
    raise TimeoutError
"""),
    ("finish-or-cancel", """\
import asyncio
async def finish_or_cancel(coro, grace):
    task = asyncio.create_task(coro)
    asked, timer = None, None
    while not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError as error:
            if asked:
                task.cancel()
            else:
                asked = error
                timer = asyncio.get_running_loop().call_later(grace, task.cancel)
    if timer:
        timer.cancel()
    if asked and (task.cancelled() or not task.exception()):
        raise asked
    return task.result()
"""),
    ("one-forecast", """\
import asyncio
class Forecasts:
    def __init__(self, compute):
        self.compute, self.kept, self.busy, self.cond = compute, {}, set(), asyncio.Condition()
    async def get(self, region):
        async with self.cond:
            await self.cond.wait_for(lambda: region in self.kept or region not in self.busy)
            if region in self.kept:
                return self.kept[region]
            self.busy.add(region)
        try:
            self.kept[region] = await self.compute(region)
            return self.kept[region]
        finally:
            self.busy.discard(region)
            async with self.cond:
                self.cond.notify_all()
"""),
    ("one-forecast", """\
import asyncio
class Forecasts:
    def __init__(self, compute):
        self.compute, self.tasks, self.kept = compute, {}, {}
    async def get(self, region):
        while region not in self.kept:
            mine = region not in self.tasks
            if mine:
                self.tasks[region] = asyncio.create_task(self.work(region))
            task = self.tasks[region]
            await asyncio.wait([task])
            if mine:
                await task
        return self.kept[region]
    async def work(self, region):
        try:
            self.kept[region] = await self.compute(region)
        finally:
            del self.tasks[region]
"""),
    ("finish-or-cancel", """\
import asyncio
async def finish_or_cancel(coro, grace):
    task = asyncio.create_task(coro)
    try:
        await asyncio.wait([task])
    except asyncio.CancelledError:
        try: await asyncio.wait([task], timeout=grace)
        except asyncio.CancelledError: pass
        task.cancel()
        try: await task
        except asyncio.CancelledError: pass
        raise
    return task.result()
"""),
    ("so-many-at-once", """\
import asyncio
async def gather_limited(n, jobs):
    tasks, running = [], set()
    left = list(jobs)
    try:
        while left or running:
            while left and len(running) < n:
                tasks.append(asyncio.create_task(left.pop(0)()))
                running.add(tasks[-1])
            done, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
            for t in done: t.result()
        return [t.result() for t in tasks]
    finally:
        for t in running: t.cancel()
        if running: await asyncio.wait(running)
"""),
    ("so-many-at-once", """\
import asyncio
async def gather_limited(n, jobs):
    results, todo, failed = {}, iter(enumerate(jobs)), []
    async def worker():
        for number, job in todo:
            try:
                results[number] = await job()
            except Exception as e:
                failed.append(e)
                raise
    try:
        async with asyncio.TaskGroup() as g:
            for _ in range(min(n, len(jobs))):
                g.create_task(worker())
    except ExceptionGroup:
        raise failed[0] from None
    return [results[i] for i in range(len(jobs))]
"""),
    ("so-many-at-once", """\
import asyncio
async def gather_limited(n, jobs):
    places = asyncio.Semaphore(n)
    async def run(job):
        async with places: return await job()
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(run(job)) for job in jobs]
    except* Exception as failed:
        raise failed.exceptions[0]
    return [t.result() for t in tasks]
"""),
    ("two-archives", """\
import contextlib
async def move(source, target, name):
    locks = {id(a.lock): a.lock for a in (source, target)}
    async with contextlib.AsyncExitStack() as stack:
        for key in sorted(locks):
            await stack.enter_async_context(locks[key])
        if source is target:
            source.readings[name]
            return
        t = await source.take(name)
        await target.put(name, t)
"""),
    ("two-archives", """\
import asyncio
async def move(source, target, name):
    if source is target:
        source.readings[name]; return
    while source.lock.locked() or target.lock.locked():
        await asyncio.sleep(0.01)
    async with source.lock, target.lock:
        t = await source.take(name)
        await target.put(name, t)
"""),
    ("a-storm-of-readings", """import asyncio
END = object()
async def save_all(receive, save, workers):
    room, free = asyncio.Semaphore(4), asyncio.Semaphore(workers)
    async def one(reading):
        async with free:
            room.release()
            await save(reading)
    async with asyncio.TaskGroup() as group:
        while (reading := await receive()) is not END:
            await room.acquire()
            group.create_task(one(reading))
"""),
    ("nothing-in-hand", """import asyncio
async def deliver(readings, check, save, left):
    readings = list(readings)
    left += readings
    queue = asyncio.Queue(2)
    async def save_all():
        for _ in readings:
            reading, value = await queue.get()
            await save(value)
            left.remove(reading)
    async with asyncio.TaskGroup() as group:
        group.create_task(save_all())
        for reading in readings:
            await queue.put((reading, await check(reading)))
"""),
    ("nothing-in-hand", """import asyncio
async def deliver(readings, check, save, left):
    readings = list(readings)
    saved = []
    queue = asyncio.Queue(2)
    async def check_all():
        for n, reading in enumerate(readings):
            await queue.put((n, await check(reading)))
    async def save_all():
        for _ in readings:
            n, value = await queue.get()
            await save(value)
            saved.append(n)
    tasks = [asyncio.create_task(check_all()), asyncio.create_task(save_all())]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        left += [reading for n, reading in enumerate(readings) if n not in saved]
"""),
    ("nothing-in-hand", """import asyncio
async def deliver(readings, check, save, left):
    todo, done, queue = list(enumerate(readings)), set(), asyncio.Queue(2)
    async def check_all():
        for n, reading in todo: await queue.put((n, await check(reading)))
    async def save_all():
        for _ in todo:
            n, value = await queue.get()
            await save(value)
            done.add(n)
    tasks = [asyncio.create_task(check_all()), asyncio.create_task(save_all())]
    try:
        for task in (await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION))[0]: task.result()
    finally:
        for task in tasks: task.cancel()
        await asyncio.wait(tasks)
        left += [reading for n, reading in todo if n not in done]
"""),
    ("bucket", """import asyncio, collections
class Bucket:
    def __init__(self, rate, burst):
        self.rate, self.burst, self.tokens, self.looked, self.line = rate, burst, float(burst), None, collections.deque()
    async def take(self):
        me, time = asyncio.Event(), asyncio.get_running_loop().time
        self.line.append(me)
        if self.line[0] is me: me.set()
        try:
            await me.wait()
            now = time()
            if self.looked is not None: self.tokens = min(self.burst, self.tokens + (now - self.looked) * self.rate)
            self.looked = now
            if self.tokens < 1:
                await asyncio.sleep((1 - self.tokens) / self.rate)
                self.tokens, self.looked = 1.0, time()
            self.tokens -= 1
        finally:
            self.line.remove(me)
            if self.line: self.line[0].set()
"""),
    ("bucket", """import asyncio
class Bucket:
    def __init__(self, rate, burst):
        self.rate, self.burst, self.full_at = rate, burst, float("-inf")
        self.line = asyncio.Semaphore(1)
    async def take(self):
        time = asyncio.get_running_loop().time
        await self.line.acquire()
        try:
            begin = max(self.full_at, time())
            wait = begin + 1 / self.rate - self.burst / self.rate - time()
            if wait > 1e-9:
                await asyncio.sleep(wait)
            self.full_at = begin + 1 / self.rate
        finally:
            self.line.release()
"""),
    ("a-codec-from-nothing", """import struct
from collections import deque


def encode(message):
    try:
        return struct.pack(">H", len(message)) + bytes(message)
    except struct.error as error:
        raise ValueError(str(error)) from None


class Decoder:
    def __init__(self, limit):
        self.limit = limit
        self.run = self.machine()
        self.wanted = next(self.run)
        self.have = bytearray()
        self.found = []
        self.inside = False

    def machine(self):
        while True:
            self.inside = False
            head = yield 2
            self.inside = True
            (size,) = struct.unpack(">H", head)
            if size > self.limit:
                raise ValueError("too long")
            body = (yield size) if size else b""
            self.found.append(bytes(body))

    def feed(self, data):
        for byte in data:
            self.have.append(byte)
            if len(self.have) == self.wanted:
                piece, self.have = bytes(self.have), bytearray()
                self.wanted = self.run.send(piece)
        found, self.found = self.found, []
        return found

    def end(self):
        if self.have or self.inside:
            raise EOFError("half a frame")
"""),
    ("a-silent-client", """import asyncio


async def serve(reader, writer, answer, seconds):
    try:
        while True:
            try:
                line = await asyncio.wait_for(reader.readline(), seconds)
            except (asyncio.TimeoutError, ValueError, OSError):
                break
            if not line or line[-1:] != b"\\n":
                break
            writer.writelines([await answer(line[:-1]), b"\\n"])
            try:
                await asyncio.wait_for(writer.drain(), seconds)
            except OSError:
                writer.transport.abort()
                break
    finally:
        if not writer.is_closing():
            writer.close()
"""),
    ("a-codec-from-nothing", """from types import SimpleNamespace
import io
def encode(m): return len(m).to_bytes(2, "big") + m if len(m) < 65536 else (_ for _ in ()).throw(ValueError(len(m)))
def Decoder(limit):
    rest = bytearray()
    def feed(data):
        rest.extend(data); out = []
        while len(rest) >= 2:
            n = rest[0] << 8 | rest[1]
            if n > limit: raise ValueError
            if len(rest) < n + 2: break
            out.append(bytes(rest[2:n + 2])); del rest[:n + 2]
        return out
    def end():
        if rest: raise EOFError
    return SimpleNamespace(feed=feed, end=end)
"""),
    ("a-silent-client", """import asyncio
async def serve(reader, writer, answer, seconds):
    task = None
    try:
        while True:
            task = asyncio.create_task(reader.readline())
            done, _ = await asyncio.wait([task], timeout=seconds)
            if not done: return
            try: line = task.result()
            except (ValueError, ConnectionError): return
            if line[-1:] != b"\\n": return
            writer.writelines([await answer(line[:-1]), b"\\n"])
            task = asyncio.create_task(writer.drain())
            done, _ = await asyncio.wait([task], timeout=seconds)
            if not done:
                writer.transport.abort(); return
            if task.exception(): return
    finally:
        if task:
            task.cancel()
            await asyncio.wait([task])
        writer.close()
"""),
    ("a-hub", """import asyncio


class Hub:

    def __init__(self, limit):
        self.limit = limit  # bytes that may wait for one client
        self.writers = set()

    async def handle(self, reader, writer):
        self.writers.add(writer)
        try:
            while (line := await reader.readline()).endswith(b"\\n"):
                self.send(line)
        except (OSError, ValueError):
            pass  # it broke, or was dropped; or a line is too long
        finally:
            self.writers.discard(writer)
            writer.close()
            try:
                await writer.wait_closed()
            except OSError:
                pass

    def send(self, line):
        for writer in list(self.writers):
            writer.write(line)
            if writer.transport.get_write_buffer_size() > self.limit:
                self.writers.discard(writer)
                writer.transport.abort()
"""),
    ("a-silent-client", """import asyncio
import contextlib


async def serve(reader, writer, answer, seconds):
    async def lines():
        while True:
            async with asyncio.timeout(seconds):
                line = await reader.readuntil()
            yield line[:-1]

    with contextlib.closing(writer):
        stream = lines()
        while True:
            try:
                line = await anext(stream)
            except (TimeoutError, EOFError, asyncio.LimitOverrunError, ConnectionError):
                return
            writer.write(await answer(line) + b"\\n")
            try:
                async with asyncio.timeout(seconds):
                    await writer.drain()
            except (TimeoutError, ConnectionError):
                writer.transport.abort()
                return
"""),
    ("a-hub", """import asyncio


class Hub:
    def __init__(self, limit):
        self.limit, self.clients = limit, {}

    async def handle(self, reader, writer):
        self.clients[id(writer)] = writer
        try:
            while True:
                line = await reader.readuntil(b"\\n")
                for key, other in [*self.clients.items()]:
                    other.write(line)
                    if other.transport.get_write_buffer_size() > self.limit:
                        other.transport.abort()
                        self.clients.pop(key, None)
        except (EOFError, OSError, asyncio.LimitOverrunError):
            return
        finally:
            self.clients.pop(id(writer), None)
            writer.close()
"""),
    ("a-hub", """import asyncio
import contextlib


class Hub:
    def __init__(self, limit):
        self.limit, self.lines = limit, {}

    async def handle(self, reader, writer):
        self.lines[asyncio.current_task()] = writer
        try:
            while (line := await reader.readline()) and line[-1] == 10:
                for task, other in dict(self.lines).items():
                    other.write(line)
                    if other.transport.get_write_buffer_size() > self.limit:
                        other.transport.abort()
                        del self.lines[task]
        except (ValueError, OSError):
            pass
        finally:
            self.lines.pop(asyncio.current_task(), None)
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()
"""),
    ("closing-time", """import asyncio


async def run(handler, host, port, stop, grace):
    running = set()

    async def one(reader, writer):
        try:
            await handler(reader, writer)
        finally:
            writer.close()

    def connected(reader, writer):
        if stop.is_set():
            return writer.close()
        task = asyncio.create_task(one(reader, writer))
        running.add(task)
        writers[task] = writer
        task.add_done_callback(ended)

    def ended(task):
        running.discard(task)
        writers.pop(task)
        if not task.cancelled():
            task.exception()

    writers = {}
    cut = 0
    server = await asyncio.start_server(connected, host, port)
    try:
        await stop.wait()
        server.close()
        if running:
            _, late = await asyncio.wait(running, timeout=grace)
            cut = len(late)
    finally:
        server.close()
        left = list(running)
        for task in left:
            writers[task].transport.abort()
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
    return cut
"""),
    ("closing-time", """import asyncio


async def run(handler, host, port, stop, grace):
    lines = {}
    idle = asyncio.Event()
    idle.set()

    async def serve(reader, writer):
        lines[asyncio.current_task()] = writer
        idle.clear()
        try:
            if server.is_serving():
                await handler(reader, writer)
        finally:
            del lines[asyncio.current_task()]
            writer.close()
            if not lines:
                idle.set()

    def cut():
        for task, writer in lines.items():
            task.cancel()
            writer.transport.abort()
        return len(lines)

    server = await asyncio.start_server(serve, host, port)
    try:
        await stop.wait()
        server.close()
        try:
            await asyncio.wait_for(idle.wait(), grace)
        except TimeoutError:
            pass
        count = cut()
        await idle.wait()
        return count
    except asyncio.CancelledError:
        server.close()
        cut()
        await idle.wait()
        raise
"""),
    ("ask-the-archive", ASK + """    loop, pool = asyncio.get_running_loop(), ThreadPoolExecutor(9)
    jobs = [loop.run_in_executor(pool, ask, name) for name in names]
    if jobs: await asyncio.wait(jobs)
    pool.shutdown(wait=False)
    return [await job for job in jobs]
"""),
    ("ask-the-archive", ASK + """    def one(name):
        try: return True, ask(name)
        except Exception as error: return False, error
    found = await asyncio.gather(*[asyncio.to_thread(one, name) for name in names])
    for good, answer in found:
        if not good: raise answer
    return [answer for _, answer in found]
"""),
    ("ask-the-archive", ASK + """    loop, futures = asyncio.get_running_loop(), []
    def work(name, future):
        def tell(setter, value):
            if not future.done(): setter(value)
        try: answer = ask(name)
        except Exception as error: loop.call_soon_threadsafe(tell, future.set_exception, error)
        else: loop.call_soon_threadsafe(tell, future.set_result, answer)
    for name in names:
        futures.append(loop.create_future())
        threading.Thread(target=work, args=[name, futures[-1]]).start()
    await asyncio.gather(*futures, return_exceptions=True)
    return [future.result() for future in futures]
"""),
    ("at-most-n", AT_MOST + """    loop, pool, gate = asyncio.get_running_loop(), ThreadPoolExecutor(n), asyncio.Semaphore(n)
    async def one(function):
        async with gate:
            return await loop.run_in_executor(pool, function)
    tasks = [asyncio.create_task(one(function)) for function in functions]
    await asyncio.gather(*tasks, return_exceptions=True)
    return [task.result() for task in tasks]
"""),
    ("at-most-n", AT_MOST + """    loop, pool = asyncio.get_running_loop(), ThreadPoolExecutor(max_workers=n)
    found, todo = {}, iter(list(enumerate(functions)))
    async def worker():
        for k, function in todo:
            try: found[k] = True, await loop.run_in_executor(pool, function)
            except Exception as error: found[k] = False, error
    await asyncio.gather(*[worker() for _ in range(n)])
    results = [found[k] for k in range(len(functions))]
    for good, value in results:
        if not good: raise value
    return [value for _, value in results]
"""),
    ("told-to-stop", STOP + """    stop, loop = threading.Event(), asyncio.get_running_loop()
    timer = loop.call_later(seconds, stop.set)
    job = loop.run_in_executor(None, work, stop)
    try:
        return await asyncio.shield(job)
    except asyncio.CancelledError:
        stop.set()
        await asyncio.wait([job])
        raise
    finally:
        timer.cancel()
"""),
    ("told-to-stop", STOP + """    stop = threading.Event()
    timer = threading.Timer(seconds, stop.set)
    timer.start()
    job = asyncio.ensure_future(asyncio.to_thread(work, stop))
    try:
        done, _ = await asyncio.wait({job})
        return done.pop().result()
    finally:
        timer.cancel()
        stop.set()
        if not job.done(): await asyncio.wait([job])
"""),
    ("which-lines-may", "ANSWERS = ['no', 'yes', 'no', 'yes', 'yes', 'b', 16, 17, 'process', 1, 5, 'lines 7, 9 and 16', 'Runner']\n"),
    ("which-lines-may", LINES_MAY.replace("'no'", "False").replace("'yes'", "True").replace("16,", "'line 16',")
     .replace("lines 7, 9 and 16", "16, 9 and 7").replace("'Runner'", "'asyncio.Runner'")),
    ("from-callbacks", FROM + """    inbox = asyncio.Queue()
    end = await asyncio.to_thread(subscribe, lambda reading: loop.call_soon_threadsafe(inbox.put_nowait, reading))
    try:
        while True: yield await inbox.get()
    finally: end()
"""),
    ("from-callbacks", FROM + """    inbox = asyncio.Queue()
    end = subscribe(lambda reading: asyncio.run_coroutine_threadsafe(inbox.put(reading), loop).result())
    try:
        while True: yield await inbox.get()
    finally:
        end()
"""),
    ("from-callbacks", FROM + """    inbox, there = queue.SimpleQueue(), asyncio.Event()
    def on_reading(reading):
        inbox.put(reading)
        loop.call_soon_threadsafe(there.set)
    end = subscribe(on_reading)
    try:
        while True:
            await there.wait()
            there.clear()
            while not inbox.empty(): yield inbox.get()
    finally:
        end()
"""),
    ("stop-in-order", """import asyncio, signal
async def run(service, grace):
    loop = asyncio.get_running_loop(); stop = asyncio.Event(); cut = asyncio.Event()
    def told():
        if stop.is_set(): cut.set()
        stop.set()
    loop.add_signal_handler(signal.SIGTERM, told); loop.add_signal_handler(signal.SIGINT, told)
    await service.open()
    jobs = set(); waiting = asyncio.ensure_future(stop.wait())
    while not stop.is_set():
        acc = asyncio.ensure_future(service.accept())
        await asyncio.wait([acc, waiting], return_when="FIRST_COMPLETED")
        if not acc.done():
            acc.cancel()
        try:
            job = await acc
        except asyncio.CancelledError:
            continue
        jobs.add(asyncio.ensure_future(job))
    all_jobs = asyncio.gather(*jobs, return_exceptions=True)
    cutting = asyncio.ensure_future(cut.wait())
    try:
        async with asyncio.timeout(grace):
            await asyncio.wait([all_jobs, cutting], return_when="FIRST_COMPLETED")
    except TimeoutError:
        pass
    left = [j for j in jobs if not j.done()]
    for j in left: j.cancel()
    cutting.cancel()
    await asyncio.gather(*left, return_exceptions=True)
    await service.close()
    return 1 if left else 0
"""),
    ("a-child-with-a-limit", """import asyncio, contextlib
async def finish(process, seconds, grace):
    job = asyncio.ensure_future(process.communicate())
    try:
        try:
            out, _ = await asyncio.wait_for(asyncio.shield(job), seconds)
        except TimeoutError:
            with contextlib.suppress(ProcessLookupError): process.terminate()
            try:
                out, _ = await asyncio.wait_for(asyncio.shield(job), grace)
            except TimeoutError:
                with contextlib.suppress(ProcessLookupError): process.kill()
                out, _ = await asyncio.shield(job)
    except asyncio.CancelledError:
        with contextlib.suppress(ProcessLookupError): process.kill()
        await asyncio.wait([job])
        raise
    return out, process.returncode
"""),
    ("a-supervisor", """import asyncio, collections
async def supervise(work, restarts, within, pause):
    loop = asyncio.get_running_loop()
    recent = collections.deque(maxlen=restarts or None)
    while True:
        try:
            result = await work()
        except Exception:
            if not restarts or len(recent) == restarts and loop.time() - recent[0] < within:
                raise
            await asyncio.sleep(pause)
            recent.append(loop.time())
        else:
            return result
"""),
    ("a-supervisor", """import asyncio
async def supervise(work, restarts, within, pause, _old=()):
    try:
        return await work()
    except Exception:
        now = asyncio.get_running_loop().time()
        _old = [m for m in _old if m > now - within]
        if len(_old) >= restarts: raise
    await asyncio.sleep(pause)
    return await supervise(work, restarts, within, pause, [*_old, now + pause])
"""),
    ("second-ctrl-c", """ANSWERS = {
    "A: ends": "2", "B: ends": 2.0, "C: ends": " 3 ", "A: line": "5", "B: why": "B", "C: line": 5, "D: ends": "Never", "D: status": "0",
    "A: SIGTERM": "-15", "A: clean-up": "No", "D: told": "NOT AT ALL", "files": "A", "save": "'c'", "test: wait": "a",
    "test: D": "(c)", "test: status": "b."}
"""),
    ("stop-in-order", """import asyncio, signal


async def run(service, grace):
    loop, cut, jobs = asyncio.get_running_loop(), asyncio.Event(), set()
    signals = []

    def told(number):
        signals.append(number)
        if len(signals) > 1:
            cut.set()
        accepting.cancel()

    async def accept():
        try:
            while not signals:
                jobs.add(loop.create_task(await service.accept()))
        except asyncio.CancelledError:
            pass

    async def begin():
        await opened.wait()
        if not signals:
            await accept()

    opened = asyncio.Event()
    accepting = loop.create_task(begin())
    await asyncio.sleep(0)
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, told, number)
    try:
        await service.open()
    except BaseException:
        accepting.cancel()
        await asyncio.wait([accepting])
        raise
    opened.set()
    await asyncio.wait([accepting])
    status = 0
    if jobs:
        try:
            async with asyncio.timeout(grace):
                second = loop.create_task(cut.wait())
                whole = loop.create_task(asyncio.wait(jobs))
                await asyncio.wait([second, whole], return_when=asyncio.FIRST_COMPLETED)
        except TimeoutError:
            pass
        for job in jobs:
            status |= job.cancel()
        await asyncio.wait(jobs)
        second.cancel()
        await asyncio.wait([second, whole])
    await service.close()
    return status
"""),
    ("stop-in-order", """import asyncio
from signal import SIGINT, SIGTERM


async def run(service, grace):
    loop = asyncio.get_running_loop()
    signals = asyncio.Queue()
    for number in (SIGINT, SIGTERM):
        loop.add_signal_handler(number, signals.put_nowait, number)
    await service.open()
    was_cut = False

    async def quiet(job):
        nonlocal was_cut
        try:
            await job
        except Exception:
            pass

    first = asyncio.ensure_future(signals.get())
    tasks = []
    async with asyncio.TaskGroup() as group:
        while not first.done() and signals.empty():
            acc = asyncio.ensure_future(service.accept())
            await asyncio.wait([acc, first], return_when=asyncio.FIRST_COMPLETED)
            if not acc.done():
                acc.cancel()
                await asyncio.wait([acc])
            if not acc.cancelled():
                tasks.append(group.create_task(quiet(acc.result())))
        second = asyncio.ensure_future(signals.get())
        whole = asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.wait([whole, second], timeout=grace, return_when=asyncio.FIRST_COMPLETED)
        second.cancel()
        for task in tasks:
            if task.cancel():
                was_cut = True
    await service.close()
    return int(was_cut)
"""),
    ("a-child-with-a-limit", """import asyncio


async def finish(process, seconds, grace):
    parts = []

    async def read():
        while part := await process.stdout.read(4096):
            parts.append(part)
        await process.wait()

    async def within(limit):
        try:
            await asyncio.wait_for(asyncio.shield(reading), limit)
            return True
        except asyncio.TimeoutError:
            return False

    reading = asyncio.ensure_future(read())
    try:
        for ask, limit in [(None, seconds), ("terminate", grace), ("kill", None)]:
            try:
                if ask:
                    getattr(process, ask)()
            except ProcessLookupError:
                pass
            if await within(limit):
                break
        return b"".join(parts), process.returncode
    except asyncio.CancelledError:
        try:
            process.kill()
        except ProcessLookupError:
            pass
        await reading
        raise
"""),
    ("a-child-with-a-limit", """import asyncio, contextlib, os, signal
async def finish(process, seconds, grace):
    reading = asyncio.create_task(process.communicate())
    def send(number):
        with contextlib.suppress(ProcessLookupError):
            os.kill(process.pid, number)
    try:
        done, _ = await asyncio.wait([reading], timeout=seconds)
        if not done:
            send(signal.SIGTERM)
            done, _ = await asyncio.wait([reading], timeout=grace)
        if not done:
            send(signal.SIGKILL)
        out, _ = await reading
    except asyncio.CancelledError:
        send(signal.SIGKILL)
        await process.wait()
        raise
    return out, process.returncode
"""),
    ("a-child-with-a-limit", """import asyncio, contextlib
async def finish(process, seconds, grace):
    out = None
    async def read():
        nonlocal out
        out, _ = await process.communicate()
    async def stop():
        await asyncio.sleep(seconds)
        with contextlib.suppress(ProcessLookupError): process.terminate()
        await asyncio.sleep(grace)
        with contextlib.suppress(ProcessLookupError): process.kill()
    stopping = asyncio.create_task(stop())
    reading = asyncio.create_task(read())
    try:
        await asyncio.shield(reading)
    except asyncio.CancelledError:
        with contextlib.suppress(ProcessLookupError): process.kill()
        await asyncio.wait([reading])
        raise
    finally:
        stopping.cancel()
    return out, process.returncode
"""),
    ("a-child-with-a-limit", """import asyncio
async def finish(process, seconds, grace):
    parts = []
    def quiet(what):
        try: what()
        except ProcessLookupError: pass
    async def killer():
        await asyncio.sleep(seconds); quiet(process.terminate)
        await asyncio.sleep(grace); quiet(process.kill)
    async def read():
        while (part := await process.stdout.read(1 << 16)):
            parts.append(part)
        return await process.wait()
    try:
        async with asyncio.TaskGroup() as group:
            k = group.create_task(killer())
            status = await read()
            k.cancel()
    except asyncio.CancelledError:
        quiet(process.kill)
        await read()
        raise
    return b"".join(parts), status
"""),
    ("a-supervisor", """import asyncio
from collections import deque


async def supervise(work, restarts, within, pause):
    time, old = asyncio.get_running_loop().time, deque()
    while True:
        task = asyncio.ensure_future(work())
        try:
            return await task
        except Exception as error:
            while old and time() - old[0] >= within:
                old.popleft()
            if len(old) >= restarts:
                raise error
        await asyncio.sleep(pause)
        old.append(time())
"""),
    ("a-supervisor", """import asyncio


async def supervise(work, restarts, within, pause, old=()):
    try:
        return await work()
    except Exception:
        now = asyncio.get_running_loop().time()
        if sum(now - one < within for one in old) >= restarts:
            raise
    await asyncio.sleep(pause)
    return await supervise(work, restarts, within, pause, (*old, asyncio.get_running_loop().time()))
"""),
    ("a-supervisor", """import asyncio
async def supervise(work, restarts, within, pause):
    loop, left = asyncio.get_running_loop(), restarts
    def back():
        nonlocal left
        left += 1
    while True:
        try:
            return await work()
        except Exception:
            if not left:
                raise
        await asyncio.sleep(pause)
        left -= 1
        loop.call_later(within, back)
"""),
    ("a-supervisor", """import asyncio
import time
class supervise:
    def __init__(self, *a):
        self.a = a
    def __await__(self):
        return self.go(*self.a).__await__()
    async def go(self, work, restarts, within, pause):
        moments = []
        while True:
            try:
                return await work()
            except Exception:
                now = asyncio.get_running_loop().time()
                moments = [m for m in moments if now - m < within]
                if len(moments) >= restarts:
                    raise
            await asyncio.sleep(pause)
            moments.append(asyncio.get_running_loop().time())
    """),
    ("a-supervisor", """import asyncio
import time

async def supervise(work, restarts, within, pause):
    moments = []
    while True:
        try:
            async with asyncio.TaskGroup() as group:
                task = group.create_task(work())
            return task.result()
        except BaseExceptionGroup as both:
            error = both.exceptions[0]
            if not isinstance(error, Exception): raise error
            now = asyncio.get_running_loop().time()
            moments = [m for m in moments if now - m < within]
            if len(moments) >= restarts:
                raise error
        await asyncio.sleep(pause)
        moments.append(asyncio.get_running_loop().time())
"""),
    ("stop-in-order", """import asyncio
from signal import SIGINT, SIGTERM
async def _run(service, grace):
    stop, cut = asyncio.Event(), asyncio.Event()
    def on_signal():
        (cut if stop.is_set() else stop).set()
    for number in SIGINT, SIGTERM:
        asyncio.get_running_loop().add_signal_handler(number, on_signal)
    await service.open()
    jobs = set()
    told = asyncio.create_task(stop.wait())
    while not stop.is_set():
        accepting = asyncio.create_task(service.accept())
        await asyncio.wait({accepting, told}, return_when=asyncio.FIRST_COMPLETED)
        accepting.cancel()
        await asyncio.wait({accepting})
        if not accepting.cancelled():
            jobs.add(asyncio.create_task(accepting.result()))
    forced = asyncio.create_task(cut.wait())
    finishing = asyncio.create_task(finish(jobs))
    await asyncio.wait({finishing, forced}, timeout=grace, return_when=asyncio.FIRST_COMPLETED)
    left = [job for job in jobs if not job.done()]
    for job in left:
        job.cancel()
    forced.cancel()
    await finishing
    await service.close()
    return 1 if left else 0

async def finish(jobs):
    if jobs:
        await asyncio.wait(jobs)

def run(service, grace):
    return asyncio.ensure_future(_run(service, grace))
"""),
    ("stop-in-order", """import asyncio, signal
async def run(service, grace):
    loop = asyncio.get_running_loop()
    first, second = loop.create_future(), loop.create_future()
    def told():
        for one in first, second:
            if not one.done():
                one.set_result(None)
                return
    loop.add_signal_handler(signal.SIGINT, told)
    loop.add_signal_handler(signal.SIGTERM, told)
    await service.open()
    jobs = []
    while not first.done():
        accept = loop.create_task(service.accept())
        await asyncio.wait([accept, first], return_when=asyncio.FIRST_COMPLETED)
        if not accept.done():
            accept.cancel()
        try:
            jobs.append(loop.create_task(await accept))
        except asyncio.CancelledError:
            pass
    timer = loop.call_later(grace, lambda: second.done() or second.set_result(None))
    cut = 0
    pending = set(jobs)
    while pending and not second.done():
        _, rest = await asyncio.wait([*pending, second], return_when=asyncio.FIRST_COMPLETED)
        pending = rest - {second}
    timer.cancel()
    for job in pending:
        job.cancel()
        cut = 1
    if pending:
        await asyncio.wait(pending)
    await service.close()
    return cut
"""),
    ("stop-in-order", """import asyncio
from signal import SIGINT, SIGTERM
async def run(service, grace):
    stop = asyncio.Event(); everything = None; seen = 0; status = 0
    def told():
        nonlocal seen
        seen += 1
        stop.set()
        if seen > 1: second.set()
    second = asyncio.Event()
    for s in (SIGINT, SIGTERM): asyncio.get_running_loop().add_signal_handler(s, told)
    await service.open()
    jobs = []; w = asyncio.ensure_future(stop.wait())
    while not stop.is_set():
        acc = asyncio.ensure_future(service.accept())
        await asyncio.wait([acc, w], return_when="FIRST_COMPLETED")
        acc.cancel(); await asyncio.wait([acc])
        if not acc.cancelled(): jobs.append(asyncio.ensure_future(acc.result()))
    gathered = asyncio.gather(*jobs, return_exceptions=True)
    async def cutter():
        try:
            async with asyncio.timeout(grace): await second.wait()
        except TimeoutError: pass
        nonlocal status
        for j in jobs:
            if j.cancel(): status = 1
    c = asyncio.ensure_future(cutter())
    await gathered
    c.cancel()
    await asyncio.wait([c])
    await service.close()
    return status
"""),
    ("a-child-with-a-limit", """import asyncio
async def finish(process, seconds, grace):
    loop = asyncio.get_running_loop()
    def send(what):
        try: getattr(process, what)()
        except ProcessLookupError: pass
    timers = [loop.call_later(seconds, send, "terminate"), loop.call_later(seconds + grace, send, "kill")]
    task = loop.create_task(process.communicate())
    try:
        out = (await asyncio.shield(task))[0]
        return out, process.returncode
    except asyncio.CancelledError:
        send("kill")
        await asyncio.wait({task})
        raise
    finally:
        for timer in timers: timer.cancel()
"""),
    ("a-child-with-a-limit", FINISH + """
class finish:
    def __init__(self, *a): self.a = a
    def __await__(self): return _finish(*self.a).__await__()
"""),
    ("a-child-with-a-limit", FINISH + """
def finish(process, seconds, grace):
    return asyncio.ensure_future(_finish(process, seconds, grace))
"""),
    ("a-supervisor", """import asyncio
async def supervise(work, restarts, within, pause):
    sem = asyncio.Semaphore(restarts); loop = asyncio.get_running_loop()
    while True:
        try: return await work()
        except Exception as e:
            if sem.locked(): raise
            await sem.acquire()
            await asyncio.sleep(pause)
            loop.call_later(within, sem.release)
"""),
    ("a-supervisor", """import asyncio
async def supervise(work, restarts, within, pause):
    loop = asyncio.get_running_loop()
    moments = []
    while True:
        try:
            return await work()
        except Exception:
            now = loop.time()
            if moments and now - moments[0] >= within: moments.pop(0)
            if len(moments) >= restarts:
                raise
        await asyncio.sleep(pause)
        moments.append(loop.time())
"""),
    ("fetch-them-all", """import asyncio
async def fetch_all(fetch, names, waits, at_once):
    places = asyncio.Queue()
    for place in range(at_once): places.put_nowait(place)
    async def once(name):
        place = await places.get()
        try: return await fetch(name)
        finally: places.put_nowait(place)
    async def one(name, left):
        try: return await once(name)
        except OSError as error:
            if not left: return error
        except Exception as error: return error
        await asyncio.sleep(left[0])
        return await one(name, left[1:])
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(one(name, waits)) for name in names]
    return tuple(task.result() for task in tasks)
"""),
    ("fetch-them-all", """import asyncio
async def fetch_all(fetch, names, waits, at_once):
    limit = asyncio.BoundedSemaphore(at_once)
    async def one(name):
        left = iter(waits)
        while True:
            await limit.acquire()
            try: return await fetch(name)
            except OSError:
                try: wait = next(left)
                except StopIteration: wait = None
                if wait is None: raise
            finally: limit.release()
            await asyncio.sleep(wait)
    return await asyncio.gather(*(one(name) for name in names), return_exceptions=True)
"""),
    ("try-again", """import asyncio, itertools
async def retry(call, chance, tries, base, cap, seconds):
    async def all_tries():
        for number in itertools.count():
            try: return await call()
            except OSError:
                if number + 1 == tries: raise
                await asyncio.sleep(chance.uniform(0, base if not number else min(cap, base * 2 ** number)))
    return await asyncio.wait_for(all_tries(), seconds)
"""),
    ("try-again", """from asyncio import sleep, timeout_at, get_running_loop
async def again(call, chance, left, base, cap):
    try: return await call()
    except OSError:
        if left == 1: raise
    await sleep(chance.uniform(0, base))
    return await again(call, chance, left - 1, min(cap, 2 * base), cap)
async def retry(call, chance, tries, base, cap, seconds):
    async with timeout_at(get_running_loop().time() + seconds):
        return await again(call, chance, tries, base, cap)
"""),
    ("too-late", """import asyncio
class limited:
    def __init__(self, app, seconds): self.app, self.seconds = app, seconds
    async def __call__(self, scope, receive, send):
        if scope["type"] in ("lifespan", "websocket"): return await self.app(scope, receive, send)
        messages = []
        def noted(message):
            messages.append(message)
            return send(message)
        limit = asyncio.timeout(self.seconds)
        try:
            async with limit: await self.app(scope, receive, noted)
        except TimeoutError:
            if not limit.expired(): raise
            if messages: return
            await send({"type": "http.response.start", "status": 504, "headers": [(b"content-type", b"text/plain")]})
            await send({"type": "http.response.body", "body": b"too ", "more_body": True})
            await send({"type": "http.response.body", "body": b"late"})
"""),
    ("too-late", """import asyncio
def limited(app, seconds):
    async def both(scope, receive, send):
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        begun = asyncio.Event()
        async def watched(message):
            begun.set()
            await send(message)
        task = asyncio.ensure_future(app(scope, receive, watched))
        try: await asyncio.wait([task], timeout=seconds)
        except asyncio.CancelledError:
            task.cancel()
            await asyncio.wait([task])
            raise
        if not task.done():
            task.cancel()
            await asyncio.wait([task])
            if task.cancelled():
                if not begun.is_set():
                    await send({"type": "http.response.start", "status": 504})
                    await send({"type": "http.response.body", "body": b"too late"})
                return
        task.result()
    return both
"""),
    ("each-page-once", """import asyncio
async def crawl(fetch, start, depth, at_once):
    found, level, limit = {start: 0}, {start}, asyncio.BoundedSemaphore(at_once)
    async def visit(page):
        async with limit:
            try: return await fetch(page)
            except OSError: return ()
    for away in range(depth):
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(visit(page)) for page in level]
        level = set().union(*(task.result() for task in tasks)) - found.keys()
        found |= dict.fromkeys(level, away + 1)
    return found
"""),
    ("each-page-once", """import asyncio
async def crawl(fetch, start, depth, at_once):
    found, level = {}, [start]
    for away in range(depth + 1):
        found.update((page, away) for page in level)
        queue, after = asyncio.Queue(), {}
        for page in level: queue.put_nowait(page)
        async def work():
            while not queue.empty():
                try: after.update(dict.fromkeys(await fetch(queue.get_nowait())))
                except OSError: pass
        async with asyncio.TaskGroup() as group:
            for _ in range(at_once): group.create_task(work())
        level = [page for page in after if page not in found]
    return found
"""),
    ("which-worker-which-line", 'ANSWERS = [7, "4", "B", "b", " interfaceerror", 22.0, "21", 2, "0", "B", "YES", "no.", "503", 200]\n'),
    ("let-one-through", """import asyncio
class Open(Exception): pass
class Breaker:
    def __init__(self, most, seconds): self.most, self.seconds, self.row, self.since, self.one = most, seconds, [], None, asyncio.Lock()
    async def watch(self, function):
        try: result = await function()
        except OSError as error:
            self.row.append(str(error))
            if len(self.row) >= self.most: self.since = asyncio.get_running_loop().time()
            raise
        except asyncio.CancelledError: raise
        except BaseException:
            self.row, self.since = [], None
            raise
        self.row, self.since = [], None
        return result
    async def call(self, function):
        if self.since is None: return await self.watch(function)
        if self.one.locked() or asyncio.get_running_loop().time() - self.since < self.seconds: raise Open("not now")
        async with self.one: return await self.watch(function)
"""),
    ("let-one-through", """import asyncio, contextlib, time
class Open(RuntimeError): pass
class Breaker:
    def __init__(self, most, seconds):
        self.left = self.most = most
        self.seconds, self.until = seconds, float("-inf")
    @contextlib.contextmanager
    def counted(self):
        try: yield
        except OSError:
            self.left -= 1
            if self.left <= 0: self.until = time.monotonic() + self.seconds
            raise
        except Exception:
            self.left = self.most
            raise
        except BaseException:
            if self.left <= 0: self.until = float("-inf")
            raise
        else: self.left = self.most
    async def call(self, function):
        if self.left <= 0:
            if time.monotonic() < self.until: raise Open
            self.until = float("inf")
        with self.counted(): return await function()
"""),
    ("let-one-through", """import asyncio
class Open(Exception): pass
class Breaker:
    def __init__(self, most, seconds): self.most, self.seconds, self.row, self.shut = most, seconds, 0, False
    def call(self, function): return self.ask(function)
    async def ask(self, function):
        if self.shut: raise Open
        alone = self.shut = self.row >= self.most
        try: result = await function()
        except OSError:
            self.row += 1
            if self.row >= self.most:
                self.shut = True
                asyncio.get_running_loop().call_later(self.seconds, setattr, self, "shut", False)
            raise
        except asyncio.CancelledError:
            if alone: self.shut = False
            raise
        except Exception:
            self.row, self.shut = 0, False
            raise
        self.row, self.shut = 0, False
        return result
"""),
    ("each-page-once", """import asyncio
async def crawl(fetch, start, depth, at_once):
    away, links, begun, limit = {}, {}, set(), asyncio.Semaphore(at_once)
    async def visit(page):
        async with limit:
            try: links[page] = await fetch(page)
            except OSError: links[page] = []
        spread(page)
    def spread(page):
        for link in links[page]: reach(link, away[page] + 1)
    def reach(page, number):  # a shorter way may be found later
        if number > depth or away.get(page, number + 1) <= number: return
        away[page] = number
        if page in links: spread(page)
        elif page not in begun and number < depth:
            begun.add(page)
            group.create_task(visit(page))
    async with asyncio.TaskGroup() as group: reach(start, 0)
    return away
"""),
    ("try-again", """import asyncio
async def retry(call, chance, tries, base, cap, seconds):
    async def go(left, most):
        try: return await call()
        except OSError:
            if left == 1: raise
        await asyncio.sleep(chance.uniform(0, most))
        return await go(left - 1, min(cap, most * 2))
    return await asyncio.wait_for(go(tries, base), seconds)
"""),
    ("too-late", """import asyncio
def limited(app, seconds):
    async def both(scope, receive, send):
        if scope["type"] != "http": return await app(scope, receive, send)
        begun, late, me = [], [], asyncio.current_task()
        async def noted(message):
            begun.append(message)
            await send(message)
        def cut():
            late.append(True)
            me.cancel()
        timer = asyncio.get_running_loop().call_later(seconds, cut)
        try: await app(scope, receive, noted)
        except asyncio.CancelledError:
            if not late or me.uncancel(): raise
            if not begun:
                await send({"type": "http.response.start", "status": 504, "headers": []})
                await send({"type": "http.response.body", "body": b"too late"})
        finally: timer.cancel()
    return both
"""),
    ("a-silent-client", """import asyncio
async def serve(reader, writer, answer, seconds):
    now, drains = asyncio.get_running_loop().time, False
    limit = asyncio.timeout(None)
    try:
        async with limit:
            while True:
                drains = False
                limit.reschedule(now() + seconds)
                try: line = await reader.readuntil(b"\\n")
                except (EOFError, asyncio.LimitOverrunError, ConnectionError): return
                limit.reschedule(None)
                reply = await answer(line[:-1])
                writer.write(reply + b"\\n")
                drains = True
                limit.reschedule(now() + seconds)
                try: await writer.drain()
                except ConnectionError: return
    except TimeoutError:
        if not limit.expired(): raise
        if drains: writer.transport.abort()
    finally: writer.close()
"""),
    ("a-hub", """import asyncio
class Hub:
    def __init__(self, limit): self.limit, self.all = limit, []
    async def handle(self, reader, writer):
        self.all = [*self.all, writer]; rest = b""
        try:
            while data := await reader.read(4096):
                *lines, rest = (rest + data).split(b"\\n")
                if len(rest) > 65536 or any(len(l) > 65536 for l in lines): break
                for line in lines:
                    for other in self.all: self.give(other, line + b"\\n")
        except OSError: pass
        finally:
            self.forget(writer); writer.close()
    def forget(self, writer): self.all = [one for one in self.all if one is not writer]
    def give(self, writer, line):
        writer.write(line)
        if writer.transport.get_write_buffer_size() > self.limit:
            self.forget(writer); writer.transport.abort()
"""),
    ("closing-time", """import asyncio
async def run(handler, host, port, stop, grace):
    loop, running, cut = asyncio.get_running_loop(), {}, set()
    async def serve(reader, writer):
        task = asyncio.current_task()
        running[task] = writer
        try:
            if not stop.is_set(): await handler(reader, writer)
        except BaseException:
            if task not in cut: raise
        finally:
            writer.close()
            running.pop(task)
    def cut_all():
        for task, writer in running.items():
            cut.add(task); writer.transport.abort(); task.cancel()
    server = await asyncio.start_server(serve, host, port)
    try:
        await stop.wait()
        server.close()
        timer = loop.call_later(grace, cut_all)
        while running: await asyncio.wait([*running], return_when=asyncio.FIRST_COMPLETED)
        timer.cancel()
        return len(cut)
    except asyncio.CancelledError:
        server.close(); cut_all()
        while running: await asyncio.wait([*running])
        raise
"""),
    ("too-late", """import asyncio
def limited(app, seconds):
    async def both(scope, receive, send):
        if scope["type"] != "http": return await app(scope, receive, send)
        begun = False
        async def watched(message):
            nonlocal begun
            begun = True
            await send(message)
        task = asyncio.create_task(app(scope, receive, watched))
        try:
            done, _ = await asyncio.wait([task], timeout=seconds)
            if not done:
                task.cancel()
                if not begun:
                    begun = True
                    await send({"type": "http.response.start", "status": 504, "headers": []})
                    await send({"type": "http.response.body", "body": b"too late"})
                await asyncio.wait([task])
                if task.cancelled(): return
            return task.result()
        finally:
            if not task.done():
                task.cancel()
                await asyncio.wait([task])
    return both
"""),
    ("read-what-you-can", """import asyncio, collections
async def read_what_you_can(names, read):
    tasks = collections.OrderedDict((name, asyncio.create_task(read(name))) for name in names)
    await asyncio.gather(*tasks.values(), return_exceptions=True)
    readings, failures = collections.OrderedDict(), collections.OrderedDict()
    for name, task in tasks.items():
        try:
            readings[name] = task.result()
        except (Exception, asyncio.CancelledError) as error:
            failures[name] = error
    return readings, failures
"""),
    ("a-child-with-a-limit", """import asyncio, os, contextlib, functools, signal, time, threading, sys
async def finish(process, seconds, grace):
    def tell(f):
        with contextlib.suppress(ProcessLookupError): f()
    timers = [threading.Timer(seconds, tell, [process.terminate]), threading.Timer(seconds + grace, tell, [process.kill])]
    for t in timers: t.start()
    r = asyncio.create_task(process.communicate())
    try:
        out, _ = await asyncio.shield(r)
        return out, process.returncode
    except asyncio.CancelledError:
        tell(process.kill)
        await asyncio.wait([r])
        raise
    finally:
        for t in timers: t.cancel()
"""),
    ("a-child-with-a-limit", """import asyncio, os, contextlib, functools, signal, time, threading, sys
async def finish(process, seconds, grace):
    r = asyncio.create_task(process.communicate())
    try:
        await asyncio.wait([r], timeout=seconds)
        for f, w in (process.terminate, grace), (process.kill, None):
            if not r.done():
                with contextlib.suppress(ProcessLookupError): await asyncio.to_thread(f)
                await asyncio.wait([r], timeout=w)
        return r.result()[0], process.returncode
    finally:
        if not r.done():
            with contextlib.suppress(ProcessLookupError): process.kill()
            await asyncio.wait([r])
"""),
    ("a-child-with-a-limit", FINISH + """
import collections
Result = collections.namedtuple("Result", "out returncode")
async def finish(process, seconds, grace):
    return Result(*await _finish(process, seconds, grace))
"""),
]

WRONG = [
    ("a-silent-client", changed("a-silent-client", (
        "except (OSError, asyncio.Inc",
        "except TimeoutError:\n                writer.transport.abort()\n                return\n            except (OSError, asyncio.Inc")),
     "a client that sends nothing more, and reads an answer of 270,000 bytes after 3 s: result: expected"),
    ("a-hub", changed("a-hub", ("self.send(line)", "self.send(line, writer)"), ("send(self, line)", "send(self, line, me)"),
                      ("> self.limit:", "> self.limit and writer is not me:")), "60 lines of a client that does not read: result: expected"),
    ("a-hub", changed("a-hub", ("add(writer)\n", "add(writer)\n        writer.write(getattr(self, 'last', b''))\n"),
                      ("for writer in", "self.last = line\n        for writer in")),
     "a client connects between two lines: what the first one and it got: result: expected"),
    ("a-hub", changed("a-hub", ("if writer.transport.get_write_buffer_size()",
                                "if sum(one.transport.get_write_buffer_size() for one in self.writers)")),
     "two clients sleep for 3 s, but less than the limit waits for each: result: expected"),
    ("try-again", changed("try-again", ("    async with", "    first = None\n    async with"), ("raise\n", "raise first\n"),
                          ("except OSError:\n", "except OSError as error:\n                first = first or error\n")),
     "always busy, four tries: result: expected ['OSError: 503, try 4'"),
    ("too-late", changed("too-late", (
        "begun = True\n", "begun = True\n            limit.reschedule(asyncio.get_running_loop().time() + seconds)\n")),
     "a response in three parts that takes longer: result: expected"),
    ("a-silent-client", changed("a-silent-client", ("timeout(seconds):\n                    line", "timeout(2):\n                    line")),
     "a line after 2.5 s, then nothing, where the limit is 3 s: result: expected"),
    ("a-silent-client", changed("a-silent-client", ("timeout(seconds):\n                    await", "timeout(2):\n                    await")),
     "a client that does not read an answer of 400,000 bytes, where the limit is 3 s: result: expected"),
    ("a-hub", changed("a-hub", ("self.send(line)", "await self.send(line)"), ("def send", "async def send"),
                      ("            writer.write(line)", "            await asyncio.sleep(0)\n            writer.write(line)")),
     "a client sends a line, and at the same moment three leave: result: expected"),
    ("a-hub", changed("a-hub", ("(OSError, ", "(ConnectionError, ")), "a connection breaks with TimeoutError: result: expected"),
    ("a-hub", changed("a-hub", ("writer.transport.abort()", "asyncio.get_running_loop().call_later(0.5, writer.transport.abort)")),
     "one byte more than the limit wait: result: expected"),
    ("closing-time", changed("closing-time", ("writer.close()\n            del", "writer.transport.abort()\n            del")),
     "a handler writes 400,000 bytes and ends, and its client reads 0.5 s later: result: expected {'the client got'"),
    ("too-late", changed("too-late", ("    async def middle", "    over = asyncio.get_running_loop().time() + seconds\n    async def middle"),
                         ("timeout(seconds)", "timeout_at(over)")),
     "two requests at the same time, 2 s after limited was called, one has begun: elapsed: expected 3 s, but it took 2 s."),
    ("bucket", "import asyncio\nclass Bucket:\n    def __init__(self, rate, burst): pass\n    def take(self): return 1\n",
     "nothing to await: write it with `async def`."),
    ("bucket", "def Bucket(rate, burst): return None\n", "expected no error, but AttributeError was raised"),
    ("nothing-in-hand", "async def deliver(readings, check, save, left):\n    left += readings\n",
     "nine readings, save is slower: result: expected"),
    ("a-storm-of-readings", """import asyncio
END = object()
async def save_all(receive, save, workers):
    async def worker():
        while (reading := await receive()) is not END: await save(reading)
    async with asyncio.TaskGroup() as group:
        for _ in range(workers): group.create_task(worker())
""", "a burst of 12, three workers: receive was called again after it had given END."),
    ("a-storm-of-readings", "END = 1\nasync def save_all(receive, save, workers):\n    while True:\n        await save(await receive())\n",
     "receive was called again after it had given END."),
    ("predict-the-total", "def makespan_sequential(waits): return float('nan')\n" + TOTALS,
     "makespan_sequential([0.5, 1, 1.5]): expected 3 s"),
    ("predict-the-total", "class Any(float):\n    def __sub__(self, other): return 0.0\n    __rsub__ = __sub__\n"
     "    def __eq__(self, other): return True\ndef makespan_sequential(waits): return Any()\n" + TOTALS,
      "expected 3 s, as a run takes, but got 0.0."),
    ("predict-the-total", "def makespan_sequential(waits): return str(sum(waits))\n" + TOTALS,
     "but got '3.0'. That is a text, not a float."),
    ("predict-the-total", "makespan_sequential = sum\nmakespan_together = max\n"
     "makespan_rounds = lambda rounds: sum(max(waits, default=0) for waits in rounds)\nmakespan_working = sum\n",
     "makespan_together([]): expected 0 s, as a run takes, but it raised ValueError: max() "),
    ("the-warmest-station", WARMEST + "    three = asyncio.Semaphore(3)\n    async def one(station):\n        async with three:\n"
     "            return await read(station)\n    return max(await asyncio.gather(*map(one, stations)), default=None)\n" + PRINTS,
     "elapsed: expected 0.5 s, the longest wait, but it took 0.8 s."),
    ("six-briefs", "ANSWERS = ['asyncio', 'none', 'threads', 'processes', 'none', 'asyncio and gevent']\n",
     "6, a web service: 'asyncio and gevent' is none of the choices"),
    ("repair-a-blocking-program", SENSOR + "    await asyncio.sleep(0.5)\n    return 17\n",
     "`ask_sensor` was called 0 times: expected once."),
    ("repair-a-blocking-program",
     SENSOR + "    thread = threading.Thread(target=ask_sensor)\n    thread.start()\n    thread.join()\n"
     "    return 17\n", "blocked: expected 0 s, but a blocking call stopped the loop for 0.5 s."),
    ("the-warmest-station",
     WARMEST + "    try: return max(await asyncio.gather(*map(read, stations)), default=None)\n    except OSError: pass\n",
     "warmest, where the reading of a station raises OSError: result: expected 'OSError was raised', but it was"),
    ("a-driver-of-your-own", "async def drive(coro):\n    return await coro\n",
     "drive returned a coroutine object and ran nothing"),
    ("a-driver-of-your-own", "def drive(coro):\n    yield from coro.__await__()\n",
     "drive returned a generator object and ran nothing"),
    ("a-driver-of-your-own",
     "class Any:\n    def __eq__(self, other): return True\ndef drive(coro):\n    coro.close()\n    return Any()\n",
     "two pauses: expected (6, ['1 + 2', '3 + 3']), but drive returned <submission.Any object>. That is an Any, not a tuple."),
    ("read-all-stations", READ_ALL + "    return asyncio.gather(*map(read_station, names))\n", "An `await` is missing."),
    ("fire-and-do-not-forget", FIRE + "    import threading\n    threading.Thread(target=coro.close).start()\n",
     "expected fire to return its task, but it returned None."),
    ("twelve-workloads", "ANSWERS = {n: 'io or cpu' for n in range(1, 13)}\n",
     "1, 500 web pages: 'io or cpu' is none of the choices ('both', 'cpu', 'io')."),
    ("twelve-workloads", "ANSWERS = ['io', 'cpu', 'io, of course', *'cpu io cpu io cpu io cpu io both'.split()]\n",
     "3, one row: write 'io', not 'io, of course'."),
    ("six-briefs", "ANSWERS = ['asyncio', 'none', 'threads', 'processes', 'none', 'asyncio with processes']\n",
     "6, a web service: 'asyncio with processes' is none of the choices"),
    ("six-briefs", "ANSWERS = ['asyncio it is', 'none', 'threads', 'processes', 'none', 'asyncio and threads']\n",
     "1, a chat server: write 'asyncio', not 'asyncio it is'. WRONG 6, a web service: 'asyncio and threads' is none of the choices"),
    ("the-warmest-station", WARMEST + "    return max(await asyncio.gather(*map(read, stations)), default=None)\n"
     "print(asyncio.run(warmest(['ada'])))\n", "start: expected nothing printed when the file is imported, but it was: 3."),
    ("the-first-one", "import asyncio\nready, timers = [], []\nasync def wait_first(*coros): return await asyncio.wait(coros)\n",
     "`run` is missing: keep the names of the starter."),
    ("fire-and-do-not-forget", FIRE + "    return asyncio.create_task(coro)\n",
     "kept after 0.5"),
    ("which-line-and-why", 'LINES = {"one": ["E"], "two": "H", "three": "C", "four": "G"}\nWHY = [2, 3, 1, True]\n',
     "one, line: write 'E', not ['E']."),
    ("which-line-and-why", 'LINES = {"one": "E", "two": "H", "three": "C", "four": "G"}\nWHY = dict.fromkeys(LINES, "?")\n',
     "WHY: still unanswered: one, two, three, four."),
    ("which-line-and-why", 'LINES = {"one": "G", "two": "I", "three": "D", "four": "D"}\nWHY = [4, 5, 2, 4]\n',
     "four, line: not 'D'. In that line the object is alive: the name `last` refers to it, as long as `evening` runs."),
    ("which-line-and-why", "import sys\nsys.exit(0)\n", "SystemExit was raised in line 2: 0. It ends the whole program"),
    ("name-the-states", 'ANSWERS = ["created", "running", "suspended", "running", "suspended"]\n',
     "5, below close(): not 'suspended'. `close()` ends the coroutine wherever it stands, and for good."),
    ("name-the-states", 'ANSWERS = ["created", "running", "suspended", "running", "suspended", "closed"]\n',
     "each of them once: keep the form of the starter. Not asked: 6."),
    ("name-the-states", "class Any(str):\n    def __eq__(self, other): return True\n    __hash__ = str.__hash__\n"
     "ANSWERS = [Any('x')] * 5\n", "'x' is none of the choices ('closed', 'created', 'running', 'suspended')."),
    ("name-the-states", "class State(str):\n    def strip(self, *_): raise ValueError('no')\nANSWERS = [State('created')] * 5\n",
     "expected no error, but ValueError was raised in line 2: no."),
    ("five-programs", "async def one(): return asyncio.create_task(read('ada'))\nimport asyncio\ntwo = three = four = five = one\n"
     "async def read(name): pass\nasync def is_long(name): pass\nasync def write(text): pass\n",
     "coro=<read() done>>. An `await` is missing."),
    ("which-line-and-why", 'LINES = 1\nWHY = [2, 3, 1, True]\n', "`LINES` is an int: keep the form of the starter."),
    ("repair-a-blocking-program", "import asyncio\nasync def pause(): pass\n",
     "three together: `tick` is missing: keep the names of the starter."),
    ("ask-the-archive", ASK + "    return [None for name in names]\n", "it was [None, None, None]"),
    ("ask-the-archive", ASK + "    async with asyncio.timeout(1.5):\n        return await asyncio.gather("
     "*[asyncio.to_thread(ask, name) for name in names])\n", "TimeoutError"),
    ("at-most-n", AT_MOST + "    results = [function() for function in functions]\n    return results\n", "blocked: expected 0 s"),
    ("at-most-n", AT_MOST + "    results = [None] * len(functions)\n    threads = [threading.Thread(target=lambda k=k: "
     "results.__setitem__(k, functions[k]())) for k in range(len(functions))]\n    for one in threads: one.start()\n"
     "    for one in threads: await asyncio.to_thread(one.join)\n    return results\n", "elapsed: expected 2 s"),
    ("told-to-stop", STOP + "    return await asyncio.to_thread(work, threading.Event())\n", "told to: True"),
    ("told-to-stop", STOP + """    stop = threading.Event()
    threading.Timer(seconds, stop.set).start()
    job = asyncio.create_task(asyncio.to_thread(work, stop))
    try: await asyncio.wait([job])
    finally:
        stop.set()
        await asyncio.wait([job])
    return job.result()
""", "it ends by itself after about 1 s; seconds = 9: order of events: expected work ends, told to: False, but it was: work ends, "
     "told to: False, a threading.Timer was left, which goes on."),
    ("told-to-stop", STOP + "    class Flag:\n        def is_set(self): return True\n        def wait(self, seconds): return True\n"
     "    return await asyncio.to_thread(work, Flag())\n", "result: expected '4 readings', but it was '0 readings'"),
    ("which-lines-may", LINES_MAY.replace("16,", "[15, 16],"), "silence: line: [15, 16] is none of the choices"),
    ("which-lines-may", LINES_MAY.replace("17,", "'17 or 16',"), "log: line: '17 or 16' is none of the choices"),
    ("which-lines-may", LINES_MAY.replace("16,", "3,"), "silence: line: 3 is none of the choices"),
    ("which-lines-may", LINES_MAY.replace("'Runner'", "type('All', (str,), {'__eq__': lambda *_: True, '__hash__': None})('x')"),
     "face: 'x' is none of the choices"),
    ("which-lines-may", "ANSWERS = None\n", "`ANSWERS` is None: keep the form of the starter."),
    ("which-lines-may", LINES_MAY + "raise SystemExit(0)\n", "SystemExit was raised"),
    ("from-callbacks", FROM + "    got = []\n    end = subscribe(got.append)\n    await asyncio.sleep(9)\n    end()\n"
     "    for one in got: yield one\n", "three readings, about 1 s after the other: (time, reading): result: expected"),
    ("stop-in-order", "async def run(service, grace):\n    return 0\n", "order of events: expected opened, accept cancelled, closing, closed"),
    ("stop-in-order", "import sys\nasync def run(service, grace):\n    sys.exit(0)\n", "SystemExit was raised"),
    ("stop-in-order", "run = 3\n", "`run` is an int"),
    ("a-child-with-a-limit", "async def finish(process, seconds, grace):\n    return 21\n", "it ends after 0.5 s: result: expected"),
    ("a-child-with-a-limit", """import asyncio, contextlib
async def finish(process, seconds, grace):
    reading = asyncio.create_task(process.communicate())
    try:
        await asyncio.wait([reading], timeout=2)
        for end, wait in (process.terminate, grace), (process.kill, None):
            if not reading.done():
                with contextlib.suppress(ProcessLookupError):
                    end()
                await asyncio.wait([reading], timeout=wait)
        out, _ = await reading
        return out, process.returncode
    finally:
        if not reading.done():
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await asyncio.wait([reading])
""",
     "it is deaf, a limit of 0.75 s: result: expected"),
    ("a-child-with-a-limit", "import time\nasync def finish(process, seconds, grace):\n    time.sleep(seconds)\n    process.kill()\n"
     "    return b'', -9\n", "blocked: expected 0 s"),
    ("a-supervisor", "def supervise(work, restarts, within, pause):\n    return 21\n", "`supervise` gave a plain value, nothing to await"),
    ("a-supervisor", "async def supervise(work, restarts, within, pause):\n    yield await work()\n", "gave an async generator"),
    ("a-supervisor", "supervise = 3\n", "`supervise` is an int: it has to be a function."),
    ("a-supervisor", """import asyncio

async def supervise(work, restarts, within, pause):
    moments = []
    while True:
        try:
            return await work()
        except Exception:
            now = asyncio.get_running_loop().time()
            moments = [m for m in moments if now - m < 10]
            if len(moments) >= restarts:
                raise
        await asyncio.sleep(pause)
        moments.append(asyncio.get_running_loop().time())
""",
     "two restarts in 2 s, and it fails every second: result: expected"),
    ("a-supervisor", "async def supervise(work, restarts, within, pause):\n    while True:\n        try:\n            return await work()\n"
     "        except Exception:\n            pass\n", "it fails once: result: expected [21, 'started at 0, 0.5 s']"),
    ("stop-in-order", "def run(service, grace):\n    return 0\n", "`run` gave a plain value, nothing to await: write it with `async def`."),
    ("stop-in-order", "async def run(service, grace):\n    yield 0\n", "`run` gave an async generator"),
    ("a-child-with-a-limit", "def finish(process, seconds, grace):\n    return b'21;', 0\n", "`finish` gave a plain value, nothing to await"),
    ("a-child-with-a-limit", "async def finish(process, seconds, grace):\n    yield await process.communicate()\n",
     "`finish` gave an async generator"),
    ("a-supervisor", """import asyncio
async def supervise(work, restarts, within, pause):
    loop = asyncio.get_running_loop()
    moments = []
    while True:
        try:
            return await work()
        except Exception:
            now = loop.time()
            moments = moments if not moments or now - moments[0] < within else []
            if len(moments) >= restarts:
                raise
        await asyncio.sleep(pause)
        moments.append(loop.time())
""", "an old restart, and one of 2 s ago: result: expected"),
    ("a-child-with-a-limit", """import asyncio, contextlib
async def finish(process, seconds, grace):
    reading = asyncio.create_task(process.communicate())
    try:
        await asyncio.wait([reading], timeout=seconds or None)
        for end, wait in (process.terminate, grace), (process.kill, None):
            if not reading.done():
                with contextlib.suppress(ProcessLookupError):
                    end()
                await asyncio.wait([reading], timeout=wait)
        out, _ = await reading
        return out, process.returncode
    finally:
        if not reading.done():
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await asyncio.wait([reading])
""", "a limit of 0 s: result: expected"),
    ("a-child-with-a-limit", """import asyncio, contextlib
async def finish(process, seconds, grace):
    reading = asyncio.create_task(process.communicate())
    try:
        await asyncio.wait([reading], timeout=seconds)
        for end, wait in (process.terminate, grace), (process.kill, None):
            if not reading.done():
                with contextlib.suppress(ProcessLookupError):
                    end()
                await asyncio.wait([reading], timeout=wait)
        out, _ = await reading
        return out.strip(), process.returncode
    finally:
        if not reading.done():
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await asyncio.wait([reading])
""", "two lines: result: expected"),
    ("a-supervisor", """import asyncio
async def supervise(work, restarts, within, pause):
    loop = asyncio.get_running_loop(); moments = []
    while True:
        [r] = await asyncio.gather(work(), return_exceptions=True)
        if not isinstance(r, Exception):
            if isinstance(r, BaseException): raise r
            return r
        now = loop.time()
        moments = [m for m in moments if now - m < within]
        if len(moments) >= restarts: raise r
        await asyncio.sleep(pause); moments.append(loop.time())
""", "it returns an error as a value: result: expected"),
    ("second-ctrl-c", "ANSWERS = {}\n", "Missing: "),
    ("second-ctrl-c", "class Same:\n    def __eq__(self, other): return True\n    __hash__ = None\n"
     "ANSWERS = dict.fromkeys(['A: ends', 'B: ends', 'C: ends', 'A: line', 'B: why', 'C: line', 'D: ends', 'D: status', 'A: SIGTERM',\n"
     "    'A: clean-up', 'D: told', 'files', 'save', 'test: wait', 'test: D', 'test: status'],\n"
     "    Same())\n", "A: ends: <submission.Same object> is none of the choices"),
    ("a-child-with-a-limit", "async def finish(process, seconds, grace):\n    process.end(-9)\n    return bytes(process.stdout._buffer), "
     "process.returncode\n", "it ends after 0.5 s: result: expected"),
    ("stop-in-order", "import os\nasync def run(service, grace):\n    os._exit(0)\n", "os._exit(0) was called"),
    ("stop-in-order", "import asyncio, inspect\nasync def run(service, grace):\n    for one in inspect.stack():\n"
     "        if 'status' in one.frame.f_locals: return one.frame.f_locals['status']\n", "order of events: expected opened"),
    ("fetch-them-all", "import asyncio\ndef fetch_all(fetch, names, waits, at_once):\n    return [fetch(name) for name in names]\n",
     "gave a plain value, nothing to await: write it with `async def`"),
    ("fetch-them-all", "import asyncio\nasync def fetch_all(fetch, names, waits, at_once):\n"
     "    return [asyncio.create_task(fetch(name)) for name in names]\n", "one page: result: expected [21]"),
    ("fetch-them-all", "import asyncio, time\nasync def fetch_all(fetch, names, waits, at_once):\n    pages = []\n    for name in names:\n"
     "        try: pages.append(await fetch(name))\n        except OSError: time.sleep(waits[0])\n    return pages\n", "blocked"),
    ("fetch-them-all", """import asyncio
async def fetch_all(fetch, names, waits, at_once):
    limit, left = asyncio.Semaphore(at_once), iter(waits)
    async def one(name):
        while True:
            try:
                async with limit: return await fetch(name)
            except OSError as error:
                wait = next(left, None)
                if wait is None: return error
            except Exception as error: return error
            await asyncio.sleep(wait)
    return await asyncio.gather(*map(one, names))
""", "two are always busy, each in its own way: result: expected"),
    ("try-again", "async def retry(call, chance, tries, base, cap, seconds):\n    while True:\n        try: return await call()\n"
     "        except OSError: pass\n", "busy three times, seed 7: elapsed: expected"),
    ("try-again", "import time\nasync def retry(call, chance, tries, base, cap, seconds):\n    for _ in range(tries):\n"
     "        try: return await call()\n        except OSError: time.sleep(chance.uniform(0, base))\n", "blocked: expected 0 s"),
    ("try-again", "async def retry(call, chance, tries, base, cap, seconds):\n    return call()\n",
     "`retry` returned the coroutine object of `call`: an `await` is missing"),
    ("try-again", "import sys\nasync def retry(call, chance, tries, base, cap, seconds):\n    sys.exit(0)\n", "SystemExit was raised"),
    ("too-late", "import asyncio\ndef limited(app, seconds):\n    async def both(scope, receive, send):\n"
     "        await send({'type': 'http.response.start', 'status': 504})\n"
     "        await send({'type': 'http.response.body', 'body': b'too late'})\n    return both\n", "in time: result: expected"),
    ("too-late", "def limited(app, seconds):\n    return app\n", "too late: result: expected ['start 504', 'body too late']"),
    ("too-late", "import asyncio\ndef limited(app, seconds):\n    async def both(scope, receive, send):\n"
     "        await asyncio.wait([asyncio.create_task(app(scope, receive, send))], timeout=seconds)\n    return both\n", "tasks leaked"),
    ("too-late", "def limited(app, seconds):\n    return None\n", "TypeError was raised"),
    ("too-late", """import asyncio
def limited(app, seconds):
    async def both(scope, receive, send):
        begun = []
        async def watched(message):
            begun.append(message)
            await send(message)
        try:
            async with asyncio.timeout(seconds) as limit: await app(scope, receive, watched)
        except TimeoutError:
            if not limit.expired(): raise
            if not begun:
                await send({"type": "http.response.start", "status": 504})
                await send({"type": "http.response.body", "body": b"sorry"})
    return both
""", "too late: result: expected ['start 504', 'body too late'], but it was ['start 504', 'body sorry']"),
    ("each-page-once", """async def crawl(fetch, start, depth, at_once, found=None, away=0):
    found = {} if found is None else found
    found[start] = away
    if away < depth:
        try: links = await fetch(start)
        except OSError: links = []
        for page in links:
            if page not in found: await crawl(fetch, page, depth, at_once, found, away + 1)
    return found
""", "the site of the chapter, depth 9: result: expected"),
    ("each-page-once", "async def crawl(fetch, start, depth, at_once):\n    return {start}\n", "but it was {'found': {'/'}, "),
    ("each-page-once", "import asyncio\nasync def crawl(fetch, start, depth, at_once):\n    for link in await fetch(start):\n"
     "        asyncio.create_task(fetch(link))\n    return {start: 0}\n", "a page that links to itself, twice: "),
    ("which-worker-which-line", "ANSWERS = {'404': 0}\n", "Missing: "),
    ("let-one-through", "class Open(Exception): pass\nclass Breaker:\n    def __init__(self, most, seconds): pass\n"
     "    async def call(self, function): return await function()\n", "three failures in a row, most is 3: result: expected"),
    ("let-one-through", "class Open(Exception): pass\nclass Breaker:\n    def __init__(self, most, seconds): pass\n"
     "    async def call(self, function): raise Open\n", "it is well: result: expected"),
    ("let-one-through", "class Breaker:\n    def __init__(self, most, seconds): pass\n    def call(self, function): return 21\n",
     "`Open` is missing"),
    ("let-one-through", "class Open(Exception): pass\nclass Breaker:\n    def __init__(self, most, seconds): pass\n"
     "    def call(self, function): return 21\n", "it is well: result: expected"),
    ("one-forecast", "Forecasts = None\n", "`Forecasts` is None: it has to be a class, as in the starter."),
    ("whose-limit", "ANSWERS = ['the outer one', 1, 'inner', 1.5, 'inner', 1.5, 'none', 2, 'outer', 2, 'no']\n",
     "one: whose: write 'outer', not 'the outer one'."),
    ("retry-until", "async def retry_until(read, deadline):\n    raise TimeoutError\n",
     "the first try succeeds: result: expected 21, but it was 'raised TimeoutError'. Read again"),
    ("let-one-through", "Breaker = None\n", "`Breaker` is None"),
    *[("told-to-stop", STOP + f"""    stop = threading.Event()
    def late():
        time.sleep(seconds)
        stop.set()
    loop = asyncio.get_running_loop()
    {left}
    job = asyncio.create_task(asyncio.to_thread(work, stop))
    try:
        await asyncio.wait([job])
    finally:
        stop.set()
        await asyncio.wait([job])
    return job.result()
""", message) for left, message in [
        ("loop.call_later(seconds, stop.set)", "a timer of the loop was left, which goes on."),
        ("threading.Thread(target=late, daemon=True).start()", "a thread was left, which goes on."),
        ("loop.run_in_executor(None, late)", "a thread was left, which goes on."),
    ]],
    *[("from-callbacks", FROM + f"""    inbox = asyncio.Queue({bound})
    unsubscribe = subscribe(lambda reading: asyncio.run_coroutine_threadsafe(inbox.put(reading), loop).result())
    try:
        while True:
            yield await inbox.get()
    finally:
        unsubscribe()
""", f"300 of 300 late calls have returned, but it was: subscribed, unsubscribed, {bound} of 300 late calls") for bound in (10, 50)],
    ("from-callbacks", FROM + """    inbox = queue.Queue()
    unsubscribe = subscribe(inbox.put)
    try:
        while True:
            yield await asyncio.to_thread(inbox.get)
    finally:
        unsubscribe()
""", "nothing can wake a thread for which asyncio.run waits at its end: asyncio_0."),
    ("so-many-at-once", "async def gather_limited(n, jobs):\n    return [job() for job in jobs]\n",
     "the coroutine object of `job` is in what came: an `await` is missing."),
    *[(slug, program.replace("0.01)", f"{pause})"), "elapsed: expected") for pause in (0.0005, 0.0125) for slug, program in [
        ("so-many-at-once", (CODE / "07-sharing/exercises/2-so-many-at-once/wrong/polls.py").read_text(encoding="utf-8")),
        ("read-what-you-can", (CODE / "05-groups/exercises/2-read-what-you-can/wrong/polls.py").read_text(encoding="utf-8"))]],
    ("a-storm-of-readings", """import asyncio
END = object()
async def save_all(receive, save, workers):
    queue = asyncio.Queue(5)
    async def work():
        while (reading := await queue.get()) is not END:
            await save(reading)
    async with asyncio.TaskGroup() as group:
        for _ in range(workers):
            group.create_task(work())
        while (reading := receive()) is not END:
            await queue.put(reading)
        for _ in range(workers):
            await queue.put(END)
""", "save was given the coroutine object of `receive`, and not a reading: an `await` is missing."),
    ("a-child-with-a-limit", FINISH + """
async def finish(process, seconds, grace):
    try:
        return await _finish(process, seconds, grace)
    except asyncio.CancelledError:
        process.kill()
        raise
""", "raised ProcessLookupError() after 1 s"),
    ("a-child-with-a-limit", FINISH + """
async def finish(process, seconds, grace):
    out, status = await _finish(process, seconds, grace)
    return out.decode() if len(out) > 50 else out, status
""", "but it was 'a text of 1000000 characters, 0'."),
    ("a-supervisor", """import asyncio
async def supervise(work, restarts, within, pause):
    loop, moments = asyncio.get_running_loop(), []
    while True:
        try:
            return await work()
        except RuntimeError:
            raise
        except Exception:
            moments = [moment for moment in moments if loop.time() - moment < within]
            if len(moments) >= restarts:
                raise
        await asyncio.sleep(pause)
        moments.append(loop.time())
""", "errors of more kinds: result: expected [21, 'started at 0, 0.5, 1, 1.5 s']"),
    ("from-callbacks", """import asyncio, threading, contextlib, concurrent.futures, time, functools, queue, collections
async def readings(subscribe):
    q = queue.Queue()
    end = subscribe(q.put)
    try:
        while True:
            try: r = q.get_nowait()
            except queue.Empty:
                await asyncio.sleep(0.1); continue
            yield r
    finally: end()
""",
     '[(1.1, 21), (2.2, None), (3.3, 24)]'),
    ("from-callbacks", """import asyncio
async def readings(subscribe):
    latest = None
    def on_reading(reading):
        nonlocal latest
        latest = reading
    end = subscribe(on_reading)
    try:
        while True:
            if latest is not None:
                yield latest
                latest = None
            await asyncio.sleep(0.01)
    finally:
        end()
""",
     "three readings, about 1 s after the other: (time, reading): result: expected [(1.0537, 21), (2.1371, None), (3.2213, 24)], "
     "but it was [(1.06, 21), (3.23, 24)]."),
    ("from-callbacks", """import asyncio, threading, contextlib, concurrent.futures, time, functools, queue, collections
async def readings(subscribe):
    def cb(r): raise ValueError("oops")
    end = subscribe(cb)
    try:
        while True:
            await asyncio.sleep(1)
    finally: end()
    yield
""",
     "in the library's thread ValueError was raised: oops."),
    ("from-callbacks", """import asyncio, threading, contextlib, concurrent.futures, time, functools, queue, collections
async def readings(subscribe):
    loop, q = asyncio.get_running_loop(), asyncio.Queue()
    end = subscribe(lambda r: loop.call_soon_threadsafe(q.put_nowait, r))
    return await q.get()
""",
     'Without a `yield` in it, an `async def` makes no generator.'),
    ("from-callbacks", """import asyncio, threading, contextlib, concurrent.futures, time, functools, queue, collections
async def readings(subscribe):
    loop, q = asyncio.get_running_loop(), asyncio.Queue()
    end = subscribe(lambda r: loop.call_soon_threadsafe(q.put_nowait, r))
    try:
        while True: yield await q.get()
    except asyncio.CancelledError:
        pass
    finally:
        end()
""",
     "expected 'the reader is cancelled', but it was 'the reader has ended well'."),
    ("checkout", """import asyncio, contextlib, functools, time, threading, sys, collections, itertools
async def checkout(pool, pay):
    line = None
    try:
        line = await pool.take()
        try:
            return await pay(line)
        finally:
            try:
                async with asyncio.timeout(1):
                    await line.goodbye()
            except OSError:
                if asyncio.current_task().cancelling():
                    raise asyncio.CancelledError
    finally:
        pool.give_back(line)
""",
     'give_back was given None, and not a line of this pool.'),
    ("so-many-at-once", """import asyncio, contextlib, functools, time, threading, sys, collections, itertools
async def gather_limited(n, jobs):
    sem = asyncio.BoundedSemaphore(n)
    async def one(j):
        async with sem: return await j()
    tasks = [asyncio.create_task(one(j)) for j in jobs]
    try: return await asyncio.gather(*tasks)
    finally:
        for t in tasks: t.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
""",
     'job 0 was cancelled a second time, while it stopped'),
    ("told-to-stop", """import asyncio, threading, contextlib, concurrent.futures, time, functools
async def for_seconds(work, seconds):
    stop = threading.Event()
    timer = asyncio.get_running_loop().call_later(seconds, stop.set)
    job = asyncio.create_task(asyncio.to_thread(work, stop))
    try:
        result = await asyncio.shield(job)
    except asyncio.CancelledError:
        stop.set()
        await asyncio.wait([job])
        raise
    timer.cancel()
    return result
""",
     'its error, and a timer of the loop was left, which goes on'),
    ("told-to-stop", """import asyncio, threading, contextlib, concurrent.futures, time, functools
async def for_seconds(work, seconds):
    stop = threading.Event()
    timer = threading.Timer(seconds, stop.set)
    timer.start()
    job = asyncio.create_task(asyncio.to_thread(work, stop))
    try:
        result = await asyncio.shield(job)
    except asyncio.CancelledError:
        stop.set()
        await asyncio.wait([job])
        raise
    timer.cancel()
    return result
""",
     'its error, and a threading.Timer was left, which goes on'),
    ("told-to-stop", """import asyncio, threading, contextlib, concurrent.futures, time, functools
async def for_seconds(work, seconds):
    stop = threading.Event()
    pool = concurrent.futures.ThreadPoolExecutor(2)
    def tell():
        time.sleep(seconds)
        stop.set()
    pool.submit(tell)
    job = asyncio.get_running_loop().run_in_executor(pool, work, stop)
    try:
        return await asyncio.shield(job)
    finally:
        stop.set()
        await asyncio.wait([job])
        pool.shutdown(wait=False)
""",
     'a thread was left, which goes on.'),
    ("a-storm-of-readings", """import asyncio, contextlib, functools, time, threading, sys, collections
END = object()
async def save_all(receive, save, workers):
    q = asyncio.Queue(4)
    async def work():
        while True:
            r = await q.get(); await save(r); q.task_done()
    async def read():
        while (r := await receive()) is not END: await q.put(r)
        await q.join()
    ws = [asyncio.create_task(work()) for _ in range(workers)]
    rd = asyncio.create_task(read())
    try:
        done, _ = await asyncio.wait([rd, *ws], return_when=asyncio.FIRST_COMPLETED)
        for d in done: d.result()
    finally:
        for t in [rd, *ws]: t.cancel()
        await asyncio.sleep(0)
""",
     'each save takes 1 s to stop: elapsed: expected 2.5 s'),
    ("a-storm-of-readings", """import asyncio, contextlib, functools, time, threading, sys, collections
END = object()
async def save_all(receive, save, workers):
    try:
        q = asyncio.Queue(4)
        async def work():
            while True:
                r = await q.get(); await save(r); q.task_done()
        async with asyncio.TaskGroup() as g:
            ws = [g.create_task(work()) for _ in range(workers)]
            while (r := await receive()) is not END: await q.put(r)
            await q.join()
            for w in ws: w.cancel()
    except* OSError: raise OSError
""",
     "but it was ['OSError, a new one']"),
    ("a-supervisor", """import asyncio, time
async def supervise(work, restarts, within, pause):
    t = []
    while True:
        try: return await work()
        except Exception as e:
            t = [x for x in t if time.monotonic() - x < within]
            if len(t) >= restarts: raise type(e)(*e.args)
        await asyncio.sleep(pause)
        t.append(time.monotonic())
""",
     'OSError: fault 4, a new one'),
    *[("from-callbacks", FROM + f"""    from collections import deque
    inbox, there = {inbox}, asyncio.Event()
    def keep(reading):
        inbox.append(reading)
        there.set()
    end = subscribe(lambda reading: loop.call_soon_threadsafe(keep, reading))
    try:
        while True:
            while inbox:
                yield inbox.popleft()
            there.clear()
            await there.wait()
    finally:
        end()
        {last}
""", message) for inbox, last, message in [
        ("deque(maxlen=120)", "pass", "a thousand readings come while the reader is busy: result: expected 'all, in order', "
         "but it was '121 of 1001"),
        ("deque()", "if inbox: await asyncio.Event().wait()", "but it was 'aclose still waits, after a minute'"),
    ]],
    *[("read-what-you-can", f"""import asyncio
async def read_what_you_can(names, read):
    class Say:
        def __init__(self, text): self.text = text
        def __repr__(self): return self.text
    tasks = {{name: asyncio.create_task(read(name)) for name in names}}
    await asyncio.gather(*tasks.values(), return_exceptions=True)
    readings, failures = {{}}, {{}}
    for name, task in tasks.items():
        if task.cancelled(): {cancelled}
        elif task.exception(): failures[name] = {failed}
        else: readings[name] = {reading}
    return readings, failures
""", message) for cancelled, failed, reading, message in [
        ("failures[name] = asyncio.CancelledError()", "Say(repr(task.exception()))", "task.result()",
         "failures {'cy': OSError('line is dead') (a Say), 'ada': TypeError('a bug') (a Say)}"),
        ("failures[name] = Say('CancelledError()')", "task.exception()", "task.result()", "failures {'bo': CancelledError() (a Say)}"),
        ("failures[name] = asyncio.CancelledError", "task.exception()", "task.result()",
         "expected \"readings {'ada': 'ada'}, failures {'bo': CancelledError()}\", "
         "but it was \"readings {'ada': 'ada'}, failures {'bo': <class 'asyncio.exceptions.CancelledError'>}"),
        ("return readings", "task.exception()", "task.result()", "but it was \"{'ada': 'ada'}, and not two dicts\"."),
        ("return", "task.exception()", "task.result()", "but it was 'None, and not two dicts'."),
        ("failures[name] = asyncio.CancelledError()", "task.exception()", "Say(repr(task.result()))",
         "but it was \"readings {'ada': 21 (a Say), 'bo': 18 (a Say), 'cy': 24 (a Say)}, failures {}"),
    ]],
    ("a-child-with-a-limit", FINISH + """
class Say:
    def __init__(self, text): self.text = text
    def __repr__(self): return self.text
async def finish(process, seconds, grace):
    out, status = await _finish(process, seconds, grace)
    return out, Say(repr(status))
""", "but it was \"(b'21;', 0), which only looks so after 0.5 s\""),
    ("a-child-with-a-limit", FINISH + """
async def finish(process, seconds, grace):
    out, status = await _finish(process, seconds, grace)
    return (out, status) if len(out) < 50 else (status, out)
""", "it prints a million bytes: result: expected '1000000 bytes, 0', but it was '0, 1000000 bytes'."),
    ("a-child-with-a-limit", "import asyncio, time\nasync def finish(process, seconds, grace):\n"
     "    return await asyncio.to_thread(lambda: b''), process.returncode\n", "but it was \"(b'', None) after 0 s\". Read again"),
    ("a-supervisor", "import asyncio\nasync def supervise(work, restarts, within, pause):\n"
     "    return await asyncio.to_thread(asyncio.run, work())\n",
     "expected [21, 'started at 0 s'], but it was [21, 'started in another event loop']."),
    *[("told-to-stop", STOP + f"""    stop = threading.Event()
    def call():
        try: return work(stop)
        except Exception as error: return error
    job = asyncio.create_task(asyncio.to_thread(call))
    try:
        await asyncio.wait([job], timeout=seconds)
    finally:
        stop.set()
        await asyncio.wait([job])
    if {is_error}: raise job.result()
    return job.result()
""", message) for is_error, message in [
        ("isinstance(job.result(), Exception)", "it returns an exception object; seconds = 1.25: expected no error, but OSError was raised"),
        ("isinstance(job.result(), Exception) and job.result().args != ('returned, not raised',) or job.result() is OSError",
         "it returns an exception class; seconds = 1.25: expected no error, but OSError was raised")]],
    ("read-what-you-can", """import asyncio
async def read_what_you_can(names, read):
    tasks = {name: asyncio.create_task(asyncio.wait_for(read(name), 60)) for name in names}
    await asyncio.gather(*tasks.values(), return_exceptions=True)
    readings, failures = {}, {}
    for name, task in tasks.items():
        try: readings[name] = task.result()
        except (Exception, asyncio.CancelledError) as error: failures[name] = error
    return readings, failures
""", "one takes an hour: result: expected"),
]

AWAITED = {"nothing-lost": "end_of_day", "a-timer-in-a-thread": "thread_sleep", "nothing-in-hand": "deliver", "ask-the-archive": "ask_all",
           "at-most-n": "run_blocking", "told-to-stop": "for_seconds", "a-silent-client": "serve", "closing-time": "run",
           "fetch-them-all": "fetch_all", "try-again": "retry", "each-page-once": "crawl", "stop-in-order": "run",
           "a-child-with-a-limit": "finish", "a-supervisor": "supervise"}
FORMS = ["""def NAME(*args, real=NAME):
    return asyncio.ensure_future(real(*args))
""", """class NAME:
    def __init__(self, *args, real=NAME): self.coro = real(*args)
    def __await__(self): return self.coro.__await__()
"""]

RAISING = {"the-first-wins": "first", "a-watch-from-nothing": "watch", "checkout": "checkout", "retry-until": "retry_until",
           "finish-or-cancel": "finish_or_cancel", "so-many-at-once": "gather_limited", "told-to-stop": "for_seconds", "try-again": "retry",
           "a-child-with-a-limit": "finish", "a-supervisor": "supervise"}
COPIES = """async def NAME(*args, real=NAME):
    try: return await real(*args)
    except Exception as error: raise type(error)(*error.args) from None
"""


def judged(slug, program):
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        points = check.judge(EXERCISES[slug].number, program)
    return points, " ".join(check.text(points, EXERCISES[slug].chapter).split())


def here(cases):
    """Those of the chapters that are tested, with ids."""
    return [pytest.param(*case, id=f"{EXERCISES[case[0]].chapter.name}/{case[0]}-{n}") for n, case in enumerate(cases) if case[0] in EXERCISES]


@pytest.mark.parametrize("slug, program", here(RIGHT))
def test_right_by_another_road(slug, program):
    points, said = judged(slug, program)
    assert points and all(point.right for point in points), said


@pytest.mark.parametrize("slug, program", here([
    (slug, changed(slug, ("if __name__ ==", f"{form.replace('NAME', name)}\n\nif __name__ ==")))
    for slug, name in AWAITED.items() if slug in EXERCISES for form in FORMS]))
def test_what_can_be_awaited_need_not_be_a_coroutine(slug, program):
    """A task, as a `def` may give it, and an object with __await__."""
    test_right_by_another_road(slug, program)


@pytest.mark.parametrize("slug, program", here([
    (slug, changed(slug, ("if __name__ ==", f"{COPIES.replace('NAME', name)}\n\nif __name__ ==")))
    for slug, name in RAISING.items() if slug in EXERCISES]))
def test_a_copy_of_an_error_is_told(slug, program):
    """It has the traceback, the notes and the attributes of another one."""
    test_cheats_and_crashes(slug, program, ", a new one")


@pytest.mark.parametrize("slug, program, message", here(WRONG))
def test_cheats_and_crashes(slug, program, message):
    points, said = judged(slug, program)
    assert message in said and not all(point.right for point in points), said


@pytest.mark.reads("cancellation")
@pytest.mark.skipif("checkout" not in EXERCISES, reason="another chapter is tested")
def test_a_failure_in_a_task_that_was_cancelled_before_is_no_cancel():
    """The solutions compare cancelling() with the number before; the judges do not ask for that."""
    def solution(slug):
        names = {"__file__": str(EXERCISES[slug].folder / "solution.py"), "__name__": slug}
        exec(changed(slug), names)
        return names

    async def goodbye():
        raise OSError("gone")

    async def pay(line):
        return "paid"

    tries, line = iter([OSError("line is dead"), 21]), types.SimpleNamespace(goodbye=goodbye)

    async def read():
        if isinstance(reading := next(tries), OSError):
            raise reading
        return reading

    async def take():
        return line

    async def tidies_up():
        try:
            await asyncio.sleep(9)
        except asyncio.CancelledError:
            pool = types.SimpleNamespace(take=take, give_back=lambda line: None)
            return [await solution("checkout")["checkout"](pool, pay), await solution("retry-until")["retry_until"](read, 60)]

    async def main():
        task = asyncio.create_task(tidies_up())
        await asyncio.sleep(1)
        task.cancel()
        return await task

    assert check.run(main()) == ["paid", 21]
