"""What the symptom index says beside its texts: a cure, done as it is said, makes the text go; other causes are causes."""

import re

import pytest

from book.tools.symptoms import DATA, read
from tests.claims.test_symptoms import line, start, text
from tests.support import fail, python_id
from tests.support.claims import PYTHONS, each, holds, printed_by

pytestmark = pytest.mark.reads("symptoms")

SCRIPTS = {symptom.slug: [fault.script for fault in symptom.fault] for symptom in read()}
CURES = [  # an entry, the number of its script, what is replaced by what, what is printed then
    ("never-awaited", 0, {"    do_some_work()": "    await do_some_work()"}, ""),
    ("never-awaited", 1, {"work = do_some_work()": "async def main():\n    await do_some_work()\n\nasyncio.run(main())"}, ""),
    ("coroutine-object", 0, {"reading())\n\n": "await reading())\n\n"}, "celsius: 21"),
    ("coroutine-as-value", 0, {'await reading()["celsius"]': '(await reading())["celsius"]'}, "21"),
    ("coroutine-as-value", 1, {"= reading()": "= await reading()"}, "dict_keys(['celsius'])"),
    ("coroutine-as-value", 2, {"= choose": "= await choose"}, "ada"),
    ("coroutine-as-value", 3, {"in readings()": "in await readings()"}, "21\n18"),
    ("coroutine-as-value", 4, {"= reading()": "= await reading()"}, ""),
    ("coroutine-as-value", 5, {"print(reading()": "print(await reading()"}, "22"),
    ("coroutine-as-value", 6, {"1 + reading()": "1 + await reading()"}, "22"),
    ("coroutine-as-value", 7, {"+ name()": "+ await name()"}, "celsius: north"),
    ("coroutine-as-value", 8, {"reading() <": "await reading() <"}, "True"),
    ("coroutine-as-value", 9, {"int(reading())": "int(await reading())"}, "21"),
    ("coroutine-as-value", 10, {"len(readings())": "len(await readings())"}, "2"),
    ("coroutine-as-value", 11, {"in readings()": "in await readings()"}, "True"),
    ("coroutine-as-value", 12, {"dumps(reading())": "dumps(await reading())"}, '{"celsius": 21}'),
    ("coroutine-as-value", 13, {"with connect()": "with await connect()"}, "north"),
    ("coroutine-as-value", 14, {"with connect()": "with await connect()"}, "north"),
    ("coroutine-as-value", 15, {
        "range(reading())": "range(await reading())",
    }, "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]"),
    ("coroutine-as-value", 16, {
        "target=reading(),": "target=lambda: asyncio.run(reading()),",
        "import threading": "import asyncio\nimport threading",
    }, ""),
    ("coroutine-as-value", 17, {"{reading()": "{await reading()"}, "celsius: 21.0"),
    ("coroutine-as-value", 18, {"[names()]": "await names()"}, "ada, bo"),
    ("coroutine-as-value", 19, {"*reads()": "*await reads()"}, "[21, 18]"),
    ("cannot-be-awaited", 0, {"await reading()": "reading()"}, "{'celsius': 21}"),
    ("cannot-be-awaited", 1, {"await reading": "await reading()"}, "21"),
    ("cannot-be-awaited", 2, {"await print": "print"}, "ready"),
    ("cannot-be-awaited", 3, {"await [": "await asyncio.gather(*[", ")]": ")])"}, ""),
    ("cannot-be-awaited", 4, {"import Mock": "import AsyncMock", "= Mock()": "= AsyncMock()", "read())": "read() is None)"}, "False"),
    ("await-outside", 0, {"await asyncio": "async def main():\n    await asyncio", "(1)": "(0.1)\nasyncio.run(main())"}, ""),
    ("await-outside", 1, {"def main": "async def main", "\nmain()": "\nasyncio.run(main())", "(1)": "(0.1)"}, ""),
    ("await-outside", 2, {"def main": "async def main", "\nmain()": "\nasyncio.run(main())"}, "mine"),
    ("await-outside", 3, {"def main": "async def main"}, ""),
    ("await-outside", 4, {"def main": "async def main"}, ""),
    ("run-in-running-loop", 0, {"    asyncio.run(": "    await ("}, "Starting work"),
    ("run-in-running-loop", 1, {"    runner = asyncio.Runner()\n": "", "runner.run(": "await ("}, "Starting work"),
    ("loop-already-running", 0, {"loop.run_until_complete(": "await ("}, "Starting work"),
    ("loop-already-running", 1, {
        "        loop.run_until_complete(do_some_work())": "        await asyncio.to_thread(loop.run_until_complete, do_some_work())",
    }, "Starting work"),
    ("no-running-loop", 0, {
        "def main": "async def main",
        "\nmain()": "\nasyncio.run(main())",
        "asyncio.create": "await asyncio.create",
    }, "Starting work"),
    ("no-running-loop", 1, {
        "in_a_thread():": "in_a_thread(loop):",
        "asyncio.create_task(do_some_work())": "asyncio.run_coroutine_threadsafe(do_some_work(), loop).result()",
        "to_thread(in_a_thread)": "to_thread(in_a_thread, asyncio.get_running_loop())",
    }, "Starting work"),
    ("no-current-loop", 0, {
        "loop = asyncio.get_event_loop()": "async def main():\n    return asyncio.get_running_loop()\n\nloop = asyncio.run(main())",
    }, "got a loop"),
    ("already-awaited", 0, {"await coro": "await reading()", "    coro = reading()\n": ""}, "21\n21"),
    ("already-awaited", 1, {"await coro": "await task"}, ""),
    ("task-never-ends", 0, {"    asyncio.create_task": "    await asyncio.create_task"}, "Starting work\nWork complete"),
    ("destroyed-pending", 0, {
        "    asyncio.create_task": "    task = asyncio.create_task",
        "gc.collect()": "gc.collect()\n    print(task.done())",
    }, "False"),
    ("destroyed-pending", 1, {"loop = asyncio.new_event_loop()\nloop.run_until_complete(main())\nloop.close()": "asyncio.run(main())"}, ""),
    ("unhashable-list", 0, {"(reads)": "(*reads)"}, ""),
    ("coroutine-expected", 0, {"run(main)": "run(main())"}, "Starting work"),
    ("coroutine-expected", 1, {"(reading)": "(reading())"}, ""),
    ("coroutine-expected", 2, {"(reading)": "(reading())"}, ""),
    ("coroutine-expected", 3, {"(reading,": "(reading(),"}, ""),
    ("coroutine-expected", 4, {"def main": "async def main"}, "Starting work"),
    ("coroutine-expected", 5, {
        "asyncio.run(asyncio.gather(reading(), reading()))":
            "async def main():\n    print(await asyncio.gather(reading(), reading()))\n\nasyncio.run(main())",
    }, "[21, 21]"),
    ("coroutine-expected", 6, {"gather(reading() for _ in range(3))": "gather(*(reading() for _ in range(3)))"}, ""),
    ("waits-add-up", 0, {
        "0.5": "1.5",
        '[await reading(name) for name in ("ada", "bo", "cy")]': 'await asyncio.gather(*[reading(name) for name in ("ada", "bo", "cy")])',
    }, "[21, 21, 21]\nlonger than two waits: False"),
    ("everything-stands-still", 0, {"= 0.4": "= 1.4", "time.sleep(0.5)": "await asyncio.to_thread(time.sleep, 1.5)"}, ""),
    ("loop-closed", 0, {
        "    return asyncio.get_running_loop()": '    asyncio.get_running_loop().call_soon(print, "ready")\n    await asyncio.sleep(0)',
        'loop = asyncio.run(main())\nloop.call_soon(print, "ready")': "asyncio.run(main())",
    }, "ready"),
    ("other-loop", 0, {
        "lock = asyncio.Lock()\n\n": "",
        "worker():": "worker(lock):",
        "main():": "main():\n    lock = asyncio.Lock()",
        "worker(), worker()": "worker(lock), worker(lock)",
    }, ""),
    ("loop-stopped", 0, {
        "    loop.call_later(0.1, loop.stop)\n    await asyncio.sleep(1)":
            "    stop = asyncio.Event()\n    loop.call_later(0.1, stop.set)\n    await stop.wait()",
    }, ""),
    ("task-exception", 0, {
        "    await asyncio.sleep(0.1)\n    del task": "    try:\n        await task\n    except OSError as error:\n        print(error)",
    }, "station does not answer\nmain goes on"),
    ("future-exception", 0, {"    del future": "    future.exception()\n    del future"}, "main goes on"),
    ("future-exception", 1, {
        "    loop.run_in": "    try:\n        await loop.run_in",
        "    await asyncio.sleep(0.5)": "    except OSError as error:\n        print(error)",
    }, "station does not answer\nmain goes on"),
    ("future-exception", 2, {
        "    asyncio.gather": "    try:\n        await asyncio.gather",
        "    await asyncio.sleep(0.1)": "    except OSError as error:\n        print(error)",
    }, "station does not answer\nmain goes on"),
    ("second-error-lost", 0, {
        'await asyncio.gather(station("north", 0.1), station("south", 0.5))':
            'for result in await asyncio.gather(station("north", 0.1), station("south", 0.5), return_exceptions=True):\n'
            "            print(repr(result))",
    }, "north fails\nsouth fails\nOSError('north')\nOSError('south')"),
    ("task-as-value", 0, {"task[": "(await task)["}, "21"),
    ("task-as-value", 1, {"task.keys": "(await task).keys"}, "dict_keys(['celsius'])"),
    ("task-as-value", 2, {"len(task)": "len(await task)"}, "2"),
    ("task-as-value", 3, {"asyncio.gather(reading(), reading())": "(await asyncio.gather(reading(), reading()))"}, "21"),
    ("task-group", 0, {"except OSError": "except* OSError"}, "handled"),
    ("shutting-down", 0, {"group.create_task(tidy_up())": "await tidy_up()"}, "no reading"),
    ("task-group-finished", 0, {"    group.create": "        group.create"}, "nothing to do"),
    ("task-group-finished", 1, {"group = asyncio.TaskGroup()\n    ": "async with asyncio.TaskGroup() as group:\n        "}, ""),
    ("task-group-finished", 2, {"    group = asyncio.TaskGroup()\n": "", "with group:": "with asyncio.TaskGroup() as group:"}, ""),
    ("wait-takes-tasks", 0, {"[reading(), reading()]": "[asyncio.create_task(reading()) for _ in range(2)]"}, ""),
    ("wait-takes-tasks", 2, {"reading())\n\n": "[asyncio.create_task(reading())])\n\n"}, ""),
    ("invalid-state", 0, {"task.result()": "await task"}, "21"),
    ("invalid-state", 2, {"    future.set": "    if not future.done():\n        future.set"}, ""),
    ("bad-yield", 0, {"yield 21": "yield from asyncio.sleep(0, 21).__await__()\n        return 21"}, "21"),
    ("bad-yield", 1, {"bo = ": "bo = await "}, ""),
    ("coroutine-as-callback", 0, {
        ", debug=True": "",
        "asyncio.get_running_loop().call_soon(do_some_work)": "await asyncio.create_task(do_some_work())",
    }, "Starting work"),
    ("coroutine-as-callback", 1, {
        'async def stop():\n    print("stops")\n\n': "",
        "    asyncio.get": "    stop = asyncio.Event()\n    asyncio.get",
        ", stop)": ', stop.set)\n    signal.raise_signal(signal.SIGTERM)\n    await stop.wait()\n    print("stops")',
    }, "stops"),
    ("coroutine-as-callback", 2, {
        ", debug=True": "",
        "asyncio.get_running_loop().run_in_executor(None, do_some_work)": "await asyncio.create_task(do_some_work())",
    }, "Starting work"),
    ("not-thread-safe", 0, {
        "_loop()": "_loop()\n    loop.slow_callback_duration = 9",
        "loop.call_soon,": "loop.call_soon_threadsafe,",
        "print)": "print, 'ready')",
    }, "ready"),
    ("timeout-outside-task", 0, {
        "reading().send(None)": "asyncio.create_task(reading()).add_done_callback(lambda task: print(task.result()))",
    }, "21"),
    ("timeout-outside-task", 1, {
        "readings().send(None)": "asyncio.create_task(readings()).add_done_callback(lambda task: print(task.result()))",
    }, "None"),
    ("timeout-error", 0, {
        "    async with asyncio.timeout(0.1):\n        await asyncio.sleep(1)":
            "    try:\n        async with asyncio.timeout(0.1):\n            await asyncio.sleep(1)\n    except TimeoutError:\n"
            "        print('too late')",
    }, "too late"),
    ("timeout-too-late", 0, {
        "time.sleep(2)\n        await asyncio.sleep(0)\n": "await asyncio.to_thread(time.sleep, 1)\n",
        "    async with": "    try:\n     async with",
        '    print("no': '    except TimeoutError:\n     print("TimeoutError")\n     return\n    print("no',
    }, "TimeoutError"),
    ("shield-failure", 0, {
        "    await asyncio.shield(save())":
            "    task = asyncio.create_task(save())\n    try:\n        await asyncio.wait([task])\n"
            "    except asyncio.CancelledError:\n        try:\n            await task\n        except OSError as error:\n"
            "            print('heard:', error)\n        raise",
    }, "heard: disk full"),
    ("cancelled-error", 0, {
        "    await task": "    try:\n        await task\n    except asyncio.CancelledError:\n        print('cancelled')",
    }, "cancelled"),
    ("cancel-swallowed", 0, {
        "    except:": "    except Exception:",
        "    await task": "    await asyncio.wait([task])",
    }, "cancelled: True"),
    ("broken-pool", 1, {
        "        await loop.run_in_executor(pool, abs, -21)":
            "    with ProcessPoolExecutor(1, mp_context=spawn) as pool:\n        print(await loop.run_in_executor(pool, abs, -21))",
    }, "21"),
    ("cannot-pickle", 0, {
        "async def main():\n    def forecast():\n        return 21\n": "def forecast():\n    return 21\n\nasync def main():",
        "        await loop": "        print(await loop",
        "forecast)\n": "forecast))\n",
    }, "21"),
    ("cannot-pickle", 2, {
        "async def forecast():\n    return 21": "async def read():\n    return 21\n\ndef forecast():\n    return asyncio.run(read())",
        "        await loop": "        print(await loop",
        "pool, forecast)": "pool, forecast))",
    }, "21"),
    ("cannot-pickle", 3, {
        "forecast = lambda: 21": "def forecast():\n    return 21",
        "        await loop": "        print(await loop",
        "pool, forecast)": "pool, forecast))",
    }, "21"),
    ("context-lost", 0, {"loop.run_in_executor(None, user.get)": "asyncio.to_thread(user.get)"}, "ada\nada"),
    ("context-lost", 1, {'ContextVar("user")': 'ContextVar("user", default=None)'}, "None"),
    ("context-lost", 1, {"await asyncio.create_task(log_in())": "user.set('bo')\n    await asyncio.create_task(log_in())"}, "bo"),
    ("stop-iteration", 1, {"iter([])": "iter([]), None"}, ""),
    ("with-lock", 0, {"with lock": "async with lock"}, "mine"),
    ("with-lock", 1, {"async with lock": "with lock"}, "mine"),
    ("with-lock", 2, {
        "import asyncio\n": "import asyncio\nimport contextlib\n",
        "async def connect": "@contextlib.asynccontextmanager\nasync def connect",
    }, "north"),
    ("lost-update", 0, {
        "count = 0": "count = 0\nlock = asyncio.Lock()",
        "    before = count\n    await asyncio.sleep(0)\n    count = before + 1":
            "    async with lock:\n        before = count\n        await asyncio.sleep(0)\n        count = before + 1",
    }, "count: 10"),
    ("queue-empty", 0, {
        "queue.get_nowait()": "asyncio.get_running_loop().call_later(0.1, queue.put_nowait, 21)\n    print(await queue.get())",
    }, "21"),
    ("priority-compare", 0, {
        "import asyncio\n": "import asyncio\nimport itertools\n",
        "queue = asyncio": "count = itertools.count()\n    queue = asyncio",
        "(1, {": "(1, next(count), {",
    }, ""),
    ("task-done", 0, {"    queue.task_done()\n    queue": "    queue"}, ""),
    ("wrong-for", 0, {"async for": "for"}, "21"),
    ("wrong-for", 2, {"in readings()": "in await readings()", "async for": "for"}, "21\n18"),
    ("wrong-for", 3, {"for celsius": "async for celsius"}, "21"),
    ("wrong-for", 6, {"readings())\n\n": "[item async for item in readings()])\n\n"}, "celsius: [21]"),
    ("async-methods", 0, {"async def __aiter__": "def __aiter__"}, ""),
    ("async-methods", 1, {"def __anext__(self):\n        return 21": "async def __anext__(self):\n        raise StopAsyncIteration"}, ""),
    ("async-methods", 2, {"def __aenter__": "async def __aenter__"}, "open"),
    ("generator-running", 0, {
        "    stream = readings()\n":
            "    items = asyncio.Queue()\n    async def read():\n        async for item in readings():\n            await items.put(item)\n"
            "    async def use():\n        print(await items.get())\n",
        "anext(stream), anext(stream)": "read(), use()",
    }, "21"),
    ("generator-running", 1, {
        "    await stream.aclose()": "    reader.cancel()\n    await asyncio.wait([reader])\n    await stream.aclose()",
    }, ""),
    ("async-generator-syntax", 0, {"yield from other": "async for item in other: yield item"}, ""),
    ("async-generator-syntax", 1, {"return 18": "yield 18"}, ""),
    ("generator-exit", 0, {"except:": "except Exception:"}, ""),
    ("generator-exit", 1, {"    coro.send(None)\n    coro.close()": "    await coro"}, ""),
    ("async-init", 0, {
        "async def __init__(self):\n        await asyncio.sleep(0.1)":
            "@classmethod\n    async def create(cls):\n        await asyncio.sleep(0.1)\n        return cls()",
        "station = Station()": "print(type(await Station.create()).__name__)",
    }, "Station"),
    ("incomplete-read", 0, {
        "    await reader": "    try:\n        await reader",
        "(5)": "(5)\n    except asyncio.IncompleteReadError as error:\n        print(error.partial)",
    }, "b'21\\n'"),
    ("line-too-long", 0, {"limit=10": "limit=100"}, ""),
    ("unclosed", 2, {"del loop": "loop.close()\ndel loop"}, ""),
    ("signal-main-thread", 1, {'thread = threading.Thread(target=serve, name="server")\nthread.start()': "serve()"}, ""),
    ("lock-released", 0, {"    lock.release()": '    async with lock:\n        print("mine")'}, "mine"),
    ("lock-released", 2, {
        "    condition": "    async with condition:\n        condition",
        "    async with condition:\n        condition =": "    condition =",
    }, ""),
    ("cannot-pickle", 1, {
        "async def main():": "def work():\n    with threading.Lock():\n        return 21\n\nasync def main():",
        "        await loop.run_in_executor(pool, print, threading.Lock())": "        print(await loop.run_in_executor(pool, work))",
    }, "21"),
    ("hangs", 0, {"    async with lock:\n        print": "    if True:\n        print"}, "saved"),
    ("hangs", 1, {
        "        if reading == 18:\n            return\n":
            "        try:\n            if reading == 18:\n                raise ValueError(reading)\n",
        "        queue.task_done()": "        finally:\n            queue.task_done()",
        "    saver = asyncio.create_task(worker(queue))":
            "    try:\n     async with asyncio.TaskGroup() as group:\n      group.create_task(worker(queue))",
        "    async with asyncio.timeout(0.5):\n        await queue.join()":
            "      await queue.join()\n    except* ValueError:\n        print('a worker failed')",
    }, "a worker failed"),
    ("queue-empty", 1, {
        '    queue.put_nowait("second")': '    asyncio.get_running_loop().call_later(0.1, queue.get_nowait)\n    await queue.put("second")',
    }, ""),
    ("two-readers", 0, {
        "    await asyncio.gather(reader.read(100), reader.read(100))":
            "    items = asyncio.Queue()\n    async def read():\n"
            "        while line := await reader.readline():\n            await items.put(line)\n"
            "    async def use(name):\n        print(name, await items.get())\n"
            "    asyncio.get_running_loop().call_later(0.1, reader.feed_data, b'21\\n18\\n')\n"
            "    asyncio.get_running_loop().call_later(0.2, reader.feed_eof)\n    await asyncio.gather(read(), use('ada'), use('bo'))",
    }, "ada b'21\\n'\nbo b'18\\n'"),
    ("server-never-ends", 0, {
        "writer):\n": "writer):\n    writers.append(writer)\n",
        "    server.close()\n": "    for one in writers:\n        one.close()\n    server.close()\n",
        "import asyncio\n": "import asyncio\nwriters = []\n",
    }, "closed: True"),
    ("unclosed", 0, {"    del reader, writer": "    writer.close()\n    await writer.wait_closed()\n    del reader, writer"}, ""),
    ("handler-fails", 0, {
        '    raise ValueError("not a reading")':
            '    try:\n        raise ValueError("not a reading")\n    except ValueError as error:\n'
            "        writer.write(str(error).encode())\n    finally:\n        writer.close()",
    }, "client got b'not a reading'"),
    ("nobody-listens", 0, {
        '        writer.write(b"a reading")':
            '        writer.write(b"a reading")\n        try:\n            await writer.drain()\n        except ConnectionError:\n'
            '            print("gone")\n            break',
    }, "gone"),
    ("too-many-files", 0, {
        "async def connect():\n    with": "limit = asyncio.Semaphore(20)\n\nasync def connect():\n  async with limit:\n    with",
    }, ""),
    ("address-in-use", 0, {"await asyncio.start_server(print, host, port)": "await asyncio.start_server(print, host, 0)"}, ""),
    ("sqlite-thread", 0, {
        '    file = sqlite3.connect(":memory:")\n    await asyncio.to_thread(file.execute, "create table readings (n)")':
            '    def create():\n        file = sqlite3.connect(":memory:")\n        file.execute("create table readings (n)")\n'
            "        file.close()\n    await asyncio.to_thread(create)",
    }, ""),
    ("sqlite-locked", 0, {'one.execute("insert': 'with one:\n    one.execute("insert'}, ""),
    ("child-hangs", 0, {"process.wait(), 1": "process.communicate(), 9"}, ""),
    ("process-lookup", 0, {"    process.kill()": "    if process.returncode is None:\n        process.kill()"}, ""),
    ("returncode-255", 0, {"signal.signal(signal.SIGCHLD, signal.SIG_IGN)\n": ""}, "exit status 3"),
    ("own-asyncio", 0, {'"asyncio.py"': '"mine.py"', "asyncio.run(None)": "print(asyncio.run.__name__)"}, "run"),
    ("http-py", 0, {'"http.py"': '"mine.py"'}, ""),
    ("test-never-ran", 0, {
        "unittest.TestCase": "unittest.IsolatedAsyncioTestCase",
        "test_reading(self):\n":  # it runs in debug mode, which says what was slow
            "test_reading(self):\n        import asyncio\n        asyncio.get_running_loop().slow_callback_duration = 9\n",
    }, "passed: False"),
    ("stream-callback", 0, {
        "    await reader.read()": "    writers.append(writer)\n    try:\n        await reader.read()\n    finally:\n        writer.close()",
        '    print("main': '    writers[0].close()\n    await asyncio.sleep(0.3)\n    print("main',
        "import asyncio\n": "import asyncio\nwriters = []\n",
    }, "main returns"),
    ("keyboard-interrupt", 0, {
        '    except KeyboardInterrupt:\n        print("inside: KeyboardInterrupt")\n': "",
        "        raise\n": '        raise\n    finally:\n        print("tidy")\n',
    }, "inside: CancelledError\ntidy\noutside: KeyboardInterrupt"),
    ("pool-is-full", 0, {
        "loop.set_default_executor(ThreadPoolExecutor(2))": "pool = ThreadPoolExecutor(100)",
        "asyncio.to_thread(time.sleep, 0.52)": "loop.run_in_executor(pool, time.sleep, 1.5)",
        "int(time.monotonic() - begin), \"s\"": "time.monotonic() - begin < 3",
    }, "four waits of half a second: True"),
    ("no-current-loop", 1, {"target=asyncio.get_event_loop": "target=lambda: asyncio.run(asyncio.sleep(0))"}, ""),
    ("no-current-loop", 2, {"asyncio.get_event_loop()": "", '    print("done")': '    asyncio.get_running_loop()\n    print("done")'}, "done"),
    ("other-loop", 1, {
        "other = asyncio.new_event_loop()\nanswer = other.create_future()\n\n": "",
        "    await answer": "    answer = asyncio.get_running_loop().create_future()\n    answer.set_result(21)\n    print(await answer)",
    }, "21"),
    ("wait-takes-tasks", 1, {"    await asyncio.wait([])": "    if tasks := []:\n        await asyncio.wait(tasks)"}, ""),
    ("invalid-state", 1, {"    print(task.e": "    print(await task)\n    print(task.e"}, "21\nNone"),
    ("timeout-inside", 0, {
        "            try:\n    ": "        ",
        """\
            except TimeoutError:
                print("inside: TimeoutError")
            except asyncio.CancelledError:
                print("inside: CancelledError")
                raise
""": "",
    }, "outside: TimeoutError"),
    ("cancelled-error", 1, {
        "    await task": "    try:\n        await task\n    except asyncio.CancelledError as error:\n        print(error)",
    }, "client left"),
    ("thread-goes-on", 0, {
        "import time": "import threading\n\ntold = threading.Event()",
        "    time.sleep(1)\n    print(": "    if not told.wait(1):\n        print(",
        'print("TimeoutError")': 'told.set()\n        print("TimeoutError")',
    }, "TimeoutError\nthe program ends"),
    ("broken-pool", 0, {
        "import ProcessPoolExecutor": "import ProcessPoolExecutor\nfrom concurrent.futures.process import BrokenProcessPool",
        "        await loop.run_in_executor(pool, os._exit, 1)": """\
        try:
            await loop.run_in_executor(pool, os._exit, 1)
        except BrokenProcessPool:
            with ProcessPoolExecutor(1, mp_context=spawn) as another:
                print(await loop.run_in_executor(another, abs, -21))""",
    }, "21"),
    ("lock-released", 1, {"    semaphore.release()": '    async with semaphore:\n        print("mine")'}, "mine"),
    ("lock-released", 3, {
        "    await condition.wait()": "    async with condition:\n        print(await condition.wait_for(lambda: 21))",
    }, "21"),
    ("wrong-for", 1, {"async for": "for", "        print": "        await done\n        print"}, "done"),
    ("wrong-for", 4, {"    print(await readings())": "    async for celsius in readings():\n        print(celsius)"}, "21"),
    ("wrong-for", 5, {"next(readings())": "[item async for item in readings()]"}, "[21]"),
    ("incomplete-read", 1, {
        "    await reader": "    try:\n        await reader",
        'til(b"\\n")': 'til(b"\\n")\n    except asyncio.IncompleteReadError as error:\n        print(error.partial)',
    }, "b'21'"),
    ("line-too-long", 1, {
        "limit=10": "limit=100", "temperature 21": "temperature 21\\n", "    await reader": "    print(await reader", "line()": "line())",
    }, "b'temperature 21\\n'"),
    ("server-never-ends", 1, {
        "    await reader.read()  # and no close": "    await reader.read()\n    writer.close()",
    }, "closed: True"),
    ("unclosed", 1, {"    del transport": "    transport.close()\n    await asyncio.sleep(0)\n    del transport"}, ""),
    ("refused", 0, {
        'asyncio.run(asyncio.open_connection("127.0.0.1", 1))': """\
async def main():
    async with await asyncio.start_server(lambda reader, writer: writer.close(), "127.0.0.1", 0) as server:
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        print(await reader.read())
        writer.close()

asyncio.run(main())""",
    }, "b''"),
    ("signal-main-thread", 0, {"thread = threading.Thread(target=in_a_thread)\nthread.start()\nthread.join()": "in_a_thread()"}, ""),
    ("sqlite-locked", 1, {
        'other.execute("begin")\nother': 'with other:\n    other.execute("begin immediate")\n    other',
        "one.execute(\"insert": "with one:\n    one.execute(\"insert",
    }, ""),
    ("sqlite-locked", 2, {'other.execute("begin")\nother': 'with other:\n    other.execute("begin immediate")\n    other'}, ""),
]
SAY = "\n    asyncio.get_running_loop().set_exception_handler(lambda loop, context: print(context['message']))\n"
CLAIMS = [  # a sentence of an entry, a program, what it prints: causes beside that of the script, and cures
    ("name `AsyncMockMixin._execute_mock_call` it was the call of an `AsyncMock`.", """
import asyncio, warnings
from unittest.mock import AsyncMock
warnings.showwarning = lambda message, *rest: print(message)
async def main():
    AsyncMock().read()
""", "coroutine 'AsyncMockMixin._execute_mock_call' was never awaited"),
    ("it came between the call and the `await`.", """
import asyncio, warnings
warnings.showwarning = lambda message, *rest: print(message)
async def reading():
    return 21
async def main():
    north = reading()
    try:
        int("no number")
        await north
    except ValueError as error:
        print(error)
    del north
""", "invalid literal for int() with base 10: 'no number'\ncoroutine 'reading' was never awaited"),
    ("of a coroutine function they bring its coroutine object.", """
import asyncio
async def reading():
    return 21
async def main():
    coro = await asyncio.to_thread(reading)
    print(type(coro).__name__, await coro)
""", "coroutine 21"),
    ("`Future`, in this\ntext, is one of a thread pool.", """
import asyncio
from concurrent.futures import ThreadPoolExecutor
async def main():
    with ThreadPoolExecutor() as pool:
        try:
            await pool.submit(len, "ada")
        except TypeError as error:
            print("Future" in str(error))
        print(await asyncio.wrap_future(pool.submit(len, "ada")))
""", "True\n3"),
    ("at the top level of a file, or in the body of a class.", """
for where in "", "class Station:\\n ", "async def reading():\\n class Station:\\n  ":
    try:
        compile(where + "await reading()", "fault.py", "exec")
    except SyntaxError as error:
        print(error.msg)
""", "'await' outside function\n" * 2 + "'await' outside function"),
    ("it has ended, with\na value or an error, or was closed.", """
import asyncio
async def reading():
    raise OSError("no answer")
async def main():
    failed, closed = reading(), reading()
    closed.close()
    for coro in failed, failed, closed:
        try:
            await coro
        except Exception as error:
            print(error)
""", "no answer" + "\ncannot reuse already awaited coroutine" * 2),
    ("it cancels the tasks that are left, and waits\nfor them.", """
import asyncio
async def left():
    try:
        await asyncio.sleep(9)
    finally:
        await asyncio.sleep(0.1)
        print("tidied")
async def main():
    main.task = asyncio.create_task(left())
    await asyncio.sleep(0)
""", "tidied"),
    ("A task that is awaited\nwhere it is made does not change that.", """
import asyncio, time
async def main():
    start = time.monotonic()
    for _ in range(3):
        await asyncio.create_task(asyncio.sleep(0.1))
    print(time.monotonic() - start > 0.29)
""", "True"),
    ("and a `get` from a queue that has items does not.", """
import asyncio
async def busy(queue):
    for _ in range(1000):
        queue.put_nowait(await queue.get())
    print("busy ends")
    for _ in range(2):
        await asyncio.sleep(0)
        print("busy again")
async def other():
    print("other")
async def main():
    queue = asyncio.Queue()
    queue.put_nowait(21)
    await asyncio.gather(busy(queue), other())
""", "busy ends\nother\nbusy again\nbusy again"),
    ("nor are tasks and futures that were not done.", """
import asyncio
async def start():
    done, not_done = asyncio.create_task(asyncio.sleep(0, 21)), asyncio.create_task(asyncio.sleep(9))
    await done
    return done, not_done
async def use(task):
    return await task
for task in asyncio.run(start()):
    print(task.cancelled() or asyncio.run(use(task)))
""", "21\nTrue"),
    ("A use that does not wait works.", """
import asyncio
lock, queue = asyncio.Lock(), asyncio.Queue()
async def use():
    async with lock:
        queue.put_nowait(21)
        return await queue.get()
print(asyncio.run(use()), asyncio.run(use()))
""", "21 21"),
    ("`asyncio.wait` waits for tasks, and does not ask.", """
import asyncio
async def fail():
    raise OSError
async def main():""" + SAY + """
    task = asyncio.create_task(fail())
    await asyncio.wait([task])
    del task
    print("main goes on")
""", "Task exception was never retrieved\nmain goes on"),
    ("or the task around the group was cancelled, for instance by a\ntime limit.", """
import asyncio
async def late(group):
    try:
        await asyncio.sleep(9)
    finally:
        coro = asyncio.sleep(0)
        try:
            group.create_task(coro)
        except RuntimeError as error:
            print(error)
        coro.close()
async def main():
    try:
        async with asyncio.timeout(0.1), asyncio.TaskGroup() as group:
            group.create_task(late(group))
    except TimeoutError:
        print("TimeoutError")
""", "TaskGroup <TaskGroup tasks=1 cancelling> is shutting down\nTimeoutError"),
    ("or at a `for` through a task or a future.", """
import asyncio
async def main():
    task = asyncio.create_task(asyncio.sleep(0, [21, 18]))
    try:
        for item in task:
            print(item is task)
    except RuntimeError as error:
        print(error)
""", "True\nawait wasn't used with future"),
    ("since 3.12 also at `wait_for`", """
import asyncio
async def reading():
    async def short(): pass
    coro = short()
    try:
        await asyncio.wait_for(coro, 1)
    except RuntimeError as error:
        print(error)
    coro.close()
async def main():
    def start():
        try:
            reading().send(None)
            print("waits")
        except StopIteration:
            pass
    asyncio.get_running_loop().call_soon(start)
    await asyncio.sleep(0.1)
""", {(3, 11): "waits", (3, 12): "Timeout should be used inside a task"}),
    ("`as_completed` and\n`result` of a thread have not: it goes on.", """
import asyncio
async def work(name):
    await asyncio.sleep(0.5)
    print(name, "goes on")
async def main():
    loop = asyncio.get_running_loop()
    try:
        for waiting in asyncio.as_completed([work("as_completed")], timeout=0.1):
            await waiting
    except TimeoutError as error:
        print(repr(error))
    await asyncio.sleep(0.9)
    def ask():
        try:
            asyncio.run_coroutine_threadsafe(work("result"), loop).result(0.1)
        except TimeoutError as error:
            print(repr(error))
    await asyncio.to_thread(ask)
    await asyncio.sleep(0.9)
""", "TimeoutError()\nas_completed goes on\nTimeoutError()\nresult goes on"),
    ("or takes long to clean up: the limit waits for its `finally`.", """
import asyncio
async def main():
    try:
        async with asyncio.timeout(0.1):
            try:
                await asyncio.sleep(9)
            finally:
                await asyncio.sleep(0.5)
                print("clean")
    except TimeoutError:
        print("TimeoutError")
""", "clean\nTimeoutError"),
    ("Or the task comes to no `await` that has to wait", """
import asyncio
async def work():
    asyncio.current_task().cancel()
    for _ in range(3):
        await asyncio.Lock().acquire()
    print("to its end")
async def main():
    task = asyncio.create_task(work())
    await asyncio.wait([task])
""", "to its end"),
    ("`if __name__ == \"__main__\":`, so the worker, which imports the script, unless it was forked, begins all over.", """
import asyncio, multiprocessing, os, sys
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
async def main():
    for method in "fork", "spawn":
        with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context(method)) as pool:
            try:
                print(await asyncio.get_running_loop().run_in_executor(pool, abs, -21))
            except BrokenProcessPool as error:
                print(str(error)[:63])
if __name__ != "__main__":
    sys.stdout = sys.stderr = open(os.devnull, "w")
asyncio.run(main())
""", "21\nA process in the process pool was terminated abruptly while the"),
    ("because its `__init__` wants more than it passes on.", """
import asyncio
from concurrent.futures import ProcessPoolExecutor
class NoAnswer(Exception):
    def __init__(self, station, seconds):
        super().__init__(station)
def fail():
    raise NoAnswer("ada", 5)
async def main():
    with ProcessPoolExecutor(1) as pool:
        try:
            await asyncio.get_running_loop().run_in_executor(pool, fail)
        except Exception as error:
            print(type(error).__name__)
""", "BrokenProcessPool"),
    ("`TaskGroup` and `Timeout` say the same.", """
import asyncio
async def main():
    for thing in asyncio.Semaphore(), asyncio.Condition(), asyncio.TaskGroup(), asyncio.timeout(1):
        try:
            with thing:
                pass
        except TypeError as error:
            print("not support the context manager protocol" in str(error))
""", "True\nTrue\nTrue\nTrue"),
    ("`type` in the text: the class stands there, and its\n`()` are missing.", """
import asyncio
async def main():
    try:
        async with asyncio.Lock:
            pass
    except TypeError as error:
        print(str(error)[:6])
    async with asyncio.Lock():
        print("mine")
""", "'type'\nmine"),
    ("a task that waits for all of `asyncio.all_tasks()`, itself among them;", """
import asyncio
async def waits():
    await asyncio.gather(*asyncio.all_tasks())
async def main():
    task = asyncio.create_task(asyncio.wait(asyncio.all_tasks()))
    waiting = asyncio.create_task(asyncio.wait([task]))
    await asyncio.wait([asyncio.create_task(asyncio.sleep(0.5)), waiting], return_when="FIRST_COMPLETED")
    print(task.done())
""", "False"),
    ("the generator to another\n`yield`, the coroutine to another `await`", """
import asyncio
async def readings():
    try:
        yield 21
    finally:
        await asyncio.sleep(0)
        print("an await is allowed")
async def main():
    items = readings()
    await anext(items)
    await items.aclose()
""", "an await is allowed"),
    ("`limit=` at `open_connection`, `start_server` or `create_subprocess_exec`", """
import asyncio, sys
from asyncio.subprocess import PIPE
async def main():
    program = sys.executable, "-c", "print('x' * 100_000)"
    for limit in 2 ** 16, 2 ** 17:
        process = await asyncio.create_subprocess_exec(*program, stdout=PIPE, limit=limit)
        try:
            print(len(await process.stdout.readline()))
        except ValueError:
            print("ValueError")
        await process.communicate()
""", "ValueError\n100001"),
    ("a read that you gave up and did not cancel, as\n`asyncio.wait` with a `timeout` leaves it.", """
import asyncio
async def main():
    reader = asyncio.StreamReader()
    given_up = asyncio.create_task(reader.readline())
    await asyncio.wait([given_up], timeout=0.1)
    try:
        await reader.readline()
    except RuntimeError as error:
        print(error)
    given_up.cancel()
""", "readuntil() called while another coroutine is already waiting for incoming data"),
    ("or the client has gone, and\nthe handler still works or keeps the writer open.", """
import asyncio
async def main():
    async def serve(reader, writer):
        kept.append(writer)
        await reader.read()
    kept = []
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    await asyncio.sleep(0.1)
    writer.close()
    await writer.wait_closed()
    server.close()
    done, _ = await asyncio.wait([asyncio.create_task(server.wait_closed())], timeout=0.5)
    print(len(done))
    kept[0].close()
    await asyncio.sleep(0.1)
""", {(3, 11): "1", (3, 12): "0"}),
    ("With `python -X dev` or `python -W default`, when Python frees a connection or a loop. Debug mode alone does not show it.", """
import os, subprocess, sys
program = "import asyncio; loop = asyncio.new_event_loop(); loop.set_debug(True); del loop"
environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONDEVMODE", "PYTHONWARNINGS")}
for option in ["-X", "dev"], ["-W", "default"], []:
    done = subprocess.run([sys.executable, *option, "-c", program], env=environment, capture_output=True, text=True)
    print("unclosed event loop" in done.stderr)
""", "True\nTrue\nFalse"),
    ("since 3.13\n`server.close_clients()`.", """
import asyncio
async def main():
    async def serve(reader, writer):
        await reader.read()
        writer.close()
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    await asyncio.sleep(0.1)
    server.close()
    if hasattr(server, "close_clients"):
        server.close_clients()
        await asyncio.wait_for(server.wait_closed(), 1)
        print("closed")
    writer.close()
    await asyncio.sleep(0.1)
""", {(3, 11): "", (3, 13): "closed"}),
    ("Add the handler in the main thread, and tell the other loop with `loop.call_soon_threadsafe`.", """
import asyncio, signal, threading, time
begun = threading.Event()
def serve():
    async def wait():
        serve.loop, serve.stop = asyncio.get_running_loop(), asyncio.Event()
        begun.set()
        await serve.stop.wait()
        print("stops")
    asyncio.run(wait())
thread = threading.Thread(target=serve)
thread.start()
begun.wait()
signal.signal(signal.SIGTERM, lambda *signals: serve.loop.call_soon_threadsafe(serve.stop.set))
signal.raise_signal(signal.SIGTERM)
thread.join()
""", "stops"),
    ("yields something else, for instance a coroutine object;", """
import asyncio
class Reading:
    def __await__(self):
        yield asyncio.sleep(1)
async def main():
    try:
        await Reading()
    except RuntimeError as error:
        print(str(error)[:42])
import warnings
warnings.simplefilter("ignore")
""", "Task got bad yield: <coroutine object sleep"[:42]),
    ("Without WAL a\n`select` of which not all rows were fetched holds up a commit, too.", """
import sqlite3, tempfile
file = tempfile.mkdtemp() + "/readings.db"
one = sqlite3.connect(file)
one.execute("create table readings (n)")
one.executemany("insert into readings values (?)", [(n,) for n in range(5000)])
one.commit()
rows = one.execute("select n from readings")
print(rows.fetchone())
other = sqlite3.connect(file, timeout=0)
other.execute("insert into readings values (21)")
try:
    other.commit()
except sqlite3.OperationalError as error:
    print(error)
rows.fetchall()
other.commit()
""", "(0,)\ndatabase is locked"),
    ("With\n`stdin=PIPE` it may wait for the end of its input.", """
import asyncio, sys
from asyncio.subprocess import PIPE
async def main():
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", "input()", stdin=PIPE, stderr=PIPE)
    try:
        await asyncio.wait_for(process.wait(), 1)
    except TimeoutError:
        print("waits")
    await process.communicate(b"21\\n")
    print("ends with", process.returncode)
""", "waits\nends with 0"),
]


