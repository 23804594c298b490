"""code/tools/schedules.py: what it finds, what it must never do, on every Python alike; reports worked out by hand."""

import pytest

from tests.support import fail, python_id, pythons
from tests.support.told import Programs

pytestmark = pytest.mark.reads()

HEAD = '''import asyncio, random, vloop
from schedules import ScheduledLoop, explore, run

def orders(function, seeds=range(300)):
    """All results of a program, of many seeds."""
    return sorted({run(function, seed=seed) for seed in seeds})
'''

PROGRAMS = {
    "one seat, two buyers: fails in asyncio's order too": ("""
        async def sale():
            sold = []
            async def buy(name):
                if not sold:
                    await asyncio.sleep(1)
                    sold.append(name)
            async with asyncio.TaskGroup() as group:
                group.create_task(buy("ada"), name="ada")
                group.create_task(buy("bo"), name="bo")
            assert len(sold) == 1, f"{len(sold)} sold"
        print(explore(sale, seeds=range(20)))
        """, """
        20 of 20 seeds fail: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, …
        in asyncio's order it fails: AssertionError: 2 sold
          at 0 s
            sale  runs to p.py  async with asyncio.TaskGroup() as group:
            ada   runs to p.py  await asyncio.sleep(1)
            bo    runs to p.py  await asyncio.sleep(1)
          at 1 s
            ada   ends
            bo    ends
            sale  ends: AssertionError('2 sold')
          AssertionError: 2 sold
        """),
    "a program that in some orders ends as cancelled": ("""
        async def main():
            async def stop(task):
                await asyncio.sleep(1)
                task.cancel()
            stopper = asyncio.create_task(stop(asyncio.current_task()), name="stop")
            await asyncio.sleep(1)
            stopper.cancel()
        print(explore(main))
        """, """
        46 of 100 seeds fail: 4, 6, 7, 8, 10, 20, 21, 23, 24, 25, 29, 30, …
        in asyncio's order it passes
        the smallest failing schedule: 1 of 2 choices changed, and with fewer it passes
          at 0 s
            main  runs to p.py  await asyncio.sleep(1)
            stop  runs to p.py  await asyncio.sleep(1)
          at 1 s
          * stop  ends    [before main]
            main  ends, cancelled
          CancelledError
        """),
    "a hand-off that is only right in asyncio's order": ("""
        async def main():
            box = []
            async def put():
                await asyncio.sleep(1)
                box.append("ham")
            async def get():
                await asyncio.sleep(1)
                return box.pop()
            return (await asyncio.gather(put(), get()))[1]
        print(str(explore(main)).split("\\n", 1)[1])
        """, """
        in asyncio's order it passes
        the smallest failing schedule: 1 of 3 choices changed, and with fewer it passes
          at 0 s
            main  runs to p.py  return (await asyncio.gather(put(), get()))[1]
            put   runs to p.py  await asyncio.sleep(1)
            get   runs to p.py  await asyncio.sleep(1)
          at 1 s
          * get   ends: IndexError('pop from empty list')    [before put]
            put   ends
            main  ends: IndexError('pop from empty list')
          IndexError: pop from empty list
        """),
    "only timers of one moment": ("""
        async def main():
            box = []
            async def put():
                await asyncio.sleep(1)
                box.append("ham")
            async def get():
                await asyncio.sleep(1)
                return box.pop()
            return (await asyncio.gather(put(), get()))[1]
        print(str(explore(main, only_timers=True)).split("\\n", 2)[2])
        """, """
        the smallest failing schedule: 1 of 1 choices changed, and with fewer it passes
          at 0 s
            main  runs to p.py  return (await asyncio.gather(put(), get()))[1]
            put   runs to p.py  await asyncio.sleep(1)
            get   runs to p.py  await asyncio.sleep(1)
          at 1 s
          * get   its timer fires    [before that of put]
            get   ends: IndexError('pop from empty list')
            put   ends
            main  ends: IndexError('pop from empty list')
          IndexError: pop from empty list
        """),
    "a limit and its work at one moment: the limit wins in both orders": ("""
        async def main():
            async with asyncio.timeout(1):
                await asyncio.sleep(1)
        report = explore(main)
        print(len(report.failures), report.usual.error, report.usual.sizes)
        """, "100 TimeoutError [2]"),
    "three that have to be in reverse order: two choices": ("""
        async def main():
            came = []
            async def child(name):
                await asyncio.sleep(0)
                came.append(name)
            await asyncio.gather(*map(child, "abc"))
            return "".join(came)
        report = explore(main, check=lambda came: came if came == "cba" else None)
        print(len(report.smallest.changes), report.proven, sorted(report.smallest.changes.values()))
        """, "2 True [1, 2]"),
    "no change can be taken away, and yet another schedule is smaller": ("""
        async def main():
            came = []
            async def child(name):
                came.append(name)
            await asyncio.gather(*map(child, "abc"))
            return "".join(came)
        seed = next(seed for seed in range(99) if run(main, seed=seed) == "cba")
        report = explore(main, check=lambda came: came if came in ("cba", "bac") else None, seeds=[seed])
        print(report.failures[seed], report.smallest.error, report.smallest.changes, report.proven)
        """, "cba bac {0: 1} True"),
    "with a budget too small to prove it": ("""
        async def main():
            came = []
            async def child(name):
                await asyncio.sleep(0)
                came.append(name)
            await asyncio.gather(*map(child, "abc"))
            return "".join(came)
        report = explore(main, check=lambda came: came if came == "cba" else None, tries=0)
        print(report.proven, "maybe not the fewest" in str(report))
        """, "False True"),
    "a deadlock in some orders": ("""
        async def take(first, second):
            async with first:
                await asyncio.sleep(1)
                async with second:
                    pass
        async def main():
            a, b = asyncio.Lock(), asyncio.Lock()
            async def later():
                await asyncio.sleep(1)
                await take(b, a)
            async with asyncio.TaskGroup() as group:
                group.create_task(take(a, b), name="ada")
                group.create_task(later(), name="bo")
        print(str(explore(main)).split("\\n", 1)[1])
        """, """
        in asyncio's order it passes
        the smallest failing schedule: 1 of 3 choices changed, and with fewer it passes
          at 0 s
            main  runs to p.py  async with asyncio.TaskGroup() as group:
            ada   runs to p.py  await asyncio.sleep(1)
            bo    runs to p.py  await asyncio.sleep(1)
          at 1 s
          * bo    runs to p.py  await asyncio.sleep(1)    [before ada]
            ada   runs to p.py  async with second:  (Lock.acquire)
          at 2 s
            bo    runs to p.py  async with second:  (Lock.acquire)
          Deadlock: nothing can wake any of these tasks: ada, bo, main
        """),
    "all orders of what is ready, and no others": ("""
        async def main():
            came = []
            async def child(name):
                came.append(name)
            await asyncio.gather(*map(child, "abc"))
            return "".join(came)
        print(orders(main))
        """, "['abc', 'acb', 'bac', 'bca', 'cab', 'cba']"),
    "each task that is ready runs once in a turn": ("""
        async def main():
            came = []
            async def child(name):
                for _ in range(2):
                    came.append(name)
                    await asyncio.sleep(0)
            await asyncio.gather(*map(child, "ab"))
            return "".join(came)
        print(orders(main))
        """, "['abab', 'abba', 'baab', 'baba']"),
    "callbacks are called in the order in which they are registered": ("""
        async def main():
            loop, came = asyncio.get_running_loop(), []
            done = loop.create_future()
            for n in range(4):
                loop.call_soon(came.append, n)
                done.add_done_callback(lambda _, n=n: came.append(n + 4))
            done.set_result(None)
            asyncio.create_task(asyncio.sleep(0))
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            return "".join(map(str, came))
        print(orders(main))
        """, "['01234567']"),
    "timers of different moments keep their order, those of one do not": ("""
        async def main():
            loop, came = asyncio.get_running_loop(), []
            for delay, name in (1, "a"), (1.001, "b"), (1, "c"):
                loop.call_later(delay, came.append, name)
            await asyncio.sleep(2)
            return "".join(came)
        print(orders(main))
        """, "['acb', 'cab']"),
    "also where a blocking call made both late": ("""
        import time
        async def main():
            loop, came = asyncio.get_running_loop(), []
            for delay, name in (1, "a"), (2, "b"), (1, "c"):
                loop.call_later(delay, came.append, name)
            time.sleep(3)
            await asyncio.sleep(1)
            return "".join(came)
        print(orders(main))
        """, "['acb', 'cab']"),
    "a lock is fair": ("""
        async def main():
            lock, came = asyncio.Lock(), []
            async def child(name, delay):
                await asyncio.sleep(delay)
                async with lock:
                    came.append(name)
                    await asyncio.sleep(5)
            await asyncio.gather(child("a", 1), child("b", 2), child("c", 3), child("d", 6))
            return "".join(came)
        print(orders(main))
        """, "['abcd']"),
    "what is cancelled does not run, and is no choice": ("""
        async def main():
            loop, came = asyncio.get_running_loop(), []
            loop.call_later(1, came.append, "yes")
            loop.call_later(1, came.append, "no").cancel()
            loop.call_soon(came.append, "no").cancel()
            await asyncio.sleep(1.5)
            return "".join(came)
        loops = []
        def loop():
            loops.append(ScheduledLoop(lambda n: n - 1))
            return loops[-1]
        print(vloop.run(main(), loop_factory=loop), loops[0].sizes)
        """, "yes []"),
    "an error of a group is told with its parts": ("""
        async def main():
            async with asyncio.TaskGroup() as group:
                group.create_task(asyncio.sleep("x"))
        print(explore(main, seeds=[]).usual.error.splitlines()[1].split(":")[0].strip())
        """, "TypeError"),
    "the same seeds": ("""
        async def main():
            came = []
            async def child(name):
                await asyncio.sleep(1)
                came.append(name)
                await asyncio.sleep(0.5)
                came.append(name)
            await asyncio.gather(*map(child, "abcd"))
            return "".join(came)
        print([run(main, seed=seed) for seed in range(4)])
        print([*explore(main, check=lambda came: came.startswith("d"), seeds=range(30)).failures])
        """, "SAME"),
    "a seed again, for a debugger": ("""
        async def main():
            box = []
            async def put():
                box.append(1)
            async def get():
                return box[0]
            await asyncio.gather(put(), get())
        report = explore(main)
        try:
            run(main, seed=min(report.failures))
        except IndexError as error:
            print(error)
        print(run(main, seed=min({*range(100)} - {*report.failures})))
        """, "list index out of range\nNone"),
    "verify": ("""
        async def right():
            await asyncio.sleep(0)
        async def wrong():
            assert not await asyncio.sleep(0, "full"), "full"
        print(explore(right).verify())
        try:
            explore(wrong, seeds=range(2)).verify()
        except AssertionError as error:
            print(error)
        """, """
        0 of 100 seeds fail
        in asyncio's order it passes
        2 of 2 seeds fail: 0, 1
        in asyncio's order it fails: AssertionError: full
          at 0 s
            wrong  runs to p.py  assert not await asyncio.sleep(0, "full"), "full"
            wrong  ends: AssertionError('full')
          AssertionError: full
        """),
}
TOLD = Programs(__file__, PROGRAMS, HEAD)


@pytest.mark.parametrize("version", pythons(), ids=python_id)
@pytest.mark.parametrize("name", [name for name, (_, want) in PROGRAMS.items() if want != "SAME"])
def test_the_report(name, version):
    TOLD.check(name, version)


@pytest.mark.parametrize("name", [name for name, (_, want) in PROGRAMS.items() if want == "SAME"])
def test_each_python_has_the_same_schedules(name):
    told = {version: texts[name] for version, texts in TOLD.told().items()}
    first = min(told)
    assert told[first].startswith("['"), told[first]
    for version, text in told.items():
        if text != told[first]:
            fail(f"tests/code/{TOLD.file.name}:1", f"{name}: Python {version[0]}.{version[1]} has others", told[first], text)
