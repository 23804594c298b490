# %% async with
import asyncio
class Door:
    async def __aenter__(self):
        await asyncio.sleep(0.05)
        print("open")
        return self
    async def __aexit__(self, *error):
        print("close", error[0].__name__ if error[0] else None)
        return True
async def main():
    async with Door(): print("inside")
    async with Door(): raise ValueError
asyncio.run(main())
# %% async for
import asyncio
class Count:
    def __init__(self, n): self.n = n
    def __aiter__(self): return self
    async def __anext__(self):
        if not self.n: raise StopAsyncIteration
        self.n -= 1
        await asyncio.sleep(0.05)
        return self.n
async def main():
    async for n in Count(3): print(n)
    else: print("else")
asyncio.run(main())
# %% asynchronous generator
import asyncio
async def ticker(n):
    try:
        for i in range(n):
            yield i
            await asyncio.sleep(0.05)
    finally:
        print("closed")
async def main():
    print([i async for i in ticker(3)])
    gen = ticker(3)
    print(await anext(gen))
    await gen.aclose()
asyncio.run(main())
# %% a generator left open is closed by asyncio.run
import asyncio
async def numbers():
    try:
        while True: yield 1
    finally:
        await asyncio.sleep(0)
        print("closed by the loop")
async def main():
    global gen
    gen = numbers()
    print(await anext(gen))
asyncio.run(main())
# %% asend and athrow
import asyncio
async def echo():
    got = None
    while True:
        try: got = yield got
        except ValueError as error: got = f"caught {error}"
async def main():
    gen = echo()
    print(await gen.asend(None), await gen.asend("a"), await gen.athrow(ValueError("b")))
asyncio.run(main())
# %% asynchronous comprehensions
import asyncio
async def f(n): return n * 2
async def agen():
    for n in range(3): yield n
async def main():
    print([await f(n) for n in range(3)], {n: await f(n) async for n in agen()}, {n async for n in agen() if n})
asyncio.run(main())
# %% asynccontextmanager and AsyncExitStack
import asyncio
from contextlib import AsyncExitStack, asynccontextmanager
@asynccontextmanager
async def room(name):
    print("enter", name)
    try: yield name
    finally: print("leave", name)
async def main():
    async with AsyncExitStack() as stack:
        print([await stack.enter_async_context(room(n)) for n in "ab"])
        stack.push_async_callback(asyncio.sleep, 0)
asyncio.run(main())
# %% aclosing
import asyncio
from contextlib import aclosing
async def gen():
    try:
        yield 1
        yield 2
    finally: print("closed")
async def main():
    async with aclosing(gen()) as numbers:
        async for n in numbers:
            print(n)
            break
    print("after")
asyncio.run(main())
# %% context variables
import asyncio, contextvars
name = contextvars.ContextVar("name", default="none")
async def task(n):
    name.set(n)
    await asyncio.sleep(0.05)
    print(name.get())
async def main():
    await asyncio.gather(task("a"), task("b"))
    print(name.get())
    name.set("main")
    await asyncio.create_task(show())
async def show(): print("inherits", name.get())
asyncio.run(main())
# %% never awaited
import asyncio
async def f(): pass
async def main():
    f()
    print("end")
asyncio.run(main())
# %% awaited twice
import asyncio
async def f(): return 1
async def main():
    coro = f()
    print(await coro)
    try: await coro
    except RuntimeError as error: print(error)
asyncio.run(main())
# %% await what is not awaitable
import asyncio
async def main():
    for thing in (3, asyncio.sleep):
        try: await thing
        except TypeError as error: print(error)
asyncio.run(main())
# %% exception group, split
import asyncio
async def fail(error): raise error
async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail(ValueError(1)))
            group.create_task(fail(TypeError(2)))
    except* ValueError as group: print("values", group.exceptions)
    except* TypeError as group: print("types", group.exceptions)
asyncio.run(main())
# %% by hand, without a loop
class Pause:
    def __await__(self):
        print("got", (yield "paused"))
async def f():
    await Pause()
    return "done"
coro = f()
print(coro.send(None))
try: coro.send("value")
except StopIteration as stop: print(stop.value)
# %% throw and close
async def f():
    try: await Pause()
    except KeyError: print("caught")
    finally: print("finally")
class Pause:
    def __await__(self): yield
coro = f()
coro.send(None)
try: coro.throw(KeyError)
except StopIteration: print("stopped")
other = f()
other.send(None)
other.close()
# %% inspect
import asyncio, inspect
async def f(): pass
async def g(): yield
print(inspect.iscoroutinefunction(f), inspect.isasyncgenfunction(g), inspect.isawaitable(f), inspect.isasyncgen(g()))
print(inspect.getsource(asyncio.Event.is_set).strip().splitlines()[0])
# %% streams in memory
import asyncio
async def main():
    reader = asyncio.StreamReader()
    reader.feed_data(b"one\ntwo\nrest")
    reader.feed_eof()
    print(await reader.readline(), await reader.readexactly(3), await reader.read(), reader.at_eof())
asyncio.run(main())
# %% incomplete and overlong reads
import asyncio
async def main():
    reader = asyncio.StreamReader(limit=4)
    reader.feed_data(b"ab"); reader.feed_eof()
    try: await reader.readexactly(3)
    except asyncio.IncompleteReadError as error: print(error.partial, error.expected)
    reader = asyncio.StreamReader(limit=4)
    reader.feed_data(b"abcdefgh\n")
    try: await reader.readuntil()
    except asyncio.LimitOverrunError as error: print(error)
asyncio.run(main())
# %% standard output and error
import sys, warnings
print("out", end="")
print()
print("err", file=sys.stderr)
warnings.warn("careful")
# %% unittest's asyncio case
import asyncio, io, unittest
class Case(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self): print("set up")
    async def test_sleep(self): self.assertEqual(await asyncio.sleep(0, 5), 5)
result = unittest.TestResult()
Case("test_sleep").run(result)
print(result)
# asyncio.run( makes this a script: IsolatedAsyncioTestCase starts a loop
