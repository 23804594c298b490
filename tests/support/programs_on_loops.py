"""Small programs that say in which order things happen, run on two loops.

    python programs_on_loops.py FOLDER     prints {name: [on the real loop, on the virtual one]} as JSON

FOLDER has vloop.py and memnet.py.  Each program is a coroutine function of ``say``, which notes a line, and ``u``,
the unit of time in seconds.  What is compared is at least one unit apart, or asyncio promises its order.  The real
runs are side by side, in threads; where a busy machine was late, a program is run again, with a longer unit.
"""

import asyncio
import contextlib
import contextvars
import inspect
import json
import queue
import signal
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

UNITS = 0.05, 0.1, 0.3  # seconds, really
PROGRAMS = {}
NEW = sys.version_info >= (3, 12)


def program(function):
    PROGRAMS[function.__name__] = function
    return function


async def leg(say, name, *delays):
    for delay in delays:
        await asyncio.sleep(delay)
        say(name)
    return name


# --- tasks and time


@program
async def gather_keeps_order(say, u):
    say(await asyncio.gather(leg(say, "a", 3 * u), leg(say, "b", u), leg(say, "c", 2 * u)))


@program
async def nested_gathers(say, u):
    inner = asyncio.gather(leg(say, "c", u, 3 * u), leg(say, "d", 3 * u))
    say(await asyncio.gather(leg(say, "a", 2 * u, 3 * u), inner))


@program
async def tasks_start_in_order(say, u):
    async def one(n):
        say(f"start {n}")
        await asyncio.sleep(0)
        say(f"again {n}")
    await asyncio.gather(*map(one, range(4)))


@program
async def turns(say, u):
    loop = asyncio.get_running_loop()
    loop.call_soon(say, "soon 1")
    loop.call_soon(lambda: (say("soon 2"), loop.call_soon(say, "soon 3")))
    await asyncio.sleep(0)
    say("task")
    await asyncio.sleep(0)
    say("task again")


@program
async def timers_in_order_of_time(say, u):
    loop = asyncio.get_running_loop()
    for k in 3, 1, 2:
        loop.call_later(k * u, say, k)
    loop.call_at(loop.time() + 4 * u, say, "at")
    loop.call_later(1.5 * u, say, "cancelled").cancel()
    await asyncio.sleep(5 * u)


@program
async def sums_of_times(say, u):
    async def two():
        await asyncio.sleep(0.1)
        await asyncio.sleep(0.7)
        say("0.1 + 0.7")
    await asyncio.gather(two(), leg(say, "0.8", 0.8))


@program
async def an_error_ends_gather_alone(say, u):
    async def fail():
        await asyncio.sleep(u)
        raise ValueError("no")
    try:
        await asyncio.gather(fail(), leg(say, "other", 2 * u))
    except ValueError as error:
        say(repr(error))
    await asyncio.sleep(2 * u)


@program
async def gather_returns_exceptions(say, u):
    async def fail():
        raise ValueError("no")
    say(await asyncio.gather(fail(), leg(say, "x", u), return_exceptions=True))


@program
async def as_completed(say, u):
    for first in asyncio.as_completed([leg(say, n, n * u) for n in (3, 1, 2)]):
        say(f"got {await first}")


@program
async def wait_first(say, u):
    tasks = {asyncio.create_task(leg(say, n, n * u), name=str(n)) for n in (3, 1, 5)}
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    say((len(done), sorted(t.get_name() for t in pending)))
    done, pending = await asyncio.wait(pending, timeout=3 * u)
    say((len(done), len(pending)))
    pending.pop().cancel()


@program
async def shield(say, u):
    task = asyncio.create_task(leg(say, "inner", 2 * u))
    outer = asyncio.create_task(asyncio.wait_for(asyncio.shield(task), u))
    say(await asyncio.gather(outer, return_exceptions=True))
    say(await task)


@program
async def time_sleep_blocks(say, u):
    task = asyncio.create_task(leg(say, "task", u))
    await asyncio.sleep(0)
    time.sleep(3 * u)
    say("slept")
    await task


