"""What only the virtual clock does: exact times, no hang, errors with names.

    python clock_programs.py FOLDER TURNS     prints what is not as it should be: file:line: name, expected, found

FOLDER has vloop.py and memnet.py; TURNS is how much is much.  Each program is a coroutine function, with what it returns on the virtual clock,
or a part of the error with which it ends; each ends within *seconds* of real time.
"""

import asyncio
import concurrent.futures
import contextlib
import copy
import datetime
import inspect
import os
import queue
import random
import signal
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

PROGRAMS = []
REAL = time.perf_counter
real_sleep = time.sleep


def gives(want, seconds=5.0):
    def register(function):
        PROGRAMS.append((function, want, seconds))
        return function
    return register


def now():
    return asyncio.get_running_loop().time()


# --- time


async def at_the_end(log, name, *delays):
    for delay in delays:
        await asyncio.sleep(delay)
    log.append((name, now()))


@gives([("whole", 1.0), ("thirds", 1.0), ("parts", 1.0), ("sevenths", 1.0), ("tenths", 1.0)])
async def one_moment():
    log = []  # in the order in which their last timers are made
    await asyncio.gather(
        at_the_end(log, "whole", 1), at_the_end(log, "tenths", *[0.1] * 10), at_the_end(log, "thirds", *[1 / 3] * 3),
        at_the_end(log, "sevenths", *[1 / 7] * 7), at_the_end(log, "parts", 0.1, 0.7, 0.2))
    return log


@gives([("get", 4.0), ("put", 8.0), ("wait_for", 12.0), ("acquire", 16.0)])
async def rests_in_threads():  # 0.1 + 0.2 and 0.3 are one moment, but two floats: these wait for what is left until their end
    full, condition, found = queue.Queue(1), threading.Condition(), []
    full.put(1)

    def get():
        queue.Queue().get(timeout=0.1)

    def put():
        full.put(1, timeout=0.1)

    def wait_for():
        with condition:
            condition.wait_for(bool, 0.1)

    def acquire():
        threading.Semaphore(0).acquire(timeout=0.1)

    for wait in get, put, wait_for, acquire:
        for _ in range(20):
            await asyncio.sleep(0.1)
            with contextlib.suppress(queue.Empty, queue.Full):
                await asyncio.to_thread(wait)
        found.append((wait.__name__, round(now(), 9)))
    return found


@gives([True, True, True])
async def parts_of_a_tick():  # they add up, the clock does not go back, and what is longer takes its time after them
    found = []
    for start, step in (0.3, 1 / 63e9), (1e5, 1e-9), (3e6, 1e-6):
        await asyncio.sleep(start - now())
        times, part = [now()], step / 5
        for _ in range(200):
            await asyncio.sleep(part)
            times.append(now())
        await asyncio.sleep(2 * step)
        times.append(now())
        found.append(times == sorted(times) and times[-1] > times[-2])
    return found


@gives([4.0, [6.0], True])
async def rests_in_tasks():
    for _ in range(20):
        await asyncio.sleep(0.1)
        end = now() + 0.1
        while now() < end:
            await asyncio.sleep(end - now())
    moment, end, fired = round(now(), 9), sum([0.1] * 60), []

    def at_the_end():
        if now() < end:
            asyncio.get_running_loop().call_at(end, at_the_end)
        else:
            fired.append(round(now(), 9))

    at_the_end()
    await asyncio.sleep(2)
    begin = now()
    await asyncio.sleep(0.5)
    return [moment, fired, now() - begin == 0.5]


@gives([30000.1, 30000.8, True, 0.3])
async def late_moments():
    await asyncio.sleep(30000)
    await asyncio.sleep(0.1)
    begin = now()
    timer = asyncio.get_running_loop().call_at(begin + 0.7, int)
    await asyncio.sleep(0.7)
    same = timer.when() == now()
    await asyncio.sleep(1e9)
    later = now()
    await asyncio.sleep(0.3)
    return [begin, timer.when(), same, round(now() - later, 6)]


