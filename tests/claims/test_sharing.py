"""What the chapter on sharing says without showing it is so, on every Python."""

import pytest

from book.tools.chapter import ROOT, TOOLS
from tests.support import fail, line_of, python_id, pythons, warm

[CHAPTER] = (ROOT / "book").glob("*-sharing.md")
TEXT = CHAPTER.read_text(encoding="utf-8")
PYTHONS = pythons()
START = f"""\
import asyncio, contextvars, sys, threading
sys.path += [{str(TOOLS)!r}, {str(ROOT / "code" / CHAPTER.stem)!r}]

"""
# the sentence, a program, what it prints (a dict: by version, and "" for the others); `main` is run where it is there
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
    ('`wait` and `notify` need the lock, else they raise `RuntimeError`. A\n`notify` when nobody waits is lost.',
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
""", 'RuntimeError\nRuntimeError\nRuntimeError\nlost'),
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
""", {'3.11': 'b waits: True', '3.12': 'b waits: True', '': 'b waits: False'}),
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
    ('The same seed gives the same order, on your\nmachine and on mine.',
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
""", {'3.11': 'outside', '': 'inside'}),
]


def program(text):
    return START + text + ("" if "async def main" not in text or "asyncio.run(" in text else "\nasyncio.run(main())\n")


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """What each program prints: {Python: [(out, err, status)]}."""
    folder, jobs = tmp_path_factory.mktemp("claims"), []
    for number, (_, text, _) in enumerate(CLAIMS):
        path = folder / f"claim{number}.py"
        path.write_text(program(text), encoding="utf-8")
        jobs.append({"argv": [str(path)], "cwd": str(folder)})
    started = {version: warm(command).start(jobs) for version, command in PYTHONS.items()}
    return {version: results() for version, results in started.items()}


@pytest.mark.parametrize("version", PYTHONS, ids=python_id)
@pytest.mark.parametrize("number", range(len(CLAIMS)))
def test_a_claim_holds(number, version, printed):
    sentence, _, want = CLAIMS[number]
    if isinstance(want, dict):
        want = want.get(python_id(version).removeprefix("python"), want[""])
    assert sentence in TEXT, f"{CHAPTER.name} does not say this any more: {sentence}"
    out, err, status = printed[version][number]
    if (out.strip(), err, status) != (want, "", 0):
        fail(f"book/{CHAPTER.name}:{line_of(TEXT, sentence)}", f"Python {python_id(version)} does not do so",
             want, out + err)