@program
async def late_timers_in_order(say, u):
    loop = asyncio.get_running_loop()
    for k in 2, 1, 3:
        loop.call_later(k * u, say, k)
    time.sleep(5 * u)
    loop.call_soon(say, "soon")
    await asyncio.sleep(u)


@program
async def callbacks_of_a_task(say, u):
    task = asyncio.create_task(leg(say, "task", u))
    task.add_done_callback(lambda t: say(f"callback 1 {t.result()}"))
    task.add_done_callback(lambda t: say("callback 2"))
    await task
    say("awaited")


@program
async def future_wakes_all(say, u):
    future = asyncio.get_running_loop().create_future()

    async def wait(n):
        say((n, await future))
    tasks = [asyncio.create_task(wait(n)) for n in range(3)]
    await asyncio.sleep(u)
    future.set_result("x")
    say("set")
    await asyncio.gather(*tasks)


@program
async def left_over_task_is_cancelled(say, u):
    async def left():
        try:
            await asyncio.sleep(100)
        finally:
            say("cancelled at the end")
    task = asyncio.create_task(left())
    await asyncio.sleep(u)
    say(f"end {task.done()}")


@program
async def left_over_generator_is_closed(say, u):
    async def numbers():
        try:
            yield 1
            yield 2
        finally:
            say("closed")
    generator = numbers()
    say(await anext(generator))
    global kept
    kept = generator


# --- cancelling and timeouts


@program
async def cancel_before_start(say, u):
    task = asyncio.create_task(leg(say, "never", u))
    task.cancel("why")
    try:
        await task
    except asyncio.CancelledError as error:
        say(error.args)


@program
async def cancel_with_clean_up(say, u):
    async def work():
        try:
            await asyncio.sleep(100 * u)
        except asyncio.CancelledError:
            say("cancelled")
            await asyncio.sleep(2 * u)
            say("clean")
            raise
    task = asyncio.create_task(work())
    asyncio.get_running_loop().call_later(2 * u, say, "between")
    await asyncio.sleep(u)
    task.cancel()
    await asyncio.wait([task])
    say(task.cancelled())


@program
async def cancel_is_swallowed(say, u):
    async def work():
        for _ in range(2):
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.sleep(2 * u)
                say("slept")
    task = asyncio.create_task(work())
    await asyncio.sleep(u)
    task.cancel()
    await task
    say((task.cancelled(), task.cancelling()))


@program
async def timeout(say, u):
    try:
        async with asyncio.timeout(2 * u):
            await leg(say, "step", u, u * 3)
    except TimeoutError:
        say("timeout")


@program
async def timeouts_nested(say, u):
    try:
        async with asyncio.timeout(4 * u):
            try:
                async with asyncio.timeout(u):
                    await asyncio.sleep(9)
            except TimeoutError:
                say("inner")
            await asyncio.sleep(9)
    except TimeoutError:
        say("outer")


@program
async def timeout_rescheduled(say, u):
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(u) as limit:
            limit.reschedule(loop.time() + 3 * u)
            await leg(say, "step", 2 * u, 2 * u)
    except TimeoutError:
        say(limit.expired())


@program
async def timeout_of_zero(say, u):
    try:
        async with asyncio.timeout(0):
            say("inside")
            await asyncio.sleep(0)
            say("after a turn")
            await asyncio.sleep(u)
    except TimeoutError:
        say("timeout")


@program
async def wait_for(say, u):
    for seconds in 3 * u, u:
        try:
            say(await asyncio.wait_for(leg(say, "x", 2 * u), seconds))
        except TimeoutError:
            say("timeout")


@program
async def wait_for_waits_for_clean_up(say, u):
    async def slow():
        try:
            await asyncio.sleep(100 * u)
        finally:
            await asyncio.sleep(u)
            say("clean")
    try:
        await asyncio.wait_for(slow(), u)
    except TimeoutError:
        say("timeout")


@program
async def uncancel(say, u):
    task = asyncio.current_task()
    asyncio.get_running_loop().call_later(u, task.cancel)
    try:
        await asyncio.sleep(100 * u)
    except asyncio.CancelledError:
        say(task.cancelling())
        say(task.uncancel())
    await asyncio.sleep(u)
    say("alive")


