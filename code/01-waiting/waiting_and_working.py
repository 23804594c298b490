"""Waiting and working: an example from the chapter "waiting".

Written by `make scripts`: edit the chapter, not this file.
"""

import time


def count():
    total = 0
    for number in range(5_000_000):
        total += number


def wait():
    time.sleep(0.25)


for job in [wait, count]:
    before = time.thread_time()
    job()
    busy = time.thread_time() - before
    print(f"{job.__name__}: processor busy: {busy > 0.05}")
