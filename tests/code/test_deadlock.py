"""code/tools/deadlock.py: who waits for whom, worked out by hand for each program, on every Python."""

import pytest

from tests.support import python_id, pythons
from tests.support.told import Programs

pytestmark = pytest.mark.reads()

HEAD = '''import asyncio, contextlib, threading, time, vloop
import deadlock

def told(main):
    """What the report says, below the line that vloop's Deadlock says."""
    try:
        print("it ended:", deadlock.run(main()))
    except vloop.Deadlock as error:
        print(str(error).split("\\\\n", 1)[1])
'''.replace("\\\\", "\\")

PROGRAMS = {
    "two locks in opposite order": ("""
        async def move(locks, a, b):
            async with locks[a]:
                await asyncio.sleep(1)
                async with locks[b]:
                    pass
        async def main():
            locks = [asyncio.Lock(), asyncio.Lock()]
            async with asyncio.TaskGroup() as group:
                group.create_task(move(locks, 0, 1), name="ada")
                group.create_task(move(locks, 1, 0), name="bo")
        deadlock.run(main())
        """, """
        Deadlock: nothing can wake any of these tasks: ada, bo, main
        These wait for each other:
          ada waits for the lock locks[1], held by bo
              p.py  async with locks[b]:  (Lock.acquire)
          bo waits for the lock locks[0], held by ada
              p.py  async with locks[b]:  (Lock.acquire)
        Also waiting:
          main waits for the tasks ada, bo
              p.py  async with asyncio.TaskGroup() as group:
        """),
    "three in a circle, without names": ("""
        async def eat(left, right):
            async with left:
                await asyncio.sleep(0)
                async with right:
                    pass
        async def main():
            forks = [asyncio.Lock() for _ in range(3)]
            await asyncio.gather(*(eat(forks[n], forks[(n + 1) % 3]) for n in range(3)))
        told(main)
        """, """
        These wait for each other:
          eat waits for the lock right, held by eat 2
              p.py  async with right:  (Lock.acquire)
          eat 2 waits for the lock right, held by eat 3
              p.py  async with right:  (Lock.acquire)
          eat 3 waits for the lock right, held by eat
              p.py  async with right:  (Lock.acquire)
        Also waiting:
          main waits for the tasks eat, eat 2, eat 3
              p.py  await asyncio.gather(*(eat(forks[n], forks[(n + 1) % 3]) for n in range(3)))
        """),
    "in a cell": ("""
        import linecache
        CELL = "async def twice(lock):\\n    async with lock, lock:\\n        pass"
        for name in "/tmp/ipykernel_7/123.py", "<cell 3>":
            linecache.cache[name] = len(CELL), None, CELL.splitlines(True), name
            exec(compile(CELL, name, "exec"))
            async def main():
                await twice(asyncio.Lock())
            told(main)
        """, """
        This task waits for itself:
          main waits for the lock lock, held by main
              cell:2  async with lock, lock:  (Lock.acquire)
        This task waits for itself:
          main waits for the lock lock, held by main
              cell:2  async with lock, lock:  (Lock.acquire)
        """),
    "a lock twice": ("""
        class Account:
            def __init__(self):
                self.lock = asyncio.Lock()
            async def total(self):
                async with self.lock:
                    return 0
            async def close(self):
                async with self.lock:
                    return await self.total()
        async def main():
            await Account().close()
        told(main)
        """, """
        This task waits for itself:
          main waits for the lock self.lock, held by main
              p.py  async with self.lock:  (Lock.acquire)
        """),
    "a parent holds what its child wants": ("""
        lock = None
        async def child():
            async with lock:
                pass
        async def main():
            global lock
            lock = asyncio.Lock()
            async with lock:
                await asyncio.create_task(child())
        told(main)
        """, """
        These wait for each other:
          child waits for the lock lock, held by main
              p.py  async with lock:  (Lock.acquire)
          main waits for the task child
              p.py  await asyncio.create_task(child())
        """),
    "taken by hand, by a task that has ended": ("""
        async def main():
            lock = asyncio.Lock()
            async def forgets():
                await lock.acquire()
            await asyncio.create_task(forgets(), name="ada")
            async with lock:
                pass
        told(main)
        """, """
        No circle can be seen:
          main waits for the lock lock, taken by ada, which has ended
              p.py  async with lock:  (Lock.acquire)
        """),
    "taken by hand, not noted": ("""
        async def main():
            lock = asyncio.Lock()
            async def takes():
                await lock.acquire()
                await asyncio.sleep(9)
            async def wants():
                async with lock:
                    pass
            tasks = [asyncio.create_task(takes()), asyncio.create_task(wants())]
            await asyncio.sleep(0.1)
            print(deadlock.report())
        asyncio.run(main())
        """, """
        No circle can be seen:
          takes waits for a timer
              p.py  await asyncio.sleep(9)
          wants waits for the lock lock; who holds it is not known (it was not taken with async with)
              p.py  async with lock:  (Lock.acquire)
        """),
    "taken by hand, noted on the real loop": ("""
        async def main():
            lock = asyncio.Lock()
            async def takes():
                await lock.acquire()
                await asyncio.sleep(9)
            async def wants():
                async with lock:
                    pass
            tasks = [asyncio.create_task(takes()), asyncio.create_task(wants())]
            await asyncio.sleep(0.1)
            print(deadlock.report().splitlines()[3].strip())
        with deadlock.owners():
            asyncio.run(main())
        print("_locked" in vars(asyncio.Lock))
        """, """
        wants waits for the lock lock, held by takes
        False
        """),
    "within a context manager of one's own, and an exit stack": ("""
        async def main():
            lock, other = asyncio.Lock(), asyncio.Lock()
            @contextlib.asynccontextmanager
            async def mine():
                async with lock:
                    yield
            async def ada():
                async with mine():
                    await asyncio.sleep(0.1)
                    async with other:
                        pass
            async def bo():
                async with contextlib.AsyncExitStack() as stack:
                    await stack.enter_async_context(other)
                    await asyncio.sleep(0.1)
                    await stack.enter_async_context(lock)
            tasks = [asyncio.create_task(ada()), asyncio.create_task(bo())]
            await asyncio.sleep(0.3)
            print(deadlock.report())
        asyncio.run(main())
        """, """
        These wait for each other:
          ada waits for the lock other, held by bo
              p.py  async with other:  (Lock.acquire)
          bo waits for the lock lock, held by ada
              p.py  await stack.enter_async_context(lock)
        """),
    "who waits in a condition has given its lock back": ("""
        async def main():
            bell = asyncio.Condition()
            async def guest():
                async with bell:
                    await bell.wait()
            async def cook():
                async with bell:
                    await asyncio.Event().wait()
            async def late():
                async with bell:
                    pass
            async with asyncio.TaskGroup() as group:
                for work in guest, cook, late:
                    group.create_task(work())
        told(main)
        """, """
        No circle can be seen:
          cook waits for the event, which no other task refers to
              p.py  await asyncio.Event().wait()
          guest waits for a notify of the condition bell, known to cook, late
              p.py  await bell.wait()
          late waits for the lock bell, held by cook
              p.py  async with bell:  (Lock.acquire)
          main waits for the tasks cook, guest, late
              p.py  async with asyncio.TaskGroup() as group:
        """),
    "who waits in a condition holds nothing, from the frames alone": ("""
        async def main():
            bell = asyncio.Condition()
            async def guest():
                async with bell:
                    await bell.wait()
            async def cook():
                async with bell:
                    await asyncio.sleep(9)
            async def late():
                async with bell:
                    pass
            tasks = [asyncio.create_task(work()) for work in (guest, cook, late)]
            await asyncio.sleep(0.1)
            print(deadlock.report().splitlines()[5].strip())
        asyncio.run(main())
        """, "late waits for the lock bell, held by cook"),
    "two queues, each waits for the other": ("""
        async def main():
            orders, bills = asyncio.Queue(), asyncio.Queue()
            async def cook():
                await orders.get()
                bills.put_nowait("12")
            async def guest():
                await bills.get()
                orders.put_nowait("ham")
            await asyncio.gather(cook(), guest())
        told(main)
        """, """
        Possibly: These wait for each other:
          cook waits for an item in the queue orders, known to guest
              p.py  await orders.get()
          guest waits for an item in the queue bills, known to cook
              p.py  await bills.get()
        Also waiting:
          main waits for the tasks cook, guest
              p.py  await asyncio.gather(cook(), guest())
        """),
    "a full queue, and its reader has ended": ("""
        async def main():
            queue = asyncio.Queue(1)
            async def reader():
                await queue.get()
            asyncio.create_task(reader())
            for n in range(3):
                await queue.put(n)
        told(main)
        """, """
        No circle can be seen:
          main waits for room in the queue queue, which no other task refers to
              p.py  await queue.put(n)
        """),
    "join without task_done": ("""
        async def worker(queue):
            while True:
                await queue.get()
        async def main():
            queue = asyncio.Queue()
            queue.put_nowait(1)
            task = asyncio.create_task(worker(queue))
            await queue.join()
        told(main)
        """, """
        Possibly: These wait for each other:
          main waits for task_done() for all that was put into the queue queue, known to worker
              p.py  await queue.join()
          worker waits for an item in the queue queue, known to main
              p.py  await queue.get()
        """),
    "an event that nobody sets": ("""
        async def main():
            ready = asyncio.Event()
            async def wait():
                await ready.wait()
            await asyncio.wait_for(asyncio.shield(asyncio.create_task(wait())), None)
        told(main)
        """, """
        Possibly: These wait for each other:
          main waits for the task wait
              p.py  await asyncio.wait_for(asyncio.shield(asyncio.create_task(wait())), None)
          wait waits for the event ready, known to main
              p.py  await ready.wait()
        """),
    "a semaphore twice": ("""
        async def main():
            places = asyncio.Semaphore(2)
            async def work():
                async with places:
                    await asyncio.sleep(1)
                    async with places:
                        pass
            await asyncio.gather(work(), work())
        told(main)
        """, """
        Possibly: This task waits for itself:
          work waits for a place of the semaphore places, held by work, work 2
              p.py  async with places:  (Semaphore.acquire)
        Also waiting:
          main waits for the tasks work, work 2
              p.py  await asyncio.gather(work(), work())
          work 2 waits for a place of the semaphore places, held by work, work 2
              p.py  async with places:  (Semaphore.acquire)
        """),
    "one is missing at the barrier": ("""
        async def main():
            start = asyncio.Barrier(2)
            async def run():
                await start.wait()
            await asyncio.create_task(run())
        told(main)
        """, """
        Possibly: These wait for each other:
          main waits for the task run
              p.py  await asyncio.create_task(run())
          run waits for others at the barrier start, known to main
              p.py  await start.wait()
        """),
    "tasks that await each other: asyncio cannot cancel them": ("""
        async def main():
            tasks = []
            async def work(n):
                await tasks[1 - n]
            tasks += [asyncio.create_task(work(n), name="ab"[n]) for n in range(2)]
            await tasks[0]
        told(main)
        """, """
        These wait for each other:
          a waits for the task b
              p.py  await tasks[1 - n]
          b waits for the task a
              p.py  await tasks[1 - n]
        Also waiting:
          main waits for the task a
              p.py  await tasks[0]
        """),
    "the first of several; as they come": ("""
        async def main():
            async def never(n):
                await asyncio.Event().wait()
            tasks = [asyncio.create_task(never(n)) for n in range(2)]
            async def first():
                await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            async def both():
                await asyncio.wait(tasks)
            async def comes():
                for one in asyncio.as_completed(tasks):
                    await one
            await asyncio.gather(first(), both(), comes())
        try:
            deadlock.run(main())
        except vloop.Deadlock as error:
            print(*[line.strip() for line in str(error).splitlines() if " waits for " in line], sep="\\n")
        """, """
        both waits for the tasks never, never 2
        comes waits for one of the tasks never, never 2
        first waits for one of the tasks never, never 2
        main waits for the tasks both, comes, first
        never waits for the event, which no other task refers to
        never 2 waits for the event, which no other task refers to
        """),
    "a future, a thread, a turn": ("""
        async def main():
            future = asyncio.get_running_loop().create_future()
            async def waits():
                await future
            async def thread():
                await asyncio.to_thread(time.sleep, 0.4)
            async def turns():
                for _ in range(9):
                    await asyncio.sleep(0)
            tasks = [asyncio.create_task(work()) for work in (waits, thread, turns)]
            for _ in range(3):
                await asyncio.sleep(0)
            print(deadlock.report())
            tasks[0].cancel()
            await asyncio.wait(tasks)
            print(deadlock.report())
        asyncio.run(main())
        """, """
        No circle can be seen:
          thread waits for a thread or a process
              p.py  await asyncio.to_thread(time.sleep, 0.4)
          turns waits for its turn
              p.py  await asyncio.sleep(0)
          waits waits for the future future, which no other task refers to
              p.py  await future
        no other task is left
        """),
    "a limit on the real loop": ("""
        async def move(first, second):
            async with first:
                await asyncio.sleep(0.05)
                async with second:
                    pass
        async def main():
            a, b = asyncio.Lock(), asyncio.Lock()
            async with deadlock.limit(0.5):
                await asyncio.gather(move(a, b), move(b, a))
        try:
            asyncio.run(main())
        except TimeoutError as error:
            print(error)
        """, """
        after 0.5 s:
        These wait for each other:
          move waits for the lock second, held by move 2
              p.py  async with second:  (Lock.acquire)
          move 2 waits for the lock second, held by move
              p.py  async with second:  (Lock.acquire)
        Also waiting:
          main waits for the tasks move, move 2
              p.py  await asyncio.gather(move(a, b), move(b, a))
        """),
    "a limit that is not reached; one around it; an error of the body": ("""
        async def main():
            async with deadlock.limit(5):
                await asyncio.sleep(1)
            try:
                async with asyncio.timeout(1):
                    async with deadlock.limit(5):
                        await asyncio.sleep(9)
            except TimeoutError as error:
                print(repr(error))
            try:
                async with deadlock.limit(5):
                    raise TimeoutError("of the body")
            except TimeoutError as error:
                print(error)
            return asyncio.current_task().cancelling()
        print(vloop.run(main()))
        """, "TimeoutError()\nof the body\n0"),
    "a limit and a cancel from outside at one moment": ("""
        async def work():
            async with deadlock.limit(1):
                await asyncio.sleep(9)
        async def main():
            task = asyncio.create_task(work())
            asyncio.get_running_loop().call_later(1, task.cancel)
            await asyncio.wait([task])
            return task.cancelled()
        print(vloop.run(main()))
        """, "True"),
    "from another thread": ("""
        async def main():
            loop, said = asyncio.get_running_loop(), []
            thread = threading.Timer(0.3, lambda: (said.append(deadlock.report(loop)), loop.call_soon_threadsafe(done.set)))
            thread.start()
            done = asyncio.Event()
            await done.wait()
            print(said[0].splitlines()[1].strip())
        asyncio.run(main())
        """, "main waits for the event done, which no other task refers to"),
    "a task that swallows every cancel": ("""
        async def stubborn(lock):
            while True:
                try:
                    async with lock:
                        return
                except:
                    pass
        async def main():
            lock = asyncio.Lock()
            await lock.acquire()
            await asyncio.create_task(stubborn(lock))
        try:
            deadlock.run(main())
        except vloop.Deadlock as error:
            print(str(error).splitlines()[0])
        """, "nothing can wake any of these tasks: main, stubborn"),
    "without a loop": ("deadlock.report()", "RuntimeError: no running event loop"),
    "it ends": ("""
        async def main():
            async with asyncio.Lock():
                return 1
        told(main)
        """, "it ended: 1"),
}
TOLD = Programs(__file__, PROGRAMS, HEAD)


@pytest.mark.parametrize("version", pythons(), ids=python_id)
@pytest.mark.parametrize("name", PROGRAMS)
def test_the_report(name, version):
    TOLD.check(name, version)
