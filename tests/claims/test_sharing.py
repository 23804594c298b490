"""What the chapter on sharing says without showing it is so, on every Python."""

import re
import subprocess

import pytest

from book.tools.chapter import ROOT, TOOLS
from tests.support import fail, python_id
from tests.support.claims import PYTHONS, each, holds, printed_by

pytestmark = pytest.mark.reads()

[CHAPTER] = (ROOT / "book").glob("*-sharing.md")
START = f"""\
import asyncio, contextvars, sys, threading
sys.path += [{str(TOOLS)!r}, {str(ROOT / "code" / CHAPTER.stem)!r}]
FOLDER = {str(ROOT / "code" / CHAPTER.stem / "exercises" / "2-so-many-at-once")!r}

"""
# the sentence, a program, what it prints (a dict: from which version on); `main` is run where it is there
CLAIMS = [
    ('no other task\nof this loop can see it half done. (Another thread can.',
     """
async def main():
    both, seen = [0, 0], set()
    async def change():
        for _ in range(100):
            both[0] += 1
            sum(range(100))
            both[1] += 1
            await asyncio.sleep(0)
    async def look():
        for _ in range(100):
            seen.add(both[0] - both[1])
            await asyncio.sleep(0)
    await asyncio.gather(change(), look(), change())
    print(seen)
    changed, looked = threading.Event(), threading.Event()
    def thread():
        both[0] += 1
        changed.set()
        looked.wait()
    other = threading.Thread(target=thread)
    other.start()
    changed.wait()
    print(both[0] - both[1])
    looked.set()
    other.join()
""", '{0}\n1'),
    ('a\ngenerator stops at each `yield`: before it goes on, whoever uses it may await.',
     """
class Count:
    value = 0

async def add(count):
    value = count.value
    yield
    count.value = value + 1

async def use(count):
    async for _ in add(count):
        await asyncio.sleep(0)

async def main():
    count = Count()
    await asyncio.gather(*[use(count) for _ in range(10)])
    print(count.value)
""", '1'),
    ('An eager\ntask, new in Python 3.12 ([](#sec-task)), makes its first step inside of `create_task`.',
     """
async def change(seen):
    seen.append("changed")

async def main():
    if sys.version_info >= (3, 12):
        asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    seen = []
    task = asyncio.create_task(change(seen))
    print(seen)
    await task
""", {(3, 11): '[]', (3, 12): "['changed']"}),
    ('`async with` and `async for` count as awaits.',
     """
class Waits:
    async def __aenter__(self):
        await asyncio.sleep(0)
    __anext__ = __aenter__
    async def __aexit__(self, *error):
        pass
    def __aiter__(self):
        return self

async def main():
    count = [0]
    async def add():
        count[0] += 1
    task = asyncio.create_task(add())
    async with Waits():
        print(count)
    task = asyncio.create_task(add())
    async for _ in Waits():
        print(count)
        break
""", '[1]\n[2]'),
    ('It is the same with the semaphores, events and conditions that come below.',
     """
async def take(thing):
    async with thing:
        await asyncio.sleep(0)

async def two(thing):
    await asyncio.gather(take(thing), take(thing))

async def wait(event):
    asyncio.get_running_loop().call_soon(event.set)
    event.clear()
    await event.wait()

for thing, contended in (asyncio.Semaphore(1), two), (asyncio.Condition(), two), (asyncio.Event(), wait):
    for run in range(2):
        try:
            asyncio.run(contended(thing))
            print("ok")
        except RuntimeError as error:
            print("different event loop" in str(error))
thing = asyncio.Semaphore(1)
for run in range(2):
    asyncio.run(take(thing))
""", 'ok\nTrue\n' * 2 + 'ok\nTrue'),
    ('it knows that it is held, and not by whom (any task may release it).',
     """
async def main():
    lock = asyncio.Lock()
    await lock.acquire()
    await asyncio.create_task(asyncio.to_thread(int))
    async def other():
        lock.release()
    await asyncio.create_task(other())
    print(lock.locked(), [name for name in vars(lock) if "owner" in name or "task" in name])
""", 'False []'),
    ('Ctrl-C ends it, with a traceback of `two_moves`, which only waits for the group. It\ndoes not show the line of `move`,',
     """
import signal, traceback

async def move(source, target):
    async with source:
        await asyncio.sleep(0.01)
        async with target:
            pass

async def two_moves():
    day, year = asyncio.Lock(), asyncio.Lock()
    asyncio.get_running_loop().call_later(0.1, signal.raise_signal, signal.SIGINT)
    async with asyncio.TaskGroup() as group:
        group.create_task(move(day, year))
        group.create_task(move(year, day))

try:
    asyncio.run(two_moves())
except KeyboardInterrupt:
    text = traceback.format_exc()
    print("in two_moves" in text, "in move" in text)
""", 'True False'),
    ('In a circle of different locks somebody holds a later lock and wants an earlier one,',
     """
import deadlock, itertools, vloop

async def grab(one, two):
    async with one:
        await asyncio.sleep(1)
        async with two:
            pass

async def circle():
    a, b, c = (asyncio.Lock() for _ in "abc")
    async with asyncio.TaskGroup() as group:
        for name, one, two in ("ada", a, b), ("bo", b, c), ("cy", c, a):
            group.create_task(grab(one, two), name=name)

try:
    deadlock.run(circle())
except vloop.Deadlock as error:
    print(*[line.split(",")[-1] for line in str(error).splitlines() if "held by" in line])
takes = [(0, 1), (1, 2), (2, 0)]
print(all(any(order.index(one) > order.index(two) for one, two in takes) for order in itertools.permutations(range(3))))
""", 'held by bo  held by cy  held by ada\nTrue'),
    ('says who knows the thing, and calls a circle a possible one.',
     """
import deadlock, vloop

async def pass_on(mine, other):
    await mine.wait()
    other.set()

async def both():
    one, two = asyncio.Event(), asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(pass_on(one, two), name="ada")
        group.create_task(pass_on(two, one), name="bo")

try:
    deadlock.run(both())
except vloop.Deadlock as error:
    print(*str(error).splitlines()[1:3], sep=chr(10))
""", 'Possibly: These wait for each other:\n  ada waits for the event mine, known to bo'),
    ('`deadlock.run` notes it, `deadlock.limit` does not.',
     """
import deadlock, vloop

async def grab(one, two):
    await one.acquire()
    await asyncio.sleep(0.05)
    await two.acquire()

async def both():
    one, two = asyncio.Lock(), asyncio.Lock()
    await asyncio.gather(grab(one, two), grab(two, one))

async def limited():
    async with deadlock.limit(0.3):
        await both()

for run, what in (deadlock.run, both), (asyncio.run, limited):
    try:
        run(what())
    except (vloop.Deadlock, TimeoutError) as error:
        print(str(error).splitlines()[1])
""", 'These wait for each other:\nNo circle can be seen:'),
    ('With `create_task(coro, context=ctx)`, new in Python 3.11, you give a task a context that others may\nhave, too.',
     """
who = contextvars.ContextVar("who", default="nobody")

async def call():
    who.set("ada")

async def show():
    print(who.get())

async def main():
    shared = contextvars.copy_context()
    await asyncio.create_task(call(), context=shared)
    await asyncio.create_task(show(), context=shared)
    print(who.get())
""", 'ada\nnobody'),
    ('A job may still begin after a failure:',
     """
sys.path.insert(0, FOLDER)
from solution import gather_limited

async def fails():
    raise OSError

async def later():
    print("begins")
    await asyncio.sleep(0)
    print("goes on")

async def main():
    try:
        await gather_limited(1, [fails, later, later])
    except OSError:
        print("OSError")
""", 'begins\nOSError'),
    ('the reading is lost.',
     """
sys.path.insert(0, FOLDER.replace("2-so-many-at-once", "3-two-archives"))
from solution import Archive, move

async def main():
    day, year = Archive(1, {"ada": 21}), Archive(2, {})
    task = asyncio.create_task(move(day, year, "ada"))
    while day.readings:
        await asyncio.sleep(0.01)
    task.cancel()
    await asyncio.wait([task])
    print(day.readings, year.readings, day.lock.locked(), year.lock.locked())
""", '{} {} False False'),
    ('after the last line, after\nan exception, after a cancel.',
     """
async def hold(lock, error):
    async with lock:
        await asyncio.sleep(0.01)
        if error:
            raise error

async def main():
    lock = asyncio.Lock()
    for error in None, OSError():
        await asyncio.gather(hold(lock, error), return_exceptions=True)
        print(lock.locked())
    task = asyncio.create_task(hold(lock, None))
    await asyncio.sleep(0)
    print(lock.locked())
    task.cancel()
    await asyncio.wait([task])
    print(lock.locked())
""", 'False\nFalse\nTrue\nFalse'),
    ('A lock only keeps out who asks for it.',
     """
async def main():
    lock = asyncio.Lock()
    async with lock:
        print(await asyncio.gather(asyncio.sleep(0, "not kept out")))
""", "['not kept out']"),
    ('who has waited longest is next.',
     """
async def use(lock, name, log):
    async with lock:
        log.append(name)
        await asyncio.sleep(0)

async def main():
    for lock in asyncio.Lock(), asyncio.Semaphore(1), asyncio.Condition():
        log, tasks = [], []
        async with lock:
            for name in "abcde":
                tasks.append(asyncio.create_task(use(lock, name, log)))
                await asyncio.sleep(0)
            tasks[1].cancel()
        await asyncio.wait(tasks)
        print(*log)
""", 'a c d e\na c d e\na c d e'),
    ('Without the `timeout` the program would stand still for ever.',
     """
import vloop

async def hold(lock):
    lock.acquire()
    await asyncio.sleep(1)
    lock.release()

async def two():
    lock = threading.Lock()
    await asyncio.gather(hold(lock), hold(lock))

try:
    vloop.run(two())
except vloop.Deadlock:
    print("Deadlock")
""", 'Deadlock'),
    ('A lock learns its loop **when somebody has to wait for it**, and not before.',
     """
lock = asyncio.Lock()

async def alone():
    async with lock:
        await asyncio.sleep(0)

async def two():
    await asyncio.gather(alone(), alone())

for program in alone, alone, alone, two:
    asyncio.run(program())
try:
    asyncio.run(two())
except RuntimeError as error:
    print("different event loop" in str(error))
asyncio.run(alone())
print("alone still works")
""", 'True\nalone still works'),
    ('so\namong tasks it keeps nobody out.',
     """
async def use(lock, log, name):
    with lock:
        log.append(name)
        await asyncio.sleep(0.01)
        log.append(name)

async def main():
    log = []
    lock = threading.RLock()
    await asyncio.gather(use(lock, log, "a"), use(lock, log, "b"))
    print(*log)
""", 'a b a b'),
    ('adds a place to a semaphore. `asyncio.BoundedSemaphore(4)` raises\n`ValueError` then.',
     """
async def main():
    places = asyncio.Semaphore(1)
    places.release()
    await places.acquire()
    await places.acquire()
    print("two")
    try:
        asyncio.BoundedSemaphore(4).release()
    except ValueError:
        print("ValueError")
""", 'two\nValueError'),
    ('All twelve tasks exist from the beginning;',
     """
async def job(places):
    async with places:
        await asyncio.sleep(0.01)

async def main():
    places = asyncio.Semaphore(4)
    jobs = asyncio.gather(*[job(places) for _ in range(12)])
    await asyncio.sleep(0)
    print(len(asyncio.all_tasks()) - 1)
    await jobs
""", '12'),
    ('They raise `RuntimeError` if nobody\nholds it, and do not notice if it is another task that does. A\n`notify` when nobody waits is lost.',
     """
async def main():
    condition = asyncio.Condition()
    for call in condition.notify, condition.notify_all:
        try:
            call()
        except RuntimeError:
            print("RuntimeError")
    try:
        await condition.wait()
    except RuntimeError:
        print("RuntimeError")
    async with condition:
        condition.notify()
    try:
        async with asyncio.timeout(0.05), condition:
            await condition.wait()
    except TimeoutError:
        print("lost")
    async with condition:
        async def other():
            condition.notify()
            waits = asyncio.create_task(condition.wait())
            await asyncio.sleep(0.01)
            print("given back by another task:", not condition.locked())
            waits.cancel()
        await asyncio.create_task(other())
        await asyncio.sleep(0.05)
""", 'RuntimeError\nRuntimeError\nRuntimeError\nlost\ngiven back by another task: True'),
    ('await no task that wants a lock which you hold: that is a\ncircle, too.',
     """
import deadlock, vloop

async def child(lock):
    async with lock:
        pass

async def parent():
    lock = asyncio.Lock()
    async with lock:  # one lock, so its order is kept, and a circle of a lock and an await
        await asyncio.create_task(child(lock), name="child")

try:
    deadlock.run(parent())
except vloop.Deadlock as error:
    print(*[line.strip() for line in str(error).splitlines() if "waits for" in line], sep=chr(10))
""", 'child waits for the lock lock, held by parent\nparent waits for the task child'),
    ('Up to Python\n3.12 it was then lost, and another waiter slept on; since 3.13 it is passed on.',
     """
async def wait(condition):
    async with condition:
        await condition.wait()

async def main():
    condition = asyncio.Condition()
    a, b = (asyncio.create_task(wait(condition)) for _ in "ab")
    await asyncio.sleep(0.01)
    async with condition:
        condition.notify(1)
        a.cancel()
    await asyncio.sleep(0.05)
    print("b waits:", not b.done())
    b.cancel()
""", {(3, 11): 'b waits: True', (3, 13): 'b waits: False'}),
    ('With\n`notify_all` and `wait_for` the version makes no difference.',
     """
async def take(condition, free):
    async with condition:
        await condition.wait_for(lambda: free)
        return free.pop()

async def main():
    condition, free = asyncio.Condition(), []
    a, b = (asyncio.create_task(take(condition, free)) for _ in "ab")
    await asyncio.sleep(0.01)
    async with condition:
        free.append("line 7")
        condition.notify_all()
        a.cancel()
    await asyncio.wait([a, b], timeout=0.5)
    print(a.cancelled(), b.done() and b.result())
""", 'True line 7'),
    ('each of three tasks waits in `await barrier.wait()`\nuntil the third is there, then all go on.',
     """
async def meet(barrier, delay, log):
    await asyncio.sleep(delay)
    log.append("comes")
    await barrier.wait()
    log.append("goes on")

async def main():
    log, barrier = [], asyncio.Barrier(3)
    await asyncio.gather(*[meet(barrier, delay, log) for delay in (0, 0.05, 0.1)])
    print(*log)
""", 'comes comes comes goes on goes on goes on'),
    ('It ends the wait and frees what is held,',
     """
async def move(one, two):
    async with one:
        await asyncio.sleep(0.05)
        async with two:
            print("moved")

async def main():
    a, b = asyncio.Lock(), asyncio.Lock()
    try:
        async with asyncio.timeout(0.3):
            await asyncio.gather(move(a, b), move(b, a))
    except TimeoutError:
        print(a.locked(), b.locked())
    await move(a, b)
""", 'False False\nmoved'),
    ('`async with deadlock.limit(5):` ends its block after five seconds, and its `TimeoutError` has\nthis report.',
     """
import deadlock

async def twice(lock):
    async with lock, lock:
        pass

async def main():
    try:
        async with deadlock.limit(0.1):
            await twice(asyncio.Lock())
    except TimeoutError as error:
        print(*[line.partition("waits")[1] for line in str(error).splitlines()[1:3]])
""", 'waits waits'),
    ('This small program has 24 orders, of which\na hundred seeds meet 23;',
     """
import random
import schedules
import contextlib, io
with contextlib.redirect_stdout(io.StringIO()):  # the script runs itself
    from smallest import midnight

orders = set()
for seed in range(1000):
    loop = schedules.ScheduledLoop(random.Random(seed).randrange)
    import vloop
    vloop.run(midnight(), loop_factory=lambda: loop)
    orders.add((tuple(loop.sizes), tuple(loop.changes.items())))
    if seed == 99:
        print(len(orders))
print(len(orders), loop.sizes)
""", '23\n24 [3, 2, 2, 2]'),
    ('The same seed gives the same\norder, on your machine and on mine, with Python 3.11 and with 3.13.',
     """
import schedules
import contextlib, io
with contextlib.redirect_stdout(io.StringIO()):  # the script runs itself
    from smallest import midnight

print(*[seed for seed in range(20) if schedules.run(midnight, seed=seed)])
""", '0 1 2 6 7 9 10 11 12 17 19'),
    ('`asyncio.to_thread` takes the context along into its thread, `loop.run_in_executor` does not.',
     """
who = contextvars.ContextVar("who", default="nobody")

async def main():
    who.set("ada")
    loop = asyncio.get_running_loop()
    print(await asyncio.to_thread(who.get), await loop.run_in_executor(None, who.get))
""", 'ada nobody'),
    ('a list in a context variable is the\nsame list for all.',
     """
kept = contextvars.ContextVar("kept")

async def add(name):
    kept.get().append(name)

async def main():
    kept.set([])
    await asyncio.gather(add("ada"), add("bo"))
    print(kept.get())
""", "['ada', 'bo']"),
    ('Where a task is made there is a copy, be it by `create_task`, `gather` or\na group.',
     """
who = contextvars.ContextVar("who", default="nobody")

async def call():
    who.set("ada")

async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(call())
    await asyncio.gather(call())
    await asyncio.create_task(call())
    print(who.get())
""", 'nobody'),
    ('`asyncio.wait_for` ran its coroutine in a task up to 3.11, and awaits it since 3.12:',
     """
who = contextvars.ContextVar("who", default="outside")

async def call():
    who.set("inside")

async def main():
    await asyncio.wait_for(call(), 1)
    print(who.get())
""", {(3, 11): 'outside', (3, 12): 'inside'}),
]


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """What each program prints: {Python: [(out, err, status)]}."""
    return printed_by([START + text for _, text, _ in CLAIMS], tmp_path_factory.mktemp("claims"))


