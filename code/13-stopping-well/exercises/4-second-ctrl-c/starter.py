"""Exercise: the second Ctrl-C.

Four programs. `asyncio.run(main())` runs each of them, and an `import` is above it. Ctrl-C is
pressed a second after the start, and then every second, each time once.

    A   1  async def main():                B   1  async def main():
        2      try:                             2      while True:
        3          await asyncio.sleep(60)      3          time.sleep(0.1)
        4      finally:
        5          await asyncio.sleep(60)

    C   1  async def main():                    D   1  async def main():
        2      while True:                          2      stop = asyncio.Event()
        3          try:                             3      loop = asyncio.get_running_loop()
        4              await asyncio.sleep(60)      4      loop.add_signal_handler(SIGINT, stop.set)
        5          except asyncio.CancelledError:   5      await stop.wait()
        6              print("next")                6      await asyncio.sleep(60)

Put a number, a letter or a text in the place of each "?".
"""

ANSWERS = {
    # At which Ctrl-C does A end: 1 for the first, 2, 3, or "never"? And B and C?
    "A: ends": "?",
    "B: ends": "?",
    "C: ends": "?",
    # At which line does A stand after the first Ctrl-C?
    "A: line": "?",
    # Why is the first Ctrl-C without effect on B?
    #     "a": there is no `except KeyboardInterrupt`
    #     "b": it cancels main, and B never comes to an `await`
    #     "c": `time.sleep` cannot be interrupted
    "B: why": "?",
    # The line that keeps C alive
    "C: line": "?",
    # At which Ctrl-C does D end, before the minute of line 6 is over?
    "D: ends": "?",
    # What is the exit status of D when nobody presses again, as the module subprocess tells it?
    "D: status": "?",
    # A gets SIGTERM instead, at line 3. Exit status, and is line 5 reached: "yes" or "no"?
    "A: SIGTERM": "?",
    "A: clean-up": "?",
    # D has signal.signal(SIGINT, lambda *_: stop.set()) in line 4, and nothing else happens in it.
    # When does it go on behind line 5: "at once", "later", or "not at all"?
    "D: told": "?",
    # Other tasks run, and 300 files have to be read. How?
    #     "a": asyncio.to_thread, with a function that reads them all
    #     "b": loop.add_reader for each file
    #     "c": path.read_text() in a coroutine
    "files": "?",
    # SIGKILL comes in the middle of a save. What must the save do, to keep the old readings?
    #     "a": run in a thread        "b": stand in a `finally`
    #     "c": write another file, and os.replace
    "save": "?",
    # What should a test wait for, before it sends the signal?
    #     "a": a line that the program prints
    #     "b": two seconds            "c": the end of the program
    "test: wait": "?",
    # D is tested as it stands: `end = await stopped(…, seconds=1)`, with one SIGINT.
    # Which of these is right?
    #     "a": end.status == 0        "b": end.error == "TimeoutError"
    #     "c": end.killed
    "test: D": "?",
    # A night should save its readings at SIGTERM. The test compares end.status == 0, and no
    # more. Which fault does it let pass?
    #     "a": no handler for SIGTERM, so `finally` does not run
    #     "b": a handler, but `main` returns without a save
    #     "c": a handler, but `main` does not end
    "test: status": "?",
}
