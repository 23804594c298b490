"""What the chapter on cancellation says without showing it is so, on every Python."""

import re

import pytest

from book.tools.chapter import CODE, ROOT
from tests.support import fail, line_of, python_id
from tests.support.claims import PYTHONS, each, holds, printed_by

pytestmark = pytest.mark.reads()

[CHAPTER] = (ROOT / "book").glob("*-cancellation.md")
[FOLDER] = CODE.glob("*-cancellation")
TEXT = CHAPTER.read_text(encoding="utf-8")
START = f"""\
import asyncio, contextlib, gc, sys, time

sys.path += {[str(FOLDER), str(CODE / "tools")]!r}

async def note(text, delay=0.0, error=None):
    await asyncio.sleep(delay)
    print(text)
    if error:
        raise error
    return text

async def cancel(coro, after=0.05):
    task = asyncio.create_task(coro)
    await asyncio.sleep(after)
    task.cancel()
    await asyncio.wait([task])
    return "cancelled" if task.cancelled() else task.exception() or task.result()

async def goodbye(seconds=0.05, text="goodbye"):
    try:
        await asyncio.sleep(5)
    finally:
        await asyncio.sleep(seconds)
        print(text)

"""
# the sentence, a part of a program, what it prints (on all, or from a version on); `main` is run where it is there
CLAIMS = [
    ("(It returns `False` where the task has ended before", """
async def main():
    task = asyncio.create_task(note("ran"))
    await task
    print(task.cancel())
""", "ran\nFalse"),
    ("What stands between two such places runs to its end", """
async def job():
    task.cancel()
    time.sleep(0.05)
    print("not cut")
    await asyncio.sleep(0)
    print("cut")

async def main():
    global task
    task = asyncio.create_task(job())
    await asyncio.wait([task])
""", "not cut"),
    ("at an `await`, or at an `async with` or `async for`, which wait, too", """
async def with_lock(lock):
    async with lock:
        print("not here")

async def each_of(items):
    async for item in items:
        print("not here")

async def never():
    await asyncio.sleep(5)
    yield 21

async def main():
    lock = asyncio.Lock()
    async with lock:
        print(await cancel(with_lock(lock)))
    print(await cancel(each_of(never())))
""", "cancelled\ncancelled"),
    ("(If the\ntask returns before that, it is cancelled at its end, and its result is lost.)", """
async def job(error=None):
    asyncio.current_task().cancel()
    if error:
        raise error  # this is no return, and is not lost
    return 21

async def main():
    for error in None, OSError():
        task = asyncio.create_task(job(error))
        await asyncio.wait([task])
        print("cancelled" if task.cancelled() else repr(task.exception()))
""", "cancelled\nOSError()"),
    ("even if others\nwait for the same task: they get a `CancelledError`, too", """
async def waits(task):
    await task

async def main():
    shared = asyncio.create_task(asyncio.sleep(5))
    one, two = [asyncio.create_task(waits(shared)) for _ in range(2)]
    await asyncio.sleep(0.05)
    one.cancel()
    await asyncio.wait([one, two])
    print(one.cancelled(), two.cancelled())
""", "True True"),
    ("(But a task that swallows its cancel saves the one that\nawaits it: `await task` gives the result, and the owner goes on.)", """
async def swallows():
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError:
        return "a result"

async def owner():
    got = await asyncio.create_task(swallows())
    await asyncio.sleep(0)
    return got

async def main():
    print(await cancel(owner()))
""", "a result"),
    ("| `await task` | cancelled, and waited for |", """
async def owner():
    await asyncio.create_task(goodbye())

async def main():
    print(await cancel(owner()))
""", "goodbye\ncancelled"),
    ("cancelled, all of it; `gather` itself may end before they have", """
async def owner():
    await asyncio.gather(goodbye(0.5, "slow"), goodbye(0, "fast"))

async def main():
    print(await cancel(owner()))
    await asyncio.sleep(1)
""", "fast\ncancelled\nslow"),
    ("exception is raised at the `await` at which it had stopped, although the result is there already", """
async def waits(future):
    try:
        print("got", await future)
    except asyncio.CancelledError:
        print("cut", future.done())
        raise

async def main():
    future = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(waits(future))
    await asyncio.sleep(0)
    future.set_result(21)
    task.cancel()
    await asyncio.wait([task])
    print(task.cancelled())
""", "cut True\nTrue"),
    ("Then it is raised at the next `await` that suspends", """
async def nothing():
    pass

async def job():
    asyncio.current_task().cancel()
    await nothing()
    print("goes on")
    await asyncio.sleep(0)
    print("not here")

async def main():
    task = asyncio.create_task(job())
    await asyncio.wait([task])
    print(task.cancelled())
""", "goes on\nTrue"),
    ("| a `TaskGroup` | cancelled, all of it; the group waits until all have ended |", """
async def owner():
    async with asyncio.TaskGroup() as group:
        group.create_task(goodbye())

async def main():
    print(await cancel(owner()))
""", "goodbye\ncancelled"),
    ("a call that has begun works on; only the waiting ends", """
def work():
    time.sleep(0.4)
    print("worked")

async def main():
    print(await cancel(asyncio.to_thread(work)))
""", "cancelled\nworked"),
    ("a call that has begun works on", """
from concurrent.futures import ThreadPoolExecutor

async def main():
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(1))
    first = asyncio.create_task(asyncio.to_thread(time.sleep, 0.5))
    await asyncio.sleep(0.05)
    print(await cancel(asyncio.to_thread(print, "not here")))  # it has no thread yet
    await first
    await asyncio.sleep(0.1)
""", "cancelled"),
    ("derived from `BaseException`, as `KeyboardInterrupt` is", """
print(asyncio.CancelledError.__mro__[1:], KeyboardInterrupt.__mro__[1:2])
async def main(): pass
""", "(<class 'BaseException'>, <class 'object'>) (<class 'BaseException'>,)"),
    ("the block of a group starts five tasks and fails in its next line, before one\nof them has begun", """
async def main():
    try:
        async with asyncio.TaskGroup() as group:
            for number in range(5):
                group.create_task(note(f"began {number}"))
            raise ValueError
    except* ValueError:
        print("raised")
""", "raised"),
    ("`asyncio.wait_for(f(), 0.1)` does it in the same way", """
async def main():
    start = asyncio.get_running_loop().time()
    try:
        await asyncio.wait_for(goodbye(0.5), 0.1)
    except TimeoutError:
        print(asyncio.get_running_loop().time() - start > 0.58)
""", "goodbye\nTrue"),
    ("Up to\n    Python 3.11 it runs the coroutine in a task of its own, since 3.12 in yours.", """
async def whose():
    return asyncio.current_task()

async def main():
    print(await asyncio.wait_for(whose(), 1) is asyncio.current_task())
""", {(3, 11): "False", (3, 12): "True"}),
    ("`limit.reschedule(when)`\nmoves the deadline of a block that is running", """
async def main():
    try:
        async with asyncio.timeout(60) as limit:
            limit.reschedule(asyncio.get_running_loop().time() + 0.05)
            await asyncio.sleep(5)
            print("not here")
    except TimeoutError:
        print(limit.expired())
""", "True"),
    ("Then\nthe outer one raises, and no inner `except` handles it", """
async def main():
    try:
        async with asyncio.timeout(0.1) as outer:
            try:
                async with asyncio.timeout(0.05) as inner:
                    time.sleep(0.3)
                    await asyncio.sleep(0)
                    await asyncio.sleep(5)
            except TimeoutError:
                print("not here")
    except TimeoutError:
        print("outer", inner.expired(), outer.expired())
""", "outer True True"),
    ("`True` also where the block was cut, and then raised a\n`TimeoutError` of its own in its `finally`", """
async def main():
    try:
        async with asyncio.timeout(0.05) as limit:
            try:
                await asyncio.sleep(5)
            finally:
                raise TimeoutError("my own")
    except TimeoutError as error:
        print(error, limit.expired())
""", "my own True"),
    ("(`expired()` of this limit is `True`: who asks, hears of it.)", """
async def main():
    async with asyncio.timeout(0.05) as limit:
        try:
            await asyncio.sleep(5)
        except BaseException:
            pass
    print(limit.expired())
""", "True"),
    ("(A pause that really waits is cut: while it\nwaits, the timer is called.)", """
async def main():
    try:
        async with asyncio.timeout(0.05):
            time.sleep(0.25)
            await asyncio.sleep(0.5)
            print("not here")
    except TimeoutError:
        print("TimeoutError")
""", "TimeoutError"),
    ("a socket does when the operating system gives up", """
import errno, os
async def main():
    print(type(OSError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT))).__name__)
""", "TimeoutError"),
    ("A bare `except:` does this, and so do `except BaseException:`, `contextlib.suppress(BaseException)`,\n"
     "and a `return` or `break` in a `finally`.", """
async def bare():
    try: await asyncio.sleep(5)
    except: pass

async def base():
    try: await asyncio.sleep(5)
    except BaseException: pass

async def suppress():
    with contextlib.suppress(BaseException): await asyncio.sleep(5)

async def returns():
    try: await asyncio.sleep(5)
    finally: return

async def breaks():
    while True:
        try: await asyncio.sleep(5)
        finally: break

async def lets_pass():
    try: await asyncio.sleep(5)
    except Exception: pass

async def main():
    for function in bare, base, suppress, returns, breaks, lets_pass:
        print(function.__name__, await cancel(function(), 0.01))
""", "bare None\nbase None\nsuppress None\nreturns None\nbreaks None\nlets_pass cancelled"),
    ("There the limit ends your\n*waiting*; a thread cannot be cancelled", """
def work():
    time.sleep(0.5)
    print("worked")

async def main():
    try:
        async with asyncio.timeout(0.1):
            await asyncio.to_thread(work)
    except TimeoutError:
        print("TimeoutError")
""", "TimeoutError\nworked"),
    ("up to Python 3.13 as `Task exception was never retrieved`, when the\ntask is freed", """
async def guarded():
    await asyncio.shield(note("failed", 0.8, OSError("disk full")))

async def main():
    logged = []
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: logged.append(context["message"]))
    print(await cancel(guarded()))
    await asyncio.sleep(1.2)
    gc.collect()
    print(logged)
""", {(3, 11): "cancelled\nfailed\n['Task exception was never retrieved']",
      (3, 14): "cancelled\nfailed\n['OSError exception in shielded future']"}),
    ("a failure of\n`save` is raised in `saves_first`", """
async def saves_first():
    task = asyncio.create_task(note("failed", 0.2, OSError("disk full")))
    try:
        await asyncio.wait([task])
    except asyncio.CancelledError:
        await task
        raise

async def main():
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: print(context["message"]))
    print(await cancel(saves_first()))
    gc.collect()
""", "failed\ndisk full"),
    ("A second cancel would reach `save`", """
async def saves_first():
    task = asyncio.create_task(note("saved", 1))
    try:
        await asyncio.wait([task])
    except asyncio.CancelledError:
        await task
        raise

async def main():
    task = asyncio.create_task(saves_first())
    for _ in range(2):
        await asyncio.sleep(0.05)
        task.cancel()
    await asyncio.wait([task])
    await asyncio.sleep(1.2)
    print(task.cancelled())
""", "True"),
    ("The end of `main` still cuts it", """
async def saves_first():
    task = asyncio.create_task(note("not here", 1))
    try:
        await asyncio.wait([task])
    except asyncio.CancelledError:
        await task
        raise

async def main():
    task = asyncio.create_task(saves_first())
    await asyncio.sleep(0.05)
    task.cancel()
    await asyncio.sleep(0.05)
    print("main ends")
""", "main ends"),
    ("in the place of `asyncio.wait` does the same. But since Python 3.14 its late\nfailure is then logged *and* raised", """
async def saves_first():
    task = asyncio.create_task(note("failed", 0.5, OSError("disk full")))
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await task
        raise

async def main():
    logged = []
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: logged.append(context["message"]))
    print(await cancel(saves_first()))
    gc.collect()
    print(logged)
""", {(3, 11): "failed\ndisk full\n[]", (3, 14): "failed\ndisk full\n['OSError exception in shielded future']"}),
    ("If you are cancelled while `worker` tidies\nup, the `suppress` eats your own cancel", """
async def stops(worker):
    worker.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await worker
    print("goes on")

async def waits(worker):
    worker.cancel()
    await asyncio.wait([worker])
    print("not here")

async def main():
    for function in stops, waits:
        worker = asyncio.create_task(goodbye(5))
        await asyncio.sleep(0.05)
        print(function.__name__, await cancel(function(worker)))
""", "goes on\nstops None\nwaits cancelled"),
    ("(Two that come before the task has its turn are one.)", """
async def job():
    try:
        await asyncio.sleep(5)
    finally:
        await asyncio.sleep(0.05)
        print("goodbye is said")

async def main():
    task = asyncio.create_task(job())
    await asyncio.sleep(0.05)
    task.cancel()
    task.cancel()
    await asyncio.wait([task])
    print(task.cancelled())
""", "goodbye is said\nTrue"),
    ("`await task` passes on each cancel. So does `gather`, until one of its children has failed or is\n"
     "cancelled: then `gather` has ended, and a later cancel reaches none of the others. A task group passes on one at most: once it is\n"
     "stopping, also after a failure, a cancel of its task reaches none of its children", """
async def awaits():
    await asyncio.create_task(goodbye(0.5, "not here"))

async def gathers():
    await asyncio.gather(goodbye(0.5, "not here"))

async def gathers_one_that_ends():
    try:
        await asyncio.gather(asyncio.sleep(9), goodbye(0.25, "the other one has tidied up"))
    finally:
        await asyncio.sleep(0.5)

async def groups():
    async with asyncio.TaskGroup() as group:
        group.create_task(goodbye(0.5, "the child has tidied up"))

async def in_its_body():
    async with asyncio.TaskGroup() as group:
        group.create_task(goodbye(0.5, "the child too"))
        await goodbye(0.25, "the body is cut")

async def fails(seconds):
    await asyncio.sleep(seconds)
    raise OSError

async def failed():
    async with asyncio.TaskGroup() as group:
        group.create_task(goodbye(0.5, "the child of one that failed"))
        group.create_task(fails(0.01))

async def main():
    for owner in awaits, gathers, gathers_one_that_ends, groups, in_its_body, failed:
        task = asyncio.create_task(owner())
        for _ in range(2):
            await asyncio.sleep(0.05)
            task.cancel()
        await asyncio.wait([task])
        await asyncio.sleep(0.25)
        print(owner.__name__, task.cancelled() or type(task.exception()).__name__)
""", "awaits True\ngathers True\nthe other one has tidied up\ngathers_one_that_ends True\n"
            "the child has tidied up\ngroups True\nthe child too\nin_its_body True\n"
            "the child of one that failed\nfailed ExceptionGroup"),
    ("(The end of `asyncio.run` does cancel them.)", """
async def groups():
    async with asyncio.TaskGroup() as group:
        group.create_task(goodbye(9, "not here"))

async def main():
    task = asyncio.create_task(groups())
    await asyncio.sleep(0.05)
    task.cancel()
    await asyncio.sleep(0.05)
    print("main ends")
""", "main ends"),
    ("It is the same with a cancel that comes while a\nfailed group waits for its children: what leaves the block is the `ExceptionGroup`.", """
async def fails():
    raise OSError

async def group():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(goodbye(0.25))
            group.create_task(fails())
    except* OSError:
        print("the group has failed")
    await asyncio.sleep(0)
    return "goes on"

async def main():
    print(await cancel(group()))
""", {(3, 11): "goodbye\nthe group has failed\ngoes on", (3, 13): "goodbye\nthe group has failed\ncancelled"}),
    ("A limit that becomes a\n`TimeoutError` takes its own cancel back", """
async def main():
    try:
        async with asyncio.timeout(0.05):
            try:
                await asyncio.sleep(1)
            finally:
                print(asyncio.current_task().cancelling())
    except TimeoutError:
        print(asyncio.current_task().cancelling())
""", "1\n0"),
    ("a\nlimit asks, then the program ends and `asyncio.run` asks", """
async def job():
    async with asyncio.timeout(0.05):
        await goodbye(1)

async def main():
    global task
    task = asyncio.create_task(job())
    await asyncio.sleep(0.25)

asyncio.run(main())
print(task.cancelled())
del main
""", "True"),
    ("`TimeoutError` takes the place of the `CancelledError`: the task has failed, and is not cancelled", """
async def use_line():
    try:
        await asyncio.sleep(5)
    finally:
        async with asyncio.timeout(0.05):
            await asyncio.sleep(5)

async def main():
    print(repr(await cancel(use_line())))
""", "TimeoutError()"),
    ("without it the points of the goodbye would leak", """
import everywhere, safe_lines
async def end(self, *error):
    await asyncio.sleep(0.02)
    self.close()
safe_lines.Line.__aexit__ = end
async def use(pool):
    async with await pool.connect() as line:
        return await line.ask("ada")
report = everywhere.cancel(use, safe_lines.Pool, check=lambda pool: pool.lines - pool.free)
print([point.when for point in report.wrong], {*map(str, sum((point.left for point in report.wrong), []))})
async def main(): pass
""", "['waits', 'wakes'] {'1'}"),
    ("raises `AssertionError`, with the table, where a point is wrong", """
import everywhere, lines, pool_night
async def use(pool):
    return await pool_night.read_station(pool, "ada")
try:
    everywhere.cancel(use, lines.Pool, check=lambda pool: pool.lines - pool.free).verify()
except AssertionError as error:
    print(str(error).splitlines()[0])
async def main(): pass
""", "cancelled at 5 points: 4 WRONG"),
    ("In 3.11 `wait_for` returns the result and loses the\n  cancel; since 3.12", """
async def take(future):
    return await asyncio.wait_for(future, 9)

async def main():
    future = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(take(future))
    await asyncio.sleep(0.05)
    future.set_result("the only ticket")
    task.cancel()
    await asyncio.wait([task])
    print("cancelled" if task.cancelled() else task.result())
""", {(3, 11): "the only ticket", (3, 12): "cancelled"}),
    ("since 3.12, and in `asyncio.timeout` everywhere, the cancel wins and the result is lost", """
async def take(future):
    async with asyncio.timeout(9):
        return await future

async def main():
    future = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(take(future))
    await asyncio.sleep(0.05)
    future.set_result("the only ticket")
    task.cancel()
    await asyncio.wait([task])
    print("cancelled" if task.cancelled() else task.result())
""", "cancelled"),
    ("**`timeout(0)` swallows a cancel** that is not yet delivered", """
async def job():
    asyncio.current_task().cancel()
    try:
        async with asyncio.timeout(0):
            await asyncio.sleep(0)
    except TimeoutError:
        print("TimeoutError")
    await asyncio.sleep(0)
    print("goes on")

async def main():
    task = asyncio.create_task(job())
    await asyncio.wait([task])
""", "TimeoutError\ngoes on"),
    ("If a child fails while the group waits at its end,\n  `cancelling()` stays one higher", """
async def group():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(note("fails", 0, OSError()))
    except* OSError:
        pass

async def main():
    await group()
    print(asyncio.current_task().cancelling())
""", {(3, 11): "fails\n1", (3, 13): "fails\n0"}),
    ("a limit around it that is over later raises `CancelledError`, not\n  `TimeoutError`", """
async def group():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(note("fails", 0, OSError()))
    except* OSError:
        pass

async def main():
    for own_task in False, True:
        try:
            async with asyncio.timeout(0.05):
                await (asyncio.create_task(group()) if own_task else group())
                await asyncio.sleep(1)
        except BaseException as error:
            print(type(error).__name__)
""", {(3, 11): "fails\nCancelledError\nfails\nTimeoutError", (3, 13): "fails\nTimeoutError\nfails\nTimeoutError"}),
    ("Only before its first\nstep and between two readings is it cancelled.", """
import everywhere, safe_lines
async def for_ever(pool):
    while True:
        try:
            async with await pool.connect() as line:
                await line.ask("ada")
        except BaseException:
            pass
        await asyncio.sleep(3000)
report = everywhere.cancel(for_ever, safe_lines.Pool)
print({point.where.split("await ")[-1] for point in report.points if point.outcome == "cancelled"} ==
      {"before its first step", "asyncio.sleep(3000)"})
async def main(): pass
""", "True"),
]
GROUP = """
async def fails():
    raise ValueError

async def job():
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError:
        if {uncancel}:
            asyncio.current_task().uncancel()
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails())
    except* ValueError:
        pass
    await asyncio.sleep(0)
    return "the task goes on"

async def main():
    said = await cancel(job())
    print("the task is cancelled at its next `await`" if said == "cancelled" else said)
"""
TABLE = [[cell.strip() for cell in row.strip("|").split("|")] for row in
         re.findall(r"^\|.*\|$", TEXT[TEXT.index("| after a swallowed cancel"):].partition("\n\n")[0], re.M)]


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """What each program prints, those of the claims and then those of the table: {Python: [(out, err, status)]}."""
    texts = [claim[1] for claim in CLAIMS] + [GROUP.format(uncancel=uncancel) for uncancel in (False, True)]
    return printed_by([START + text for text in texts], tmp_path_factory.mktemp("claims"))


@each(CLAIMS)
def test_a_claim_holds(number, version, printed):
    holds(CHAPTER, CLAIMS[number], version, printed[version][number])


@pytest.mark.parametrize("version", PYTHONS, ids=python_id)
def test_the_table_of_uncancel(version, printed):
    head, _, *rows = TABLE
    column = 1 if version < (3, 13) else 2
    got = [(out or err).strip() for out, err, _ in printed[version][len(CLAIMS):]]
    if got != [row[column] for row in rows]:
        fail(f"book/{CHAPTER.name}:{line_of(TEXT, '| after a swallowed cancel')}",
             f"Python {python_id(version)} does not do so", "\n".join(row[column] for row in rows), "\n".join(got))
