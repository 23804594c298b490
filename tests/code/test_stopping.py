"""code/tools/stopping.py: programs that are started, signalled, and judged by what they print and how they end, on every Python."""

import asyncio
import os
import re
import signal
import sys
import textwrap
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from book.tools.chapter import CODE, TOOLS
from tests.support import fail, python_id, pythons

pytestmark = pytest.mark.reads()

sys.path.append(str(TOOLS))

import stopping  # noqa: E402
from stopping import stopped  # noqa: E402

[CHAPTER] = CODE.glob("*-stopping-well")
INT, TERM, KILL = signal.SIGINT, signal.SIGTERM, signal.SIGKILL
each_python = pytest.mark.parametrize("version", pythons(), ids=python_id)

# a script of the chapter, its arguments, the steps, the whole story; a limit for what does not end
STORIES = [
    ("ctrl_c.py", [], [("listening", INT)], """
        listening
        >>> SIGINT
        main: CancelledError
        cleaning up
        clean
        outside: KeyboardInterrupt
        exit status 0"""),
    ("ctrl_c.py", [], [("listening", INT), ("cleaning up", INT)], """
        listening
        >>> SIGINT
        main: CancelledError
        cleaning up
        >>> SIGINT
        outside: KeyboardInterrupt
        exit status 0"""),
    ("ctrl_c.py", [], [("listening", TERM)], """
        listening
        >>> SIGTERM
        exit status -15"""),
    ("swallowed.py", [], [("listening", INT)], """
        listening
        >>> SIGINT
        a bad line
        on to the next station
        the end of the night
        exit status 0"""),
    ("stubborn.py", [], [("working", INT), ("no", TERM)], """
        working
        >>> SIGINT
        no
        >>> SIGTERM
        no, not now
        killed, it did not end"""),
    ("stubborn.py", [], [("working", KILL)], """
        working
        >>> SIGKILL
        exit status -9"""),
    ("term.py", ["event"], [("listening", TERM)], """
        listening
        >>> SIGTERM
        cleaning up
        exit status 0"""),
    ("term.py", ["cancel"], [("listening", TERM)], """
        listening
        >>> SIGTERM
        cleaning up
        asyncio.exceptions.CancelledError
        exit status 1"""),
    ("term.py", ["event"], [("listening", INT)], """
        listening
        >>> SIGINT
        cleaning up
        KeyboardInterrupt
        exit status -2"""),
    ("service.py", ["0.5"], [("serving", INT)], """
        serving
        >>> SIGINT
        no new work
        work done
        exit status 0"""),
    ("service.py", ["8"], [("serving", INT), ("no new work", INT)], """
        serving
        >>> SIGINT
        no new work
        >>> SIGINT
        work cut
        exit status 1"""),
    ("service.py", ["8"], [("serving", TERM), ("no new work", TERM)], """
        serving
        >>> SIGTERM
        no new work
        >>> SIGTERM
        work cut
        exit status 1"""),
    ("service.py", ["8"], [("serving", TERM)], """
        serving
        >>> SIGTERM
        no new work
        work cut
        exit status 1"""),
    ("service.py", ["8"], [("serving", TERM), ("no such line", TERM)], """
        serving
        >>> SIGTERM
        no new work
        work cut
        never sent: SIGTERM
        exit status 1"""),
    ("two_runs.py", [], [("listening", INT)], """
        listening
        >>> SIGINT
        no more readings
        sending
        sent
        connection closed
        exit status 0"""),
    ("two_runs.py", [], [("listening", INT), ("sending", INT)], """
        listening
        >>> SIGINT
        no more readings
        sending
        >>> SIGINT
        connection closed
        KeyboardInterrupt
        exit status -2"""),
    ("two_runs.py", [], [("listening", TERM)], """
        listening
        >>> SIGTERM
        exit status -15"""),
    ("opening.py", ["first"], [("opening", TERM)], """
        opening
        >>> SIGTERM
        open
        closed
        exit status 0"""),
    ("opening.py", ["last"], [("opening", TERM)], """
        opening
        >>> SIGTERM
        exit status -15"""),
    ("wake_up.py", ["loop"], [("waiting", TERM)], """
        waiting
        >>> SIGTERM
        told to stop: at once
        exit status 0"""),
    ("night.py", [os.devnull], [("3 readings", INT)], """
        3 readings
        >>> SIGINT
        saved 3
        KeyboardInterrupt
        exit status -2"""),
    ("night.py", [os.devnull], [("3 readings", TERM)], """
        3 readings
        >>> SIGTERM
        exit status -15"""),
]


def alive(pid):
    """Whether a process is at work; one that has ended and is not yet waited for is not."""
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def ends(pid):
    end = time.monotonic() + 5
    while alive(pid) and time.monotonic() < end:
        time.sleep(0.05)
    return not alive(pid)


