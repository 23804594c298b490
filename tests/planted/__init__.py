"""Faults that are planted into a copy of the project, one at a time: each has to be found by the tests that it names.

``make mutants`` plants all of faults.toml; the suite plants a tenth (tests/tools/test_planted.py).
"""

import dataclasses
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue

from book.tools.chapter import ROOT, entries

FAULTS = Path(__file__).with_name("faults.toml")
COPIED = ("book", "slides", "code", "tests", "bench", "conf.py", "pyproject.toml", "requirements.txt", "requirements-world.txt",
          "Makefile", "README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", ".ci", ".github")
KEPT = ("_build", "book", "code")  # what a command may write into
SECONDS = 600  # for the tests of one fault
running: set[subprocess.Popen] = set()


@dataclasses.dataclass
class Fault:
    """One fault: in *file*, *new* stands in the place of *old*; then *tests* fail, and say *says*."""

    kind: str
    file: str
    old: str
    new: str
    tests: list[str]  # pytest's names of tests; "make", "make pdf" and "make update" are commands
    says: str  # a regular expression for what is told
    suite: bool = False  # it is planted in CI too, and needs no build
    first: str = ""  # what one does after such a change, before the tests: make, make update
    chapter: str = ""  # only its tests are run, as with CHAPTER=05: scripts take long
    place: str = ""  # where it stands, as file:line


def faults(path: Path = FAULTS) -> list[Fault]:
    """All of them.  Raises ValueError, with file:line, where one cannot be read, or planted into what is here now."""
    found = []
    for entry, place in entries(path, "fault"):
        try:
            fault = Fault(**entry, place=place)
            re.compile(fault.says)
        except (TypeError, re.error) as error:
            raise ValueError(f"{place}: this fault cannot be read: {str(error).partition('() ')[2] or error}") from None
        text = (ROOT / fault.file).read_text(encoding="utf-8") if (ROOT / fault.file).is_file() else ""
        if fault.old == fault.new:
            raise ValueError(f"{place}: this fault changes nothing")
        if (times := text.count(fault.old)) != 1 and fault.old:
            raise ValueError(f"{place}: {fault.old!r} is {times} times in {fault.file}, and has to be there once")
        for test in fault.tests:
            if not test.startswith("make") and (lost := not_there(test)):
                raise ValueError(f"{place}: there is no {lost}")
        found.append(fault)
    return found


def not_there(test: str) -> str:
    """What is not there of a test's name: its file or its function; "" where both are."""
    name, _, word = test.partition(" -k ")
    name, *inside = name.partition("[")[0].split("::")
    path = ROOT / name
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    if not path.exists():
        return name
    return next((f"{part} in {name}" for part in inside if not re.search(rf"^ *(?:def|class) {part}\b", text, re.M)), "") or (
        f"{word} in {name}" if word not in text else "")


