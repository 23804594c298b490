"""What the chapter on tasks says without showing it is so, on every Python."""

import re

import pytest

from book.tools.chapter import ROOT
from tests.support import fail, line_of, python_id, warm
from tests.support.claims import PYTHONS, each, holds, printed_by

pytestmark = pytest.mark.reads()

[CHAPTER] = (ROOT / "book").glob("*-tasks.md")
TEXT = CHAPTER.read_text(encoding="utf-8")
START = """\
import asyncio, gc

async def nothing():
    return 42

async def note(text, delay=0.0, error=None):
    await asyncio.sleep(delay)
    print(text)
    if error:
        raise error
    return text

"""
# the sentence, a part of a program, what it prints; `main` is run where it is there
CLAIMS = [
    ("`task made` is first. `create_task` runs nothing of `ada`", """
async def main():
    task = asyncio.create_task(note("ran"))
    await nothing()
    print("made")
""", "made"),
    ("an object can do it once: `RuntimeError`", """
async def main():
    for one in nothing(), asyncio.create_task(nothing()):
        try:
            print(await one, await one)
        except RuntimeError as error:
            print(error)
""", "cannot reuse already awaited coroutine\n42 42"),
    ("raised here, each time", """
async def main():
    task = asyncio.create_task(note("fails", error=OSError()))
    for _ in range(2):
        try:
            await task
        except OSError:
            print("raised")
""", "fails\nraised\nraised"),
    ("(A task that\nhas not started yet then never runs a line.)", """
async def main():
    task = asyncio.create_task(note("ran"))
    task.cancel()
    await asyncio.wait([task])
    print(task.cancelled())
""", "True"),
    ("(of a\ncancelled task both raise `CancelledError`)", """
async def main():
    task = asyncio.create_task(note("ran"))
    task.cancel()
    await asyncio.wait([task])
    for asked in task.result, task.exception:
        try:
            asked()
        except asyncio.CancelledError:
            print("cancelled")
""", "cancelled\ncancelled"),
    ("it takes as long as `await f()`", """
async def main():
    one = [await asyncio.create_task(note(f"{n}", 0.2 - n / 10)) for n in (0, 1, 2)]
""", "0\n1\n2"),
    ("waits for\nthe first of some *tasks* and returns two sets.", """
async def main():
    tasks = [asyncio.create_task(note(text, delay)) for text, delay in (("slow", 0.5), ("fast", 0.05))]
    for tasks in await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED):
        print(type(tasks).__name__, len(tasks))
""", "fast\nset 1\nset 1"),
    ("from one suspension to the next no other task runs", """
async def main():
    other, lock = asyncio.create_task(note("other")), asyncio.Lock()
    async with lock:
        for _ in range(100):
            await nothing()
    print("here")
    await other
""", "here\nother"),
    ("A task that takes items from a queue which is never empty keeps all\nothers waiting.", """
async def main():
    other, queue = asyncio.create_task(note("other")), asyncio.Queue()
    for n in range(1000):
        queue.put_nowait(n)
    while not queue.empty():
        await queue.get()
    print("1000 items")
    await other
""", "1000 items\nother"),
    ("A task that is kept in a list for\nhours is reported after hours.", """
async def main():
    tasks = [asyncio.create_task(note("fails", error=OSError()))]
    await asyncio.sleep(0.05)
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: print(context["message"]))
    print("kept")
    tasks.clear()
    print("freed")
""", "fails\nkept\nTask exception was never retrieved\nfreed"),
    ("*never retrieved* means that nobody asked", """
async def main():
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: print(context["message"]))
    for ask in (lambda task: task.exception(), lambda task: None):
        task = asyncio.create_task(nothing())
        task = asyncio.create_task(note("fails", error=OSError()))
        await asyncio.wait([task])
        ask(task)
        del task
""", "fails\nfails\nTask exception was never retrieved"),
    ("If another\none fails later, that is not even logged.", """
async def main():
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: print(context["message"]))
    try:
        await asyncio.gather(note("first", 0, OSError()), note("second", 0.1, ValueError()))
    except OSError:
        print("raised")
    await asyncio.sleep(0.2)
    gc.collect()
""", "first\nraised\nsecond"),
    ("`asyncio.TaskGroup` stops the others, waits until they have ended, and then raises.", """
async def slow():
    try:
        await asyncio.sleep(5)
    finally:
        print("stopped")

async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(slow())
            group.create_task(note("fails", 0, OSError()))
    except* OSError:
        print("raised")
""", "fails\nstopped\nraised"),
    ("`run` cancels the tasks that are left, waits until they have\nended, and closes the loop", """
async def slow():
    try:
        await asyncio.sleep(5)
    finally:
        await asyncio.sleep(0.05)
        print("ended")

async def main():
    global task
    task = asyncio.create_task(slow())
    await asyncio.sleep(0)

asyncio.run(main())
print(task.cancelled(), task.get_loop().is_closed())
del main
""", "ended\nTrue True"),
    ("It reports those that fail meanwhile, and not those that were\ncancelled.", """
async def fails():
    try:
        await asyncio.sleep(5)
    finally:
        raise OSError("disk full")

async def main():
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: print(context["message"]))
    asyncio.create_task(fails())
    asyncio.create_task(asyncio.sleep(5))
    await asyncio.sleep(0)
""", "unhandled exception during asyncio.run() shutdown"),
    ("(So a second `asyncio.run` finds none of them: in one thread, the waits of two calls never\noverlap.)", """
async def main():
    asyncio.create_task(note("from the first call", 0.1))
    await asyncio.sleep(0)

asyncio.run(main())
asyncio.run(asyncio.sleep(0.2))
print("over")
del main
""", "over"),
    ("one that waits for a task by that task (as long as something holds\n*it*)", """
async def lost():
    await asyncio.get_running_loop().create_future()

async def waits_for_it():
    await asyncio.create_task(lost(), name="inner")

async def main():
    names = set()
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: names.add(context["task"].get_name()))
    asyncio.create_task(waits_for_it(), name="outer")
    await asyncio.sleep(0.05)
    gc.collect()
    print(sorted(names))
""", "['inner', 'outer']"),
    ("`gather` passes a cancellation on to its tasks", """
async def both():
    await asyncio.gather(note("ran", 0.1), note("ran too", 0.1))

async def main():
    task = asyncio.create_task(both())
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    await asyncio.sleep(0.2)
    print(task.cancelled())
""", "True"),
    ("(`gather` waits for the first of them alone, not for\none that takes longer to stop; a group waits for all", """
async def slow(seconds):
    try:
        await asyncio.sleep(5)
    finally:
        await asyncio.sleep(seconds)
        print("stopped after", seconds)

async def gathered():
    await asyncio.gather(slow(0), slow(0.2))

async def grouped():
    async with asyncio.TaskGroup() as group:
        group.create_task(slow(0))
        group.create_task(slow(0.2))

async def main():
    for both in gathered, grouped:
        task = asyncio.create_task(both())
        await asyncio.sleep(0.05)
        task.cancel()
        await asyncio.wait([task])
        print(both.__name__, task.cancelled())
        await asyncio.sleep(0.5)
""", "stopped after 0\ngathered True\nstopped after 0.2\nstopped after 0\nstopped after 0.2\ngrouped True"),
    ("it runs all the same, until `main` ends", """
async def main():
    asyncio.create_task(note("ran", 0.05))
    asyncio.create_task(note("ran on", 9))
    await asyncio.sleep(0.75)
""", "ran"),
    ("a free lock (for which no other task waits already)", """
async def waits(lock):
    async with lock:
        print("their turn")

async def main():
    lock = asyncio.Lock()
    await lock.acquire()
    other = asyncio.create_task(waits(lock))
    await asyncio.sleep(0)
    lock.release()
    print("held:", lock.locked())
    async with lock:
        print("mine")
    await other
""", "held: False\ntheir turn\nmine"),
    ("(`SystemExit` and `KeyboardInterrupt` also end the loop, at once.)", """
async def main():
    task = asyncio.create_task(note("exit", 0, ERROR()))
    try:
        await asyncio.sleep(5)
        print("went on")
    finally:
        print("kept:", type(task.exception()).__name__)

for ERROR in SystemExit, KeyboardInterrupt:
    try:
        asyncio.run(main())
    except BaseException as error:
        print(type(error).__name__)
del main
""", "exit\nkept: SystemExit\nSystemExit\nexit\nkept: KeyboardInterrupt\nKeyboardInterrupt"),
    ("If a task fails there,\n`gather` raises at once, `main` ends, and the others are cancelled.", """
async def main():
    background = set()
    for coro in note("fails", 0, OSError()), note("ran", 30):
        task = asyncio.create_task(coro)
        background.add(task)
        task.add_done_callback(background.discard)
    await asyncio.gather(*background)

try:
    asyncio.run(main())
except OSError:
    print("raised")
del main
""", "fails\nraised"),
    ("Nothing but a cancellation could have ended that wait.", """
async def waits():
    try:
        await asyncio.Event().wait()
    finally:
        print("ended")

async def main():
    asyncio.create_task(waits())
    await asyncio.sleep(0)
    [task] = asyncio.all_tasks() - {asyncio.current_task()}
    task.cancel()
    await asyncio.wait([task])
    print(task.cancelled())
""", "ended\nTrue"),
    ("an empty list\ngives an empty list.", "async def main():\n    print(await asyncio.gather(*[]))\n", "[]"),
    ("`gather(*[f()] * 3)` calls `f` once, and runs its one object once.", """
def f():
    print("called")
    return note("ran")

async def main():
    print(await asyncio.gather(*[f()] * 3))
    print(await asyncio.gather(*[f() for _ in range(3)]))
""", "called\nran\n['ran', 'ran', 'ran']\ncalled\ncalled\ncalled\nran\nran\nran\n['ran', 'ran', 'ran']"),
    ("await the task, in a `try` that handles what it raises.", """
async def main():
    task = asyncio.create_task(note("fails", error=OSError("disk full")), name="save bo")
    try:
        await task
    except OSError as error:
        print(task.get_name(), "failed:", error)
    del task
""", "fails\nsave bo failed: disk full"),
]
VOTE = """
from asyncio import gather, wait_for

async def vote(awaitable):
    turns = []
    other = asyncio.create_task(turn(turns))
    await awaitable
    print("switch" if turns else "-")
    await other

async def turn(turns):
    turns.append(True)

async def main():
    finished = asyncio.create_task(nothing())
    await finished
    await vote({})
"""
TABLE = [[cell.strip("` ") for cell in row.strip("|").split("|")]
         for row in re.findall(r"^\|.*\|$", TEXT[TEXT.index("| await | 3.11 |"):].partition("\n\n")[0], re.M)]


