"""code/tools/everywhere.py: of each program the table that it has to print, worked out by hand, on every Python."""

import asyncio
import sys

import pytest

from book.tools.chapter import TOOLS
from tests.support import python_id, pythons
from tests.support.told import Programs

pytestmark = pytest.mark.reads()

sys.path.append(str(TOOLS))

import everywhere  # noqa: E402

HEAD = '''import asyncio, contextlib, vloop
from everywhere import cancel

class Pool:
    def __init__(self):
        self.open = 0
    async def connect(self):
        await asyncio.sleep(1)
        self.open += 1
        return self
    async def read(self):
        await asyncio.sleep(1)
    def close(self):
        self.open -= 1
    def left(self):
        return self.open and f"{self.open} open"
'''

PROGRAMS = {
    # a name: the program; what it prints
    "never suspends": ("""
        async def f():
            return 1
        print(cancel(f))
        """, """
        cancelled at 1 point: all right
            0  start  cancelled  before its first step
            1  never  returned 1
        """),
    "leaks once it has connected": ("""
        async def f(pool):
            connection = await pool.connect()
            await connection.read()
            connection.close()
        print(cancel(f, Pool, check=Pool.left))
        """, """
        cancelled at 5 points: 2 WRONG
            0  start  cancelled  before its first step
            1  waits  cancelled  p.py  await asyncio.sleep(1)
            2  wakes  cancelled  p.py  await asyncio.sleep(1)
        !   3  waits  cancelled  p.py  await asyncio.sleep(1)
                      LEFT: 1 open
        !   4  wakes  cancelled  p.py  await asyncio.sleep(1)
                      LEFT: 1 open
            5  never  returned None
        """),
    "closes in finally": ("""
        async def f(pool):
            connection = await pool.connect()
            try:
                await connection.read()
            finally:
                connection.close()
        print(cancel(f, Pool, check=Pool.left).verify().wrong)
        """, "[]"),
    "takes over only after the wait: lost where the result is there": ("""
        async def f(pool):
            task = asyncio.create_task(pool.connect(), name="connect")
            try:
                connection = await task
            except asyncio.CancelledError:
                await asyncio.wait([task])
                raise
            connection.close()
        print(cancel(f, Pool, check=Pool.left))
        """, """
        cancelled at 5 points: 1 WRONG
            0  start  cancelled  before its first step
            1  waits  cancelled  p.py  connection = await task
            2  waits  cancelled  connect: p.py  await asyncio.sleep(1)
            3  wakes  cancelled  connect: p.py  await asyncio.sleep(1)
        !   4  wakes  cancelled  p.py  connection = await task
                      LEFT: 1 open
            5  never  returned None
        """),
    "what it was given is lost before the first step": ("""
        class Ticket:
            taken = True
        async def f(ticket):
            try:
                await asyncio.sleep(1)
            finally:
                ticket.taken = False
        print(cancel(f, Ticket, check=lambda ticket: ticket.taken and "never given back"))
        """, """
        cancelled at 3 points: 1 WRONG
        !   0  start  cancelled  before its first step
                      LEFT: never given back
            1  waits  cancelled  p.py  await asyncio.sleep(1)
            2  wakes  cancelled  p.py  await asyncio.sleep(1)
            3  never  returned None
        """),
    "swallows": ("""
        async def f():
            try:
                await asyncio.sleep(1)
            except BaseException:
                return "nothing"
        print(cancel(f))
        """, """
        cancelled at 3 points: 2 WRONG
            0  start  cancelled           before its first step
        !   1  waits  returned 'nothing'  p.py  await asyncio.sleep(1)
        !   2  wakes  returned 'nothing'  p.py  await asyncio.sleep(1)
            3  never  returned None
        """),
    "except Exception lets it pass": ("""
        async def f():
            with contextlib.suppress(Exception):
                await asyncio.sleep(1)
        print(cancel(f).verify().wrong)
        """, "[]"),
    "another error in its place": ("""
        async def f():
            try:
                await asyncio.sleep(1)
            finally:
                raise OSError("already closed")
        print(cancel(f))
        """, """
        cancelled at 3 points: 2 WRONG
            0  start  cancelled                         before its first step
        !   1  waits  raised OSError('already closed')  p.py  await asyncio.sleep(1)
        !   2  wakes  raised OSError('already closed')  p.py  await asyncio.sleep(1)
            3  never  raised OSError('already closed')
        """),
    "uncancel after swallowing": ("""
        async def f():
            try:
                await asyncio.sleep(1)
            except asyncio.CancelledError:
                asyncio.current_task().uncancel()
                async with asyncio.timeout(1):
                    await asyncio.sleep(0.25)
        print(cancel(f))
        """, """
        cancelled at 3 points: 2 WRONG
            0  start  cancelled              before its first step
        !   1  waits  returned None, 0.25 s  p.py  await asyncio.sleep(1)
        !   2  wakes  returned None, 0.25 s  p.py  await asyncio.sleep(1)
            3  never  returned None
        """),
    "goes on for ever": ("""
        async def f():
            while True:
                with contextlib.suppress(asyncio.CancelledError):
                    await asyncio.sleep(1)
        print(cancel(f, within=60, limit=4))
        """, """
        cancelled at 4 points: 3 WRONG
            0  start  cancelled     before its first step
        !   1  waits  ran on, 60 s  p.py  await asyncio.sleep(1)  (×2)
        !   2  wakes  ran on, 60 s  p.py  await asyncio.sleep(1)
        There are more points: not all were tried.
        """),
    "goes on for ever, whatever is raised, also at Python's end; its times are not round": ("""
        async def f():
            while True:
                try:
                    await asyncio.sleep(0.02)
                    await asyncio.sleep(0.01)
                    await asyncio.sleep(600)
                except:
                    pass
        print(cancel(f, limit=5))
        """, """
        cancelled at 5 points: 4 WRONG
            0  start  cancelled       before its first step
        !   1  waits  ran on, 3600 s  p.py  await asyncio.sleep(0.02)
        !   2  wakes  ran on, 3600 s  p.py  await asyncio.sleep(0.02)
        !   3  waits  ran on, 3600 s  p.py  await asyncio.sleep(0.01)
        !   4  wakes  ran on, 3600 s  p.py  await asyncio.sleep(0.01)
        There are more points: not all were tried.
        """),
    "goes on for ever, and its clock stands": ("""
        async def f():
            while True:
                with contextlib.suppress(asyncio.CancelledError):
                    await asyncio.sleep(0)
        print(cancel(f, limit=2))
        """, """
        cancelled at 2 points: 1 WRONG
            0  start  cancelled  before its first step
        !   1  waits  ran on     p.py  await asyncio.sleep(0)
        There are more points: not all were tried.
        """),
    "waits for ever, if nobody cancels it": ("""
        async def f():
            await asyncio.Event().wait()
        print(cancel(f))
        """, """
        cancelled at 2 points: all right
            0  start  cancelled  before its first step
            1  waits  cancelled  p.py  await asyncio.Event().wait()
            2  never  ran on
        """),
    "a finally that waits": ("""
        async def f(log):
            try:
                await asyncio.sleep(1)
            finally:
                await asyncio.sleep(0.5)
                log.append("saved")
        print(cancel(f, list, check=lambda log: None if log else "not saved"))
        """, """
        cancelled at 5 points: 3 WRONG
        !   0  start  cancelled         before its first step
                      LEFT: not saved
            1  waits  cancelled, 0.5 s  p.py  await asyncio.sleep(1)
            2  wakes  cancelled, 0.5 s  p.py  await asyncio.sleep(1)
        !   3  waits  cancelled         p.py  await asyncio.sleep(0.5)
                      LEFT: not saved
        !   4  wakes  cancelled         p.py  await asyncio.sleep(0.5)
                      LEFT: not saved
            5  never  returned None
        """),
    "a second time in the clean-up": ("""
        async def f(log):
            await asyncio.sleep(0)
            log.append("taken")
            try:
                await asyncio.sleep(1)
            except asyncio.CancelledError:
                await asyncio.sleep(0.5)
                log.clear()
                raise
            log.clear()
        print(cancel(f, list, check=", ".join, again=True))
        """, """
        cancelled at 11 points: 4 WRONG
            0  start  cancelled         before its first step
            1  waits  cancelled         p.py  await asyncio.sleep(0)
            2  wakes  cancelled         p.py  await asyncio.sleep(0)
                      (first cancelled at p.py  await asyncio.sleep(0))
            3  wakes  cancelled         p.py  await asyncio.sleep(0)
            4  waits  cancelled, 0.5 s  p.py  await asyncio.sleep(1)
            5  wakes  cancelled, 0.5 s  p.py  await asyncio.sleep(1)
                      (first cancelled at p.py  await asyncio.sleep(1))
        !   6  waits  cancelled         p.py  await asyncio.sleep(0.5)  (×2)
                      (first cancelled at p.py  await asyncio.sleep(1))
                      LEFT: taken
        !   7  wakes  cancelled         p.py  await asyncio.sleep(0.5)  (×2)
                      (first cancelled at p.py  await asyncio.sleep(1))
                      LEFT: taken
            8  wakes  cancelled, 0.5 s  p.py  await asyncio.sleep(1)
           11  never  returned None
        """),
    "children of a group": ("""
        async def f(pool):
            async with asyncio.TaskGroup() as group:
                for name in "ab":
                    group.create_task(pool.read(), name=name)
        print(cancel(f, Pool))
        """, """
        cancelled at 7 points: all right
            0  start  cancelled  before its first step
            1  waits  cancelled  p.py  async with asyncio.TaskGroup() as group:
            2  waits  cancelled  a: p.py  await asyncio.sleep(1)
            3  waits  cancelled  b: p.py  await asyncio.sleep(1)
            4  wakes  cancelled  a: p.py  await asyncio.sleep(1)
            5  wakes  cancelled  b: p.py  await asyncio.sleep(1)
            6  wakes  cancelled  p.py  async with asyncio.TaskGroup() as group:
            7  never  returned None
        """),
    "children of gather that swallow": ("""
        async def child():
            try:
                await asyncio.sleep(1)
            except asyncio.CancelledError:
                return "none"
        async def f():
            return await asyncio.gather(child())
        print(cancel(f))
        """, """
        cancelled at 5 points: all right
            0  start  cancelled  before its first step
            1  waits  cancelled  p.py  return await asyncio.gather(child())
            2  waits  cancelled  child: p.py  await asyncio.sleep(1)
            3  wakes  cancelled  child: p.py  await asyncio.sleep(1)
            4  wakes  cancelled  p.py  return await asyncio.gather(child())
            5  never  returned [None]
        """),
    "a task that nobody awaits": ("""
        async def ghost():
            await asyncio.sleep(3)
        async def f():
            asyncio.create_task(ghost())
            await asyncio.sleep(1)
        print(cancel(f))
        """, """
        cancelled at 4 points: 4 WRONG
            0  start  cancelled  before its first step
        !   1  waits  cancelled  p.py  await asyncio.sleep(1)
                      LEFT: ghost, at p.py  await asyncio.sleep(3)
        !   2  waits  cancelled  ghost: p.py  await asyncio.sleep(3)
                      LEFT: ghost, at p.py  await asyncio.sleep(3)
        !   3  wakes  cancelled  p.py  await asyncio.sleep(1)
                      LEFT: ghost, at p.py  await asyncio.sleep(3)
        !   4  never  returned None
                      LEFT: ghost, at p.py  await asyncio.sleep(3)
        """),
    "what shield leaves": ("""
        async def save():
            await asyncio.sleep(1)
        async def f():
            await asyncio.shield(save())
        print(cancel(f))
        """, """
        cancelled at 5 points: 2 WRONG
            0  start  cancelled  before its first step
        !   1  waits  cancelled  p.py  await asyncio.shield(save())
                      LEFT: save, at p.py  await asyncio.sleep(1)
        !   2  waits  cancelled  save: p.py  await asyncio.sleep(1)
                      LEFT: save, at p.py  await asyncio.sleep(1)
            3  wakes  cancelled  save: p.py  await asyncio.sleep(1)
            4  wakes  cancelled  p.py  await asyncio.shield(save())
            5  never  returned None
        """),
    "an async generator is left to the garbage collector": ("""
        async def rows():
            try:
                yield 1
            finally:
                await asyncio.sleep(0.5)
        async def f():
            async for row in rows():
                await asyncio.sleep(1)
        print(cancel(f))
        """, """
        cancelled at 5 points: 2 WRONG
            0  start  cancelled  before its first step
        !   1  waits  cancelled  p.py  await asyncio.sleep(1)
                      LEFT: aclose of rows, at p.py  await asyncio.sleep(0.5)
        !   2  wakes  cancelled  p.py  await asyncio.sleep(1)
                      LEFT: aclose of rows, at p.py  await asyncio.sleep(0.5)
            3  waits  cancelled  p.py  await asyncio.sleep(0.5)
            4  wakes  cancelled  p.py  await asyncio.sleep(0.5)
            5  never  returned None
        """),
    "an async generator that somebody keeps; anext with a default": ("""
        async def rows():
            try:
                await asyncio.sleep(1)
                yield 1
            finally:
                pass
        async def f(kept):
            kept.append(rows())
            await anext(kept[0], None)
            await asyncio.sleep(1)
        print(cancel(f, list))
        """, """
        cancelled at 5 points: 3 WRONG
            0  start  cancelled  before its first step
            1  waits  cancelled  p.py  await asyncio.sleep(1)
            2  wakes  cancelled  p.py  await asyncio.sleep(1)
        !   3  waits  cancelled  p.py  await asyncio.sleep(1)
                      LEFT: async generator rows, at p.py  yield 1
        !   4  wakes  cancelled  p.py  await asyncio.sleep(1)
                      LEFT: async generator rows, at p.py  yield 1
        !   5  never  returned None
                      LEFT: async generator rows, at p.py  yield 1
        """),
    "aclosing closes it": ("""
        async def rows():
            try:
                yield 1
            finally:
                await asyncio.sleep(0.5)
        async def f():
            async with contextlib.aclosing(rows()) as found:
                async for row in found:
                    await asyncio.sleep(1)
        print(cancel(f).verify().wrong)
        """, "[]"),
    "a coroutine that never runs": ("""
        async def save():
            pass
        async def f():
            save()
            await asyncio.sleep(1)
        print(cancel(f))
        """, """
        cancelled at 3 points: 3 WRONG
            0  start  cancelled  before its first step
        !   1  waits  cancelled  p.py  await asyncio.sleep(1)
                      LEFT: coroutine 'save' was never awaited
        !   2  wakes  cancelled  p.py  await asyncio.sleep(1)
                      LEFT: coroutine 'save' was never awaited
        !   3  never  returned None
                      LEFT: coroutine 'save' was never awaited
        """),
    "an error that nobody sees": ("""
        async def fails():
            raise OSError("no")
        async def f():
            task = asyncio.create_task(fails())
            await asyncio.sleep(1)
            await task
        print(cancel(f))
        """, """
        cancelled at 3 points: 2 WRONG
            0  start  cancelled  before its first step
        !   1  waits  cancelled  p.py  await asyncio.sleep(1)
                      LEFT: Task exception was never retrieved: OSError('no')
        !   2  wakes  cancelled  p.py  await asyncio.sleep(1)
                      LEFT: Task exception was never retrieved: OSError('no')
            3  never  raised OSError('no')
        """),
    "a cancel that comes with the timeout's own": ("""
        async def f():
            try:
                async with asyncio.timeout(1):
                    await asyncio.sleep(5)
            except TimeoutError:
                return "too late"
        print(cancel(f))
        """, """
        cancelled at 3 points: all right
            0  start  cancelled  before its first step
            1  waits  cancelled  p.py  await asyncio.sleep(5)
            2  wakes  cancelled  p.py  await asyncio.sleep(5)
            3  never  returned 'too late'
        """),
    "a limit of one's own takes it for its own": ("""
        async def f():
            late = []
            def expire():
                late.append(True)
                task.cancel()
            task = asyncio.current_task()
            asyncio.get_running_loop().call_later(1, expire)
            try:
                await asyncio.sleep(5)
            except asyncio.CancelledError:
                if not late:
                    raise
                return "too late"
        print(cancel(f))
        """, """
        cancelled at 3 points: 1 WRONG
            0  start  cancelled            before its first step
            1  waits  cancelled            p.py  await asyncio.sleep(5)
        !   2  wakes  returned 'too late'  p.py  await asyncio.sleep(5)
            3  never  returned 'too late'
        """),
    "wait_for, where the result is there": ("""
        async def f():
            return await asyncio.wait_for(asyncio.sleep(1, "ticket"), 9)
        print("".join(cancel(f).wrong and "lost the cancel" or "cancelled"))
        """, {(3, 11): "lost the cancel", (3, 12): "cancelled"}),
    "points in a lock and a queue": ("""
        async def f():
            lock, queue = asyncio.Lock(), asyncio.Queue()
            await lock.acquire()
            asyncio.get_running_loop().call_later(1, queue.put_nowait, 1)
            asyncio.get_running_loop().call_later(2, lock.release)
            await queue.get()
            async with lock:
                pass
        print(cancel(f))
        """, """
        cancelled at 5 points: all right
            0  start  cancelled  before its first step
            1  waits  cancelled  p.py  await queue.get()
            2  wakes  cancelled  p.py  await queue.get()
            3  waits  cancelled  p.py  async with lock:  (Lock.acquire)
            4  wakes  cancelled  p.py  async with lock:  (Lock.acquire)
            5  never  returned None
        """),
    "a check that asserts, one that awaits": ("""
        async def f(pool):
            await pool.connect()
        def asserts(pool):
            assert pool.open == 0
        async def awaits(pool):
            await asyncio.sleep(1)
            return [pool.open]
        async def setup():
            await asyncio.sleep(1)
            return Pool()
        for check in asserts, awaits:
            print(cancel(f, setup, check=check).points[-1].left)
        """, "['assert pool.open == 0']\n['[1]']"),
    "on the real clock": ("""
        async def f(pool):
            await pool.connect()
            await pool.read()
        Real = type("Real", (Pool,), {})
        async def connect(self):
            await asyncio.sleep(0.01)
            self.open += 1
        Real.connect = connect
        found = cancel(f, Real, check=Real.left, run=asyncio.run, limit=4)
        for point in found.points:
            assert point.after < 5, point
            point.after = 0.0  # how long it took this machine, which may be busy
        print(found)
        """, """
        cancelled at 4 points: 1 WRONG
            0  start  cancelled  before its first step
            1  waits  cancelled  p.py  await asyncio.sleep(0.01)
            2  wakes  cancelled  p.py  await asyncio.sleep(0.01)
        !   3  waits  cancelled  p.py  await asyncio.sleep(1)
                      LEFT: 1 open
        There are more points: not all were tried.
        """),
    "verify raises the table": ("""
        async def f():
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.sleep(0)
        try:
            cancel(f).verify()
        except AssertionError as error:
            print(error)
        """, """
        cancelled at 3 points: 2 WRONG
            0  start  cancelled      before its first step
        !   1  waits  returned None  p.py  await asyncio.sleep(0)
        !   2  wakes  returned None  p.py  await asyncio.sleep(0)
            3  never  returned None
        """),
    "what setup and the function raise": ("""
        async def f(given):
            await asyncio.sleep(0)
        def setup():
            raise OSError("no pool")
        for wrong in lambda: cancel(f, setup), lambda: cancel(f), lambda: cancel(len, list):
            try:
                print(wrong())
            except Exception as error:
                print(type(error).__name__)
        """, "OSError\nTypeError\nTypeError"),
}
TOLD = Programs(__file__, PROGRAMS, HEAD)


@pytest.mark.parametrize("version", pythons(), ids=python_id)
@pytest.mark.parametrize("name", PROGRAMS)
def test_the_table(name, version):
    TOLD.check(name, version)


def test_within_a_running_loop_and_again_the_same():
    async def child(n):
        try:
            await asyncio.sleep(n % 3)
        finally:
            await asyncio.sleep(0.1 * (n % 2))

    async def f():
        async with asyncio.TaskGroup() as group:
            for n in range(20):
                group.create_task(child(n))

    async def main():
        return [str(everywhere.cancel(f, again=True, limit=150)) for _ in range(2)]

    first, again = asyncio.run(main())
    assert first == again


def test_other_warnings_are_not_eaten():
    async def f():
        await asyncio.sleep(0)
        import warnings
        warnings.warn("old", DeprecationWarning, stacklevel=2)

    with pytest.warns(DeprecationWarning, match="old"):
        everywhere.cancel(f)
