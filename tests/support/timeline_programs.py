"""Programs for timeline, each of which logs itself what its tasks do, and when.

drawing.py runs them, and so does a page.

A program is a coroutine function ``main``.  ``at(row, sign)`` says: from now on the row with
this name is drawn with this sign (of timeline's MEANING).
"""

import asyncio
import contextlib
import contextvars
import gc
import io
import os
import re
import select
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

PROGRAMS = {}  # {title: (main, what it needs: "thread", "socket", "clock" or nothing)}
log, ended = [], []  # of the run that goes on


def program(title, *needs, python=(3, 11)):
    """A page has no threads and no sockets; a virtual clock does without a socket and a real "clock"."""
    def add(main):
        assert title not in PROGRAMS, title
        if sys.version_info >= python:
            PROGRAMS[title] = main, needs
        return main
    return add


def at(name, sign, when=None):
    """From *when* (a time of the loop) or from now on the row is drawn with this sign."""
    clock = log[0]
    log.append((round((when or clock()) - clock.zero, 4), name, sign))
    if name == "main()" and sign in "|!x":
        ended.append(True)


async def job(name, *plan):
    """Sleep for each number of the plan, block for each negative one, raise an exception."""
    at(name, "#")
    try:
        for part in plan:
            if isinstance(part, BaseException):
                raise part
            if part < 0:
                time.sleep(-part)
            else:
                await sleep(name, part)
    except asyncio.CancelledError:
        at(name, "X" if ended else "x")
        raise
    except Exception:
        at(name, "!")
        raise
    at(name, "|")


async def sleep(name, seconds):
    at(name, ".")
    due = log[0]() + seconds
    await asyncio.sleep(seconds)
    if log[0]() - due > 0.15:  # something else ran
        at(name, ":", due)
    at(name, "#")


def spawn(name, *plan, maker=asyncio):
    at(name, ":")
    return maker.create_task(job(name, *plan), name=name)


async def awaits(name, awaitable):
    at(name, ".")
    try:
        return await awaitable
    finally:
        at(name, "#")


def works(name, seconds, error=None):
    """What a thread does."""
    at(name, "=")
    time.sleep(seconds)
    at(name, "!" if error else "|")
    if error:
        raise error


def named(name, function, *arguments):
    """The function, under the name that the thread's row then has."""
    def call():
        return function(f"thread {name}()", *arguments)
    call.__name__ = name
    return call


def busy(seconds):
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        pass


# --- waiting and running ----------------------------------------------------------


@program("one wait")
async def main():
    await job("main()", 0.4)


@program("waits in a row")
async def main():
    await job("main()", 0.3, 0.3, 0.2)


@program("nothing")
async def main():
    at("main()", "#")
    at("main()", "|")


@program("gather of different waits")
async def main():
    at("main()", "#")
    await awaits("main()", asyncio.gather(spawn("a", 0.2), spawn("b", 0.5), spawn("c", 0.4)))
    at("main()", "|")


@program("equal waits")
async def main():
    at("main()", "#")
    await awaits("main()", asyncio.gather(*[spawn(name, 0.3) for name in "abc"]))
    at("main()", "|")


@program("coroutines of gather have the names of their calls")
async def main():
    async def waits(name, seconds):
        await job(f"waits({name!r}, {seconds})", seconds)
    at("main()", "#")
    for call in "waits('ada', 0.3)", "waits('bo', 0.1)":
        at(call, ":")
    await awaits("main()", asyncio.gather(waits("ada", 0.3), waits("bo", 0.1)))
    at("main()", "|")


@program("two blocks of less than a fifth of a second")
async def main():
    at("main()", "#")
    await awaits("main()", asyncio.gather(spawn("a", -0.16), spawn("b", -0.16)))
    at("main()", "|")


@program("many short blocks")
async def main():
    await job("main()", *[-0.05, 0] * 10)


@program("computing", "clock")
async def main():
    at("main()", "#")
    busy(0.4)
    await sleep("main()", 0.3)
    at("main()", "|")


@program("a call that waits, other than time.sleep", "socket")
async def main():
    at("main()", "#")
    select.select([], [], [], 0.4)
    at("main()", "|")


@program("blocks one after the other: ready")
async def main():
    at("main()", "#")
    await awaits("main()", asyncio.gather(spawn("a", -0.4), spawn("b", -0.3)))
    at("main()", "|")


@program("a timer that is due while another task blocks")
async def main():
    at("main()", "#")
    a, b = spawn("a", 0.1, 0.3), spawn("b", -0.5)
    await awaits("main()", asyncio.gather(a, b))
    at("main()", "|")


