"""Exercise: which line, and why?

`read_station` takes 0.3 s for ada, 0.2 s for bo, 0.4 s for cy.

     1  async def save(name):
     2      await asyncio.sleep(0.1)
     3      if name == "bo":
     4          raise OSError("disk full")
     5      print("saved", name)
     6
     7  async def main():
     8      tasks = []
     9      for name in "ada", "bo", "cy":
    10          reading = await read_station(name)
    11          tasks.append(asyncio.create_task(save(name)))
    12      await tasks[0]
    13      print("the end")
    14
    15  asyncio.run(main())

Put a number, or one of the letters, in the place of each "?".
"""

ANSWERS = {
    # The program takes 0.9 s. The number of the line because of which it is the sum:
    "sum: line": "?",
    # Why? "a": create_task waits until its task has ended
    #      "b": this line ends before the loop makes its next round
    #      "c": the sleep in save stops the whole thread
    "sum: why": "?",
    # bo fails. The number of the line where main hears of that, 0 if there is none:
    "failure: line": "?",
    # Why? "a": a failure is raised where its task is awaited
    #      "b": a failure is raised where its task was made
    #      "c": a failure in one task ends the other tasks
    "failure: why": "?",
    # cy is not saved. After which line of main is its task cancelled?
    "loss: line": "?",
    # Why? "a": the OSError of bo has cancelled it
    #      "b": the garbage collector has taken it
    #      "c": asyncio.run cancels what is left when main has ended
    "loss: why": "?",
    # How many seconds pass until all stations are read, once they are read together?
    "repaired: seconds": "?",
}
