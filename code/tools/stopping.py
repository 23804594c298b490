"""Start a program, stop it with signals, and see what it printed and how it ended. ::

    from signal import SIGINT
    from stopping import stopped

    print(await stopped("night.py", ("3 readings", SIGINT)))

starts ``night.py``, waits until it prints a line with ``3 readings`` in it, sends SIGINT, waits for its
end, and prints

    3 readings
    >>> SIGINT
    saved 3
    KeyboardInterrupt
    exit status -2

The line before the status is the last one of stderr.  A negative status tells the signal that ended the
program, as in the module subprocess.  In a test, compare the parts::

    def test_ctrl_c():
        end = asyncio.run(stopped("night.py", ("3 readings", SIGINT)))
        assert (end.lines[-1], end.status) == ("saved 3", -2)

**Which program**: the path of a Python script, or a list with a command and its arguments.  A script that is
not in the current folder is looked for beside the program that calls.

**Steps** are pairs of a text and a signal, in their order: a signal is sent when a line with this text has
come, not after so many seconds, so a busy machine changes nothing, as long as the program waits then for
what the signal alone can end.  (``pause`` are seconds between the line and the signal, where the program has
to be asleep when it comes.)  ``group=True`` sends to the program and to all that it has started, as a
terminal does at Ctrl-C.  In ``unsent`` are the signals whose text never came, or came from a program of whose
end asyncio knew.

**It ends**: ``seconds`` after the last signal, or after 10 seconds (``seconds``, if that is more) in which no
line came that was waited for, the program is killed, and `Ended.killed` is true.  What the program has started, and left, is
killed with it, also where the caller is cancelled.  (What has left its process group, as by a session of its
own, lives on, and is not waited for.)  It is killed, too, where it has ended and another holds its output,
and where it prints a line of more than 16 MiB, which is a ValueError.

The program gets none of your variables PYTHON*, and, if it is Python, writes each line at once (PYTHONUNBUFFERED).  For
POSIX systems; on Windows there are no such signals.  Python 3.11 or newer, standard library only.
"""

import asyncio
import contextlib
import os
import signal
import sys
import threading
from asyncio.subprocess import DEVNULL, PIPE
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["Ended", "stopped"]

PATIENCE = 10.0  # seconds for the line of a step; Python may be slow to start
LONGEST = 2**24  # bytes of a line


@dataclass
class Ended:
    """How a program ended; its str is the whole story."""

    lines: list[str] = field(default_factory=list)  # of its stdout
    errors: list[str] = field(default_factory=list)  # of its stderr
    story: list[str] = field(default_factory=list)  # its stdout, with the signals where they were sent
    unsent: list[str] = field(default_factory=list)  # signals whose line never came, or too late
    status: int = 0
    killed: bool = False  # it did not end in time

    @property
    def error(self) -> str:
        """The last line of its stderr, as that of a traceback; "" if there is none."""
        return self.errors[-1] if self.errors else ""

    def __str__(self):
        end = "killed, it did not end" if self.killed else f"exit status {self.status}"
        never = [f"never sent: {name}" for name in self.unsent]
        return "\n".join([*self.story, *filter(None, [self.error]), *never, end])


async def stopped(program: str | os.PathLike | list, *steps: tuple[str, int], seconds: float = 10.0,
                  pause: float = 0.0, group: bool = False) -> Ended:
    """Run *program*; send each signal of *steps* when a line with its text comes; wait for the end."""
    ended, steps, loop = Ended(), [*steps], asyncio.get_running_loop()

    def end():
        return loop.time() + (max(seconds, PATIENCE) if steps else seconds)

    def sent():
        if not limit.expired():
            limit.reschedule(end())

    with ctrl_c_not_ignored():
        process = await asyncio.create_subprocess_exec(
            *command(program), stdin=DEVNULL, stdout=PIPE, stderr=PIPE, limit=LONGEST,
            env=environment(), start_new_session=True)
    try:
        async with asyncio.timeout_at(end()) as limit:
            try:
                async with asyncio.TaskGroup() as readers:
                    readers.create_task(collect(process.stderr, ended.errors))
                    readers.create_task(follow(process, steps, pause, group, ended, sent))
            except ExceptionGroup as errors:
                raise errors.exceptions[0] from None
            await process.wait()
    except TimeoutError:
        ended.killed = True
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)  # and what it has started and left
        while process.returncode is None:  # noqa: ASYNC110 (`wait` waits for who has left the group with the pipes, too)
            await asyncio.sleep(0.01)
        ended.status = process.returncode
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(1):  # or the pipes are closed behind the loop's end
                await asyncio.gather(process.stdout.read(), process.stderr.read())
        process._transport.close()  # what still holds a pipe shall hold nothing of ours; there is no public way
    return ended


@contextlib.contextmanager
def ctrl_c_not_ignored():
    """A program that inherits an ignored SIGINT keeps it so; a shell script starts with it what ends with &."""
    ignored = signal.getsignal(signal.SIGINT) == signal.SIG_IGN and threading.current_thread() is threading.main_thread()
    if ignored:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        if ignored:
            signal.signal(signal.SIGINT, signal.SIG_IGN)


async def follow(process, steps, pause, group, ended, sent):
    """Note the lines of stdout, and send the signals."""
    ended.unsent = [signal.Signals(number).name for _, number in steps]
    while (text := await next_line(process.stdout, "stdout")) is not None:
        ended.lines.append(text)
        ended.story.append(text)
        if steps and steps[0][0] in text:
            _, number = steps.pop(0)
            await asyncio.sleep(pause)
            if group or process.returncode is None:
                with contextlib.suppress(ProcessLookupError):  # it has ended by itself
                    # not process.send_signal: before 3.13 it takes the exit status of one that has just ended away from asyncio
                    (os.killpg if group else os.kill)(process.pid, number)
                    ended.story.append(f">>> {ended.unsent.pop(0)}")
            sent()


async def collect(stream, lines):
    while (text := await next_line(stream, "stderr")) is not None:
        lines.append(text)


async def next_line(stream, name):
    """Without its end; None where there is none."""
    try:
        line = await stream.readline()
        return line.decode(errors="replace").rstrip("\r\n") if line else None
    except ValueError:
        raise ValueError(f"the program has printed a line of more than {LONGEST >> 20} MiB to {name}: it was killed") from None


def command(program):
    if isinstance(program, (list, tuple)):
        return [os.fspath(part) for part in program]
    path = Path(program)
    main = getattr(sys.modules["__main__"], "__file__", None)
    if not path.exists() and main:
        path = Path(main).resolve().parent / path
    return [sys.executable, str(path)]


def environment():
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return kept | {"PYTHONUNBUFFERED": "1"}
