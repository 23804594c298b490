"""Waiting and working: an example from book/01-waiting.md.

Written by `make scripts`: edit the chapter, not this file.
"""

import time


def wait():
    time.sleep(0.5)


def count():
    total = 0
    for number in range(5_000_000):
        total += number


for job in [wait, count]:
    before = time.thread_time()
    job()
    busy = time.thread_time() - before
    print(f"{job.__name__}: the CPU was busy: {busy > 0.05}")
