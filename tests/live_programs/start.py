"""Starts programs as Python starts them, but many in a second: each is a child of one warm Python.

    python -c 'exec(__import__("start").programs())'    {"folder": …, "programs": [[path, *arguments]]} on stdin

A child is as a Python just started: `__main__` is its own, a traceback begins in it, and at
its end Python warns of what never ran.  (Only a task left in a loop that nobody closed
ends silently.)  The output of program N is FOLDER/N.out and FOLDER/N.err.
"""

import __main__
import asyncio  # noqa: F401  # warm
import json
import os
import signal
import sys


def programs():
    """In each child the code of its program, in the parent none, when all have ended."""
    task, running = json.load(sys.stdin), 0
    for n, argv in enumerate(task["programs"]):
        if running == 6:
            os.wait()
        else:
            running += 1
        if not os.fork():
            return program(argv, f"{task['folder']}/{n}")
    for _ in range(running):
        os.wait()
    return ""


def program(argv, output):
    for stream, ending in (1, "out"), (2, "err"):
        os.dup2(os.open(f"{output}.{ending}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC), stream)
    signal.alarm(60)  # ends what never ends
    sys.argv, sys.path[0], __main__.__file__ = argv, os.path.dirname(argv[0]), argv[0]
    sys.excepthook = from_the_program
    with open(argv[0], encoding="utf-8") as file:
        return compile(file.read(), argv[0], "exec")


def from_the_program(kind, error, trace):
    sys.__excepthook__(kind, error.with_traceback(trace.tb_next), None)