@program("a task has to wait for its maker")
async def main():
    at("main()", "#")
    task = spawn("a", 0.1)
    time.sleep(0.4)
    await awaits("main()", task)
    at("main()", "|")


@program("a task that only lets others run", "clock")
async def main():
    at("main()", "#")
    while log[0]() - log[0].zero < 0.4:
        await asyncio.sleep(0)
    await sleep("main()", 0.3)
    at("main()", "|")


# --- the ends ---------------------------------------------------------------------


@program("a timeout fires when it would")
async def main():
    at("main()", "#")
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(0.5):
            await awaits("main()", asyncio.sleep(9))
    await sleep("main()", 0.2)
    at("main()", "|")


@program("a timeout is late where the task blocks")
async def main():
    at("main()", "#")
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(0.3):
            time.sleep(0.5)
            await awaits("main()", asyncio.sleep(9))
    at("main()", "|")


@program("a timeout of half a second around half a second of steps")
async def main():
    at("main()", "#")
    try:
        async with asyncio.timeout(0.5):
            for _ in range(4):
                await sleep("main()", 0.05)
                time.sleep(0.09)
            await sleep("main()", 0.3)
    except TimeoutError:
        at("main()", "#")
    at("main()", "|")


@program("wait_for cancels")
async def main():
    at("main()", "#")
    task = spawn("a", 9)
    with contextlib.suppress(TimeoutError):
        await awaits("main()", asyncio.wait_for(task, 0.3))
    at("main()", "|")


@program("cancelled before its first step")
async def main():
    at("main()", "#")
    at("never", "x")
    asyncio.create_task(job("never"), name="never").cancel()
    await sleep("main()", 0.3)
    at("main()", "|")


@program("cancelled while it waits")
async def main():
    at("main()", "#")
    task = spawn("a", 9)
    await sleep("main()", 0.3)
    task.cancel()
    await sleep("main()", 0.2)
    at("main()", "|")


@program("a task that does not let itself be cancelled")
async def main():
    async def stubborn():
        at("a", "#")
        with contextlib.suppress(asyncio.CancelledError):
            await sleep("a", 9)
        at("a", "#")
        await sleep("a", 0.3)
        at("a", "|")
    at("main()", "#")
    task = asyncio.create_task(stubborn(), name="a")
    await sleep("main()", 0.3)
    task.cancel()
    await awaits("main()", task)
    at("main()", "|")


async def tidies_up(name):
    at(name, "#")
    try:
        await sleep(name, 9)
    finally:
        at(name, "#")
        await sleep(name, 0.3)
        at(name, "X" if ended else "x")


@program("cancelled, and it takes its time")
async def main():
    at("main()", "#")
    task = asyncio.create_task(tidies_up("a"), name="a")
    await sleep("main()", 0.3)
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await awaits("main()", task)
    at("main()", "|")


@program("cancelled by a timer")
async def main():
    at("main()", "#")
    task = spawn("a", 9)
    asyncio.get_running_loop().call_later(0.3, task.cancel)
    await sleep("main()", 0.5)
    at("main()", "|")


@program("cancelled at exit")
async def main():
    at("main()", "#")
    spawn("a", 9)
    spawn("b", 0.2)
    await sleep("main()", 0.4)
    at("main()", "|")


@program("cancelled at exit, and it takes its time")
async def main():
    at("main()", "#")
    task = asyncio.create_task(tidies_up("a"), name="a")  # noqa: F841
    await sleep("main()", 0.3)
    at("main()", "|")


@program("cancelled before the end, and at the end not yet done")
async def main():
    async def slow():
        at("a", "#")
        try:
            await sleep("a", 9)
        finally:
            at("a", "#")
            try:
                await sleep("a", 0.5)
            finally:
                at("a", "x")
    at("main()", "#")
    task = asyncio.create_task(slow(), name="a")
    await sleep("main()", 0.2)
    task.cancel()
    await sleep("main()", 0.2)
    at("main()", "|")


@program("the first task fails")
async def main():
    at("main()", "#")
    spawn("a", 9)
    await sleep("main()", 0.3)
    at("main()", "!")
    raise LookupError


@program("a task fails and nobody asks")
async def main():
    at("main()", "#")
    spawn("a", 0.2, ValueError())
    await sleep("main()", 0.4)
    at("main()", "|")


@program("gather fails, and the others go on")
async def main():
    at("main()", "#")
    both = asyncio.gather(spawn("a", 0.2, ValueError()), spawn("b", 0.6))
    with contextlib.suppress(ValueError):
        await awaits("main()", both)
    await sleep("main()", 0.6)
    at("main()", "|")


