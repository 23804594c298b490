"""What the chapter on queues says without showing it is so, on every Python."""

import re

import pytest

from book.tools.chapter import ROOT, TOOLS
from tests.support import python_id
from tests.support.claims import PYTHONS, holds, printed_by

pytestmark = pytest.mark.reads()

[CHAPTER] = (ROOT / "book").glob("*-queues.md")
TEXT = CHAPTER.read_text(encoding="utf-8")
START = f"""\
import asyncio, itertools, sys, time
sys.path.append({str(TOOLS)!r})
import vloop

async def stuck(task):
    await asyncio.wait([task], timeout=0.2)
    waits = not task.done()
    task.cancel()
    await asyncio.wait([task])
    return waits

"""


def cell(start):
    """The code of the cell that begins so."""
    return TEXT[TEXT.index(start):].partition("```")[0]


END = "END = object()\n"
PIPELINE = END + "".join(map(cell, ["from contextlib import contextmanager, nullcontext", "async def receive(night)", "async def save(night)",
                                    "def wrong(night)", "class SafeNight"]))
ANY, NEW = (3, 11), (3, 13)
# the sentence (line ends are free), a part of a program, what it prints, the first Python that does; `main` is run
CLAIMS = [
    ("Each item is taken once, by one task.", """
async def main():
    queue, taken = asyncio.Queue(), []
    async def take():
        taken.append(await queue.get())
    tasks = [asyncio.create_task(take()) for _ in range(5)]
    await asyncio.sleep(0)
    for n in range(3):
        await queue.put(n)
    await asyncio.wait(tasks, timeout=0.2)
    print(taken, sum(not task.done() for task in tasks))
""", "[0, 1, 2] 2", ANY),
    ("The queue neither copies an item nor looks at it", """
class Closed:
    def __getattribute__(self, name):
        raise AssertionError(name)
async def main():
    queue, item = asyncio.Queue(1), Closed()
    await queue.put(item)
    print(await queue.get() is item)
""", "True", ANY),
    ("a task that calls `get` before it goes on takes the item at once, and the woken one waits again, at the end", """
async def main():
    queue, got = asyncio.Queue(), []
    async def take(name):
        got.append((name, await queue.get()))
    tasks = [asyncio.create_task(take(name)) for name in "ab"]
    await asyncio.sleep(0)
    queue.put_nowait(1)
    await take("main")
    await asyncio.sleep(0)
    for n in 2, 3:
        queue.put_nowait(n)
        await asyncio.sleep(0)
    await asyncio.wait(tasks)
    print(*got)
""", "('main', 1) ('b', 2) ('a', 3)", ANY),
    ("Several tasks that wait in `get` are woken in the order in which they came.", """
async def main():
    queue = asyncio.Queue()
    async def take(name):
        await queue.get()
        print(name)
    async with asyncio.TaskGroup() as group:
        for name in "abcd":
            group.create_task(take(name))
            await asyncio.sleep(0)
        for n in range(4):
            queue.put_nowait(n)
""", "a\nb\nc\nd", ANY),
    ("its `get` {term}`blocks <blocking>` the thread, and in a coroutine that stops the whole loop", """
import queue
async def main():
    async def beat():
        await asyncio.sleep(0.1)
        print("beat")
    task = asyncio.create_task(beat())
    await asyncio.sleep(0)
    try:
        queue.Queue().get(timeout=0.5)
    except queue.Empty:
        print("nothing came")
    await task
""", "nothing came\nbeat", ANY),
    ("With a bound it would be worse: the producer waits as well, in a `put` for a queue from which nobody takes.", """
async def main():
    queue = asyncio.Queue(2)
    async def produce():
        for n in range(9):
            await queue.put(n)
    async def dies():
        await queue.get()
        raise OSError
    worker = asyncio.create_task(dies())
    print(await stuck(asyncio.create_task(produce())), queue.qsize(), repr(worker.exception()))
""", "True 2 OSError()", ANY),
    ("once too seldom, and `join` waits for ever", """
async def main():
    queue = asyncio.Queue()
    queue.put_nowait(1)
    await queue.get()
    print(await stuck(asyncio.create_task(queue.join())))
""", "True", ANY),
    ("while nothing has been put, it returns at once", """
async def main():
    print(await stuck(asyncio.create_task(asyncio.Queue().join())))
""", "False", ANY),
    ("with `drop_the_oldest` of [](#queues-full), `join` would wait for ever", cell("def drop_the_newest") + """
async def main():
    queue = asyncio.Queue(2)
    for n in range(4):
        drop_the_oldest(queue, n)
    while not queue.empty():
        queue.get_nowait()
        queue.task_done()
    print(await stuck(asyncio.create_task(queue.join())))
""", "True", ANY),
    ("Once too often raises `ValueError: task_done() called too many times`", """
async def main():
    queue = asyncio.Queue()
    queue.put_nowait(1)
    queue.task_done()
    try:
        queue.task_done()
    except ValueError as error:
        print(error)
""", "task_done() called too many times", ANY),
    ("And `join` would wait for ever: the `END` that the last worker puts back is never reported.", """
END = object()
async def main():
    queue = asyncio.Queue()
    async def work():
        while await queue.get() is not END:
            queue.task_done()
        queue.task_done()
        await queue.put(END)
    for item in 1, 2, END:
        queue.put_nowait(item)
    await asyncio.gather(work(), work())
    print(queue.qsize(), await stuck(asyncio.create_task(queue.join())))
""", "1 True", ANY),
    ("goes in, or waits for room; nobody takes it when the workers have ended", """
END = object()
async def main():
    queue = asyncio.Queue(2)
    async def work():
        while await queue.get() is not END:
            pass
        await queue.put(END)
    queue.put_nowait(END)
    await asyncio.gather(work(), work())
    await queue.put("too late")
    print(queue.qsize(), await stuck(asyncio.create_task(queue.put("later"))))
""", "2 True", ANY),
    ("At most seven are inside at once, two in each queue and one in each hand.", PIPELINE + """
class Counting(SafeNight):
    most = 0
    def hold(self, reading):
        self.most = max(self.most, reading + 1 - len(self.saved))
        return super().hold(reading)

async def main():
    night = Counting()
    await pipeline(night)
    print(night.most, len(night.saved), night.left == [])
""", "7 12 True", ANY),
    ("Nothing lost, nothing twice, no queue too deep.", PIPELINE + """
import everywhere

class Short(SafeNight):  # with a second cancel, at each point of the clean-up
    def __init__(self):
        super().__init__()
        self.line = iter([*range(6)])

def lost(night):
    night.saved += range(6, 12)
    return wrong(night)

async def main():
    report = everywhere.cancel(pipeline, Short, check=lost, again=True)
    print(len(report.points) > 200, report.complete, len(report.wrong))
""", "True True 0", ANY),
    ("because it awaits something that was cancelled", """
async def main():
    async def stage():
        await other
    other = asyncio.create_task(asyncio.sleep(9))
    other.cancel()
    async with asyncio.TaskGroup() as group:
        task = group.create_task(stage())
    print("ends well", task.cancelled())
""", "ends well True", ANY),
    ("In one second a bucket lets through up to `burst + rate`, rounded up: here four.", cell("class Bucket:") + """
async def main():
    pass

async def most(rate, burst, seconds):
    bucket, times = Bucket(rate, burst), []
    filling = asyncio.create_task(bucket.fill())
    await asyncio.sleep(seconds)  # until shortly before a token comes
    for _ in range(20):
        await bucket.take()
        times.append(asyncio.get_running_loop().time())
    filling.cancel()
    return max(sum(start <= time < start + 1 for time in times) for start in times)
print(*[max(vloop.run(most(rate, burst, tenths / 10)) for tenths in range(30)) for rate, burst in [(2, 2), (1, 1), (2.5, 2), (0.5, 1)]])
""", "4 2 5 2", ANY),
    ("The error comes too late, the pair is in the queue already, and is counted by `qsize`.", """
async def main():
    queue = asyncio.PriorityQueue()
    queue.put_nowait((1, {"station": "ada"}))
    try:
        queue.put_nowait((1, {"station": "bo"}))
    except TypeError:
        print(queue.qsize())
""", "2", ANY),
    ("With several *producers* each of them would put an `END`, and the first would end the workers while others still put.", """
END = object()
async def main():
    pass

async def two_producers():
    queue, saved = asyncio.Queue(), []
    async def produce(name, seconds):
        for n in range(3):
            await asyncio.sleep(seconds)
            await queue.put(f"{name}{n}")
        await queue.put(END)
    async def work():
        while (item := await queue.get()) is not END:
            saved.append(item)
    await asyncio.gather(produce("a", 0.01), produce("b", 0.2), work())
    print(saved, queue.qsize())
vloop.run(two_producers())
""", "['a0', 'a1', 'a2'] 4", ANY),
    ("The workers of one stage are the producers of the next.", """
END = object()
async def main():
    pass

async def two_stages(last_alone):
    first, second, saved, left = asyncio.Queue(), asyncio.Queue(), [], 2
    async def check(seconds):
        nonlocal left
        while (item := await first.get()) is not END:
            await asyncio.sleep(seconds)
            await second.put(item)
        await first.put(END)
        left -= 1
        if not left or not last_alone:
            await second.put(END)
    async def save():
        while (item := await second.get()) is not END:
            saved.append(item)
    for item in 1, 2, END:
        first.put_nowait(item)
    await asyncio.gather(check(0.1), check(0.3), save())
    return saved
print(vloop.run(two_stages(False)), vloop.run(two_stages(True)))
""", "[1] [1, 2]", ANY),
    ("Over a time that begins and ends with nothing inside the law is exact.", """
import random
async def main():
    pass

async def exact(seed):
    chance, queue, stays, changes = random.Random(seed), asyncio.Queue(), [], []
    time = asyncio.get_running_loop().time
    async def work():
        while True:
            came, seconds = await queue.get()
            await asyncio.sleep(seconds)
            stays.append(time() - came)
            changes.append((time(), -1))
            queue.task_done()
    tasks = [asyncio.create_task(work()) for _ in range(3)]
    for _ in range(50):
        await asyncio.sleep(chance.expovariate(5))
        changes.append((time(), 1))
        queue.put_nowait((time(), chance.uniform(0.3, 0.9)))
    await queue.join()
    for task in tasks:
        task.cancel()
    area = inside = last = 0
    for when, change in changes:
        area, inside, last = area + inside * (when - last), inside + change, when
    counted, rate, stay = area / time(), len(stays) / time(), sum(stays) / len(stays)
    return abs(counted - rate * stay) < 1e-9
print(all(vloop.run(exact(seed)) for seed in range(20)))
""", "True", ANY),
    ("A `put` that is cancelled has not put, and a `get` that is cancelled has not taken", """
async def main():
    full, empty = asyncio.Queue(1), asyncio.Queue()
    full.put_nowait("first")
    for queue, call in (full, full.put("second")), (empty, empty.get()):
        task = asyncio.create_task(call)
        await asyncio.sleep(0.01)
        queue.get_nowait() if queue is full else queue.put_nowait("item")  # wakes the task, and in the same moment:
        task.cancel()
        await asyncio.wait([task])
        print(task.cancelled(), queue.qsize())
""", "True 0\nTrue 1", ANY),
    ("if you are cancelled in the same moment in which the item comes, it returns the item, and your cancellation is lost", """
async def main():
    queue = asyncio.Queue()
    async def take():
        return await asyncio.wait_for(queue.get(), 9)
    task = asyncio.create_task(take())
    await asyncio.sleep(0.01)
    queue.put_nowait("item")
    task.cancel()
    await asyncio.wait([task])
    print(task.cancelled() == (sys.version_info >= (3, 12)), queue.qsize() == (sys.version_info >= (3, 12)))
""", "True True", ANY),
    ("A limit for `get` is `async with asyncio.timeout(1): item = await queue.get()`", """
async def main():
    queue = asyncio.Queue()
    try:
        async with asyncio.timeout(0.05):
            await queue.get()
    except TimeoutError:
        queue.put_nowait("item")
        print(await queue.get())
""", "item", ANY),
    ("a quiet hour gives two, not 7200", cell("class Bucket:") + """
async def main():
    pass

async def hour():
    bucket, times = Bucket(2, 2), []
    filling = asyncio.create_task(bucket.fill())
    await asyncio.sleep(3600.1)
    for _ in range(4):
        await bucket.take()
        times.append(asyncio.get_running_loop().time())
    filling.cancel()
    return times
print(vloop.run(hour()))
""", "[3600.1, 3600.1, 3600.5, 3601.0]", ANY),
    ("those who wait are woken in their order, and a cancelled one takes no token with it", cell("class Bucket:") + """
async def main():
    pass

async def three():
    bucket, times = Bucket(1, 1), {}
    filling = asyncio.create_task(bucket.fill())
    async def take(name):
        await bucket.take()
        times[name] = asyncio.get_running_loop().time()
    tasks = [asyncio.create_task(take(name)) for name in "abc"]
    await asyncio.sleep(0.5)
    tasks[1].cancel()
    await asyncio.wait(tasks)
    filling.cancel()
    return times
print(vloop.run(three()))
""", "{'a': 0.0, 'c': 1.0}", ANY),
    ("All is over at the same moment as before!", cell("async def receive(queue):\n    for number in range(20)") + """
async def save_all(queue):
    while True:
        number = await queue.get()
        if number == 19:
            print("taken at", round(asyncio.get_running_loop().time(), 1))
        await asyncio.sleep(2.3)
        queue.task_done()
""" + cell("async def storm(queue, savers)") + """
async def timed(size, savers):
    await storm(asyncio.Queue(size), savers)
    print("over at", round(asyncio.get_running_loop().time(), 1))

async def main():
    pass

for size, savers in (0, 1), (4, 1), (4, 3):
    vloop.run(timed(size, savers))
""", "taken at 44.7\nover at 47.0\ntaken at 44.7\nover at 47.0\ntaken at 20.0\nover at 22.3", ANY),
    ("It also keeps equal ones in the order in which they came", """
async def main():
    queue, count = asyncio.PriorityQueue(), itertools.count()
    for alarm in "dbca":
        await queue.put((1, next(count), {alarm: 1}))
    print(*["".join(queue.get_nowait()[2]) for _ in range(4)])
""", "d b c a", ANY),
    ("`asyncio.LifoQueue` the last one that came", """
async def main():
    queue = asyncio.LifoQueue()
    for n in range(3):
        await queue.put(n)
    print(*[queue.get_nowait() for _ in range(3)])
""", "2 1 0", ANY),
    ("`join` still waits for what was taken and not reported", """
async def main():
    queue = asyncio.Queue()
    queue.put_nowait(1)
    queue.shutdown()
    await queue.get()
    print(await stuck(asyncio.create_task(queue.join())))
""", "True", NEW),
    ("`shutdown(immediate=True)` throws away what is still in the queue", """
async def main():
    queue = asyncio.Queue()
    queue.put_nowait(1)
    queue.shutdown(immediate=True)
    try:
        await queue.get()
    except asyncio.QueueShutDown:
        print("gone", queue.qsize())
    await queue.join()
    print("joined")
""", "gone 0\njoined", NEW),
    ("raises `QueueShutDown` where nothing is left, in every worker", """
async def main():
    queue = asyncio.Queue()
    tasks = [asyncio.create_task(queue.get()) for _ in range(3)]
    await asyncio.sleep(0)
    queue.shutdown()
    await asyncio.wait(tasks)
    print(*[type(task.exception()).__name__ for task in tasks])
""", "QueueShutDown QueueShutDown QueueShutDown", NEW),
    ("raises `QueueShutDown`, also where it waits for room", """
async def main():
    queue = asyncio.Queue(1)
    queue.put_nowait(1)
    task = asyncio.create_task(queue.put(2))
    await asyncio.sleep(0)
    queue.shutdown()
    await asyncio.wait([task])
    print(type(task.exception()).__name__)
""", "QueueShutDown", NEW),
    # the output that is recorded in the text
    ("The output of 3.13 is *recorded, not run* by the build (Python 3.13.0, 2026-11-26", cell("async def until_shutdown") + """
async def main():
""" + re.sub("^", "    ", re.search(r'if hasattr\(asyncio, "QueueShutDown"\):\n(.*?)else:', TEXT, re.S)[1].replace("\n    ", "\n")[4:],
             flags=re.M).rstrip() + "\n",
     TEXT[TEXT.index("recorded with 3.13.0"):].split(":class: on-slide\n\n")[1].partition("\n:::")[0], NEW),
]


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """What each program prints: {Python: [(out, err, status)]}."""
    return printed_by([START + program for _, program, _, _ in CLAIMS], tmp_path_factory.mktemp("claims"))


@pytest.mark.parametrize("number, version", [(number, version) for number, claim in enumerate(CLAIMS) for version in PYTHONS
                                             if version >= claim[3]],
                         ids=lambda value: python_id(value) if isinstance(value, tuple) else str(value))
def test_a_claim_holds(number, version, printed):
    holds(CHAPTER, CLAIMS[number][:3], version, printed[version][number])
