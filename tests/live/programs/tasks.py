# %% coroutine object
import asyncio, inspect
async def main(): print("hello")
coro = main()
print(inspect.iscoroutine(coro), inspect.getcoroutinestate(coro))
asyncio.run(coro)
print(inspect.getcoroutinestate(coro))
# %% say after, in sequence
import asyncio
async def say_after(delay, what):
    await asyncio.sleep(delay)
    print(what)
async def main():
    await say_after(0.1, "hello")
    await say_after(0.05, "world")
asyncio.run(main())
# %% say after, as tasks
import asyncio
async def say_after(delay, what):
    await asyncio.sleep(delay)
    print(what)
async def main():
    one = asyncio.create_task(say_after(0.15, "hello"))
    two = asyncio.create_task(say_after(0.05, "world"))
    await one
    await two
asyncio.run(main())
# %% task group
import asyncio
async def job(n):
    await asyncio.sleep(n / 20)
    print("job", n)
    return n * n
async def main():
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(job(n)) for n in (3, 1, 2)]
    print([t.result() for t in tasks])
asyncio.run(main())
# %% task group, one fails
import asyncio
async def fails():
    await asyncio.sleep(0.05)
    raise ValueError("broken")
async def waits():
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError:
        print("cancelled")
        raise
async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails())
            group.create_task(waits())
    except* ValueError as error:
        print(repr(error), error.exceptions)
asyncio.run(main())
# %% task group ended from inside
import asyncio
class Stop(Exception): pass
async def stop(): raise Stop
async def work(n):
    print("start", n)
    await asyncio.sleep(5)
async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(work(1))
            group.create_task(work(2))
            await asyncio.sleep(0.05)
            group.create_task(stop())
    except* Stop:
        print("stopped")
asyncio.run(main())
# %% sleep returns its result, and sleep 0 yields
import asyncio
async def step(name):
    for n in range(3):
        print(name, n)
        await asyncio.sleep(0)
async def main():
    print(await asyncio.sleep(0.05, "result"))
    await asyncio.gather(step("a"), step("b"))
asyncio.run(main())
# %% gather keeps the order
import asyncio
async def f(n):
    await asyncio.sleep((3 - n) / 20)
    print("done", n)
    return n
async def main(): print(await asyncio.gather(*map(f, range(3))))
asyncio.run(main())
# %% gather with return_exceptions
import asyncio
async def f(n):
    if n == 1: raise KeyError(n)
    return n
async def main(): print(await asyncio.gather(f(0), f(1), f(2), return_exceptions=True))
asyncio.run(main())
# %% gather raises the first
import asyncio
async def f(n):
    await asyncio.sleep(n / 20)
    print("f", n)
    if n == 1: raise KeyError(n)
async def main():
    try:
        await asyncio.gather(f(1), f(2))
    except KeyError as error:
        print("caught", error)
    await asyncio.sleep(0.1)
asyncio.run(main())
# %% wait for the first
import asyncio
async def f(n):
    await asyncio.sleep(n)
    return n
async def main():
    tasks = [asyncio.create_task(f(n), name=f"t{n}") for n in (0.05, 0.5)]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    print([t.result() for t in done], [t.get_name() for t in pending])
    for t in pending: t.cancel()
asyncio.run(main())
# %% wait with a timeout
import asyncio
async def main():
    task = asyncio.create_task(asyncio.sleep(5))
    done, pending = await asyncio.wait({task}, timeout=0.05)
    print(done, len(pending), task.done())
asyncio.run(main())
# %% as completed
import asyncio
async def f(n):
    await asyncio.sleep(n / 20)
    return n
async def main():
    for first in asyncio.as_completed([f(3), f(1), f(2)]):
        print(await first)
asyncio.run(main())
# %% wait_for
import asyncio
async def slow():
    try:
        await asyncio.sleep(5)
    finally:
        print("cleaned up")
async def main():
    try:
        await asyncio.wait_for(slow(), 0.05)
    except TimeoutError:
        print("timeout")
    print(await asyncio.wait_for(asyncio.sleep(0, "fast"), 1))
asyncio.run(main())
# %% timeout
import asyncio
async def main():
    try:
        async with asyncio.timeout(0.05) as limit:
            await asyncio.sleep(5)
    except TimeoutError:
        print("too long", limit.expired())
asyncio.run(main())
# %% timeout rescheduled
import asyncio
async def main():
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(None) as limit:
        limit.reschedule(loop.time() + 5)
        await asyncio.sleep(0.05)
        print(limit.when() > loop.time())
    print(limit)