@program("gather fails, and with it the program")
async def main():
    at("main()", "#")
    both = asyncio.gather(spawn("a", 0.3, ValueError()), spawn("b", 9))
    try:
        await awaits("main()", both)
    except ValueError:
        at("main()", "!")
        raise


@program("gather returns exceptions")
async def main():
    at("main()", "#")
    both = asyncio.gather(spawn("a", 0.2, ValueError()), spawn("b", 0.4), return_exceptions=True)
    await awaits("main()", both)
    at("main()", "|")


@program("lost: destroyed while it was pending")
async def main():
    async def forgotten():
        at("a", "#")
        at("a", ".")
        await asyncio.Future()
    at("main()", "#")
    asyncio.create_task(forgotten(), name="a")
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: None)
    await sleep("main()", 0.4)
    gc.collect()
    at("a", "?")
    await sleep("main()", 0.3)
    at("main()", "|")


# --- groups and other makers of tasks ---------------------------------------------


@program("a group in a group")
async def main():
    async def inner():
        at("inner", "#")
        async with asyncio.TaskGroup() as group:
            spawn("b", 0.2, maker=group)
            spawn("c", 0.5, maker=group)
            at("inner", ".")
        at("inner", "#")
        at("inner", "|")
    at("main()", "#")
    async with asyncio.TaskGroup() as group:
        at("inner", ":")
        group.create_task(inner(), name="inner")
        spawn("a", 0.7, maker=group)
        at("main()", ".")
    at("main()", "#")
    at("main()", "|")


@program("a group fails")
async def main():
    at("main()", "#")
    try:
        async with asyncio.TaskGroup() as group:
            spawn("a", 0.3, ValueError(), maker=group)
            spawn("b", 9, maker=group)
            at("main()", ".")
    except* ValueError:
        at("main()", "#")
    at("main()", "|")


@program("shield")
async def main():
    at("main()", "#")
    task = spawn("a", 0.6)
    with contextlib.suppress(TimeoutError):
        await awaits("main()", asyncio.wait_for(asyncio.shield(task), 0.3))
    await awaits("main()", task)
    at("main()", "|")


@program("wait for the first")
async def main():
    at("main()", "#")
    tasks = [spawn("a", 0.2), spawn("b", 9)]
    done, left = await awaits("main()", asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED))
    left.pop().cancel()
    await sleep("main()", 0.2)
    at("main()", "|")


@program("as_completed")
async def main():
    at("main()", "#")
    for first in asyncio.as_completed([spawn("a", 0.6), spawn("b", 0.3)]):
        await awaits("main()", first)
    at("main()", "|")


@program("a task of a task of a task")
async def main():
    async def deep(depth):
        name = f"deep({depth})"
        at(name, "#")
        if depth:
            at(f"deep({depth - 1})", ":")
            await awaits(name, asyncio.create_task(deep(depth - 1)))
        await sleep(name, 0.2)
        at(name, "|")
    at("main()", "#")
    at("deep(2)", ":")
    await awaits("main()", asyncio.create_task(deep(2)))
    at("main()", "|")


@program("eager tasks", python=(3, 12))
async def main():
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    at("main()", "#")
    tasks = spawn("a", -0.3, 0.3), spawn("b", 0.2), spawn("c", -0.2)
    await awaits("main()", asyncio.gather(*tasks))
    at("main()", "|")


@program("an eager task has a task", python=(3, 12))
async def main():
    async def outer():
        at("a", "#")
        await awaits("a", spawn("b", 0.3))
        await sleep("a", 0.3)
        at("a", "|")
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    at("main()", "#")
    await awaits("main()", asyncio.create_task(outer(), name="a"))
    at("main()", "|")


@program("a task factory of its own")
async def main():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(lambda loop, coro, **options: asyncio.tasks._PyTask(coro, loop=loop, **options))
    at("main()", "#")
    await awaits("main()", asyncio.gather(spawn("a", 0.2), spawn("b", 0.4)))
    at("main()", "|")


@program("asyncio.Task itself")
async def main():
    at("main()", "#")
    at("a", ":")
    await awaits("main()", asyncio.Task(job("a", 0.3), name="a"))
    at("main()", "|")


@program("a task in an empty context")
async def main():
    async def outer():
        at("a", "#")
        await awaits("a", asyncio.create_task(job("b", 0.2), name="b", context=contextvars.Context()))
        at("a", "|")
    at("main()", "#")
    await awaits("main()", asyncio.create_task(outer(), name="a", context=contextvars.Context()))
    at("main()", "|")


