"""What a user is told when something goes wrong: one message, and never a traceback of ours."""

import os
import re
import shutil
import signal
import sys
import traceback
from contextlib import suppress
from pathlib import Path

from .chapter import ROOT

REPORT = ROOT / "_build" / "error.txt"  # a fault of the tools, for who mends them


class Interrupted(KeyboardInterrupt):
    """TERM or a terminal that went away: it ends a command as Ctrl-C does, which cleans up."""


def end_cleanly() -> None:
    """Make TERM and HUP end this process as Ctrl-C does, and streams that are closed be there, for nobody."""
    def ended(number, frame):
        if callable(handler := signal.getsignal(signal.SIGINT)) and handler is not signal.default_int_handler:
            handler(signal.SIGINT, frame)  # asyncio's: it cancels the tasks
        else:
            raise Interrupted

    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name) and signal.getsignal(getattr(signal, name)) == signal.SIG_DFL:
            signal.signal(getattr(signal, name), ended)
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            with suppress(OSError):
                os.fstat(number)
                continue
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free, which is this one
            setattr(sys, name, open(number, "w" if number else "r", encoding="utf-8", closefd=False))


def words(error: BaseException) -> str:
    """What to tell a user about an error; where it is a fault of the tools, its traceback is kept in a file."""
    from sphinx.errors import SphinxError

    while inner := getattr(error, "exceptions", (None,))[0] or getattr(error, "orig_exc", None):
        error = inner  # of a group of tasks, of a handler of Sphinx
    match error:
        case KeyboardInterrupt():
            return "interrupted"
        case BrokenPipeError():
            return "what this prints is no longer read"
        case shutil.Error() if isinstance(error.args[0], list):
            _, path, why = error.args[0][0]
            why = re.sub(r"^\[Errno \d+\] |: '.*", "", str(why))
            return f"{path}: {why}".replace(f"{ROOT}{os.sep}", "")
        case OSError():
            why = error.strerror or str(error)
            return f"{error.filename}: {why}".replace(f"{ROOT}{os.sep}", "") if error.filename else why
        case ModuleNotFoundError() if not (ROOT / (error.name or "").replace(".", "/")).exists():
            return f"there is no module {error.name}: if .venv is damaged, remove it, then run make"
        case SphinxError() | ValueError():
            return str(error)
    last = traceback.extract_tb(error.__traceback__)[-1]
    with suppress(OSError):
        REPORT.parent.mkdir(exist_ok=True)
        REPORT.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    return (f"a fault of the tools, not of the book: {type(error).__name__}: {error} "
            f"({Path(last.filename).name}:{last.lineno}; {REPORT.relative_to(ROOT).as_posix()} has all of it)")


def tell(message: str) -> None:
    """Print a message on stderr, where that can be; what stdout still has to say is dropped where nobody takes it."""
    for stream, text in ((sys.stdout, ""), (sys.stderr, f"{message}\n")):
        try:
            print(text, end="", file=stream, flush=True)
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())  # at its end Python writes again
