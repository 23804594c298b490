# %% asyncio.run returns a value
import asyncio
async def main(): return 42
print(asyncio.run(main()))
# %% asyncio.run inside a coroutine
import asyncio
async def inner(): pass
async def main():
    coro = inner()
    try: asyncio.run(coro)
    except RuntimeError as error: print(error)
    coro.close()
asyncio.run(main())
# %% asyncio.run makes a new loop and cancels what is left
import asyncio
loops = set()
async def left():
    try: await asyncio.sleep(5)
    finally: print("left over: cancelled")
async def main():
    loops.add(asyncio.get_running_loop())
    asyncio.create_task(left())
    await asyncio.sleep(0)
asyncio.run(main())
asyncio.run(main())
print(len(loops), [loop.is_closed() for loop in loops])
# %% no running loop
import asyncio
asyncio.run(asyncio.sleep(0))
try: asyncio.get_running_loop()
except RuntimeError as error: print(error)
coro = asyncio.sleep(0)
try: asyncio.create_task(coro)
except RuntimeError as error: print(error)
coro.close()
# %% asyncio.run wants a coroutine
import asyncio
try: asyncio.run(print)
except (TypeError, ValueError) as error: print("refused")
# %% runner
import asyncio, contextvars
var = contextvars.ContextVar("var", default=0)
async def add():
    var.set(var.get() + 1)
    return var.get(), asyncio.get_running_loop()
with asyncio.Runner() as runner:
    (one, loop1), (two, loop2) = runner.run(add()), runner.run(add())
    print(one, two, loop1 is loop2 is runner.get_loop())
# %% a loop by hand
import asyncio
loop = asyncio.new_event_loop()
print(loop.run_until_complete(asyncio.sleep(0.05, "done")), loop.is_running(), loop.is_closed())
loop.close()
try: loop.run_until_complete(asyncio.sleep(0))
except RuntimeError as error: print(error)
# %% hello world with call_soon and run_forever
import asyncio
def hello(loop):
    print("Hello World")
    loop.stop()
loop = asyncio.new_event_loop()
loop.call_soon(hello, loop)
loop.run_forever()
loop.close()
print(loop.is_closed())
# %% display the date, with call_later
import asyncio
def display(end, loop, n=0):
    print("call", n)
    if loop.time() + 0.05 < end: loop.call_later(0.05, display, end, loop, n + 1)
    else: loop.stop()
loop = asyncio.new_event_loop()
loop.call_soon(display, loop.time() + 0.13, loop)
loop.run_forever()
loop.close()
# %% call_soon before call_later(0)
import asyncio
async def main():
    loop = asyncio.get_running_loop()
    loop.call_later(0, print, "later")
    loop.call_soon(print, "soon")
    loop.call_soon_threadsafe(print, "threadsafe")
    loop.call_at(loop.time() + 0.05, print, "at")
    await asyncio.sleep(0.1)
asyncio.run(main())
# %% handles can be cancelled
import asyncio
async def main():
    loop = asyncio.get_running_loop()
    soon, later = loop.call_soon(print, "no"), loop.call_later(0.05, print, "no")
    soon.cancel(); later.cancel()
    print(soon.cancelled(), later.cancelled(), later.when() > 0)
    await asyncio.sleep(0.1)
asyncio.run(main())
# %% futures
import asyncio
async def set_after(future, delay, value):
    await asyncio.sleep(delay)
    future.set_result(value)
async def main():
    future = asyncio.get_running_loop().create_future()
    asyncio.create_task(set_after(future, 0.05, "... world"))
    print("hello", future.done())
    print(await future, future)
asyncio.run(main())
# %% future states
import asyncio
async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    future.set_exception(OSError("bad"))
    try: await future
    except OSError as error: print(error)
    try: future.set_result(1)
    except asyncio.InvalidStateError as error: print(error)
    other = loop.create_future()
    print(other.cancel(), other.cancel(), other.cancelled(), asyncio.isfuture(other))
asyncio.run(main())
# %% callbacks of a future, in order
import asyncio
async def main():
    future = asyncio.get_running_loop().create_future()
    for n in range(3): future.add_done_callback(lambda f, n=n: print(n, f.result()))
    future.set_result("x")
    print("set")
    await asyncio.sleep(0)
asyncio.run(main())
# %% ensure_future and awaitables
import asyncio
class Later:
    def __await__(self): return (yield from asyncio.sleep(0.05, "later").__await__())
async def main():
    task = asyncio.ensure_future(asyncio.sleep(0, 1))
    print(asyncio.ensure_future(task) is task, await task, await Later(), await asyncio.ensure_future(Later()))
asyncio.run(main())
# %% exception handler
import asyncio
async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: print(sorted(context), context["exception"]))
    loop.call_soon(lambda: 1 / 0)
    await asyncio.sleep(0)
    loop.call_exception_handler({"message": "mine", "exception": None})
asyncio.run(main())
# %% exception never retrieved
import asyncio, gc
async def fails(): raise ValueError("lost")
async def main():
    task = asyncio.create_task(fails(), name="lost")
    await asyncio.sleep(0)
    del task
    gc.collect()
    print("end")
asyncio.run(main())
# %% error in a callback
import asyncio
async def main():
    asyncio.get_running_loop().call_soon(int, "x")
    await asyncio.sleep(0)
    print("went on")
asyncio.run(main())
# %% debug mode names a slow step
import asyncio, re, sys, time, logging
class Tidy(logging.Handler):
    def emit(self, record): print(record.levelname, re.sub(r"<.*>|[\d.]+ ", "… ", record.getMessage()))
logging.getLogger("asyncio").addHandler(Tidy())
logging.getLogger("asyncio").propagate = False
async def main(): time.sleep(0.2)
asyncio.run(main(), debug=True)
logging.getLogger("asyncio").handlers.clear()
# %% debug mode refuses call_soon from no thread, and is on
import asyncio
async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_debug(), loop.slow_callback_duration)
    try: loop.call_soon(asyncio.sleep)
    except TypeError as error: print(error)
asyncio.run(main(), debug=True)
# %% loop clock
import asyncio
async def main():
    loop = asyncio.get_running_loop()
    start = loop.time()
    await asyncio.sleep(0.1)
    print(loop.time() - start >= 0.1 - 0.001)
asyncio.run(main())
# %% sorted wake-ups
import asyncio
async def nap(n):
    await asyncio.sleep(n / 20)
    print(n, end=" ")
async def main():
    await asyncio.gather(*(nap(n) for n in (3, 1, 4, 2)))
    print()
asyncio.run(main())
# %% keyboard interrupt and exit
import asyncio
async def main(): raise KeyboardInterrupt
try: asyncio.run(main())
except KeyboardInterrupt: print("interrupted")
async def leave(): raise SystemExit(3)
try: asyncio.run(leave())
except SystemExit as error: print("exit", error.code)
# %% loop_factory, needs 3.12
import asyncio
async def main(): return type(asyncio.get_running_loop()) is kind
kind = type(asyncio.new_event_loop())
print(asyncio.run(main(), loop_factory=kind))
