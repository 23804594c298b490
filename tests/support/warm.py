"""Starts Python programs as Python starts them, but many in a second: each is a fork of one warm Python.

Most of what a short program costs are its imports; here they are done once.  A program
is as in a Python just started: `__main__` is its own, a traceback begins in it, and at
its end Python warns of what never ran.  (Only a task left in a loop that nobody closed
ends silently.)
"""

import gc
import importlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import __main__

LIMIT = 60  # seconds for a program, by default


class Warm:
    """A Python that has imported *modules*, and forks; it ends with this process.

    *prefix* is a command to start it with, such as nice; *env* is its environment.
    """

    def __init__(self, python=sys.executable, modules=("asyncio",), env=None, prefix=()):
        self.process = subprocess.Popen(
            [*prefix, python, "-B", "-c", f'exec(__import__("warm").serve({[*modules]}))'],
            cwd=Path(__file__).parent, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")
        self.folders, self.status = [], []  # of each start; a folder stays until its programs have ended

    def start(self, programs, at_once=6):
        """Start programs, some of them at once; returns a function that waits: [(stdout, stderr, status)].

        A program is a dict with its argv and, where they are not the warm Python's, cwd, env, limit (seconds).
        With one=True both streams are one, and stderr is empty.
        """
        number, folder = len(self.folders), tempfile.TemporaryDirectory()
        self.folders.append(folder)
        jobs = [{"output": f"{folder.name}/{n}", **program} for n, program in enumerate(programs)]
        print(json.dumps([jobs, at_once]), file=self.process.stdin, flush=True)

        def results():
            while len(self.status) <= number:  # nobody may have waited for an earlier start, as in a test that failed
                self.status.append(json.loads(self.process.stdout.readline()))
            with folder:
                return [(*(Path(f"{job['output']}.{name}").read_bytes().decode("utf-8", "replace") for name in ("out", "err")), s)
                        for job, s in zip(jobs, self.status[number])]

        return results


# --- in the warm Python -----------------------------------------------------------


def serve(modules):
    """In each child the code of its program; in the parent none, when its input ends."""
    for module in modules:
        importlib.import_module(module)
    gc.collect()
    gc.freeze()  # a collection in a child would copy all that was imported
    for line in iter(sys.stdin.readline, ""):
        jobs, at_once = json.loads(line)
        running, status = {}, [None] * len(jobs)

        def one_ends():
            pid, how = os.wait()
            status[running.pop(pid)] = os.waitstatus_to_exitcode(how)

        for n, job in enumerate(jobs):
            if len(running) == at_once:
                one_ends()
            if not (pid := os.fork()):
                return program(**job)
            running[pid] = n
        while running:
            one_ends()
        print(json.dumps(status), flush=True)
    return ""


def program(output, argv, cwd=None, env=None, limit=LIMIT, one=False):
    """Make this process what `python *argv` would be; returns the code of its `__main__`."""
    new = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    err = os.open(f"{output}.err", new)
    out = os.open(f"{output}.out", new)
    for stream, target in enumerate((os.open(os.devnull, os.O_RDONLY), out, out if one else err)):
        os.dup2(target, stream)
    signal.alarm(limit)  # ends what never ends
    if env is not None:
        os.environ.clear()
        os.environ.update(env)
    os.chdir(cwd or ".")
    sys.argv, sys.path[0], __main__.__file__ = argv, os.path.dirname(os.path.abspath(argv[0])), argv[0]
    sys.excepthook = from_the_program
    with open(argv[0], encoding="utf-8") as file:
        return compile(file.read(), argv[0], "exec")


def from_the_program(kind, error, trace):
    sys.__excepthook__(kind, error.with_traceback(trace.tb_next), None)
