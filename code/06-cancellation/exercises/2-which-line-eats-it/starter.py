"""Exercise: which line eats it?

Each of the six functions is started as a task, and cancelled while it waits for 9 seconds.

     1  async def a():
     2      try:
     3          await asyncio.sleep(9)
     4      except Exception:
     5          print("failed")

     6  async def b():
     7      try:
     8          await asyncio.sleep(9)
     9      finally:
    10          return "closed"

    11  async def c():
    12      with contextlib.suppress(BaseException):
    13          await asyncio.sleep(9)
    14      print("the end")

    15  async def d():
    16      results = await asyncio.gather(
    17          asyncio.sleep(9), asyncio.sleep(9), return_exceptions=True)
    18      return results

    19  async def e(worker):
    20      try:
    21          await worker
    22      except asyncio.CancelledError:
    23          print("the worker was cancelled")

    24  async def f(workers):
    25      try:
    26          await asyncio.wait(workers)
    27      finally:
    28          print("the end")

For a to f: the number of the line that eats the cancel, 0 if it goes on and the task is cancelled.
Put a number, or one of the letters, in the place of each "?".
"""

ANSWERS = {
    "a": "?",
    "b": "?",
    "c": "?",
    "d": "?",
    "e": "?",
    "f": "?",
    # Why does c end as it does?  "a": the sleep is not cut   "b": CancelledError is a BaseException
    #                             "c": suppress is no async with
    "c: why": "?",
    # `worker` is a task that sleeps.  Is it cancelled too, when e is cancelled?  "yes" or "no":
    "e: worker": "?",
    # `workers` is a set of such tasks.  Are they cancelled too, when f is cancelled?  "yes" or "no":
    "f: workers": "?",
    # b is cancelled right after create_task(b()).  Is its line 10 run?  "yes" or "no":
    "b: at once": "?",
}
