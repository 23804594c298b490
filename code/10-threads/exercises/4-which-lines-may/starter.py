"""Exercise: which lines may a thread call?

`library.subscribe(function)` calls the function in a thread of its own. `averages` computes
in Python for two seconds. `archive.read` waits in a library that has no asynchronous version.

     1  async def main():
     2      loop = asyncio.get_running_loop()
     3      queue, storm = asyncio.Queue(), asyncio.Event()
     4      watch = asyncio.create_task(storm.wait())
     5
     6      def on_reading(reading):
     7          queue.put_nowait(reading)
     8          loop.call_soon_threadsafe(storm.set)
     9          watch.cancel()
    10          asyncio.run_coroutine_threadsafe(queue.put(reading), loop)
    11          print(reading)
    12
    13      library.subscribe(on_reading)
    14      async with asyncio.timeout(1):
    15          pages = await asyncio.to_thread(archive.read)
    16      print(averages(pages))
    17      await save(pages)

Put the number of a line, a word or one of the letters in the place of each "?".
"""

ANSWERS = {
    # May the function in a thread do this? "yes" or "no"
    "line 7": "?",
    "line 8": "?",
    "line 9": "?",
    "line 10": "?",
    "line 11": "?",
    # Often nothing goes wrong in line 7. When is its reading late?
    # "a": when the queue is full
    # "b": when nothing else wakes the loop
    # "c": when two threads put at the same time
    "late": "?",
    # The heart stops for two seconds. Which line?
    "silence: line": "?",
    # Debug mode logs that step of the task. Which line does the entry name?
    "log: line": "?",
    # What takes line 16 out of the loop, and makes two of them faster than one after the other?
    # "thread", "process" or "slices"
    "faster": "?",
    # Suppose that archive.read takes 5 s. After how many seconds does the TimeoutError arrive,
    # and after how many can asyncio.run return? 1 or 5
    "limit: error": "?",
    "limit: end": "?",
    # On a free-threaded build there is no GIL. Which of these is still wrong there?
    # "only line 16", "only lines 7 and 9", "lines 7, 9 and 16" or "nothing"
    "no GIL": "?",
    # A colleague's program without async needs `save`, and there is no loop. What is the face made of?
    # "to_thread", "Runner" or "call_soon_threadsafe"
    "face": "?",
}
