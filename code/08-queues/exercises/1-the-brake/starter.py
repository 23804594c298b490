"""Exercise: the brake: which line, and why?

`save(reading)` takes 0.1 s. This program waits for ever.

     1  async def worker(queue):
     2      while True:
     3          reading = await queue.get()
     4          await save(reading)
     5          queue.task_done()
     6
     7  async def main():
     8      queue = asyncio.Queue(2)
     9      for reading in range(5):
    10          await queue.put(reading)
    11      workers = [asyncio.create_task(worker(queue)) for _ in range(3)]
    12      await queue.join()
    13      print("all saved")
    14
    15  asyncio.run(main())

Put a number, a letter or a word in the place of each "?".
"""

ANSWERS = {
    # The number of the line in which main waits for ever
    "stuck: line": "?",
    # Why? "a": the queue is full, and no worker has been made that takes from it
    #      "b": put waits until its item has been saved
    #      "c": the workers are made, but they have not had their turn
    "stuck: why": "?",
    # Line 11 is moved up, to before line 9. Now `save` raises OSError for reading 2, and only for it.
    # The number of the line in which main waits for ever, 0 if there is none
    "dead: line": "?",
    # Why? "a": nobody takes the readings after 2 from the queue
    #      "b": one item has been taken, and is never reported as done
    #      "c": join waits until the workers have ended
    "dead: why": "?",
    # How many of the five readings are saved then?
    "dead: saved": "?",

    # A pipeline: 8 readings come each second; queue "raw"; check, 0.4 s for a reading;
    # queue "good"; save, 0.2 s for a reading. Both queues have a bound of 10.
    # The smallest number of checkers that keep up
    "checkers": "?",
    # The smallest number of savers that keep up
    "savers": "?",
    # Now there are 2 checkers and 2 savers. How many readings are saved each second, in the long run?
    "saved per second": "?",
    # Which queue is full: "raw", "good", "both" or "none"?
    "full": "?",
    # How many savers are busy, on average?
    "busy savers": "?",
    # A reading stays 2.6 s, from the moment when it stands in "raw" until it is saved. How many are inside, on average?
    "inside": "?",

    # A queue with a bound of 2, of which the oldest is dropped when it is full. 0, 1, 2, 3, 4 come, nobody takes one.
    # Which comes out first then?
    "first left": "?",

    # Three workers, as in lines 1 to 5, but each returns when it gets END, and puts nothing back. The queue has no
    # bound; 6 readings and then two END are put. How many workers end?
    "ended": "?",
    # Does `await queue.join()` return then, "yes" or "no"? (A worker reports no END.)
    "ended: join": "?",
    # Python 3.13: three readings are in the queue, and queue.shutdown() is called. How many does get still give?
    "shutdown": "?",
}
