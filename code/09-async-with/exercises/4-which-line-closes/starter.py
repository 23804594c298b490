"""Exercise: which line closes it?

A to E read this stream. It opens a line, and closes it in its `finally`.

     1  async def readings():
     2      try:
     3          for n in range(9):
     4              yield n
     5      finally:
     6          await asyncio.sleep(0.1)  # close the line

    A  async def main():                     B  async def main():
           async for n in readings():               async for n in readings():
               break                                    pass
           print("after")                           print("after")
           await asyncio.sleep(1)                   await asyncio.sleep(1)

    C  stream = readings()                   D  async def main():
                                                    try:
       async def main():                                async with aclosing(readings()) as s:
           async for n in stream:                           async for n in s:
               break                                            raise OSError("noise")
           print("after")                           except OSError:
           await asyncio.sleep(1)                       print("after")
           print(await anext(stream))               await asyncio.sleep(1)

    E  async def first():
           async for n in readings():
               return n

       async def main():
           await first()
           print("after")
           await asyncio.sleep(1)

    F  async def main():
           async with AsyncExitStack() as stack:
               for name in "ada", "bo", "cy", "dee":
                   await stack.enter_async_context(line_to(name))

       `line_to` opens a line and closes it. `cy` cannot be opened: OSError("cy").
       `bo` cannot be closed: OSError("bo").

A to E: when is the line closed, and in which task?
    "a": in main's task, before "after" is printed
    "b": in another task, while main sleeps in its last second
    "c": in another task, when main has ended and asyncio.run cleans up

Put a letter, a number or a text in the place of each "?".
"""

ANSWERS = {
    "A": "?",
    "B": "?",
    "C": "?",
    "D": "?",
    "E": "?",
    # In A: the number of the line of readings at which the generator stands while "after" is printed
    "A: line": "?",
    # The number that the last line of C prints
    "C: prints": "?",
    # In A, the number of the line of readings that a time limit around all of main's lines would not reach
    "A: out of reach": "?",
    # F: which line is the first that the stack closes, or tries to close?
    "F: first": "?",
    # F: is `ada` closed, "yes" or "no"?
    "F: ada": "?",
    # F: is `dee` opened, "yes" or "no"?
    "F: dee": "?",
    # F: whose OSError arrives behind the block?
    "F: error": "?",
}