class Copy:
    """A copy of the project with its site, in which one fault after the other is planted."""

    def __init__(self, folder: Path, make: bool = True):
        """*make* it, so that the builds of its faults go on from there; else the site is the project's."""
        self.folder, self.build = folder / "p", folder / "kept"
        self.folder.mkdir(parents=True)
        skip = shutil.ignore_patterns("__pycache__", "answer.py", ".*")
        for name in COPIED:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, self.folder / name, ignore=skip)
            else:
                shutil.copy2(ROOT / name, self.folder)
        (self.folder / ".venv").symlink_to((ROOT / ".venv").resolve())
        left_out = ["stage-*", "proven", "doctrees", "peers", "latex", *(["site*"] if make else [])]
        shutil.copytree(ROOT / "_build", self.folder / "_build", ignore=shutil.ignore_patterns(*left_out))
        status, text = self.run("make") if make else (0, "")  # a build goes on from one in the same folder alone
        if status:
            raise ValueError(f"without a fault make ends with {status}:\n{text}")
        for name in KEPT if make else ():
            shutil.copytree(self.folder / name, self.build / name)
        self.changed = False

    def run(self, what: str, chapter: str = "") -> tuple[int, str]:
        """The status and the words of a command, or of tests, all or one chapter's."""
        env = {"CHAPTER": chapter} if chapter else {}
        env |= {name: value for name, value in os.environ.items()
                if name not in ("CHAPTER", "CI", "SOURCE_DATE_EPOCH") and "PYTEST" not in name}  # the build sets its date itself
        if what.startswith("make"):
            command = [sys.executable, "book/tools", *(["build"] if what != "make update" else []), *what.split()[1:]]
        else:
            command = [sys.executable, "-P", "-m", "pytest", "-q", "-n0", "--color=no", "-p", "no:cacheprovider", *shlex.split(what)]
        with subprocess.Popen(command, cwd=self.folder, env=env | {"NO_COLOR": "1"}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              stdin=subprocess.DEVNULL, encoding="utf-8", errors="replace") as process:
            running.add(process)
            try:
                text, _ = process.communicate(timeout=SECONDS)
                return process.returncode, text
            except subprocess.TimeoutExpired as error:
                process.kill()
                return 0, f"this took more than {error.timeout} s"
            except BaseException:
                process.terminate()
                raise
            finally:
                running.discard(process)

    def plant(self, fault: Fault) -> str:
        """Plant a fault and run what has to find it; returns why it was not found, "" where it was."""
        path = self.folder / fault.file
        before = path.read_bytes() if path.exists() else None
        path.parent.mkdir(parents=True, exist_ok=True)
        text = before.decode("utf-8") if before else ""
        path.write_bytes((text.replace(fault.old, fault.new) if fault.old else text + fault.new).encode("utf-8", "surrogateescape"))
        try:
            said = []
            if fault.first:
                self.changed = True
                status, text = self.run(fault.first)
                said.append(text)
                if status:
                    return f"{fault.first} ended with {status}:\n{text[-1500:]}"
            commands = [test for test in fault.tests if test.startswith("make")]
            tests = [test for test in fault.tests if not test.startswith("make")]
            for what in [*commands, *([" ".join(tests)] if tests else [])]:
                self.changed |= what.startswith("make")
                status, text = self.run(what, "" if what.startswith("make") else fault.chapter)
                said.append(text)
                if status != 1:
                    return f"{what} ended with {status}, not 1:\n{text[-1500:]}"
            if not re.search(fault.says, text := "\n".join(said), re.M):
                return f"nothing says {fault.says!r}:\n{text[-2500:]}"
            return ""
        finally:
            self.restore(path, before)

    def restore(self, path: Path, before: bytes | None) -> None:
        if before is None:
            path.unlink()
        else:
            path.write_bytes(before)
        if self.changed:
            for name in KEPT:
                shutil.rmtree(self.folder / name)
                shutil.copytree(self.build / name, self.folder / name)
            self.changed = False


def plant_all(chosen: list[Fault], at_once: int = 2, tell=print) -> list[str]:
    """Plant faults, some at once; tells of each; returns the places of those that were not found."""
    with tempfile.TemporaryDirectory(prefix="planted-") as name, ThreadPoolExecutor(at_once) as pool:
        copies: SimpleQueue[Copy] = SimpleQueue()
        for n in range(at_once):
            copies.put(Copy(Path(name, str(n))))

        def one(fault):
            copy, begin = copies.get(), time.perf_counter()
            try:
                why = copy.plant(fault)
            finally:
                copies.put(copy)
            tell(f"{'NOT FOUND' if why else 'found    '} {time.perf_counter() - begin:5.1f} s  {fault.place}  {fault.kind}: {fault.file}"
                 + (f"\n{fault.new.strip()[:60]!r} was not found: {why}\n" if why else ""), flush=True)
            return fault.place if why else ""

        try:
            return [*filter(None, pool.map(one, chosen))]
        except BaseException:  # told to end: the copies are removed when nobody uses them any more
            pool.shutdown(wait=False, cancel_futures=True)
            for process in [*running]:
                process.terminate()
            raise