needs_proc = pytest.mark.skipif(not os.path.exists("/proc/self/stat"), reason="whether a process is gone is read in Linux's /proc")
CHILD = """
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]{options})
print(child.pid)
print("ready")
{then}
"""


def story(program, *steps, **options):
    return asyncio.run(stopped(program, *steps, **options))


def text_of(story):
    return "\n".join(line.strip() for line in story.strip().splitlines())


@pytest.fixture(scope="module")
def stories():
    """How each script of the chapter ends: {Python: [Ended]}."""
    def run(job):
        version, (script, arguments, steps, _) = job
        return story([pythons()[version], CHAPTER / script, *arguments], *steps, seconds=1 if script == "stubborn.py" else 10)

    jobs = [(version, one) for version in pythons() for one in STORIES]
    with ThreadPoolExecutor(4) as pool:
        found = iter(list(pool.map(run, jobs)))
    return {version: [next(found) for _ in STORIES] for version in pythons()}


@each_python
@pytest.mark.parametrize("number", range(len(STORIES)))
def test_every_script_that_stops(number, version, stories):
    script, _, _, want = STORIES[number]
    if (got := str(stories[version][number])) != text_of(want):
        fail(f"code/{CHAPTER.name}/{script}:1", f"on Python {python_id(version)} it ends otherwise", text_of(want), got)


@each_python
def test_the_mended_night_where_listening_fails(version, tmp_path):
    """It saves what it has, and its error is told."""
    code = ("import asyncio, pathlib, sys; sys.path.insert(0, sys.argv.pop(1)); import mended\n"
            "async def listen(readings):\n    readings.append(21)\n    raise OSError('the line is dead')\n"
            "mended.listen = listen\nasyncio.run(mended.main())")
    end = story([pythons()[version], "-B", "-c", code, CHAPTER, tmp_path / "readings.txt"])
    assert (end.error, end.status, (tmp_path / "readings.txt").read_text()) == ("OSError: the line is dead", 1, "[21]\n")


def test_the_story_in_its_docstring_is_one_of_them():
    [want] = [want for script, _, steps, want in STORIES if script == "night.py" and steps == [("3 readings", INT)]]
    assert textwrap.indent(text_of(want), "    ") + "\n\n" in stopping.__doc__, stopping.__doc__


def test_each_script_that_handles_signals_has_a_story():
    told = {script for script, *_ in STORIES} | {"mended.py"}  # in a cell of the chapter, and below
    for path in CHAPTER.glob("*.py"):
        if re.search(r"add_signal_handler|except KeyboardInterrupt", path.read_text(encoding="utf-8")) and path.name not in told:
            fail(f"code/{CHAPTER.name}/{path.name}:1", "no test sends it a signal")


def test_its_parts(tmp_path):
    path = tmp_path / "program.py"
    path.write_text("import sys\nprint('a')\nprint('one\\ntwo', file=sys.stderr)\nsys.exit(3)\n")
    end = story(path)
    assert (end.lines, end.errors, end.error, end.status, end.killed, end.unsent) == (["a"], ["one", "two"], "two", 3, False, [])


@each_python
@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_a_line_that_is_too_long_is_said_in_one_sentence(stream, version, tmp_path):
    path = tmp_path / "program.py"
    path.write_text(f"import sys, time\nsys.{stream}.write('x' * (2**24 + 1))\nsys.{stream}.flush()\ntime.sleep(60)\n")
    code = (f"import asyncio, sys; sys.path.append({str(TOOLS)!r}); from stopping import stopped; "
            f"asyncio.run(stopped({str(path)!r}))")
    end = story([pythons()[version], "-B", "-c", code])
    assert (end.error, end.status) == (f"ValueError: the program has printed a line of more than 16 MiB to {stream}: it was killed", 1)
    assert not any("ExceptionGroup" in line for line in end.errors)


def test_one_line_is_one_step(tmp_path):
    path = tmp_path / "program.py"
    path.write_text("import signal, time\nsignal.signal(2, lambda *_: print('again'))\nprint('go')\ntime.sleep(0.5)\n")
    assert story(path, ("go", INT), ("go", INT)).story == ["go", ">>> SIGINT", "again"]


def test_a_signal_that_came_too_late_was_not_sent(tmp_path):
    """The program ends by itself, in the pause before the signal."""
    path = tmp_path / "program.py"
    path.write_text("print('go')\n")
    assert str(story(path, ("go", TERM), pause=1)) == "go\nnever sent: SIGTERM\nexit status 0"


@each_python
def test_the_status_of_one_that_has_just_ended_is_its_own(version, tmp_path):
    """The signal finds a program that has ended, and asyncio does not know yet."""
    caller = tmp_path / "caller.py"
    caller.write_text(f"import asyncio, sys, time\nsys.path.append({str(TOOLS)!r})\nfrom stopping import stopped\n"
                      "async def blocks(seconds):\n    time.sleep(2)\nasyncio.sleep = blocks\n"
                      "code = \"import os, time; print('go'); time.sleep(0.3); os._exit(3)\"\n"
                      "print(asyncio.run(stopped([sys.executable, '-c', code], ('go', 15))).status)\n")
    end = story([pythons()[version], caller])
    assert (end.lines, end.errors) == (["3"], [])


