"""Exercise: who holds it?

A task of asyncio is made, or waits. What has to happen before its next step?  Write

    "ready"     nothing: the step is in the ready queue
    "timers"    a time has to come, or the loop has to look at its timers
    "selector"  data has to arrive
    "future"    another part of the program has to make a future done

in the place of each "?"; in the last three a letter.
"""

ANSWERS = {
    # `task = asyncio.create_task(f())` was the last line; no await since then:
    "just made": "?",
    # It awaits asyncio.sleep(5), and one second has passed:
    "sleeps": "?",
    # It awaits asyncio.sleep(0):
    "sleep(0)": "?",
    # It awaits another task, which still waits for something itself:
    "awaits a task": "?",
    # It awaits lock.acquire(), and another task holds the lock:
    "waits for a lock": "?",
    # The running task has just called lock.release(), and goes on:
    "lock released": "?",
    # It awaits data from a socket:
    "waits for a socket": "?",
    # It sleeps, its time came a second ago, but another task computes since then:
    "time is over": "?",
    # It sleeps for a minute, and the running task has just called task.cancel():
    "cancelled": "?",
    # A callback calls call_soon(x). Meanwhile the timer of y has come due. What is called first?
    # "a": x   "b": y   "c": that is undefined
    "x or y": "?",
    # What does the class VirtualLoop replace?
    # "a": tasks and futures   "b": the time and the wait   "c": the ready queue
    "virtual clock": "?",
    # What remains asyncio's own when a program runs on uvloop, or in the browser?
    # "a": tasks and futures   "b": the timers   "c": the selector
    "other loops": "?",
}
