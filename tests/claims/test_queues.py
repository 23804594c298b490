"""What the chapter on queues says without showing it is so, on every Python."""

import re

import pytest

from book.tools.chapter import ROOT, TOOLS
from tests.support import fail, line_of, python_id, pythons, warm

[CHAPTER] = (ROOT / "book").glob("*-queues.md")
TEXT = CHAPTER.read_text(encoding="utf-8")
PYTHONS = pythons()
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
    ("(Several tasks that wait in `get` are served in the order in which they came.)", """
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
    ("With several *producers* each of them would put an `END`, and the first would end the workers while others still put.", """
END = object()
async def main():
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
""", "['a0', 'a1', 'a2'] 4", ANY),
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
    ("those who wait are served in their order, and a cancelled one takes no token with it", cell("class Bucket:") + """
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
    ("several producers, who get it, too", """
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
             flags=re.M).rstrip() + "\n", TEXT[TEXT.index("recorded with 3.13.0"):].split(":class: on-slide\n\n")[1].partition("\n:::")[0], NEW),
]


def said(sentence):
    """The line of the chapter where the sentence begins, and whether it is there, whatever its line ends."""
    found = re.search(r"\s+".join(map(re.escape, sentence.split())), TEXT)
    return found and line_of(TEXT, found[0])


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """What each program prints: {Python: [(out, err, status)]}."""
    folder, jobs = tmp_path_factory.mktemp("claims"), []
    for number, (_, program, _, _) in enumerate(CLAIMS):
        path = folder / f"claim{number}.py"
        path.write_text(f"{START}{program}\nasyncio.run(main())\n", encoding="utf-8")
        jobs.append({"argv": [str(path)], "cwd": str(folder)})
    started = {version: warm(command).start(jobs) for version, command in PYTHONS.items()}
    return {version: results() for version, results in started.items()}


@pytest.mark.parametrize("number, version", [(number, version) for number, claim in enumerate(CLAIMS) for version in PYTHONS
                                             if version >= claim[3]], ids=lambda value: python_id(value) if isinstance(value, tuple) else str(value))
def test_a_claim_holds(number, version, printed):
    sentence, _, want, _ = CLAIMS[number]
    line = said(sentence)
    assert line, f"{CHAPTER.name} does not say this any more: {sentence}"
    out, err, status = printed[version][number]
    if (out.strip(), err, status) != (want, "", 0):
        fail(f"book/{CHAPTER.name}:{line}", f"Python {python_id(version)} does not do so", want, out + err)
