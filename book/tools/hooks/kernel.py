"""Runs in each kernel at its start: what makes its outputs whole, in order, and below the right cell.

Cells can then import what is in TOOLS, which `kernels.py` gives it.  ``report()`` is asked
for after each cell.
"""

import asyncio
import atexit
import codecs
import concurrent.futures.thread
import contextlib
import json
import os
import re
import sys
import threading
from _thread import allocate_lock  # on a virtual clock, those of `threading` wait for virtual seconds

from IPython import get_ipython
from jupyter_client.jsonutil import json_default

import __main__

shell = get_ipython()
sys.path.append(TOOLS)  # noqa: F821
statuses: list[int] = []  # of the shell lines of this cell
streams = sys.stdout, sys.stderr


class Descriptor:
    """What children, and `os.write`, write to the file of a stream: it is read here, and comes before what is printed later.

    ipykernel reads it at some time: under a later cell, or, at the end of a page, never; and cuts
    letters of several bytes in two.
    """

    MARK, PID = "\x1f", os.getpid()
    direct = False  # somebody may have written there
    here = False  # in this cell
    stray = False  # something came from what an earlier cell started

    def __init__(self, stream):
        reads, writes = os.pipe()
        self.stream, self.file, self.asked, self.lock = stream, stream._original_stdstream_fd, [], allocate_lock()
        os.dup2(writes, self.file)
        os.close(writes)
        stream._should_watch = False  # ipykernel's own thread waits at a pipe that nobody writes to
        self.thread = threading.Thread(target=self.read, args=(reads,), daemon=True)
        self.thread.start()

    def read(self, reads):
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        while data := os.read(reads, 65536):
            text = decoder.decode(data)
            while self.asked and self.MARK in text:
                before, _, text = text.partition(self.MARK)
                self.show(before)
                self.asked.pop(0).release()
            self.show(text)

    def show(self, text):
        Descriptor.stray |= bool(text) and not Descriptor.here
        self.stream.write(text)

    def catch_up(self):
        """Wait until all that was written has been read."""
        if os.getpid() != self.PID or threading.current_thread() in {one.thread for one in descriptors}:
            return
        reached = allocate_lock()
        reached.acquire()
        with self.lock:
            self.asked.append(reached)
            os.write(self.file, self.MARK.encode())
        reached.acquire(timeout=10)


def catch_up(*_):
    for descriptor in descriptors:
        descriptor.catch_up()


def watch(event, arguments):
    """Children may write to the file of a stream from now on."""
    if event in ("subprocess.Popen", "os.posix_spawn", "os.fork", "os.forkpty", "os.system", "pty.spawn"):
        Descriptor.direct = Descriptor.here = True


def write_file(file, data, _write=os.write):
    if file in (1, 2):
        Descriptor.direct = Descriptor.here = True
    return _write(file, data)


descriptors = [Descriptor(stream) for stream in streams if getattr(stream, "_fid", None) is not None]
sys.addaudithook(watch)
os.write = write_file


def flush(stream):
    """As `stream.flush()`, but in real seconds."""
    if stream.pub_thread.thread in (None, threading.current_thread()) or not stream.pub_thread.thread.is_alive():
        stream.flush()
        return
    sent = allocate_lock()
    sent.acquire()
    stream.pub_thread.schedule(stream._flush)
    stream.pub_thread.schedule(sent.release)
    sent.acquire(timeout=stream.flush_timeout)


def in_order(stream, other):
    """Let what was written to the other stream go out first: each has a buffer of its own."""
    write = stream.write
    if write.__name__ == "write_in_order":  # of an earlier cell
        return

    def write_in_order(text):
        if isinstance(text, str):  # half of a pair cannot be written: here as in a program
            text = text.encode("utf-8", "strict" if stream is streams[0] else "backslashreplace").decode()
        if Descriptor.direct:
            catch_up()
        if text and last[0] is not stream:
            last[0] = stream
            flush(other)
        return write(text)

    stream.write = write_in_order


last = [sys.stdout]


def pack(message):
    """A message to the build; what cannot be written, such as half of a pair, is in it as a terminal shows it in an error."""
    return json.dumps(message, default=json_default, ensure_ascii=False, allow_nan=False).encode("utf-8", "escaped in JSON")


codecs.register_error("escaped in JSON", lambda error: (
    "".join(rf"\\u{ord(letter):x}" for letter in error.object[error.start:error.end]), error.end))
shell.kernel.session.pack = pack


def keep_order(info):
    """Before each cell: IPython itself puts other functions in the place of `write`, for a cell."""
    Descriptor.here = False
    in_order(*streams)
    in_order(*reversed(streams))


shell.events.register("pre_run_cell", keep_order)
shell.events.register("post_run_cell", catch_up)


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


def register(function, *arguments, _register=atexit.register, **names):
    """Note what a cell itself leaves for the end of Python: nobody sees what it prints then."""
    if sys._getframe(1).f_globals is shell.user_ns:
        at_exit.append(function)
    return _register(function, *arguments, **names)


def unregister(function, _unregister=atexit.unregister):
    at_exit[:] = [one for one in at_exit if one != function]
    _unregister(function)


at_exit: list = []  # functions
atexit.register, atexit.unregister = register, unregister


def report() -> dict:
    """What the executor wants to know of a cell that has ended: its shell lines, and what still runs."""
    tasks = {id(task) for task in asyncio.all_tasks() if task is not asyncio.current_task() and of_a_cell(task)}
    threads = {thread.ident for thread in threading.enumerate() if thread not in own_threads and not thread.daemon}
    found = {"statuses": [*statuses], "process": children(), "task": tasks, "thread": threads - idle(), "timer": timers(),
             "atexit": [*map(id, at_exit)], "stray": Descriptor.stray}
    statuses.clear()
    Descriptor.stray = False
    return found


def idle() -> set[int]:
    """The threads of executors that wait for work: they end with Python."""
    frames = sys._current_frames()
    return {thread.ident for thread in concurrent.futures.thread._threads_queues
            if thread.ident in frames and frames[thread.ident].f_code.co_name == "_worker"}


def timers() -> set[int]:
    """What was given to `call_later` or `call_at` and has not been called; asyncio's own timers are of tasks."""
    found = set()
    for handle in getattr(asyncio.get_running_loop(), "_scheduled", ()):
        callback = getattr(handle._callback, "func", handle._callback)
        module = getattr(callback, "__module__", None) or ""
        if not handle.cancelled() and module.partition(".")[0] not in ("asyncio", "ipykernel", "tornado", "zmq", "jupyter_client"):
            found.add(id(handle))
    return found


shell.book_report = report
