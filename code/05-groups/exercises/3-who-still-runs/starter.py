"""Exercise: who still runs?

     1  async def run(way):
     2      try:
     3          await way()
     4          print("end")
     5      except OSError:
     6          print("OSError")
     7      except ExceptionGroup:
     8          print("group")
     9
    10  async def bo():
    11      await asyncio.sleep(1)
    12      raise OSError("line is dead")
    13
    14  async def ada():
    15      await asyncio.sleep(2)
    16
    17  async def a():
    18      await asyncio.gather(bo(), ada())
    19
    20  async def b():
    21      async with asyncio.TaskGroup() as group:
    22          group.create_task(bo())
    23          group.create_task(ada())
    24
    25  async def c():
    26      await asyncio.gather(bo(), ada(), return_exceptions=True)
    27
    28  async def d():
    29      tasks = [asyncio.create_task(bo()), asyncio.create_task(ada())]
    30      await asyncio.wait(tasks, timeout=1.5)
    31
    32  async def e():
    33      for first in asyncio.as_completed([bo(), ada()]):
    34          await first
    35
    36  async def quiet():
    37      try:
    38          await bo()
    39      except OSError:
    40          pass
    41
    42  async def f():
    43      async with asyncio.TaskGroup() as group:
    44          group.create_task(quiet())
    45          group.create_task(ada())

For each way: what does run(way) print, "end", "OSError" or "group"?  And what about
ada at that moment: "runs", "ended", or "cancelled"?
"""

ANSWERS = {
    "a prints": "?",
    "a, ada": "?",
    "b prints": "?",
    "b, ada": "?",
    "c prints": "?",
    "c, ada": "?",
    "d prints": "?",
    "d, ada": "?",
    "e prints": "?",
    "e, ada": "?",
    "f prints": "?",
    "f, ada": "?",
    # The number of the line in `e` that raises the OSError:
    "e: line": "?",
    # Why not the other of its two lines?
    # "a": as_completed raises nothing before the loop is over
    # "b": as_completed gives awaitables; what each of them raises, its await raises
    # "c": as_completed returns the failures in the list
    "e: why": "?",
    # The number of the line in `d` that raises the OSError, 0 if there is none:
    "d: line": "?",
    # Why does line 5 not catch what b raises?
    # "a": bo and ada have both failed
    # "b": the CancelledError of ada hides it
    # "c": a TaskGroup raises a group for one failure, too
    "b: why": "?",
}
