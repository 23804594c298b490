# %% lock
import asyncio
async def use(lock, name):
    async with lock:
        print(name, "in", lock.locked())
        await asyncio.sleep(0.05)
        print(name, "out")
async def main():
    lock = asyncio.Lock()
    await asyncio.gather(use(lock, "a"), use(lock, "b"))
    print(lock.locked())
asyncio.run(main())
# %% a lock not held cannot be released
import asyncio
async def main():
    try:
        asyncio.Lock().release()
    except RuntimeError as error:
        print(error)
asyncio.run(main())
# %% event
import asyncio
async def waiter(event):
    print("waiting")
    await event.wait()
    print("go", event.is_set())
async def main():
    event = asyncio.Event()
    task = asyncio.create_task(waiter(event))
    await asyncio.sleep(0.05)
    event.set()
    await task
asyncio.run(main())
# %% condition
import asyncio
async def consumer(cond, items, n):
    async with cond:
        await cond.wait_for(lambda: len(items) >= n)
        print("consumer", n, items)
async def main():
    cond, items = asyncio.Condition(), []
    tasks = [asyncio.create_task(consumer(cond, items, n)) for n in (1, 2)]
    for n in range(2):
        await asyncio.sleep(0.05)
        async with cond:
            items.append(n)
            cond.notify_all()
    await asyncio.gather(*tasks)
asyncio.run(main())
# %% semaphore
import asyncio
async def use(gate, n):
    async with gate:
        print("in", n)
        await asyncio.sleep(0.1)
async def main():
    gate = asyncio.Semaphore(2)
    await asyncio.gather(*(use(gate, n) for n in range(4)))
    print(gate)
asyncio.run(main())
# %% bounded semaphore
import asyncio
async def main():
    gate = asyncio.BoundedSemaphore(1)
    try:
        gate.release()
    except ValueError as error:
        print(error)
asyncio.run(main())
# %% barrier
import asyncio
async def runner(barrier, n):
    await asyncio.sleep(n / 20)
    print("arrived", n)
    await barrier.wait()
    return n
async def main():
    barrier = asyncio.Barrier(3)
    print(await asyncio.gather(*(runner(barrier, n) for n in range(3))), barrier.n_waiting)
asyncio.run(main())
# %% queue, producer and consumers
import asyncio
async def worker(name, queue):
    while True:
        delay = await queue.get()
        await asyncio.sleep(delay)
        queue.task_done()
        print(name, "slept", delay)
async def main():
    queue = asyncio.Queue()
    for delay in (0.05, 0.15, 0.2): queue.put_nowait(delay)
    tasks = [asyncio.create_task(worker(f"worker-{n}", queue)) for n in range(2)]
    await queue.join()
    for task in tasks: task.cancel()
    print(await asyncio.gather(*tasks, return_exceptions=True))
asyncio.run(main())
# %% queue with a bound
import asyncio
async def produce(queue):
    for n in range(3):
        await queue.put(n)
        print("put", n)
async def main():
    queue = asyncio.Queue(maxsize=1)
    task = asyncio.create_task(produce(queue))
    await asyncio.sleep(0.05)
    print("full", queue.full(), queue.qsize())
    print([await queue.get() for _ in range(3)])
    await task
asyncio.run(main())
# %% queue exceptions
import asyncio
async def main():
    queue = asyncio.Queue(1)
    try: queue.get_nowait()
    except asyncio.QueueEmpty as error: print(repr(error))
    queue.put_nowait(1)
    try: queue.put_nowait(2)
    except asyncio.QueueFull as error: print(repr(error))
asyncio.run(main())
# %% priority and LIFO queues
import asyncio
async def main():
    for kind in (asyncio.PriorityQueue, asyncio.LifoQueue):
        queue = kind()
        for n in (2, 1, 3): await queue.put(n)
        print([await queue.get() for _ in range(3)])
asyncio.run(main())
# %% task_done too often
import asyncio
async def main():
    try: asyncio.Queue().task_done()
    except ValueError as error: print(error)
asyncio.run(main())
# %% queue shutdown, needs 3.13
import asyncio
async def main():
    queue = asyncio.Queue()
    queue.put_nowait(1)
    queue.shutdown()
    print(await queue.get())
    try: await queue.get()
    except asyncio.QueueShutDown as error: print(repr(error))
asyncio.run(main())
# %% cancelled waiter of a lock
import asyncio
async def main():
    lock = asyncio.Lock()
    await lock.acquire()
    waiter = asyncio.create_task(lock.acquire())
    await asyncio.sleep(0.05)
    waiter.cancel()
    await asyncio.wait([waiter])
    lock.release()
    print(waiter.cancelled(), lock.locked())
asyncio.run(main())