# --- groups


@program
async def group(say, u):
    async with asyncio.TaskGroup() as group:
        for n in 2, 1, 3:
            group.create_task(leg(say, n, n * u))
        say("body ends")
    say("group ends")


@program
async def group_with_an_error(say, u):
    async def fail():
        await asyncio.sleep(u)
        raise ValueError("no")
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail())
            other = group.create_task(leg(say, "other", 2 * u))
            await asyncio.sleep(100 * u)
    except* ValueError as errors:
        say((errors.exceptions, other.cancelled()))


@program
async def group_with_two_errors(say, u):
    async def fail(n):
        try:
            await asyncio.sleep(n * u)
        finally:
            raise ValueError(n)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail(1))
            group.create_task(fail(3))
    except* ValueError as errors:
        say([error.args for error in errors.exceptions])


@program
async def group_grows(say, u):
    async with asyncio.TaskGroup() as group:
        async def parent():
            await asyncio.sleep(u)
            group.create_task(leg(say, "child", u))
            say("parent")
        group.create_task(parent())
    say("end")


@program
async def group_in_timeout(say, u):
    try:
        async with asyncio.timeout(2 * u), asyncio.TaskGroup() as group:
            group.create_task(leg(say, "short", u))
            group.create_task(leg(say, "long", 9 * u))
    except TimeoutError:
        say("timeout")


# --- synchronisation


@program
async def lock_is_fair(say, u):
    lock = asyncio.Lock()

    async def work(n):
        async with lock:
            say(f"in {n}")
            await asyncio.sleep(u)
    await asyncio.gather(*map(work, range(3)))


@program
async def lock_waiter_cancelled(say, u):
    lock = asyncio.Lock()

    async def work(n):
        async with lock:
            say(n)
            await asyncio.sleep(2 * u)
    tasks = [asyncio.create_task(work(n)) for n in range(3)]
    await asyncio.sleep(u)
    tasks[1].cancel()
    await asyncio.wait(tasks)


@program
async def event(say, u):
    event = asyncio.Event()

    async def wait(n):
        await event.wait()
        say(n)
    tasks = [asyncio.create_task(wait(n)) for n in range(3)]
    await asyncio.sleep(u)
    event.set()
    event.clear()
    say("pulse")
    await asyncio.gather(*tasks)


@program
async def condition(say, u):
    condition, items = asyncio.Condition(), []

    async def consume(n):
        async with condition:
            await condition.wait_for(lambda: items)
            say((n, items.pop()))
    tasks = [asyncio.create_task(consume(n)) for n in range(3)]
    for k in range(3):
        await asyncio.sleep(u)
        async with condition:
            items.append(k)
            condition.notify(1) if k else condition.notify_all()
    await asyncio.gather(*tasks)


@program
async def condition_cancelled(say, u):
    condition = asyncio.Condition()

    async def wait(n):
        async with condition:
            try:
                await condition.wait()
                say(n)
            except asyncio.CancelledError:
                say(f"cancelled {n}, locked {condition.locked()}")
                raise
    tasks = [asyncio.create_task(wait(n)) for n in range(3)]
    await asyncio.sleep(u)
    tasks[0].cancel()
    async with condition:
        condition.notify_all()
    await asyncio.wait(tasks)


@program
async def semaphore(say, u):
    semaphore = asyncio.Semaphore(2)

    async def work(n):
        async with semaphore:
            say(f"in {n}")
            await asyncio.sleep((n + 1) * 2 * u)
            say(f"out {n}")
    await asyncio.gather(*map(work, range(4)))


@program
async def bounded_semaphore(say, u):
    semaphore = asyncio.BoundedSemaphore(1)
    try:
        semaphore.release()
    except ValueError as error:
        say(error)


@program
async def barrier(say, u):
    barrier = asyncio.Barrier(3)

    async def work(n):
        await asyncio.sleep(n * u)
        say(f"at {n}")
        await barrier.wait()
        return n
    say(await asyncio.gather(*map(work, (1, 2, 3))))


