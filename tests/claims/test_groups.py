"""What the chapter on groups says without showing it is so, on every Python."""

import pytest

from book.tools.chapter import CODE, ROOT
from tests.support.claims import each, holds, printed_by

pytestmark = pytest.mark.reads()

[CHAPTER] = (ROOT / "book").glob("*-groups.md")
START = """\
import asyncio, gc, sys

async def note(text, delay=0.0, error=None):
    await asyncio.sleep(delay)
    print(text)
    if error:
        raise error
    return text

async def slow(text="slow is stopped", error=None):
    try:
        await asyncio.sleep(9)
    finally:
        await asyncio.sleep(0.05)
        print(text)
        if error:
            raise error

def leaves(error):
    if isinstance(error, BaseExceptionGroup):
        return [leaf for one in error.exceptions for leaf in leaves(one)]
    return [type(error).__name__]

"""
LOG = "    asyncio.get_running_loop().set_exception_handler(lambda loop, context: print(context['message']))\n"
# the sentence, a program, what it prints; `main` is run where it is there
CLAIMS = [
    ("`gather` *has* asked: it asks each of its tasks when that has ended.", f"""
async def main():
{LOG}
    tasks = [asyncio.create_task(note("first", 0, OSError())), asyncio.create_task(note("second", 0.5, ValueError()))]
    try:
        await asyncio.gather(*tasks)
    except OSError:
        print("raised")
    await asyncio.sleep(0.6)
    print(*map(leaves, [task.exception() for task in tasks]))
    del tasks
    gc.collect()
""", "first\nraised\nsecond\n['OSError'] ['ValueError']"),
    ("At the end of the block\nthe group waits until all its tasks have ended.", """
async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(note("child", 0.1))
    print("behind")
""", "child\nbehind"),
    ("A group is over when its body and all its\nchildren are.", """
async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(note("child"))
        await asyncio.sleep(0.1)
        print("body")
    print("behind")
""", "child\nbody\nbehind"),
    ("So behind the `async with`, whether it ended well or not, no child is running.", """
async def main():
    for error in None, OSError():
        try:
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(note("child", 0, error)), group.create_task(note("other", 0.05))]
        except* OSError:
            pass
        print([task.done() for task in tasks])
""", "child\nother\n[True, True]\nchild\n[True, True]"),
    ("Outside of the block you see no `CancelledError`: the group takes its own back, and\nraises the failure.", """
async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(note("fails", 0, OSError()))
            await asyncio.sleep(9)
    except BaseException as error:
        print(leaves(error), asyncio.current_task().cancelling())
    await asyncio.sleep(0)
    print("goes on")
""", "fails\n['OSError'] 0\ngoes on"),
    ("That counts as a failure of the group: the children are\n"
     "cancelled, waited for, and its exception is in the group of exceptions, as the last one.", """
async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(slow("slow is stopped", ValueError()))
            await asyncio.sleep(0)
            raise KeyError
    except BaseException as error:
        print(type(error).__name__, leaves(error))
""", "slow is stopped\nExceptionGroup ['ValueError', 'KeyError']"),
    ("If the body swallows it, the rest of the body is run first, and the failure is\nraised only then.", """
async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(note("fails", 0, OSError()))
            try:
                await asyncio.sleep(9)
            except asyncio.CancelledError:
                pass
            await note("body goes on", 0.1)
    except BaseException as error:
        print(leaves(error), asyncio.current_task().cancelling())
""", "fails\nbody goes on\n['OSError'] 0"),
    ("When a child or the body has failed, the group takes no new ones", """
async def late(group):
    try:
        await asyncio.sleep(9)
    finally:
        coro = note("late")
        try:
            group.create_task(coro)
        except RuntimeError as error:
            print(str(error).endswith("is shutting down"))
        coro.close()

async def main():
    for fails in True, False:
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(late(group))
                if fails:
                    group.create_task(note("fails", 0, OSError()))
                await asyncio.sleep(0.1)
                raise OSError
        except* OSError:
            pass
""", "fails\nTrue\nTrue"),
    ("each task group\nthat it passes adds a level.", """
async def child():
    async with asyncio.Lock(), asyncio.timeout(9):
        raise OSError

async def inner():
    async with asyncio.TaskGroup() as group:
        group.create_task(child())

async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(inner())
    except BaseException as error:
        while isinstance(error, ExceptionGroup):
            print("level")
            [error] = error.exceptions
        print(type(error).__name__)
""", "level\nlevel\nOSError"),
    ("of at most 15 exceptions in\neach group", """
import traceback
text = "".join(traceback.format_exception(ExceptionGroup("", [OSError(f"n{i}") for i in range(17)])))
print("OSError: n14" in text, "OSError: n15" in text, "and 2 more exceptions" in text)
""", "True False True"),
    ("(If you ask before `create_task`, note it there, too:\n`bo` and `cy` both ask before `dot` has begun.)", """
NEIGHBOURS = {"ada": ["bo", "cy"], "bo": ["dot"], "cy": ["dot"], "dot": []}

async def visit(name, group, found, there):
    if not there:
        found.append(name)
    await asyncio.sleep(0.05)
    for other in NEIGHBOURS[name]:
        if other not in found:
            if there:
                found.append(other)
            group.create_task(visit(other, group, found, there))

async def main():
    for there in False, True:
        found = ["ada"] if there else []
        async with asyncio.TaskGroup() as group:
            group.create_task(visit("ada", group, found, there))
        print(*found)
""", "ada bo cy dot dot\nada bo cy dot"),
    ("`await bo` in the body would, too: then `cy` is\ncancelled, and that `CancelledError` leaves the block, in no group.", """
async def main():
    try:
        async with asyncio.TaskGroup() as group:
            bo, cy = group.create_task(asyncio.sleep(9)), group.create_task(slow())
            await asyncio.sleep(0)
            bo.cancel()
            await bo
    except BaseException as error:
        print(leaves(error), cy.cancelled())
""", "slow is stopped\n['CancelledError'] True"),
    ("`bo.result()` would raise `CancelledError` here", """
async def main():
    async with asyncio.TaskGroup() as group:
        bo = group.create_task(slow())
        await asyncio.sleep(0)
        bo.cancel()
    try:
        bo.result()
    except asyncio.CancelledError:
        print("CancelledError")
""", "slow is stopped\nCancelledError"),
    ("It does so with one failure, too", """
async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(note("fails", 0, OSError()))
    except BaseException as error:
        print(type(error).__name__, len(error.exceptions))
""", "fails\nExceptionGroup 1"),
    ("Write a way of your own, and have it tried.", f"""
sys.path.append({str(CODE / CHAPTER.stem)!r})
from failure_matrix import matrix

async def dictionaries(coros):
    readings, failures = {{}}, {{}}
    for name, back in zip(["ada", "bo", "cy"], await asyncio.gather(*coros, return_exceptions=True)):
        (failures if isinstance(back, Exception) else readings)[name] = back
    return readings, failures

async def done_alone(coros):
    return (await asyncio.wait([asyncio.create_task(coro) for coro in coros]))[0]

async def none(coros):
    pass

async def main():
    for way in dictionaries, done_alone, none:
        await matrix(way)
""", """\
back  with                     bo         cy's failure
dictionaries        1.5  ({'bo': 'bo'}, {'ada':…  answers    in the tuple
                   back  with                     bo         cy's failure
done alone          1.5  {<Task finished name='…  answers    in its task
                   back  with                     bo         cy's failure
none                0.0  None                     not asked  not asked"""),
    ("The inner\ngroup has two failures, in the order in which they happened.", """
async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(slow("late", ValueError()))
            group.create_task(note("early", 0.05, OSError()))
    except BaseException as error:
        print(leaves(error))
""", "early\nlate\n['OSError', 'ValueError']"),
    ("Both blocks run, each once, whatever the number of its failures.", """
try:
    raise ExceptionGroup("", [OSError(1), OSError(2), ValueError(3)])
except* OSError as part:
    print(len(part.exceptions))
except* ValueError as part:
    print(len(part.exceptions))
""", "2\n1"),
    ("`except*` takes a single exception too, one without a group. Inside of the block it is\n  a group of one.", """
try:
    raise OSError("alone")
except* OSError as part:
    print(type(part).__name__, leaves(part))
""", "ExceptionGroup ['OSError']"),
    ("One `try` has either `except` or `except*`, not both.", """
try:
    compile("try: pass\\nexcept A: pass\\nexcept* B: pass", "", "exec")
except SyntaxError:
    print("SyntaxError")
""", "SyntaxError"),
    ("`return`, `break` and `continue` are not allowed directly in an `except*` block.", """
for word in "return", "break", "continue":
    try:
        compile(f"def f():\\n  for x in 1,:\\n    try: pass\\n    except* A: {word}", "", "exec")
    except SyntaxError:
        print(word)
""", "return\nbreak\ncontinue"),
    ("`group.split(OSError)` gives both parts", """
both = ExceptionGroup("", [OSError(), ValueError()]).split(OSError)
print(*map(leaves, both))
""", "['OSError'] ['ValueError']"),
    ("`asyncio.run` then cancels the tasks that are left, the group\n"
     "waits for its children, and the exception is raised as it is, in no group.", """
import logging
logging.disable()

async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(slow())
        group.create_task(note("ends", 0.05, ERROR))

for ERROR in SystemExit(3), KeyboardInterrupt():
    try:
        asyncio.run(main())
    except BaseException as error:
        print(type(error).__name__)
del main
""", "ends\nslow is stopped\nSystemExit\nends\nslow is stopped\nKeyboardInterrupt"),
    ("A task outside of the group that takes longer to\nstop is not waited for.", """
import logging
logging.disable()

async def outside():
    try:
        await asyncio.sleep(9)
    finally:
        await asyncio.sleep(1)
        print("outside is stopped")

async def main():
    task = asyncio.create_task(outside())
    async with asyncio.TaskGroup() as group:
        group.create_task(slow())
        group.create_task(note("ends", 0.05, SystemExit(3)))

try:
    asyncio.run(main())
except SystemExit as error:
    print(error.code)
del main
""", "ends\nslow is stopped\n3"),
    ("`asyncio.run` cancels `main`, so the group cancels its children, and when\nall have ended, `asyncio.run` raises `KeyboardInterrupt`.", """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)

async def main():
    asyncio.get_running_loop().call_later(0.05, signal.raise_signal, signal.SIGINT)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(slow())
    except asyncio.CancelledError:
        print("main is cancelled")
        raise

try:
    asyncio.run(main())
except KeyboardInterrupt:
    print("KeyboardInterrupt")
""", "slow is stopped\nmain is cancelled\nKeyboardInterrupt"),
    ("a child\nthat was cancelled makes `gather` raise `CancelledError`, although nobody has cancelled\n*you*", """
async def main():
    one, two = asyncio.create_task(note("one", 0.5)), asyncio.create_task(asyncio.sleep(9))
    asyncio.get_running_loop().call_later(0.05, two.cancel)
    try:
        await asyncio.gather(one, two)
    except asyncio.CancelledError:
        print("CancelledError", asyncio.current_task().cancelling())
    await one
""", "CancelledError 0\none"),
    ("`return_exceptions` takes every failure, also a `TypeError` of your own code", """
async def main():
    print(*map(leaves, await asyncio.gather(note("fails", 0, TypeError()), return_exceptions=True)))
""", "fails\n['TypeError']"),
    ("`await next_one` raises it in the loop, the loop ends, and the rest\nruns on.", """
async def main():
    try:
        for one in asyncio.as_completed([note("fails", 0, OSError()), note("runs on", 0.5)]):
            await one
    except OSError:
        print("raised")
    await asyncio.sleep(0.6)
""", "fails\nraised\nruns on"),
    ("Then the end of the loop by an exception is the end of the\ngroup.", """
async def main():
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(coro) for coro in (slow(), note("fails", 0.5, OSError()), note("first"))]
            for one in asyncio.as_completed(tasks):
                print("got", await one)
    except BaseException as error:
        print(type(error).__name__, leaves(error))
""", "first\ngot first\nfails\nslow is stopped\nExceptionGroup ['OSError']"),
    ("`gather` and a group\npass a cancellation on to what they wait for, `wait` does not", """
async def wait(task):
    await asyncio.wait([task])

async def gather(task):
    await asyncio.gather(task)

async def group(_):
    global child
    async with asyncio.TaskGroup() as group:
        child = group.create_task(asyncio.sleep(9))

async def main():
    global child
    for way in wait, gather, group:
        child = asyncio.create_task(asyncio.sleep(9))
        task, first = asyncio.create_task(way(child)), child
        await asyncio.sleep(0.05)
        task.cancel()
        await asyncio.wait([task])
        print(way.__name__, child.cancelled())
        first.cancel()
""", "wait False\ngather True\ngroup True"),
    ("If a real failure happens as well, it\nis in the same group of exceptions, `except* Enough` leaves it in, and you hear of it.", """
class Enough(Exception):
    pass

async def main():
    try:
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(slow("clumsy", OSError()))
                await asyncio.sleep(0)
                raise Enough
        except* Enough:
            print("enough")
    except BaseException as error:
        print(leaves(error))
""", "clumsy\nenough\n['OSError']"),
    ("take the `try` out of `fill`: then the group cancels `bo` and\n`cy` half a second after the start, and raises.", """
async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(note("ada", 0, OSError()))
            group.create_task(note("bo", 0.5))
    except* OSError:
        print("raised")
    await asyncio.sleep(0.6)
""", "ada\nraised"),
]


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """What each program prints: {Python: [(out, err, status)]}."""
    return printed_by([START + text for _, text, _ in CLAIMS], tmp_path_factory.mktemp("claims"))


@each(CLAIMS)
def test_a_claim_holds(number, version, printed):
    holds(CHAPTER, CLAIMS[number], version, printed[version][number])