@needs_proc
def test_it_ends_where_somebody_else_holds_the_pipes_and_cannot_be_reached(tmp_path):
    """A child of the program with a session of its own: it lives on, and is not waited for."""
    path = tmp_path / "program.py"
    path.write_text(CHILD.format(options=", start_new_session=True", then="time.sleep(60)"))
    start = time.monotonic()
    end = story(path, seconds=1)
    try:
        assert end.killed and time.monotonic() - start < 20 and alive(int(end.lines[0]))
    finally:
        os.kill(int(end.lines[0]), KILL)


def test_the_variables_of_python_are_not_its(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONWARNINGS", "error")
    monkeypatch.setenv("STATION", "ada")
    path = tmp_path / "program.py"
    path.write_text("import os\nprint(sorted(name for name in os.environ if name[:6] == 'PYTHON'), os.environ['STATION'])\n")
    assert story(path).lines == ["['PYTHONUNBUFFERED'] ada"]


def test_what_was_started_in_the_background_sends_ctrl_c_too(tmp_path):
    """A shell without job control lets what ends with & ignore SIGINT, and whatever that starts."""
    path = tmp_path / "program.py"
    path.write_text("import time\nprint('here', flush=True)\ntime.sleep(60)\n")
    before = signal.signal(INT, signal.SIG_IGN)
    try:
        assert story(path, ("here", INT)).status == -INT
        assert signal.getsignal(INT) == signal.SIG_IGN, "and it is as it was"
    finally:
        signal.signal(INT, before)


@needs_proc
@pytest.mark.parametrize("then", ["time.sleep(60)", ""])
def test_nothing_is_left_where_it_does_not_end_and_where_it_does(then, tmp_path):
    path = tmp_path / "program.py"
    path.write_text(CHILD.format(options=", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL", then=then))
    end = story(path, seconds=2)
    assert end.killed == bool(then) and ends(int(end.lines[0]))


@needs_proc
def test_nothing_is_left_where_a_child_of_the_program_holds_its_pipe(tmp_path):
    path = tmp_path / "program.py"
    path.write_text(CHILD.format(options="", then=""))
    end = story(path, seconds=1)
    assert end.killed and ends(int(end.lines[0]))


@needs_proc
def test_nothing_is_left_where_the_caller_is_cancelled(tmp_path):
    note = tmp_path / "pid"
    path = tmp_path / "program.py"
    path.write_text(f"import os, pathlib, time\npathlib.Path({str(note)!r}).write_text(str(os.getpid()))\ntime.sleep(60)\n")

    async def main():
        task = asyncio.create_task(stopped(path))
        while not note.exists() or not note.read_text():  # noqa: ASYNC110 (another process writes it)
            await asyncio.sleep(0.05)
        task.cancel()
        await asyncio.wait([task])
        return task.cancelled()

    assert asyncio.run(main())
    assert ends(int(note.read_text()))


def test_a_group_gets_the_signal_as_from_a_terminal(tmp_path):
    path = tmp_path / "program.py"
    path.write_text("import signal, subprocess, sys\nsignal.signal(signal.SIGINT, lambda *_: None)\n"
                    "child = subprocess.Popen([sys.executable, '-c', 'import time; print(\"ready\", flush=True); time.sleep(60)'],"
                    " stderr=subprocess.DEVNULL)\n"
                    "print('child:', child.wait())\n")
    end = story(path, ("ready", INT), group=True)
    assert end.lines[-1] == "child: -2", end


def test_a_relative_script_is_found_beside_the_caller(tmp_path):
    (tmp_path / "night.py").write_text("print('good night')\n")
    caller = tmp_path / "caller.py"
    caller.write_text(f"import asyncio, sys\nsys.path.append({str(TOOLS)!r})\nfrom stopping import stopped\n"
                      "print(asyncio.run(stopped('night.py')))\n")
    assert story([sys.executable, caller]).lines == ["good night", "exit status 0"]


@each_python
def test_it_needs_nothing_else(version, tmp_path):
    """Alone in a folder, with warnings as errors."""
    (tmp_path / "stopping.py").write_bytes((TOOLS / "stopping.py").read_bytes())
    code = "import asyncio, sys, stopping; print(asyncio.run(stopping.stopped([sys.executable, '-c', 'print(21)'])))"
    end = asyncio.run(stopped([pythons()[version], "-B", "-W", "error", "-c", f"import sys; sys.path.insert(0, {str(tmp_path)!r}); {code}"]))
    assert str(end) == "21\nexit status 0\nexit status 0"
