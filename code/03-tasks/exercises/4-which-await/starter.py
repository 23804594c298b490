"""Exercise: which await switches?

These lines run one after the other, in one task. At which of them does another task that is
ready get a turn? Put True or False in the place of each "?".

    async def nothing():
        return 42

    async def below():
        return await nothing()

    async def stored():
        yield 21
        yield 18

    lock = asyncio.Lock()
    queue = asyncio.Queue()
    queue.put_nowait(21)

 1  await below()
 2  await asyncio.sleep(0)
 3  task = asyncio.create_task(nothing())
 4  await task
 5  await task
 6  await lock.acquire()
 7  await queue.get()
 8  await queue.get()                        # another task will put an item
 9  async for item in stored(): print(item)
10  async with lock: print("mine")           # another task will release it
"""

ANSWERS = {
    1: "?",
    2: "?",
    3: "?",
    4: "?",
    5: "?",
    6: "?",
    7: "?",
    8: "?",
    9: "?",
    10: "?",
}