@program
async def queue_bounded(say, u):
    items = asyncio.Queue(2)

    async def produce():
        for n in range(5):
            await items.put(n)
            say(f"put {n}")
        await items.put(None)
    task = asyncio.create_task(produce())
    while (item := await items.get()) is not None:
        say(f"got {item}")
        await asyncio.sleep(u)
    await task


@program
async def queue_of_workers(say, u):
    items = asyncio.Queue()

    async def work(name):
        while True:
            item = await items.get()
            await asyncio.sleep(item * 3 * u)
            say((name, item))
            items.task_done()
    workers = [asyncio.create_task(work(name)) for name in "ab"]
    for item in 1, 2, 2:
        items.put_nowait(item)
    await items.join()
    say("joined")
    for worker in workers:
        worker.cancel()


@program
async def queue_get_times_out(say, u):
    items = asyncio.Queue()
    try:
        await asyncio.wait_for(items.get(), u)
    except TimeoutError:
        say("nothing")
    items.put_nowait(1)
    say(await items.get())


@program
async def queues_of_other_orders(say, u):
    for kind in asyncio.PriorityQueue, asyncio.LifoQueue:
        items = kind()
        for n in 2, 3, 1:
            await items.put(n)
        say([await items.get() for _ in range(3)])


# --- contexts, generators, eager tasks, errors

number = contextvars.ContextVar("number", default=0)


@program
async def contexts(say, u):
    async def work(n):
        number.set(n)
        await asyncio.sleep(u)
        say((n, number.get(), await asyncio.to_thread(number.get)))
    await asyncio.gather(work(1), asyncio.sleep(3 * u))
    asyncio.get_running_loop().call_later(u, lambda: say(number.get()))
    number.set(7)
    await asyncio.sleep(2 * u)


@program
async def async_generator(say, u):
    async def ticks():
        try:
            for n in range(3):
                await asyncio.sleep(u)
                yield n
        finally:
            say("closed")
    async with contextlib.aclosing(ticks()) as numbers:
        async for n in numbers:
            say(n)
            if n == 1:
                break


@program
async def exit_stack(say, u):
    @contextlib.asynccontextmanager
    async def opened(name):
        await asyncio.sleep(u)
        say(f"open {name}")
        try:
            yield
        finally:
            await asyncio.sleep(u)
            say(f"close {name}")
    async with contextlib.AsyncExitStack() as stack:
        for name in "ab":
            await stack.enter_async_context(opened(name))
        say("body")


@program
async def eager_tasks(say, u):
    if NEW:
        asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)

    async def work(n, delay):
        say(f"start {n}")
        if delay:
            await asyncio.sleep(delay)
        return n
    tasks = [asyncio.create_task(work(n, n * u)) for n in range(3)]
    say([task.done() for task in tasks])
    say(await asyncio.gather(*tasks))


@program
async def error_in_a_callback(say, u):
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: say(repr(context["exception"])))
    loop.call_soon(lambda: 1 / 0)
    loop.call_later(u, lambda: [].pop())
    await asyncio.sleep(2 * u)


@program
async def error_never_retrieved(say, u):
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: say(context["message"]))

    async def fail():
        raise ValueError("no")
    task = asyncio.create_task(fail())
    await asyncio.sleep(u)
    del task
    await asyncio.sleep(u)
    say("end")


@program
async def error_of_the_program(say, u):
    await asyncio.sleep(u)
    raise KeyError("main")


# --- threads


@program
async def to_thread(say, u):
    say(await asyncio.gather(asyncio.to_thread(time.sleep, 2 * u), leg(say, "a", u), leg(say, "b", 4 * u)))


@program
async def threads_sleep_side_by_side(say, u):
    def work(n):
        time.sleep(n * u)
        say(n)
    await asyncio.gather(*[asyncio.to_thread(work, n) for n in (3, 1, 2)])


@program
async def thread_waits_for_the_loop(say, u):
    loop = asyncio.get_running_loop()

    def work():
        return asyncio.run_coroutine_threadsafe(leg(say, "in the loop", 2 * u), loop).result()
    say(await asyncio.gather(asyncio.to_thread(work), leg(say, "beside", u, 2 * u)))