@program("a task gets another name")
async def main():
    async def renamed():
        asyncio.current_task().set_name("new")
        await job("new", 0.3)
    at("main()", "#")
    await awaits("main()", asyncio.create_task(renamed(), name="old"))
    at("main()", "|")


@program("debug mode")
async def main():
    loop = asyncio.get_running_loop()
    loop.set_debug(True)
    loop.slow_callback_duration = 9
    at("main()", "#")
    await awaits("main()", asyncio.gather(spawn("a", 0.2), spawn("b", -0.3)))
    loop.set_debug(False)
    at("main()", "|")


# --- synchronisation --------------------------------------------------------------


@program("a queue")
async def main():
    queue = asyncio.Queue()

    async def consumer():
        at("a", "#")
        for _ in range(3):
            await awaits("a", queue.get())
        at("a", "|")
    at("main()", "#")
    task = asyncio.create_task(consumer(), name="a")
    for item in range(3):
        await sleep("main()", 0.3)
        queue.put_nowait(item)
    await awaits("main()", task)
    at("main()", "|")


@program("a semaphore")
async def main():
    semaphore = asyncio.Semaphore(2)

    async def limited(name):
        at(name, "#")
        at(name, ".")
        async with semaphore:
            at(name, "#")
            await sleep(name, 0.3)
        at(name, "|")
    at("main()", "#")
    await awaits("main()", asyncio.gather(*[asyncio.create_task(limited(name), name=name) for name in "abcd"]))
    at("main()", "|")


@program("an event wakes two")
async def main():
    event = asyncio.Event()

    async def waiter(name):
        at(name, "#")
        await awaits(name, event.wait())
        at(name, "|")
    at("main()", "#")
    tasks = [asyncio.create_task(waiter(name), name=name) for name in "ab"]
    await sleep("main()", 0.4)
    event.set()
    await awaits("main()", asyncio.wait(tasks))
    at("main()", "|")


@program("an asynchronous generator")
async def main():
    async def numbers():
        for number in range(3):
            await sleep("main()", 0.2)
            yield number
    at("main()", "#")
    async for _ in numbers():
        time.sleep(0.1)
    at("main()", "|")


# --- callbacks, threads, a server -------------------------------------------------


@program("a task made in call_later")
async def main():
    at("main()", "#")
    asyncio.get_running_loop().call_later(0.2, lambda: spawn("a", 0.3))
    await sleep("main()", 0.7)
    at("main()", "|")


@program("a task made in a done callback")
async def main():
    at("main()", "#")
    spawn("a", 0.2).add_done_callback(lambda _: spawn("b", 0.3))
    await sleep("main()", 0.7)
    at("main()", "|")


@program("a callback that blocks")
async def main():
    def slow():
        at("callback slow()", "#")
        time.sleep(0.3)
        at("callback slow()", "|")
    at("main()", "#")
    asyncio.get_running_loop().call_later(0.2, slow)
    await sleep("main()", 0.3)
    at("main()", "|")


@program("a timer that is left at the end")
async def main():
    at("main()", "#")
    asyncio.get_running_loop().call_later(0.5, at, "nobody", "#")
    await sleep("main()", 0.3)
    at("main()", "|")


@program("a callback fails")
async def main():
    said = []
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: said.append(context["exception"]))
    loop.call_later(0.1, lambda: 1 / 0)
    at("main()", "#")
    await sleep("main()", 0.3)
    trace = said[0].__traceback__
    assert not trace.tb_next.tb_next  # asyncio's frame, and the lambda's
    at("main()", "|")


@program("a thread", "thread")
async def main():
    at("main()", "#")
    a = spawn("a", 0.2, 0.2)
    await awaits("main()", asyncio.to_thread(named("one", works, 0.6)))
    await a
    at("main()", "|")


async def in_thread(name, call):
    at(name, "#")
    try:
        await awaits(name, asyncio.to_thread(call))
    except (asyncio.CancelledError, ValueError) as error:
        at(name, "!" if isinstance(error, ValueError) else "x")
        raise
    at(name, "|")


@program("two threads, and one fails", "thread")
async def main():
    at("main()", "#")
    tasks = [asyncio.create_task(in_thread("a", named("one", works, 0.3, ValueError())), name="a"),
             asyncio.create_task(in_thread("b", named("two", works, 0.5)), name="b")]
    await awaits("main()", asyncio.gather(*tasks, return_exceptions=True))
    at("main()", "|")


