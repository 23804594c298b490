"""A PostgreSQL server of one's own: no root, no port, no configuration, gone when it is no longer needed.

PostgreSQL has to be installed, nothing of it has to run. ::

    import asyncio, asyncpg, postgres

    async def main(address):
        connection = await asyncpg.connect(address)
        print(await connection.fetchval("select 20 + 1"))
        await connection.close()

    with postgres.server() as address:      # about a second
        asyncio.run(main(address))

In a test, as a fixture::

    @pytest.fixture(scope="session")
    def address():
        with postgres.server() as address:
            yield address

It listens on a Unix socket in a short temporary folder, where its data are too.  A process
beside it waits for the end of the program, whichever that is (an error, Ctrl-C, `kill -9`),
then stops the server and removes the folder.  Where that process is killed too, the next
server removes what it left.  PostgreSQL refuses to run as root; started by root it runs as
postgres, or nobody.  ``python postgres.py`` runs a server until Enter.

For experiments only: it is fast, and does not keep data if the machine stops.
Linux and macOS.  Python 3.11 and newer, standard library only.
"""

import contextlib
import glob
import itertools
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

__all__ = ["programs", "server"]
PLACES = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin",  # Debian, Fedora
          "/opt/homebrew/opt/postgresql*/bin", "/usr/local/opt/postgresql*/bin", "/Applications/Postgres.app/Contents/Versions/*/bin")
SETTINGS = "listen_addresses=", "fsync=off", "full_page_writes=off", "synchronous_commit=off", "shared_buffers=16MB", "max_connections=40"
HOW = "PostgreSQL is missing: apt-get install postgresql, or brew install postgresql"
RUNS = "POSTGRES_PY_RUNS"  # in the environment, the folder of a server that runs: `server` makes a new database there
numbers = itertools.count(1)
PREFIX = "postgres-py-"  # of its temporary folders
OURS = {"data", "log", ".s.PGSQL.5432", ".s.PGSQL.5432.lock"}  # what is in them


def programs() -> Path | None:
    """The folder of PostgreSQL's programs: that on the path, else the newest; None where there is none."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    found = [path for place in PLACES for path in glob.glob(f"{place}/initdb")]
    return Path(max(found, key=lambda path: [int(n) for n in re.findall(r"\d+", path)])).parent if found else None


@contextlib.contextmanager
def server() -> Iterator[str]:
    """A server with an empty database; its address, for `asyncpg.connect` and others.

    Raises RuntimeError where it does not start.
    """
    if folder := os.environ.get(RUNS):
        name = f"book{os.getpid()}_{next(numbers)}"
        ask = ["-h", folder, "-U", "book"]
        run(programs() / "createdb", *ask, "-T", "template0", name)
        try:
            yield f"postgresql://book@/{name}?host={folder}"
        finally:
            run(programs() / "dropdb", *ask, "--force", name)
        return
    with subprocess.Popen([sys.executable, "-I", __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          start_new_session=True) as process:
        if not (address := process.stdout.readline().strip()):
            raise RuntimeError(process.stderr.read().strip())
        try:
            yield address
        finally:
            process.communicate("\n")


# --- the process beside it ---------------------------------------------------------


def nobody_in_particular():
    """Who runs it, where root would."""
    import pwd
    users = {user.pw_name: user for user in pwd.getpwall()}
    return users.get("postgres") or users.get("nobody")


def run(*command):
    """Run a program of PostgreSQL's.  Raises RuntimeError with what it says."""
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
    if done.returncode:
        raise RuntimeError(f"{Path(command[0]).name}: {done.stdout.strip()}")


def start(folder, bin):
    """Start the server of a folder, and wait until it answers.  Raises RuntimeError with what it says."""
    with open(folder / "log", "w+") as log:
        options = [word for setting in SETTINGS for word in ("-c", setting)]
        server = subprocess.Popen([bin / "postgres", "-D", folder / "data", "-k", folder, *options],
                                  stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        while not (folder / ".s.PGSQL.5432").exists() or "ready" not in (folder / "data/postmaster.pid").read_text():
            if server.poll() is not None:
                log.seek(0)
                raise RuntimeError(log.read().strip())
            time.sleep(0.02)


def remove(folder, bin):
    """Stop the server of a folder, if it runs, and remove all of it."""
    with contextlib.suppress(RuntimeError):
        run(bin / "pg_ctl", "stop", "-D", folder / "data", "-m", "immediate", "-t", "20")
    shutil.rmtree(folder, ignore_errors=True)


def lock(folder):
    """Lock a folder as long as this process lives; returns whether nobody else has."""
    import fcntl
    with contextlib.suppress(OSError):
        fcntl.flock(os.open(folder, os.O_RDONLY), fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False


def main() -> int:
    """Run a server until a line, or the end, of standard input."""
    def stop(*_):
        raise SystemExit(1)

    stops = signal.SIGINT, signal.SIGTERM, signal.SIGHUP
    for number in stops:
        signal.signal(number, stop)
    if not (bin := programs()):
        print(HOW, file=sys.stderr)
        return 1
    if os.getuid() == 0 and (user := nobody_in_particular()):
        os.setgroups([])
        os.setgid(user.pw_gid)
        os.setuid(user.pw_uid)
    os.environ |= {"LC_ALL": "C", "TZ": "UTC"}  # the same messages and times everywhere
    # a socket's path has 107 bytes at most
    short = [path for path in (tempfile.gettempdir(), "/tmp") if len(path) < 60 and os.access(path, os.W_OK)]
    if not short:
        print("PostgreSQL needs a folder for its socket whose path is short: is /tmp writable?", file=sys.stderr)
        return 1
    os.chdir("/")
    for left in map(Path, glob.glob(f"{short[0]}/{PREFIX}*")):
        if lock(left) and {*os.listdir(left)} <= OURS:  # a folder of somebody else's is none of our business
            remove(left, bin)
    folder = Path(tempfile.mkdtemp(prefix=f".{PREFIX}", dir=short[0]))
    try:
        lock(folder)
        folder = folder.rename(folder.with_name(folder.name[1:]))  # others see it now, and that it is locked
        run(bin / "initdb", "-D", folder / "data", "-U", "book", "-A", "trust", "-E", "UTF8", "--no-sync")
        start(folder, bin)
        print(f"postgresql://book@/postgres?host={folder}", flush=True)
        sys.stdin.readline()
    except (RuntimeError, BrokenPipeError) as error:
        print(error, file=sys.stderr)
        return 1
    finally:
        for number in stops:
            signal.signal(number, signal.SIG_IGN)
        remove(folder, bin)
        with contextlib.suppress(ChildProcessError):
            os.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
