"""Starts Python programs as Python starts them, but many in a second: each is a fork of one warm Python.

Most of what a kernel, or a short program, costs are its imports; in the warm Python they are
done once.  It may be another Python than this one (so nothing but the standard library is
imported here).  A program is as in a Python just started: `__main__` is its own, a traceback
begins in it, and at its end Python warns of what never ran.  (Only a task left in a loop
that nobody closed ends silently.)  Forks share neither open files nor random state: the
warm Python opens none and draws no numbers, and Python seeds `random` again after a fork.
"""

import gc
import importlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import __main__

LIMIT = 60  # seconds for a program whose output is wanted, by default
START = f"import sys; sys.path[0] = {str(Path(__file__).parent)!r}; exec(__import__('forks').serve"


class Warm:
    """A Python that has imported *modules*, and forks; it and its forks end with `close`, or with this process.

    *python* is the command that starts it, *env* its environment, *path* a folder where modules are, too;
    *folder* is for its socket, by default one of its own.
    """

    def __init__(self, python=(sys.executable,), modules=(), env=None, path="", folder=""):
        self.own = None if folder else tempfile.TemporaryDirectory()
        self.path = os.path.join(folder or self.own.name, "warm")
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(self.path)
            listener.listen(64)
            self.process = subprocess.Popen(
                [*python, "-c", f"{START}({listener.fileno()}, {str(path)!r}, {[*modules]}))"], env=env, stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL, pass_fds=[listener.fileno()], start_new_session=True)

    def ask(self, jobs, at_once=1):
        """Start programs, *at_once* of them at a time; returns the socket on which it is told: a line of JSON for each event.

        A program is a dict, the keywords of `program`.  Events are [its number, "pid", its process] and [its number, "status", status].
        """
        line = socket.socket(socket.AF_UNIX)
        line.connect(self.path)
        line.sendall(json.dumps([jobs, at_once]).encode() + b"\n")
        return line

    def start(self, programs, at_once=6, tell=None):
        """Start programs whose output is wanted; returns a function that waits: [(stdout, stderr, status)].

        A program is a dict with its argv and, where they are not the warm Python's, cwd, env, limit (seconds).
        With one=True both streams are one, and stderr is empty.  While it waits it calls *tell* with each event of `ask`.
        """
        folder = tempfile.TemporaryDirectory()
        jobs = [{"output": f"{folder.name}/{n}", "limit": LIMIT, **program} for n, program in enumerate(programs)]
        line = self.ask(jobs, at_once)

        def results():
            with folder, line, line.makefile() as told:
                status = {}
                for n, what, value in map(json.loads, told):
                    if tell:
                        tell(n, what, value)
                    if what == "status":
                        status[n] = value
                return [(*(Path(f"{job['output']}.{name}").read_bytes().decode("utf-8", "replace") for name in ("out", "err")), status[n])
                        for n, job in enumerate(jobs)]

        return results

    def close(self):
        """End it, and all its forks."""
        self.process.stdin.close()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


# --- in the warm Python -----------------------------------------------------------


class Batch:
    """Programs that were asked for together."""

    def __init__(self, line):
        self.line = line
        with line.makefile() as asked:
            jobs, self.free = json.loads(asked.readline())
        self.waiting = list(enumerate(jobs))
        self.left = len(jobs)

    def tell(self, *event):
        with suppress(OSError):  # nobody listens any more
            self.line.sendall(json.dumps(event).encode() + b"\n")


def serve(listener, path, modules):
    """In each fork the code of its program; in the warm Python none, when its standard input ends."""
    sys.path[0:1] = [path] if path else []
    os.environ["JPY_PARENT_PID"] = str(os.getpid())  # ipykernel reads it when imported
    for module in modules:
        with suppress(ImportError):
            importlib.import_module(module)
    sys.path[:0] = [] if path else [""]  # for the program's folder
    gc.collect()
    gc.freeze()  # a collection in a fork would copy all that was imported
    listener = socket.socket(fileno=listener)
    ended, end = socket.socketpair()
    end.setblocking(False)
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGCHLD)}
    if before[signal.SIGINT] == signal.SIG_IGN:  # as a shell without job control starts what ends with &
        before[signal.SIGINT] = signal.default_int_handler
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(end.fileno(), warn_on_full_buffer=False)
    batches, running = [], {}
    while sys.stdin not in (ready := select.select([listener, ended, sys.stdin], [], [])[0]):
        if listener in ready:
            batches.append(Batch(listener.accept()[0]))
        if ended in ready:
            ended.recv(4096)
            reap(running)
        for batch in batches:
            while batch.free and batch.waiting:
                n, job = batch.waiting.pop(0)
                if not (pid := os.fork()):
                    signal.set_wakeup_fd(-1)
                    for number, handler in before.items():
                        signal.signal(number, handler)
                    for one in (listener, ended, end, *(batch.line for batch in batches)):
                        one.close()
                    return program(**job)
                running[pid], batch.free = (batch, n), batch.free - 1
                batch.tell(n, "pid", pid)
            if not batch.left:
                batch.line.close()
        batches = [batch for batch in batches if batch.left]
    for pid in running:  # who asked for them is gone: nobody else would end them
        for kill in (os.killpg, os.kill):
            with suppress(ProcessLookupError):
                kill(pid, signal.SIGKILL)
    return ""


def reap(running):
    """Take note of programs that have ended, and tell who asked for them."""
    with suppress(ChildProcessError):
        while (found := os.waitpid(-1, os.WNOHANG))[0]:
            batch, n = running.pop(found[0])
            batch.free, batch.left = batch.free + 1, batch.left - 1
            batch.tell(n, "status", os.waitstatus_to_exitcode(found[1]))


def program(argv, first="", cwd=None, env=None, limit=0, output="", one=False, session=False):
    """Make this process what `python *argv` would be; returns the code of its `__main__`.

    *first* is the first folder of its path, by default that of the program; *limit* is in seconds.  It writes
    into *output* with ``.out`` and ``.err`` behind it, into the former alone if it is to be *one*.
    """
    if session:
        os.setsid()
    streams = [(os.devnull, 0)]
    if output:
        streams += [(f"{output}.err", 2), (f"{output}.out", 1)]
    for path, stream in streams:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC if stream else os.O_RDONLY)
        os.dup2(file, stream)
        os.close(file)
    if one:
        os.dup2(1, 2)
    signal.alarm(limit)  # ends what never ends
    os.environ.pop("JPY_PARENT_PID")
    if env is not None:
        os.environ.clear()
        os.environ.update(env)
    os.chdir(cwd or ".")
    if install := getattr(sys.modules.get("sitecustomize"), "install", None):
        install()  # with the environment that is now: as at the start of a Python
    sys.argv, sys.path[0], __main__.__file__ = argv, first or os.path.dirname(os.path.abspath(argv[0])), argv[0]
    sys.excepthook = from_the_program
    with open(argv[0], encoding="utf-8") as file:
        return compile(file.read(), argv[0], "exec")


def from_the_program(kind, error, trace):
    sys.__excepthook__(kind, error.with_traceback(trace.tb_next), None)