@gives([0, 1, 2, 3])
async def first_in_first_out():
    log = []
    loop = asyncio.get_running_loop()
    loop.call_later(0.8, log.append, 0)
    loop.call_at(0.1 + 0.7, log.append, 1)
    loop.call_later(0.8, log.append, 2)
    await asyncio.sleep(0.1)
    loop.call_later(0.7, log.append, 3)
    await asyncio.sleep(1)
    return log


@gives([86400.0, 86400 * 10**9, 86400.0, 86400 * 10**9, 86400.0, 86400 * 10**9, 86400.0, 86400])
async def clocks_of_time():
    def read():
        return [time.time(), time.time_ns(), time.monotonic(), time.monotonic_ns(), time.perf_counter(),
                time.perf_counter_ns(), time.mktime(time.localtime()), int(time.strftime("%s"))]
    before = read()
    await asyncio.sleep(86400)
    return [b - a for a, b in zip(before, await asyncio.to_thread(read))]


@gives([datetime.timedelta(1)] * 4 + [True, True, datetime.datetime, True, True])
async def clocks_of_datetime():
    def read():
        return [datetime.datetime.now(), datetime.datetime.now(datetime.UTC), datetime.datetime.utcnow(),
                datetime.datetime.today()]
    before = read()
    await asyncio.sleep(86400)
    moments = read()
    day = datetime.datetime.now()
    return [b - a for a, b in zip(before, moments)] + [
        datetime.date.today() == day.date(), isinstance(day, datetime.datetime), type(day),
        copy.deepcopy(day) == day, datetime.datetime(2020, 1, 1).year == 2020]


@gives([2.0, 2.0, False, 2.5])
async def blocked():
    task = asyncio.create_task(asyncio.sleep(0.5))
    await asyncio.sleep(0)
    time.sleep(2)
    found = [now(), asyncio.get_running_loop().blocked, task.done()]
    thread = threading.Timer(0.5, int)
    thread.start()
    thread.join()
    return found + [asyncio.get_running_loop().blocked]


# --- much


@gives(True, seconds=60)
async def many_turns():
    loop, done, count = asyncio.get_running_loop(), asyncio.get_running_loop().create_future(), 0

    def step():
        nonlocal count
        count += 1
        if count == TURNS:
            done.set_result(True)
        else:
            loop.call_soon(step)
    step()
    return await done


@gives(sum(range(60_000)), seconds=60)
async def sixty_thousand_items():
    items = asyncio.Queue(1)

    async def produce():
        for n in range(60_000):
            await items.put(n)
    task, total = asyncio.create_task(produce()), 0
    for _ in range(60_000):
        total += await items.get()
    await task
    return total


