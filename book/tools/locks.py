"""Folders that one process has for itself; what a killed one left is removed by the next."""

import os
import shutil
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None

SOCKET_PATH = 60  # bytes of a folder in which sockets still can have names: their paths have 107 at most


def take(folder: Path, wait: bool = False) -> int | None:
    """Lock a folder until `os.close`, or until this process ends.  None where another process has it, or where there are no locks."""
    if not fcntl:
        return None
    lock = None
    try:
        lock = os.open(folder, os.O_RDONLY)
        fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        return lock
    except OSError:
        if lock is not None:
            os.close(lock)
        return None


def remove(path: Path) -> None:
    """Remove a file or a folder, if it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


@contextmanager
def sockets_folder():
    """A new folder in the system's temporary one, or in one with a shorter path."""
    parents = [tempfile.gettempdir(), os.environ.get("XDG_RUNTIME_DIR", ""), "/tmp", "/var/tmp"]
    short = [p for p in parents if p and len(os.fsencode(p)) <= SOCKET_PATH and os.access(p, os.W_OK | os.X_OK)]
    if not short:
        raise OSError(f"{parents[0]}: this path is too long for sockets; set TMPDIR to a shorter one")
    for left in Path(short[0]).glob("book-cells-*"):
        if lock := take(left):  # nobody has it: its build was killed
            shutil.rmtree(left, ignore_errors=True)
            os.close(lock)
    new = Path(tempfile.mkdtemp(prefix=".book-cells-", dir=short[0]))
    lock = take(new)
    folder = new.with_name(new.name[1:])  # no sweep finds it before it is locked
    new.rename(folder)
    try:
        yield str(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if lock is not None:
            with suppress(OSError):
                os.close(lock)
