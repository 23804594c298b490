"""What the chapter on async with and async for says without showing it is so, on every Python."""

import pytest

from book.tools.chapter import ROOT
from tests.support.claims import each, holds, printed_by

pytestmark = pytest.mark.reads()

[CHAPTER] = (ROOT / "book").glob("*-async-with.md")
TEXT = CHAPTER.read_text(encoding="utf-8")
START = """\
import asyncio
from contextlib import aclosing, asynccontextmanager, AsyncExitStack

class Line:
    async def __aenter__(self):
        return self

    async def __aexit__(self, kind, error, traceback):
        print("closed", kind and kind.__name__, error, traceback and "traceback")

async def stream(items=3, error=None):
    try:
        for n in range(items):
            yield n
        if error:
            raise error
    finally:
        await asyncio.sleep(0)
        print("closed")

"""
MERGED = ("\nEND = object()\n" + TEXT[TEXT.index("async def pump(stream, queue):"):].partition("```")[0]
          + "@asynccontextmanager\n" + TEXT[TEXT.index("async def merged("):].partition("```")[0])
COUNT_DOWN = TEXT[TEXT.index("class CountDown:"):].partition("```")[0]
FINISH = "\n" + TEXT[TEXT.index("async def finish(coro):"):].partition("```")[0]
# the sentence, a part of a program, what it prints; `main` is run
CLAIMS = [
    ("its type, the error and its traceback; where all goes well they\nare `None`", """
async def main():
    async with Line():
        pass
    try:
        async with Line():
            raise OSError("noise")
    except OSError:
        pass
""", "closed None None None\nclosed OSError noise traceback"),
    ("If `__aexit__` returned `True`, the error would end there", """
class Swallows(Line):
    async def __aexit__(self, *error):
        return True

async def main():
    async with Swallows():
        raise OSError
    print("goes on")
""", "goes on"),
    ("The block waits at both of its ends, and there other tasks may run", """
class Slow:
    async def __aenter__(self):
        await asyncio.sleep(0.05)

    async def __aexit__(self, *error):
        await asyncio.sleep(0.05)

async def main():
    task = asyncio.create_task(asyncio.sleep(0))
    async with Slow():
        print(task.done())
        task = asyncio.create_task(asyncio.sleep(0))
    print(task.done())
""", "True\nTrue"),
    ("It opens from left to right, and closes\nfrom right to left", """
@asynccontextmanager
async def line(name):
    print("open", name)
    yield name
    print("close", name)

async def main():
    async with line("ada") as a, line("bo") as b:
        print(a, b)
""", "open ada\nopen bo\nada bo\nclose bo\nclose ada"),
    ("A second cancellation, during the `wait`, cuts `finish` short. The closing goes on as a task then", """
async def finish(coro):
    closing = asyncio.create_task(coro)
    try:
        await asyncio.shield(closing)
    except asyncio.CancelledError:
        await asyncio.wait([closing])
        raise

async def close():
    await hung_up.wait()
    print("closed")

async def main():
    global hung_up
    hung_up = asyncio.Event()
    task = asyncio.create_task(finish(close()))
    for _ in range(2):
        await asyncio.sleep(0.05)
        task.cancel()
    await asyncio.wait([task])
    print("cancelled:", task.cancelled())
    hung_up.set()
    await asyncio.sleep(0.05)
""", "cancelled: True\nclosed"),
    ("Without it the third `anext` would raise `StopAsyncIteration`", """
async def main():
    ended = stream(1)
    print(await anext(ended))
    try:
        await anext(ended)
    except StopAsyncIteration as error:
        print(repr(error))
""", "0\nclosed\nStopAsyncIteration()"),
    ("It does not read\nahead", """
async def counts():
    for n in range(9):
        print("makes", n)
        yield n

async def main():
    async with aclosing(counts()) as numbers:
        print(await anext(numbers))
        await asyncio.sleep(0.1)
        print("later")
""", "makes 0\n0\nlater"),
    ("a generator that something still refers to, a variable or", """
kept = []

async def main():
    kept.append(stream())
    async for _ in kept[0]:
        break
    await asyncio.sleep(0.1)
    print("end of main")
""", "end of main\nclosed"),
    ("But what is freed only when `main`\nreturns, as a variable of it, gets a new task that is cancelled at once: in 3.11 and 3.12.1 the "
     "`finally` runs to the first place\nwhere it waits, in 3.13 to its end", """
import sys

async def slow():
    try:
        yield 1
    finally:
        await asyncio.sleep(0.1)
        closed.append("closed")

async def main():
    mine = slow()
    async for _ in mine:
        break

closed = []
asyncio.run(main())
print(closed == ["closed"] * (sys.version_info >= (3, 13)) or (3, 12, 1) < sys.version_info[:3] < (3, 13))
""", "True"),
    ("if it\nfails, the error is only logged", """
async def fails():
    try:
        yield 1
    finally:
        await asyncio.sleep(0)
        raise OSError("cannot close")

async def main():
    asyncio.get_running_loop().set_exception_handler(
        lambda loop, context: print("logged", repr(context["exception"])))
    async for _ in fails():
        break
    await asyncio.sleep(0.1)
    print("goes on")
""", "logged OSError('cannot close')\ngoes on"),
    ("The same goes for `return` in\nthe loop, and for an error or a cancellation there", """
async def returns(numbers):
    async with aclosing(numbers):
        async for n in numbers:
            return n

async def raises(numbers):
    async with aclosing(numbers):
        async for n in numbers:
            raise OSError

async def waits(numbers):
    async with aclosing(numbers):
        async for n in numbers:
            await asyncio.sleep(9)

async def main():
    print(await returns(stream()))
    try:
        await raises(stream())
    except OSError:
        print("error")
    task = asyncio.create_task(waits(stream()))
    await asyncio.sleep(0.1)
    task.cancel()
    await asyncio.wait([task])
    print("cancelled:", task.cancelled())
""", "closed\n0\nclosed\nerror\nclosed\ncancelled: True"),
    ("A loop that always runs to the last item needs nothing", """
async def main():
    async for _ in stream():
        pass
    print("after")
""", "closed\nafter"),
    ("The reader is cancelled in the same way by\na `TaskGroup` ([](#ch-groups)) around a `yield`", """
async def fails():
    await asyncio.sleep(0.1)
    raise OSError("line")

async def grouped():
    async with asyncio.TaskGroup() as group:
        group.create_task(fails())
        yield 1

async def reader():
    async with aclosing(grouped()) as numbers:
        async for _ in numbers:
            try:
                await asyncio.sleep(1)
            except asyncio.CancelledError:
                print("the reader is cut")
                raise

async def main():
    task = asyncio.create_task(reader())
    await asyncio.wait([task])
    if not task.cancelled():
        task.exception()
""", "the reader is cut"),
    ("Functions with `@asynccontextmanager` are the exception", """
@asynccontextmanager
async def limited():
    async with asyncio.timeout(0.1):
        yield

async def main():
    try:
        async with limited():
            await asyncio.sleep(1)
    except TimeoutError:
        print("the block is cut")
""", "the block is cut"),
    ("If the reader leaves the block early, the pumps are cancelled, and each that has begun closes its\nstream", MERGED + """
async def slow():
    try:
        yield 1
        await asyncio.sleep(9)
    finally:
        print("closed")

async def reads(numbers):
    async with merged(slow(), slow()) as numbers:
        async for n in numbers:
            await asyncio.sleep(9)

async def main():
    async with merged(slow(), slow()) as numbers:
        async for n in numbers:
            break
    print("left")
    task = asyncio.create_task(reads(numbers))
    await asyncio.sleep(0.1)
    task.cancel()
    await asyncio.wait([task])
    print("cancelled:", task.cancelled())
    numbers = slow()
    print(await anext(numbers))
    async with merged(numbers):
        pass
    print("left at once")
    await numbers.aclose()
""", "closed\nclosed\nleft\nclosed\nclosed\ncancelled: True\n1\nleft at once\nclosed"),
    ("But if a stream awaits a task that was cancelled,\nits pump ends and puts no `END`, and the reader waits for ever", MERGED + """
async def hears(other):
    yield 1
    await other

async def main():
    other = asyncio.create_task(asyncio.sleep(9))
    other.cancel()
    try:
        async with asyncio.timeout(0.3):
            async with merged(hears(other)) as numbers:
                async for n in numbers:
                    print(n)
    except TimeoutError:
        print("it waits")
""", "1\nit waits"),
    ("If `close` fails after the cancellation, its error is\nonly logged", """
async def finish(coro):
    closing = asyncio.create_task(coro)
    try:
        await asyncio.shield(closing)
    except asyncio.CancelledError:
        await asyncio.wait([closing])
        raise

async def close():
    await asyncio.sleep(0.3)
    raise OSError("busy")

async def main():
    asyncio.get_running_loop().set_exception_handler(
        lambda loop, context: print("logged", repr(context["exception"])))
    task = asyncio.create_task(finish(close()))
    await asyncio.sleep(0.05)
    task.cancel()
    await asyncio.wait([task])
    print("cancelled:", task.cancelled())
    del task
""", "cancelled: True\nlogged OSError('busy')"),
    ("`asyncio.run` cancels all tasks that are left,\nthe closing too, and `shield` does not help", """
async def finish(coro):
    closing = asyncio.create_task(coro)
    try:
        await asyncio.shield(closing)
    except asyncio.CancelledError:
        await asyncio.wait([closing])
        raise

async def close():
    try:
        await asyncio.sleep(9)
    except asyncio.CancelledError:
        print("the closing is cut")
        raise

async def main():
    global task
    task = asyncio.create_task(finish(close()))
    await asyncio.sleep(0.05)
    print("end of main")
""", "end of main\nthe closing is cut"),
    ("where an item is there without a wait, no other\ntask gets a turn, either", """
async def at_once():
    for n in range(3):
        yield n

async def beside():
    print("beside")

async def main():
    task = asyncio.create_task(beside())
    async for n in at_once():
        print(n)
    await task
""", "0\n1\n2\nbeside"),
    ("is no coroutine function but an *asynchronous generator function*", """
import inspect

async def main():
    print(inspect.iscoroutinefunction(stream), inspect.isasyncgenfunction(stream))
""", "False True"),
    ("If the generator never waits, or if no reader asks while the other waits, there is no error", """
async def read(numbers, every):
    found = []
    for _ in range(2):
        await asyncio.sleep(every)
        found.append(await anext(numbers))
    return found

async def slow():
    for n in range(4):
        await asyncio.sleep(0.05)
        yield n

async def main():
    quick, numbers = stream(4), slow()
    print(await asyncio.gather(read(quick, 0), read(quick, 0)))
    first = asyncio.create_task(read(numbers, 0.4))
    await asyncio.sleep(0.2)
    print(await asyncio.gather(first, read(numbers, 0.4)))
    await quick.aclose()
""", "[[0, 2], [1, 3]]\n[[0, 2], [1, 3]]\nclosed"),
    ("while somebody waits in the generator, it fails in the same way. First cancel the reader and wait for its end, "
     "with `asyncio.wait([reader])`", """
async def slow():
    try:
        await asyncio.sleep(5)
        yield 1
    finally:
        print("closed")

async def main():
    numbers = slow()
    reader = asyncio.create_task(anext(numbers))
    await asyncio.sleep(0.05)
    try:
        await numbers.aclose()
    except RuntimeError as error:
        print(error)
    reader.cancel()
    await asyncio.wait([reader])
    await numbers.aclose()
    print("end")
""", "aclose(): asynchronous generator is already running\nclosed\nend"),
    ("a line that opens later is put onto a stack that has closed\neverything already. No `async with` closes that line. With a `TaskGroup` "
     "in the place of `gather` the others are cancelled and awaited before the stack\ncloses, and the failure arrives in an "
     "`ExceptionGroup`", """
class Opens:
    def __init__(self, name):
        self.name = name

    async def __aenter__(self):
        if self.name == "bo":
            raise OSError("noise")
        try:
            await asyncio.sleep(0.2)
        except asyncio.CancelledError:
            print("cancelled", self.name)
            raise
        print("open", self.name)

    async def __aexit__(self, *error):
        print("close", self.name)

async def main():
    try:
        async with AsyncExitStack() as stack:
            await asyncio.gather(*(stack.enter_async_context(Opens(name)) for name in ("ada", "bo")))
    except OSError as error:
        print("failed", error)
    await asyncio.sleep(0.4)
    try:
        async with AsyncExitStack() as stack:
            async with asyncio.TaskGroup() as group:
                for name in "cy", "bo":
                    group.create_task(stack.enter_async_context(Opens(name)))
    except* OSError as error:
        print("failed", *error.exceptions)
    await asyncio.sleep(0.4)
""", "failed noise\nopen ada\ncancelled cy\nfailed noise"),
    ("Do this only with functions that have no `timeout` and no group around\ntheir `yield`: these work on the task that entered them", """
@asynccontextmanager
async def limited():
    async with asyncio.timeout(0.05):
        yield

async def main():
    for other in False, True:
        try:
            async with AsyncExitStack() as stack:
                opening = stack.enter_async_context(limited())
                if other:
                    async with asyncio.TaskGroup() as group:
                        group.create_task(opening)
                else:
                    await opening
                await asyncio.sleep(0.3)
                print("not cut")
        except TimeoutError:
            print("cut")
""", "cut\nnot cut"),
    ("Without the `except` the\ngroup cancels the first reader, and the rest of the stream is lost", """
async def slow():
    for n in range(2):
        await asyncio.sleep(0.05)
        yield n

async def read(numbers):
    async for n in numbers:
        print(n)

async def main():
    numbers = slow()
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(read(numbers)) for _ in range(2)]
    except* RuntimeError as error:
        print(*error.exceptions, tasks[0].cancelled(), [n async for n in numbers])
""", "anext(): asynchronous generator is already running True []"),
    ("`CountDown` is not: of two readers one ends at 0, and the other\ncounts past it and never ends", "import asyncio\n\n" + COUNT_DOWN + """

async def read(numbers):
    async for n in numbers:
        pass
    return n

async def main():
    numbers = CountDown(3)
    tasks = [asyncio.create_task(read(numbers)) for _ in range(2)]
    done, _ = await asyncio.wait(tasks, timeout=1)
    print(len(done), numbers.number < 0)
""", "1 True"),
    ("such a block hides its limit or its group: in a generator no `yield` stands in there, either", MERGED + """
async def fails():
    yield 1
    await asyncio.sleep(0.05)
    raise OSError("noise")

async def both(*streams):
    async with merged(*streams) as items:
        async for item in items:
            yield item

async def read():
    async with aclosing(both(fails())) as numbers:
        async for n in numbers:
            try:
                await asyncio.sleep(2)
                print("saved")
            except asyncio.CancelledError:
                print("cut while saving", n)
                raise

async def main():
    await asyncio.wait([task := asyncio.create_task(read())])
    task.cancelled() or task.exception()
""", "cut while saving 1"),
    ("if `__aenter__` itself fails or\nis cancelled, `__aexit__` is not awaited", """
class Fails(Line):
    async def __aenter__(self):
        await asyncio.sleep(0.05)
        raise OSError("noise")

async def enter():
    async with Fails():
        pass

async def main():
    for cancel in True, False:
        task = asyncio.create_task(enter())
        await asyncio.sleep(0)
        if cancel:
            task.cancel()
        await asyncio.wait([task])
        print(task.cancelled() or task.exception())
""", "True\nnoise"),
    ("a station that never answers holds up everybody who waits for the\ntask. A time limit around the task does not help: "
     "it waits, too", FINISH + """
async def main():
    waits = asyncio.create_task(limited())
    done, _ = await asyncio.wait([waits], timeout=0.5)
    print(done)

async def limited():
    async with asyncio.timeout(0.1):
        await finish(asyncio.sleep(60))
""", "set()"),
    ("but its `finally` might await, and while Python\nfrees an object nothing can be awaited", """
async def quick():
    try:
        yield 1
    finally:
        print("closed")

async def main():
    async for _ in quick():
        break
    print("after the loop")
    await asyncio.sleep(0.05)
""", "after the loop\nclosed"),
    ("`stack.pop_all()` prevents this: it moves all closings to a new stack, which you\nreturn", """
async def opened(pop):
    async with AsyncExitStack() as stack:
        stack.callback(print, "close ada")
        return stack.pop_all() if pop else stack

async def main():
    for pop in True, False:
        stack = await opened(pop)
        async with stack:
            print("read")
""", "read\nclose ada\nclose ada\nread"),
    ("move the `yield` into the `timeout` block", """
@asynccontextmanager
async def limited():
    async with asyncio.timeout(0.05):
        yield

async def main():
    try:
        async with limited():
            print("opened")
            await asyncio.sleep(2)
            print("read")
    except TimeoutError:
        print("the first block")
""", "opened\nthe first block"),
    ("If `main` ends while that task still closes, `asyncio.run` cancels it", """
async def slow():
    try:
        yield 1
    finally:
        print("closes")
        await asyncio.sleep(9)
        print("closed")

async def main():
    async for _ in slow():
        break
    await asyncio.sleep(0.05)
    print("end of main")
""", "closes\nend of main"),
    ("where the block ends well and several callbacks fail, all\nerrors but the last are lost", """
async def close(name):
    raise OSError(name)

async def main():
    for error in None, ValueError("a wrong reading"):
        try:
            async with AsyncExitStack() as stack:
                for name in "bo", "cy":
                    stack.push_async_callback(close, name)
                if error:
                    raise error
        except OSError as arrives:
            print(arrives, repr(arrives.__context__))
""", "bo None\nbo OSError('cy')"),
    ("an object of a class may have several readers only if its `__anext__` is written\nfor several", """
class CountDown:
    def __aiter__(self):
        return self

    async def __anext__(self):
        await asyncio.sleep(0)
        return 1

async def main():
    numbers = CountDown()  # another stream may have two
    print(await asyncio.gather(anext(numbers), anext(numbers)))
""", "[1, 1]"),
    ("an object that waits for Python's garbage\ncollector, stays open as long as that lasts", """
import gc

async def main():
    gc.disable()
    numbers = stream()
    ring = [numbers]
    ring.append(ring)
    async for _ in numbers:
        break
    del numbers, ring
    await asyncio.sleep(0.05)
    print("not yet")
    gc.collect()
    await asyncio.sleep(0.05)
    print("end of main")
""", "not yet\nclosed\nend of main"),
    ("`aclosing` closes the generator that it is\ngiven, and no other", """
async def outer():
    async for n in stream():
        yield n

async def main():
    async with aclosing(outer()) as numbers:
        async for _ in numbers:
            break
    print("after the block")
    await asyncio.sleep(0.05)
""", "after the block\nclosed"),
    ("what was sent, but not read yet, is lost", MERGED + """
async def fails():
    yield 1
    yield 2
    await asyncio.sleep(0.05)
    raise OSError("noise")

async def main():
    try:
        async with merged(fails()) as numbers:
            async for n in numbers:
                print(n)
                await asyncio.sleep(9)
    except* OSError as group:
        print("failed:", *group.exceptions)
    try:
        async with merged(stream(0)) as numbers:
            async for n in numbers:
                pass
            raise ValueError("the reader's own")
    except ExceptionGroup as group:
        print(*group.exceptions)
""", "1\nfailed: noise\nclosed\nthe reader's own"),
    ("The `AsyncGenerator` of `typing`, not this one, needs both parameters before Python 3.13", """
import collections.abc
import sys
import typing

async def main():
    print(collections.abc.AsyncGenerator[int])
    try:
        typing.AsyncGenerator[int]
        print(sys.version_info >= (3, 13))
    except TypeError:
        print(sys.version_info < (3, 13))
""", "collections.abc.AsyncGenerator[int]\nTrue"),
]


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """What each program prints: {Python: [(out, err, status)]}."""
    return printed_by([START + text for _, text, _ in CLAIMS], tmp_path_factory.mktemp("claims"))


@each(CLAIMS)
def test_a_claim_holds(number, version, printed):
    holds(CHAPTER, CLAIMS[number], version, printed[version][number])