@program
async def thread_waits_for_an_event(say, u):
    event = threading.Event()
    task = asyncio.create_task(asyncio.to_thread(event.wait))
    await leg(say, "tick", u, u)
    event.set()
    say(await task)
    say(await asyncio.to_thread(threading.Event().wait, u))


@program
async def thread_calls_soon(say, u):
    loop, future = asyncio.get_running_loop(), asyncio.get_running_loop().create_future()

    def work():
        time.sleep(2 * u)
        loop.call_soon_threadsafe(future.set_result, "from a thread")
    threading.Thread(target=work).start()
    say(await asyncio.gather(future, leg(say, "a", u), leg(say, "b", 3 * u)))


@program
async def timer_thread(say, u):
    threading.Timer(2 * u, say, ["timer"]).start()
    threading.Timer(2 * u, say, ["cancelled"]).cancel()
    await leg(say, "loop", u, 2 * u)


@program
async def thread_joined(say, u):
    thread = threading.Thread(target=time.sleep, args=[2 * u])
    thread.start()
    await asyncio.gather(asyncio.to_thread(thread.join), leg(say, "a", u))
    say(thread.is_alive())
    timer = threading.Timer(2 * u, say, ["timer"])
    timer.start()
    task = asyncio.create_task(leg(say, "blocked", u))
    await asyncio.sleep(0)
    timer.join()
    say("joined")
    await task


@program
async def threads_with_a_queue(say, u):
    items = queue.Queue()

    def consume():
        while (item := items.get()) is not None:
            say(item)
        try:
            items.get(timeout=u)
        except queue.Empty:
            say("empty")
    task = asyncio.create_task(asyncio.to_thread(consume))
    for item in 1, 2, None:
        await asyncio.sleep(u)
        items.put(item)
    await task


@program
async def thread_waits_for_a_lock(say, u):
    lock = threading.Lock()

    def work():
        with lock:
            say("thread")
    with lock:
        task = asyncio.create_task(asyncio.to_thread(work))
        await asyncio.sleep(2 * u)
        say("released")
    await task


@program
async def pool_of_two(say, u):
    def work(n):
        time.sleep(2 * u)
        return n
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(2) as pool:
        jobs = [loop.run_in_executor(pool, work, n) for n in range(3)]
        await leg(say, "tick", u)
        say(await jobs[0])
        await leg(say, "tick", u)
        say(await asyncio.gather(*jobs))


@program
async def thread_outlives_its_timeout(say, u):
    def work():
        time.sleep(3 * u)
        say("thread ends")
    try:
        await asyncio.wait_for(asyncio.to_thread(work), u)
    except TimeoutError:
        say("timeout")


@program
async def signals(say, u):
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    loop.call_later(2 * u, signal.raise_signal, signal.SIGTERM)
    ticks = asyncio.create_task(leg(say, "tick", u, 2 * u, 2 * u))
    await stop.wait()
    say("stop")
    ticks.cancel()
    loop.add_signal_handler(signal.SIGTERM, say, "handled")
    signal.raise_signal(signal.SIGTERM)
    for turn in range(5):
        say(f"turn {turn}")
        await asyncio.sleep(0)
    say(loop.remove_signal_handler(signal.SIGTERM))


@program
async def interrupted(say, u):
    asyncio.get_running_loop().call_later(u, signal.raise_signal, signal.SIGINT)
    try:
        await asyncio.sleep(100 * u)
    finally:
        say("clean")


# --- streams: sockets on the real loop, memnet on the virtual one


async def serve(handle):
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    return server, await asyncio.open_connection(*server.sockets[0].getsockname())


@program
async def stream_echo(say, u):
    async def echo(reader, writer):
        while line := await reader.readline():
            writer.write(line)
        say("server saw the end")
        writer.close()
    server, (reader, writer) = await serve(echo)
    async with server:
        for text in b"one\n", b"two\n":
            await asyncio.sleep(u)
            writer.write(text)
            say(await reader.readline())
        writer.write_eof()
        say(await reader.read())
        writer.close()
        await writer.wait_closed()