def program(text):
    end = "" if "asyncio.run(" in text else "\nasyncio.run(main())\n"
    return START + text + end


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """What each program prints, first those of the claims, then those of the table: {Python: [(out, err, status)]}."""
    texts = [claim[1] for claim in CLAIMS] + [VOTE.format(row[0]) for row in TABLE[2:]]
    return printed_by([START + text for text in texts], tmp_path_factory.mktemp("claims"))


@each(CLAIMS)
def test_a_claim_holds(number, version, printed):
    holds(CHAPTER, CLAIMS[number], version, printed[version][number])


@pytest.mark.parametrize("version", PYTHONS, ids=python_id)
def test_the_table_of_versions(version, printed):
    head, _, *rows = TABLE
    [column] = [n for n, versions in enumerate(head) if "{}.{}".format(*version) in versions.split(", ")]
    got = [(out or err).strip() for out, err, _ in printed[version][len(CLAIMS):]]
    if got != [row[column] for row in rows]:
        fail(f"book/{CHAPTER.name}:{line_of(TEXT, '| await | 3.11 |')}", f"Python {python_id(version)} votes otherwise",
             "\n".join(row[column] for row in rows), "\n".join(got))


@pytest.mark.parametrize("version", [version for version in PYTHONS if version >= (3, 12)], ids=python_id)
def test_eager_tasks_start_at_once(version, tmp_path):
    path = tmp_path / "eager.py"
    path.write_text(program("""
async def main():
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    task = asyncio.create_task(station())
    print("task made")
    await task

async def station():
    print("ada is asked")
"""), encoding="utf-8")
    [(out, err, _)] = warm(PYTHONS[version]).start([{"argv": [str(path)]}])()
    assert (out, err) == ("ada is asked\ntask made\n", "")
