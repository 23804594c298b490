"""Exercise: four faults: which line, and why?

`library.ask` calls its callback from a thread of its own, and sometimes twice.
`forecast` is an ordinary function that computes for five seconds.

     1  async def read_station(name):
     2      loop = asyncio.get_running_loop()
     3      future = loop.create_future()
     4      def on_answer(celsius):
     5          future.set_result(celsius)
     6      library.ask(name, lambda celsius: loop.call_soon(on_answer, celsius))
     7      return await future
     8
     9  async def heartbeat():
    10      while True:
    11          print("alive")
    12          await asyncio.sleep(1)
    13
    14  async def main():
    15      beat = asyncio.create_task(heartbeat())
    16      celsius = await read_station("ada")
    17      print(forecast(celsius))
    18      loop = asyncio.get_running_loop()
    19      noon = loop.time() + 3600
    20      loop.call_at(noon, print, "open the log")
    21      loop.call_at(noon, print, "write to the log")
    22      await asyncio.sleep(3601)
    23      beat.cancel()

Put the number of a line, or one of the letters, in the place of each "?".
"""

ANSWERS = {
    # ada has answered after 0.3 s, but main goes on only with the next "alive". Which line?
    "late: line": "?",
    # Why? "a": the ready queue is not first in, first out
    #      "b": what is called does not end the wait of the loop in select
    #      "c": the loop asks its futures once in a second
    "late: why": "?",
    # Sometimes InvalidStateError is logged. Which line raises it?
    "error: line": "?",
    # Why? "a": a future takes one result
    #      "b": a future must not be made done by a callback
    #      "c": the future belongs to another loop
    "error: why": "?",
    # For five seconds there is no "alive". Which line?
    "silence: line": "?",
    # Why? "a": the task of heartbeat has been cancelled
    #      "b": its timer is not in the heap
    #      "c": the loop is still in one callback, and looks at no timer
    "silence: why": "?",
    # The log was written to before it was open. Which line has to be later?
    "log: line": "?",
    # Why? "a": call_at may be early
    #      "b": the order of timers with equal times is undefined
    #      "c": call_at calls the last one first
    "log: why": "?",
    # Code takes no time on a virtual clock. Which of the four can therefore not be seen there?
    # "late", "error", "silence" or "log"
    "hidden": "?",
}
