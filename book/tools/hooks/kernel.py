"""Runs in each kernel at its start: what makes its outputs whole, in order, and below the right cell.

Cells can then import what is in TOOLS, which `kernels.py` gives it.  ``report()`` is asked
for after each cell.
"""

import asyncio
import concurrent.futures.thread
import contextlib
import os
import re
import sys
import threading

from IPython import get_ipython

import __main__

shell = get_ipython()
sys.path.append(TOOLS)  # noqa: F821
statuses: list[int] = []  # of the shell lines of this cell
streams = sys.stdout, sys.stderr


def in_order(stream, other):
    """Let what was written to the other stream go out first: each has a buffer of its own."""
    write = stream.write

    def write_in_order(text):
        if isinstance(text, str):
            text.encode()  # half of a pair cannot be written: here as in a program
        if text and last[0] is not stream:
            last[0] = stream
            other.flush()
        return write(text)

    stream.write = write_in_order


last = [sys.stdout]


def keep_order(info):
    """Before each cell: IPython itself puts other functions in the place of `write`, for a cell."""
    in_order(*streams)
    in_order(*reversed(streams))


shell.events.register("pre_run_cell", keep_order)


def start(self, _start=threading.Thread.start):
    """What a thread prints belongs to the cell that started it."""
    header, run = sys.stdout.parent_header, self.run

    def run_for_cell():
        for stream in streams:
            stream._parent_header.set(header)
        run()

    self.run = run_for_cell
    _start(self)


threading.Thread.start = start


def system(command, _system=shell.system):
    """Note with which status each shell line ends."""
    _system(command)
    statuses.append(__main__.__dict__.get("_exit_code", 0))


shell.system = system
own_threads = {*threading.enumerate()}


def children() -> list[int]:
    """The processes that were started from here and still run."""
    with contextlib.suppress(OSError), open(f"/proc/self/task/{os.getpid()}/children") as file:
        return [int(pid) for pid in file.read().split()]
    return []


def of_a_cell(task) -> bool:
    """False for the kernel's own tasks."""
    code = getattr(task.get_coro(), "cr_code", None)
    return not (code and re.search(r"[/\\](ipykernel|IPython|tornado|zmq|jupyter_client)[/\\]", code.co_filename))


def report() -> dict:
    """What the executor wants to know of a cell that has ended: its shell lines, and what still runs."""
    tasks = {id(task) for task in asyncio.all_tasks() if task is not asyncio.current_task() and of_a_cell(task)}
    threads = {thread.ident for thread in threading.enumerate() if thread not in own_threads and not thread.daemon}
    found = {"statuses": [*statuses], "process": children(), "task": tasks, "thread": threads - workers()}
    statuses.clear()
    return found


def workers() -> set[int]:
    """The threads of executors: they wait for work, and end with Python."""
    return {thread.ident for thread in concurrent.futures.thread._threads_queues}


shell.book_report = report