@program
async def stream_reads(say, u):
    async def send(reader, writer):
        writer.write(b"12345;rest")
        writer.close()
    server, (reader, writer) = await serve(send)
    say([await reader.readexactly(2), await reader.readuntil(b";")])
    try:
        await reader.readexactly(9)
    except asyncio.IncompleteReadError as error:
        say(error)
    say(reader.at_eof())
    writer.close()
    server.close()


@program
async def stream_drain_waits(say, u):
    async def slow(reader, writer):
        await asyncio.sleep(2 * u)
        say("reading")
        size = len(await reader.read())
        await asyncio.sleep(u)
        say(size)
        writer.close()
    server, (reader, writer) = await serve(slow)
    writer.write(b"x")
    await writer.drain()
    say("small")
    writer.write(b"x" * 20_000_000)
    say(writer.transport.get_write_buffer_size() > 0)
    await writer.drain()
    say("drained")
    writer.write_eof()
    try:
        writer.write(b"more")
    except RuntimeError as error:
        say(error)
    say(await reader.read())
    writer.close()
    server.close()


@program
async def stream_other_side_is_gone(say, u):
    async def leave(reader, writer):
        writer.close()
    server, (reader, writer) = await serve(leave)
    say(await reader.read())
    for n in range(4):
        try:
            writer.write(b"more")
            await writer.drain()
            say(n)
        except ConnectionError as error:
            say(repr(error))
        await asyncio.sleep(u)
    writer.close()
    server.close()


@program
async def stream_refused(say, u):
    try:
        await asyncio.open_connection("127.0.0.1", 9)
    except OSError as error:
        say(repr(error))


@program
async def server_closed_with_a_client(say, u):
    async def echo(reader, writer):
        with contextlib.suppress(asyncio.CancelledError):
            while line := await reader.readline():
                writer.write(line)
        writer.close()
    server, (reader, writer) = await serve(echo)
    writer.write(b"1\n")
    say(await reader.readline())
    server.close()
    say((server.is_serving(), server.sockets))
    writer.write(b"2\n")
    say(await reader.readline())
    asyncio.get_running_loop().call_later(3 * u, writer.close)
    try:
        await asyncio.wait_for(server.wait_closed(), u)
        say("closed")
    except TimeoutError:
        say("it waits")
        await server.wait_closed()
        say("closed")


@program
async def server_for_ever_is_cancelled(say, u):
    server, (reader, writer) = await serve(lambda reader, writer: None)
    task = asyncio.create_task(server.serve_forever())
    asyncio.get_running_loop().call_later(3 * u, writer.close)
    await asyncio.sleep(u)
    say(server.is_serving())
    task.cancel()
    await asyncio.sleep(u)
    say(server.is_serving())


# --- run


def lines(function, run, unit):
    """What the program said, and the error with which it ended."""
    said = []
    with contextlib.closing(function(lambda thing: said.append(str(thing)), unit)) as main:
        try:
            run(main)
        except (Exception, KeyboardInterrupt) as error:
            said.append(f"ended with {error!r}")
    return said


def on_both(name, real):
    import memnet
    import vloop

    function = PROGRAMS[name]
    with memnet.instead_of_sockets():
        virtual = lines(function, vloop.run, UNITS[0])
    for unit in UNITS[1:]:
        if real != virtual:  # the machine may have been late
            real = lines(function, asyncio.run, unit)
    return real, virtual


def main():
    real, threads = {}, []
    for name, function in PROGRAMS.items():
        def run(name=name, function=function):
            real[name] = lines(function, asyncio.run, UNITS[0])
        if name in ("signals", "interrupted"):
            continue
        threads.append(threading.Thread(target=run))
        threads[-1].start()
    for name in "signals", "interrupted":
        real[name] = lines(PROGRAMS[name], asyncio.run, UNITS[0])
    for thread in threads:
        thread.join()
    where = {name: inspect.getsourcelines(function)[1] for name, function in PROGRAMS.items()}
    print(json.dumps({name: [where[name], *on_both(name, real[name])] for name in PROGRAMS}))


if __name__ == "__main__":
    sys.path.insert(0, sys.argv[1])
    main()
