"""One by one: an example from book/01-waiting.md.

Written by `make scripts`: edit the chapter, not this file.
"""

import time


def halves(seconds):
    """Whole half seconds; 0.05 because clocks are not exact."""
    return int((seconds + 0.05) / 0.5)


def took(start):
    return f"took {halves(time.perf_counter() - start) / 2} s"


def do_some_work():
    print("Starting work")
    time.sleep(1)
    print("Work complete")


start = time.perf_counter()
do_some_work()
do_some_work()
do_some_work()
print(took(start))