@program("a job waits for a free thread", "thread", "clock")
async def main():
    at("main()", "#")
    with ThreadPoolExecutor(1) as pool:
        run = asyncio.get_running_loop().run_in_executor
        at("thread two()", ":")
        both = run(pool, named("one", works, 0.3)), run(pool, named("two", works, 0.3))
        await awaits("main()", asyncio.gather(*both))
    at("main()", "|")


@program("a cancelled task leaves its thread at work", "thread")
async def main():
    at("main()", "#")
    with contextlib.suppress(TimeoutError):
        await awaits("main()", asyncio.wait_for(
            asyncio.create_task(in_thread("a", named("one", works, 0.7)), name="a"), 0.3))
    at("main()", "|")


async def late():
    await job("late()", 0.3)


@program("a thread hands in a coroutine", "thread", "clock")
async def main():
    loop = asyncio.get_running_loop()

    def hands_in(name):
        at(name, "=")
        asyncio.run_coroutine_threadsafe(late(), loop).result()
        at(name, "|")
    at("main()", "#")
    await awaits("main()", asyncio.to_thread(named("one", hands_in)))
    at("main()", "|")


@program("a thread of the program's own hands in a coroutine", "thread", "clock")
async def main():
    loop = asyncio.get_running_loop()

    def hands_in():
        time.sleep(0.2)
        asyncio.run_coroutine_threadsafe(late(), loop)
    at("main()", "#")
    thread = threading.Thread(target=hands_in)
    thread.start()
    await sleep("main()", 0.7)
    thread.join()
    at("main()", "|")


@program("a server and its client", "socket")
async def main():
    async def answer(reader, writer):
        at("answer()", "#")
        await awaits("answer()", reader.readline())
        await sleep("answer()", 0.3)
        writer.write(b"answer\n")
        writer.close()
        at("answer()", "|")
    at("main()", "#")
    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    await sleep("main()", 0.2)
    writer.write(b"question\n")
    await awaits("main()", reader.readline())
    writer.close()
    server.close()
    at("main()", "|")


@program("bytes through a pipe", "socket")
async def main():
    read, write = os.pipe()
    loop, woken = asyncio.get_running_loop(), asyncio.Event()
    loop.add_reader(read, woken.set)
    loop.call_later(0.3, os.write, write, b"!")
    at("main()", "#")
    await awaits("main()", woken.wait())
    loop.remove_reader(read)
    os.close(read)
    os.close(write)
    at("main()", "|")


@program("minute", "virtual")
async def main():
    at("main()", "#")
    a, b = spawn("a", 20, 30), spawn("b", 10, -20)
    await awaits("main()", asyncio.gather(a, b))
    at("main()", "|")


# --- running them -----------------------------------------------------------------


def run(title, under, runs=asyncio.run):
    """What a program logs: [(time, row, sign)]; what asyncio says; what *under* returns, which gets the
    coroutine; and for how long the system did not let it run."""
    async def begins():
        loop = asyncio.get_running_loop()
        clock = lambda: loop.time()  # noqa: E731
        clock.zero = loop.time()
        log[:], ended[:] = [clock], []
        return await under(PROGRAMS[title][0]())

    result, before = None, stolen()
    with contextlib.redirect_stderr(io.StringIO()) as said:
        with contextlib.suppress(LookupError, ValueError):
            result = runs(begins())
        if runs is asyncio.run:
            time.sleep(0.2)  # what is left would log itself now
        gc.collect()  # asyncio says now what nobody asked for
    return log[1:], re.sub(r"Task-\d+|0x\w+|line \d+", "…", said.getvalue()), result, stolen() - before


def stolen():
    """For how many seconds, in all, the system has let this thread wait for a processor."""
    file = Path("/proc/thread-self/schedstat")
    return int(file.read_text().split()[1]) / 1e9 if file.exists() else 0


async def as_it_is(coro):
    return await coro


def report(title, timeline, virtual=None):
    """A program as it is and drawn, on a virtual clock where one is given and it can be."""
    needs = PROGRAMS[title][1]
    if not virtual and "virtual" in needs or virtual and {*needs} & {"socket", "clock"}:
        return None
    plain, says, *_ = run(title, as_it_is, virtual or asyncio.run)
    drawn, said, strip, late = run(title, timeline, virtual or asyncio.run)
    return {"plain": plain, "drawn": drawn, "says": says, "said": said, "late": 0 if virtual else 0.1 + late,
            "lines": strip.lines, "step": strip.step, "scale": strip.scale, "text": repr(strip)}
