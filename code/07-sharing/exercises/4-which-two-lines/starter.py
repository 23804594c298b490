"""Exercise: which two lines?

     1  async def report(name, temperature, best):
     2      await asyncio.sleep(1)  # the station answers
     3      if temperature > best["temperature"]:
     4          await asyncio.sleep(1)  # the disk is written
     5          best["name"] = name
     6          best["temperature"] = temperature
     7
     8  async def day():
     9      best = {"name": "nobody", "temperature": 0}
    10      async with asyncio.TaskGroup() as group:
    11          for name, temperature in ("ada", 21), ("bo", 24):
    12              one = report(name, temperature, best)
    13              group.create_task(one, name=name)
    14      return best["name"]

The warmest station is bo.  The smallest schedule that names another one, with the
numbers of the lines above:

      at 0 s
        day  runs to 10
        ada  runs to 2
        bo   runs to 2
      at 1 s
        ada  runs to 4
        bo   runs to 4
      at 2 s
      * bo   its timer fires    [before that of ada]
        bo   ends
        ada  ends
        day  ends
      warmest: ada

Another program hangs.  It moves readings between archives; day, month and year are
their locks:

     1  async def move(source, target):
     2      async with source:
     3          await asyncio.sleep(1)
     4          async with target:
     5              await asyncio.sleep(1)
     6
     7  async def archives():
     8      day, month, year = asyncio.Lock(), asyncio.Lock(), asyncio.Lock()
     9      async with asyncio.TaskGroup() as group:
    10          group.create_task(move(day, month), name="hal")
    11          group.create_task(move(month, year), name="ida")
    12          group.create_task(move(year, day), name="jo")
    13          group.create_task(move(year, month), name="kim")

The report:

    nothing can wake any of these tasks: archives, hal, ida, jo, kim
    These wait for each other:
      hal waits for the lock target, held by ida
          4  async with target:  (Lock.acquire)
      ida waits for the lock target, held by jo
          4  async with target:  (Lock.acquire)
      jo waits for the lock target, held by hal
          4  async with target:  (Lock.acquire)
    Also waiting:
      archives waits for the tasks hal, ida, jo, kim
          9  async with asyncio.TaskGroup() as group:
      kim waits for the lock source, held by jo
          2  async with source:  (Lock.acquire)
"""

ANSWERS = {
    # Which task writes what is no longer true, "ada" or "bo"?
    "who": "?",
    # In which line has it looked?
    "looks": "?",
    # In which line did it wait meanwhile?
    "waits": "?",
    # Which is the first line in which it then acts?
    "acts": "?",
    # Which cure works in every order, without a lock?
    # "a": make the task of bo before that of ada
    # "b": move line 4 behind line 6
    # "c": swap lines 5 and 6
    "cure": "?",
    # Line 4 has to stay where it is.  Around which lines is a lock, held as short as
    # it may be: "2-6", "3-6", "4-6" or "5-6"?
    "lock": "?",
    # The report.  How many tasks are in the circle?
    "circle": "?",
    # Whose cancel alone would let no other task go on, "hal", "ida", "jo" or "kim"?
    "no help": "?",
    # All shall take day before month before year.  Who takes its two locks in the
    # other order, and is in the circle: "hal", "ida", "jo" or "kim"?
    "order": "?",
    # What is the right thing: "Lock", "Semaphore", "Event" or "Condition"?
    # Fifty stations, and six telephone lines:
    "lines": "?",
    # All tasks go on when the storm begins:
    "storm": "?",
    # Several tasks wait until a list is no longer empty, take from it under a lock,
    # and others put things into it:
    "empty": "?",
    # dot holds a lock, eve waits for it.  dot releases it, and before eve has run, fay
    # asks for it.  Who has it next, "dot", "eve" or "fay"?
    "next": "?",
    # The context variable who is "nobody".  Then `await f()`, where f calls
    # who.set("gus").  What is who afterwards, "nobody" or "gus"?
    "awaited": "?",
    # And if it is `await asyncio.create_task(f())`, from "nobody" again?
    "task": "?",
}