asyncio.run(main())
# %% timeout_at, nested
import asyncio
async def main():
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(5):
            async with asyncio.timeout_at(loop.time() + 0.05):
                await asyncio.sleep(5)
    except TimeoutError as error:
        print("inner", type(error.__cause__).__name__)
asyncio.run(main())
# %% cancel
import asyncio
async def worker():
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError as error:
        print("cancelled:", error)
        raise
    finally:
        print("finally")
async def main():
    task = asyncio.create_task(worker())
    await asyncio.sleep(0.05)
    print(task.cancel("enough"), task.cancelling())
    try:
        await task
    except asyncio.CancelledError:
        print("main knows", task.cancelled())
asyncio.run(main())
# %% cancellation swallowed, uncancel
import asyncio
async def worker():
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError:
        print("left", asyncio.current_task().uncancel())
    await asyncio.sleep(0.05)
    return "went on"
async def main():
    task = asyncio.create_task(worker())
    await asyncio.sleep(0.05)
    task.cancel()
    print(await task)
asyncio.run(main())
# %% shield
import asyncio
async def important():
    await asyncio.sleep(0.1)
    print("important done")
async def main():
    inner = asyncio.create_task(important())
    try:
        await asyncio.wait_for(asyncio.shield(inner), 0.05)
    except TimeoutError:
        print("outer gave up", inner.cancelled())
    await inner
asyncio.run(main())
# %% current_task, all_tasks, names
import asyncio
async def child(): await asyncio.sleep(0.05)
async def main():
    asyncio.current_task().set_name("parent")
    tasks = [asyncio.create_task(child(), name=f"child {n}") for n in range(2)]
    print(sorted(t.get_name() for t in asyncio.all_tasks()))
    await asyncio.gather(*tasks)
    print([t.get_name() for t in asyncio.all_tasks()])
asyncio.run(main())
# %% task results
import asyncio
async def fails(): raise LookupError("no")
async def main():
    task = asyncio.create_task(fails())
    try:
        task.result()
    except asyncio.InvalidStateError as error:
        print(error)
    await asyncio.wait([task])
    print(repr(task.exception()), task.done())
    try:
        task.result()
    except LookupError as error:
        print("raised", error)
asyncio.run(main())
# %% done callback
import asyncio
async def main():
    task = asyncio.create_task(asyncio.sleep(0.05, "value"))
    task.add_done_callback(lambda t: print("callback", t.result()))
    await task
    print("after await")
    await asyncio.sleep(0)
asyncio.run(main())
# %% task repr
import asyncio, re
async def main():
    task = asyncio.create_task(asyncio.sleep(0.05), name="nap")
    print(re.sub(r" at .*?>|wait_for=.*>", ">", repr(task)))
    await task
    print(task.done(), re.search(r"result=\w+", repr(task))[0])
asyncio.run(main())
# %% run_coroutine_threadsafe in the same thread
import asyncio
async def main():
    future = asyncio.run_coroutine_threadsafe(asyncio.sleep(0.05, 7), asyncio.get_running_loop())
    print(future.done())
    print(await asyncio.wrap_future(future))
asyncio.run(main())
# %% time.sleep blocks every task
import asyncio, time
async def ticks():
    for n in range(3):
        print("tick", n)
        await asyncio.sleep(0.05)
async def blocks():
    for n in range(3):
        print("block", n)
        time.sleep(0.1)
async def main(): await asyncio.gather(ticks(), blocks())
asyncio.run(main())
# %% time.sleep refuses less than nothing
import time
try:
    time.sleep(-1)
except ValueError as error:
    print(error)
# %% eager tasks, needs 3.12
import asyncio
async def f(n):
    print("start", n)
    if n: await asyncio.sleep(0.05)
    print("end", n)
async def main():
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    tasks = [asyncio.create_task(f(n)) for n in range(2)]
    print([t.done() for t in tasks])
    await asyncio.gather(*tasks)
asyncio.run(main())
# %% as_completed, asynchronous iteration, needs 3.13
import asyncio
async def main():
    tasks = [asyncio.create_task(asyncio.sleep(n / 20, n)) for n in (2, 1)]
    async for task in asyncio.as_completed(tasks):
        print(task in tasks, await task)
asyncio.run(main())
# %% eager_start, needs 3.14
import asyncio
async def f(): print("at once")
async def main():
    task = asyncio.create_task(f(), eager_start=True)
    print("then", task.done())
asyncio.run(main())
# %% call graph, needs 3.14
import asyncio
async def inner(): asyncio.print_call_graph(depth=2)
async def outer(): await inner()
async def main():
    asyncio.current_task().set_name("main")
    task = asyncio.create_task(outer(), name="traced")
    await task
asyncio.run(main())