@gives(True, seconds=60)
async def many_moments():
    for _ in range(TURNS // 8):
        await asyncio.sleep(1)
    return now() == TURNS // 8


# --- no end


@gives("Deadlock: nothing can wake any of these tasks: main, stuck")
async def nobody_wakes():
    asyncio.current_task().set_name("main")
    await asyncio.create_task(asyncio.Event().wait(), name="stuck")


@gives("Deadlock: nothing can wake any of these tasks: main")
async def for_ever():
    asyncio.current_task().set_name("main")
    await asyncio.sleep(float("inf"))


@gives("Deadlock: the clock stands at 3 s: some task never waits", seconds=60)
async def turns_without_end():
    asyncio.get_running_loop().patience = 0.5
    await asyncio.sleep(3)
    while True:
        await asyncio.sleep(0)


@gives("Deadlock: 1000 timers have fired, the clock stands at 1000 s: something repeats for ever")
async def heartbeat():
    asyncio.get_running_loop().max_jumps = 1000
    while True:
        await asyncio.sleep(1)


@gives("Deadlock: a call blocks the loop, and nothing can end it. These tasks stand: main")
async def own_result():
    asyncio.current_task().set_name("main")
    asyncio.run_coroutine_threadsafe(asyncio.sleep(1), asyncio.get_running_loop()).result()


@gives("Deadlock: a call blocks the loop, and nothing can end it.")
async def lock_across_an_await():
    lock = threading.Lock()

    async def work():
        with lock:
            await asyncio.sleep(1)
    await asyncio.gather(work(), work())


@gives("Deadlock: nothing can wake any of these tasks: main; these threads wait too: asyncio_0")
async def thread_waits_for_nobody():
    asyncio.current_task().set_name("main")
    await asyncio.to_thread(threading.Event().wait)


@gives("Deadlock: after 0.3 real seconds this thread is still at work: busy. It computes, or")
async def thread_at_work():
    asyncio.get_running_loop().patience = 0.3
    future = asyncio.get_running_loop().create_future()
    threading.Thread(target=real_sleep, args=[1], name="busy", daemon=True).start()
    await future


@gives("NeedsRealLoop: a server needs the real loop: ")
async def server():
    await asyncio.start_server(print, "127.0.0.1", 0)


@gives("NeedsRealLoop: a connection needs the real loop: ")
async def connection():
    await asyncio.open_connection("127.0.0.1", 80)


@gives("NeedsRealLoop: a subprocess needs the real loop: ")
async def subprocess():
    await asyncio.create_subprocess_exec(sys.executable)


@gives("NeedsRealLoop: watching a file needs the real loop: ")
async def reader():
    asyncio.get_running_loop().add_reader(0, print)


# --- threads


@gives([20.0, 20.0])
async def pools():
    loop, took = asyncio.get_running_loop(), []
    for pool in FRESH, USED_ON_THIS_CLOCK:
        begin = now()
        await asyncio.gather(*[loop.run_in_executor(pool, time.sleep, 10) for _ in range(3)])
        took.append(now() - begin)
    return took


@gives([7, 7, "tick", 1.0])
async def pool_older_than_the_run():
    def work():
        real_sleep(0.1)
        log.append(7)
    log = []
    asyncio.get_running_loop().call_later(1, log.append, "tick")
    await asyncio.gather(*[asyncio.wrap_future(OLD.submit(work)) for _ in range(2)], asyncio.sleep(1))
    return log + [now()]


@gives(((1024, 2048), 0.0))
async def processes():
    loop = asyncio.get_running_loop()
    with concurrent.futures.ProcessPoolExecutor(1) as pool:
        return (await loop.run_in_executor(pool, pow, 2, 10), await asyncio.wrap_future(pool.submit(pow, 2, 11))), now()


@gives(([1, 2, 3], 3.0))
async def futures_in_a_thread():
    def work(n):
        time.sleep(n)
        return n

    def many():
        with ThreadPoolExecutor() as pool:
            return [job.result() for job in concurrent.futures.as_completed(pool.submit(work, n) for n in (3, 1, 2))]
    return await asyncio.to_thread(many), now()


@gives([None, True, 3.0])
async def lock_given_up():
    lock = threading.Lock()
    lock.acquire()
    loop = asyncio.get_running_loop()
    first = asyncio.create_task(asyncio.to_thread(lock.acquire, timeout=2))
    await asyncio.sleep(1)
    loop.call_later(2, lock.release)
    return [await asyncio.to_thread(lock.__enter__) and None, not await first, now()]


@gives([True, 3.0, False, 8.0])
async def locks():
    found = []
    for kind in threading.Lock, threading.RLock:
        lock = kind()
        lock.acquire()
        if kind is threading.Lock:
            asyncio.get_running_loop().call_later(3, lock.release)
        found += [await asyncio.to_thread(lock.acquire, timeout=5), now()]
    return found


@gives([4, 3.0, "empty", 5.0])
async def simple_queue():
    items = queue.SimpleQueue()
    asyncio.get_running_loop().call_later(3, items.put, 4)
    found = [await asyncio.to_thread(items.get), now()]
    try:
        await asyncio.to_thread(items.get, timeout=2)
    except queue.Empty:
        found.append("empty")
    return found + [now()]


@gives([3.0] * 3)
async def barrier():
    barrier = threading.Barrier(3)

    def work(n):
        time.sleep(n)
        barrier.wait()
        return time.monotonic()
    return await asyncio.gather(*[asyncio.to_thread(work, n) for n in (1, 2, 3)])


@gives(["thread", 5.0, 10.5])
async def daemon_thread():
    log = []

    def beat():
        while True:
            time.sleep(5)
            if not log:
                log.extend(["thread", time.monotonic()])
    threading.Thread(target=beat, daemon=True).start()
    await asyncio.sleep(10.5)
    return log + [now()]


@gives([10, 10.0])
async def thread_polls():
    done, count = threading.Event(), 0

    def poll():
        nonlocal count
        while not done.is_set():
            time.sleep(1)
            count += 1
    asyncio.get_running_loop().call_later(9.5, done.set)
    await asyncio.to_thread(poll)
    return [count, now()]


@gives([4] * 8)
async def threads_at_random():
    """Threads that sleep, wait for each other, for locks and for the loop, in any order."""
    loop, found = asyncio.get_running_loop(), []
    for seed in range(50, 58):
        items, event, lock, ended = queue.Queue(2), threading.Event(), threading.Lock(), []

        def work(n, seed=seed, items=items, event=event, lock=lock, ended=ended):
            choose = random.Random(seed * 100 + n)
            for _ in range(6):
                seconds, what = choose.random(), choose.randrange(6)
                if what == 0:
                    time.sleep(seconds)
                elif what == 1:
                    with lock:
                        time.sleep(seconds / 10)
                elif what == 2:
                    asyncio.run_coroutine_threadsafe(asyncio.sleep(seconds), loop).result()
                elif what == 3:
                    event.wait(seconds)
                elif what == 4:
                    items.put(n)
                else:
                    thread = threading.Thread(target=time.sleep, args=[seconds])
                    thread.start()
                    thread.join()
            ended.append(n)

        async def drain(items=items):
            while True:
                await asyncio.sleep(0.05)
                if not items.empty():
                    items.get_nowait()
        task = asyncio.create_task(drain())
        loop.call_later(2, event.set)
        await asyncio.gather(*[asyncio.to_thread(work, n) for n in range(4)])
        task.cancel()
        found.append(len(ended))
    return found


@gives(None)
async def timer_left_over():
    threading.Timer(1000, int).start()


@gives(None)
async def thread_left_over():
    asyncio.get_running_loop().run_in_executor(None, time.sleep, 1000 if sys.version_info < (3, 12) else 200)


# --- signals


@gives([5.0, "sent", "after", 10.0, 15.0, 18.0, True, False])
async def signals():
    loop, stop, log = asyncio.get_running_loop(), asyncio.Event(), []
    loop.add_signal_handler(signal.SIGTERM, stop.set)

    async def kill():
        await asyncio.sleep(5)
        os.kill(os.getpid(), signal.SIGTERM)
        log.append("sent")
        await asyncio.sleep(0)
        log.append("after")

    def kill_from_thread():
        time.sleep(3)
        os.kill(os.getpid(), signal.SIGTERM)

    async def stopped():
        await stop.wait()
        log.append(now())
        stop.clear()
    loop.call_later(5, signal.raise_signal, signal.SIGTERM)
    await stopped()
    task = asyncio.create_task(kill())
    await stopped()
    loop.call_later(5, loop.send_signal, signal.SIGTERM)
    await stopped()
    thread = threading.Thread(target=kill_from_thread)
    thread.start()
    await stopped()
    await task
    return log + [loop.remove_signal_handler(signal.SIGTERM), loop.remove_signal_handler(signal.SIGTERM)]


@gives("ValueError: invalid signal number 1000")
async def no_signal():
    asyncio.get_running_loop().add_signal_handler(1000, print)


# --- the network in memory


@gives([(b"aaaa", 0.5), (b"aa", 0.5), (b"bbbb", 1.0), (b"b", 1.0), (b"", 1.0)])
async def latency_and_chunks():
    import memnet

    net, log = memnet.Network(latency=0.25, chunk=4), []

    async def answer(reader, writer):
        writer.write(b"a" * 6)
        writer.write(b"b" * int(await reader.read(1)))
        writer.close()
    await net.start_server(answer, "station", 80)
    reader, writer = await net.open_connection("station", 80)
    writer.write(b"5")
    while True:
        part = await reader.read(9)
        log.append((part, now()))
        if not part:
            return log


@gives([65536 * 4, True, 2.0, 1_000_000])
async def flow_control():
    import memnet

    async def slow(reader, writer):
        await asyncio.sleep(2)
        sizes.append(len(await reader.read()))
    sizes = []
    await memnet.start_server(slow, "station", 80)
    reader, writer = await memnet.open_connection("station", 80)
    writer.write(b"x" * 65536 * 4)
    await writer.drain()  # two limits of the reader, one window, one high-water mark
    found = [65536 * 4, now() == 0]
    writer.write(b"x" * (1_000_000 - 65536 * 4))
    await writer.drain()
    found.append(now())
    writer.close()
    await writer.wait_closed()
    await asyncio.sleep(0.1)
    return found + sizes


@gives(["ConnectionResetError", "ConnectionResetError", "ConnectionRefusedError", 1.0, "OSError"])
async def broken_connections():
    import memnet

    net, log = memnet.Network(latency=0.25), []

    async def wait(reader, writer):
        try:
            await reader.read()
        except OSError as error:
            log.append(type(error).__name__)
    server = await net.start_server(wait, None, 80)
    reader, writer = await net.open_connection("anywhere", 80)
    memnet.reset(writer)
    try:
        await reader.read()
    except OSError as error:
        log.append(type(error).__name__)
    server.close()
    try:
        await net.open_connection("anywhere", 80)
    except OSError as error:
        log += [type(error).__name__, now()]
    await net.start_server(wait, "a", 80)
    try:
        await net.start_server(wait, "a", 80)
    except OSError as error:
        log.append(type(error).__name__)
    return log


@gives([b"", 0, "ConnectionResetError", "BrokenPipeError", 3.0])
async def other_side_is_gone():
    import memnet

    net, log = memnet.Network(latency=0.25), []
    await net.start_server(lambda reader, writer: writer.close(), "station", 80)
    reader, writer = await net.open_connection("station", 80)
    log.append(await reader.read())
    await asyncio.sleep(0.5)
    for n in range(3):
        try:
            writer.write(b"more")
            await writer.drain()
            log.append(n)
        except OSError as error:
            log.append(type(error).__name__)
        await asyncio.sleep(1 if n < 2 else 0)
    return log + [now()]


@gives([b"", 0, "ConnectionResetError", "BrokenPipeError"])
async def other_side_is_gone_nearby():
    import memnet

    await memnet.start_server(lambda reader, writer: writer.close(), "station", 80)
    reader, writer = await memnet.open_connection("station", 80)
    log = [await reader.read()]
    for n in range(3):
        try:
            writer.write(b"more")
            await writer.drain()
            log.append(n)
        except OSError as error:
            log.append(type(error).__name__)
    return log


# --- run


def main():
    import vloop

    USED_ON_THIS_CLOCK.__init__(2)
    vloop.run(uses(USED_ON_THIS_CLOCK))
    before = time.sleep, time.time, datetime.datetime, threading.Lock, threading.Thread.start, threading.Condition.wait
    for function, want, limit in PROGRAMS:
        begin = REAL()
        try:
            found = vloop.run(function())
        except BaseException as error:
            found = f"{type(error).__name__}: {error}"
        seconds = REAL() - begin
        where = f"{__file__}:{inspect.getsourcelines(function)[1]}: {function.__name__}:"
        if found != want and not (isinstance(want, str) and str(found).startswith(want)):
            print(f"{where} expected {want!r}, found {found!r}")
        if seconds > limit:
            print(f"{where} took {seconds:.1f} real seconds")
    if before != (time.sleep, time.time, datetime.datetime, threading.Lock, threading.Thread.start,
                  threading.Condition.wait):
        print(f"{__file__}:1: time or threading is not as it was")


async def uses(pool):
    await asyncio.get_running_loop().run_in_executor(pool, int)


FRESH, OLD, USED_ON_THIS_CLOCK = ThreadPoolExecutor(2), ThreadPoolExecutor(2), ThreadPoolExecutor(2)
OLD.submit(int).result()

if __name__ == "__main__":
    sys.path.insert(0, sys.argv[1])
    TURNS = int(sys.argv[2])
    main()