@pytest.fixture(scope="module")
def cured(tmp_path_factory):
    """What each cured script prints: {Python: [Done]}."""
    scripts = []
    for slug, number, changes, _ in CURES:
        script = SCRIPTS[slug][number]
        for old, new in changes.items():
            assert old in script, f"book/symptoms.toml:{line(SCRIPTS[slug][number])}: the cure replaces what is not there: {old}"
            script = script.replace(old, new)
        scripts.append(script)
    started = {version: start(command, scripts, tmp_path_factory) for version, command in PYTHONS.items()}
    return {version: results() for version, results in started.items()}


@pytest.mark.parametrize("version", PYTHONS, ids=python_id)
@pytest.mark.parametrize("number", range(len(CURES)), ids=[f"{slug}-{number}" for slug, number, *_ in CURES])
def test_a_cure_makes_the_text_go(number, version, cured):
    slug, script, _, want = CURES[number]
    done = cured[version][number]
    error = done.err
    if slug != "everything-stands-still":  # debug mode, as in unittest, tells that a step took 0.1 s: on a busy machine one may
        error = re.sub(r"^Executing <.*> took [\d.]+ seconds\n", "", error, flags=re.M)
    if (done.out.strip(), error, done.status) != (want, "", 0):
        fail(f"book/symptoms.toml:{line(SCRIPTS[slug][script])}", f"Python {python_id(version)}: the cure of {slug} is none",
             want, text(done))


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    return printed_by([program for _, program, _ in CLAIMS], tmp_path_factory.mktemp("causes"))


@each(CLAIMS)
def test_the_index_is_right(number, version, printed):
    holds(DATA, CLAIMS[number], version, printed[version][number])