@each(CLAIMS)
def test_a_claim_holds(number, version, printed):
    holds(CHAPTER, CLAIMS[number], version, printed[version][number])


def test_the_schedule_and_the_report_to_read_are_real(tmp_path):
    """The two programs in the starter of 'which two lines', run: their reports stand below them."""
    [starter] = (ROOT / "code" / CHAPTER.stem).glob("exercises/*-which-two-lines/starter.py")
    text = starter.read_text(encoding="utf-8")
    programs = re.findall(r"(?:^ +\d+(?:  .*)?\n){3,}", text.partition("ANSWERS")[0], re.M)
    assert len(programs) == 2
    path = tmp_path / "p.py"
    for program, run in zip(programs, ["print(schedules.explore(day, check=lambda best: best != 'bo' and f'warmest: {best}').smallest)",
                                       "try:\n    deadlock.run(archives())\nexcept vloop.Deadlock as error:\n    print(error)"]):
        source = "".join(re.sub(r"^ *\d+ ? ?", "", line) for line in program.splitlines(keepends=True))
        path.write_text(f"{source}\nimport asyncio, sys\nsys.path.append({str(TOOLS)!r})\nimport deadlock, schedules, vloop\n{run}\n")
        for version, command in PYTHONS.items():
            out = subprocess.run([command, str(path)], capture_output=True, text=True, check=True).stdout
            out = re.sub(r"(runs to )p\.py:(\d+).*", r"\1\2", out).replace("p.py:", "")
            lines = [line for line in map(squeezed, out.splitlines()) if line]
            told = [*map(squeezed, text.splitlines())]
            start = told.index(lines[0]) if lines[0] in told else 0
            if told[start:start + len(lines)] != lines:
                fail(f"{starter.relative_to(ROOT)}:{start + 1}", f"Python {python_id(version)} says otherwise",
                     "\n".join(told[start:start + len(lines)]), "\n".join(lines))


def squeezed(line):
    return " ".join(line.split())
