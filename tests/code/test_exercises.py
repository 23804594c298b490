"""The exercises check themselves: solutions pass, starters and wrong answers do not."""

import ast
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import tomllib
from fractions import Fraction
from pathlib import Path
from unittest import mock

import pytest

from book.live import NOT_HERE
from book.tools.chapter import CODE, ROOT, Chapter, chapter_paths, chapters
from tests.support import HERE, Proof, fail, fail_all, heed_ctrl_c, line_of, mutants, python_id, pythons, wait_for, warm

sys.path.append(str(CODE))  # it brings the tools

import check
import vloop

CHAPTERS = {chapter.path.stem for chapter in chapters()}  # with CHAPTER=03 its own alone
EXERCISES = {exercise.number: exercise for exercise in check.exercises() if exercise.chapter.name in CHAPTERS}
WRONG = {f"{exercise.chapter.name}/{exercise.folder.name}/{path.stem}": (exercise, path) for exercise in EXERCISES.values()
         for path in sorted(exercise.folder.glob("wrong/*.py"))}


def each_exercise(test):
    ids = [f"{one.chapter.name}/{one.folder.name}" for one in EXERCISES.values()]
    return pytest.mark.reads()(pytest.mark.parametrize("exercise", EXERCISES.values(), ids=ids)(test))


def place(path):
    return f"{path.relative_to(ROOT).as_posix()}:1"


def source(exercise, name="solution.py"):
    return (exercise.folder / name).read_text(encoding="utf-8")


def says(path):
    """What the checker has to say to this wrong answer, by its docstring."""
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    return " ".join(text.partition("Says: ")[2].split())


def text(exercise, points):
    return check.text(points, exercise.chapter)


def said(exercise, points):
    """The text of a report in one line."""
    return " ".join(text(exercise, points).split())


def command(*arguments, folder=CODE):
    """Run check.py as a reader does; returns its status and output."""
    env = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    done = subprocess.run([sys.executable, "-B", "check.py", *map(str, arguments)], cwd=folder,
                          env=env, capture_output=True, text=True, encoding="utf-8", timeout=60)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def folder(tmp_path):
    """The code as a reader has it, without answers."""
    return shutil.copytree(CODE, tmp_path / "code", ignore=shutil.ignore_patterns("answer.py", "__pycache__", "wrong"))


# --- the files


@each_exercise
def test_has_all_files_and_its_place_in_the_book(exercise):
    chapter = Chapter(ROOT / f"book/{exercise.chapter.name}.md")
    folder, left = exercise.folder.relative_to(ROOT).as_posix(), []
    name = exercise.folder.name.partition("-")[2]
    body = re.findall(rf"^(::::+){{exercise}} {name}\n(.*?)^\1$", "\n".join(chapter.lines), re.M | re.S)
    if len(body) != 1:
        left.append(f"{folder}: {chapter.name} has {len(body)} of {{exercise}} {name}")
    left += [f"{chapter.name}:{line_of(chr(10).join(chapter.lines), f'{{exercise}} {name}')}: the exercise has no {part}"
             for _, text in body for part in ("{hint}", "{solution}") if part not in text]
    left += [f"{folder}: there is no {file}" for file in ("starter.py", "solution.py", "judge.py")
             if not (exercise.folder / file).is_file()]
    if len(wrong := [path for one, path in WRONG.values() if one is exercise]) < 2:
        left.append(f"{folder}: {len(wrong)} wrong answers; there have to be two")
    fail_all(left)


@each_exercise
def test_the_solution_is_shown_whole(exercise):
    """What is shown ends where a statement of the outermost level ends, and not in the middle of a function."""
    book, lines = ROOT / f"book/{exercise.chapter.name}.md", source(exercise).splitlines()
    text = book.read_text(encoding="utf-8")
    at = text.index(f"{{exercise}} {exercise.folder.name.partition('-')[2]}\n")
    options = dict(re.findall(r"^:(start-at|end-before): (.*)$", text[text.index("{solution}", at):].partition("\n:::\n")[0], re.M))
    options = {name: part.strip('"') for name, part in options.items()}
    begin = next((k for k, line in enumerate(lines) if options.get("start-at", "") in line), 0)
    end = next((k for k, line in enumerate(lines) if k > begin and "end-before" in options and options["end-before"] in line), len(lines))
    where = f"book/{book.name}:{line_of(text, '{solution}', text[at:at + 40])}"
    if end < len(lines) and lines[end][:1].isspace():
        fail(where, f"the solution breaks off before the line {lines[end].strip()}")
    broken = None
    try:
        ast.parse("\n".join(lines[begin:end]))
    except SyntaxError as error:  # such as the end of a text that is not shown
        broken = f"{error.msg}: {(error.text or '').strip()}"
    if broken:
        fail(where, f"what is shown of the solution is no Python: {broken}")


@each_exercise
def test_text_starter_and_solution_have_the_same_names(exercise):
    """What is not written yet in the starter is in the solution, and named by the text above it in the book."""
    book = ROOT / f"book/{exercise.chapter.name}.md"
    text = book.read_text(encoding="utf-8")
    at = text.index(f"{{exercise}} {exercise.folder.name.partition('-')[2]}\n")
    above = text[text.rindex("\n## ", 0, at) if "\n### " not in text[text.rindex("\n## ", 0, at):at] else text.rindex("\n### ", 0, at):at]
    solved, left = definitions(exercise.folder / "solution.py"), []
    for name, code in definitions(exercise.folder / "starter.py").items():
        if "raise NotImplementedError" in code:
            line = line_of(exercise.starter, code)
            if name not in solved:
                left.append(f"{place(exercise.folder / 'starter.py')[:-1]}{line}: solution.py has no {name}")
            if not re.search(rf"`[^`]*\b{name}\b[^`]*`|\b{name}\(", above):
                left.append(f"{place(exercise.folder / 'starter.py')[:-1]}{line}: the text in book/{book.name} does not name {name}")
    fail_all(left)


def test_each_has_its_number_on_its_page(site):
    """That of its chapter and its folder, which the checker takes."""
    pages, left = {}, []
    for exercise in EXERCISES.values():
        name = exercise.chapter.name
        text = pages.setdefault(name, (site / f"{name}.html").read_text(encoding="utf-8"))
        if f">Exercise {exercise.number}: " not in text:
            book = (ROOT / f"book/{name}.md").read_text(encoding="utf-8")
            line = line_of(book, f"{{exercise}} {exercise.folder.name.partition('-')[2]}\n")
            left.append(f"book/{name}.md:{line}: the page does not call it Exercise {exercise.number}")
    fail_all(left)


def test_exercises_are_counted_from_1():
    """In each chapter, without a gap, and in the order of the book."""
    for path in chapter_paths():
        names = re.findall(r"^::::+\{exercise\} (\S+)", path.read_text(encoding="utf-8"), re.M)
        folders = sorted((folder.name for folder in (CODE / path.stem).glob("exercises/*-*/")),
                         key=lambda name: int(name.partition("-")[0]))
        if folders != (want := [f"{k}-{name}" for k, name in enumerate(names, 1)]):
            fail(f"book/{path.name}:1", "the folders of its exercises", "\n".join(want), "\n".join(folders))


def test_starters_have_the_toy_loop_of_the_book():
    """That of the chapter's first half, or the one that has grown to know sockets."""
    [toy] = CODE.glob("*/toyloop.py")
    starters = [path for path in toy.parent.glob("exercises/*/starter.py") if "class Future" in path.read_text("utf-8")]
    assert len(starters) > 2
    for path in starters:
        mine = definitions(path)
        loop = toy.with_name("grown.py") if "turn" in mine else toy
        for name, code in definitions(loop).items():
            if mine.get(name) != code:
                fail(place(path), f"its {name} is not that of {loop.name}", code, mine.get(name, ""))


def definitions(path):
    source = path.read_text(encoding="utf-8")
    return {node.name: ast.get_source_segment(source, node) for node in ast.parse(source).body
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))}


def test_sections_to_read_again_exist():
    known = {label for path in CODE.glob("*/sections.json") for label in json.loads(path.read_text("utf-8"))}
    left = []
    for path in [CODE / "check.py", *CODE.glob("*/exercises/**/*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for said in " ".join(labels(node)).split():
                if said not in known:
                    left.append(f"{path.relative_to(ROOT)}:{node.lineno}: no chapter has a section {said!r}")
    fail_all(left)


def labels(node):
    """The labels that a call gives the checker, for its reader to read again; and those of its table of errors."""
    if isinstance(node, ast.Call):
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        last = {"Question": 3, "Wrong": 1, "Point": 2}.get(name)
        found = node.args[last:last + 1] if last else []
        found = [*found, *(k.value for k in node.keywords if k.arg in ("at", "at_result", "section"))]
    else:
        errors = isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "ERRORS"
        found = [pair.elts[0] for pair in node.value.values] if errors else []
    return [value.value for value in found if isinstance(value, ast.Constant) and value.value]


@each_exercise
def test_each_wrong_choice_has_a_hint(exercise, monkeypatch):
    asked = []
    monkeypatch.setattr(check, "exercises", lambda: [exercise])
    monkeypatch.setattr(exercise.judge, "answers", lambda code, questions, *_: asked.append(questions) or [], raising=False)
    check.judge(exercise.number, exercise.starter + "\nbegun = True\n")
    for questions in asked:
        several = [q for q in questions.values() if isinstance(q.right, str)]  # numbers of lines are the judge's to choose
        for key, question in questions.items():
            choices = {question.right, *question.hints}
            for other in several if question in several else questions.values() if not several else ():
                if choices != (others := {other.right, *other.hints}) and choices & others:
                    fail(place(exercise.folder / "judge.py"), f"question {key} has hints for "
                         f"{sorted(question.hints, key=str)}, of {sorted(choices | others, key=str)}")
    assert asked or not re.search(r"^(ANSWERS|LINES) =", exercise.starter, re.M)


# --- what the checker says


def states(output):
    """What the list of all exercises says of each: {number: state}."""
    return {number: state.strip() for number, state in re.findall(r"^ *(\d+\.\d+)  (.{8})", output, re.M)}


@each_exercise
def test_solution_passes(exercise):
    path = exercise.folder / "solution.py"
    points, _ = check.check(exercise, path)  # in a process of its own
    if not points or not all(point.right for point in points):
        fail(place(path), text(exercise, points))


@each_exercise
def test_starter_does_not(exercise):
    path = exercise.folder / "starter.py"
    points, _ = check.check(exercise, path)
    if all(p.right for p in points) or f"still the starter: {exercise.judge.TODO}." not in said(exercise, points):
        fail(place(path), text(exercise, points))
    if all(point.right for point in check.judge(exercise.number, exercise.starter + "\nbegun = True\n")):
        fail(place(path), "the starter solves its exercise")


@pytest.mark.reads()
@pytest.mark.parametrize("exercise, path", WRONG.values(), ids=WRONG)
def test_wrong_answer_gets_its_message(exercise, path):
    if seconds := re.search(r"after ([\d.]+) real seconds", says(path)):
        points, _ = check.check(exercise, path, seconds=float(seconds[1]))
    else:
        points = check.judge(exercise.number, path.read_text(encoding="utf-8"))
    if not says(path) or says(path) not in said(exercise, points) or all(p.right for p in points):
        fail(place(path), "the checker does not say what it should", says(path), text(exercise, points))


JUDGE = """
import check, contextlib, io, json, sys
found = check.exercises()
check.exercises = lambda: found
for number, file in json.loads(sys.argv[1]):
    with contextlib.redirect_stdout(io.StringIO()):
        points = check.judge(number, open(file, encoding='utf-8').read())
    print(' '.join(check.text(points, check.find(number).chapter).split()))
"""


@pytest.mark.reads()
@pytest.mark.parametrize("chapter", sorted({exercise.chapter.name for exercise in EXERCISES.values()}))
@pytest.mark.parametrize("version", [v for v in pythons() if v != HERE], ids=python_id)
def test_other_pythons_judge_the_same(version, chapter):
    cases = [(exercise.number, exercise.folder / "solution.py", "All is right.") for exercise in EXERCISES.values()
             if exercise.chapter.name == chapter]
    cases += [(exercise.number, path, says(path)) for exercise, path in WRONG.values()
              if exercise.chapter.name == chapter and "real" not in says(path)]
    done = subprocess.run([pythons()[version], "-B", "-c", JUDGE, json.dumps([(n, str(f)) for n, f, _ in cases])],
                          cwd=CODE, capture_output=True, text=True, encoding="utf-8", timeout=120)
    for (_, path, want), got in zip(cases, [*done.stdout.splitlines(), *[done.stderr] * len(cases)]):
        if want not in got:
            fail(place(path), "Python {}.{} judges otherwise".format(*version), want, got)


@each_exercise
def test_judges_where_no_thread_can_start(exercise, monkeypatch):
    """As in a browser, where the page judges (to_thread runs its function at once)."""
    if NOT_HERE.search(exercise.starter):  # it is not for the page
        return
    monkeypatch.setattr(vloop, "CAN_START_THREADS", False)
    monkeypatch.setattr("threading.Thread.start", None)
    points = check.judge(exercise.number, source(exercise))
    if not all(point.right for point in points):
        fail(place(exercise.folder / "solution.py"), text(exercise, points))


def test_a_thread_of_ones_own_where_none_can_start(monkeypatch):
    def start(thread):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(vloop, "CAN_START_THREADS", False)
    monkeypatch.setattr("threading.Thread.start", start)
    repair = named("repair-a-blocking-program")
    program = source(repair).replace("await asyncio.to_thread(ask_sensor)", "threading.Thread(target=ask_sensor).start()")
    points = check.judge(repair.number, f"import threading\n{program}")
    assert "can't start new thread. A web page has no threads: check this answer in a terminal." in said(repair, points)


def test_control_c_stops_it_and_all_that_it_has_started(folder, stations):
    """Without a traceback."""
    alive = folder / "alive"
    (folder / "a.py").write_text(f"import subprocess, sys\nopen({str(alive)!r}, 'w').close()\n"
                                 "subprocess.run([sys.executable, '-c', 'import time; time.sleep(60)'])\n")
    process = subprocess.Popen([sys.executable, "check.py", stations.number, "a.py"], cwd=folder, text=True,
                               preexec_fn=heed_ctrl_c, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    wait_for(alive.exists)
    process.send_signal(signal.SIGINT)
    assert (process.communicate(timeout=20)[0], process.returncode) == ("Stopped.\n", 1)


def test_nobody_reads_the_report(folder, stations):
    """As with `| head -1`: no traceback."""
    process = subprocess.Popen([sys.executable, "check.py", stations.number, stations.folder / "solution.py"], cwd=folder, text=True,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.close()
    assert (process.stderr.read(), process.wait(timeout=20)) == ("", 1)
    process.stderr.close()


@pytest.fixture(scope="module")
def stations():
    """An exercise with a program of its own: its number changes where chapters come and go."""
    return named("read-all-stations")


def named(name):
    return next(exercise for exercise in check.exercises() if exercise.folder.name.partition("-")[2] == name)


@pytest.mark.parametrize("threads", [True, False])
def test_a_timer_may_be_joined_in_a_thread(threads, monkeypatch):
    """Another right answer, also where no thread can start."""
    monkeypatch.setattr(vloop, "CAN_START_THREADS", threads)
    points = check.judge(named("a-timer-in-a-thread").number, '''
import asyncio, threading

async def thread_sleep(seconds):
    timer = threading.Timer(seconds, lambda: None)
    timer.start()
    try:
        await asyncio.to_thread(timer.join)
    finally:
        timer.cancel()
''')
    assert all(point.right for point in points), said(points)


def test_judges_a_namespace_and_leaves_it_as_it_was(stations):
    """As in a notebook or page, where the submission has been run already."""
    namespace = {"__name__": "page"}
    exec(source(stations), namespace)
    before = dict(namespace)
    assert all(point.right for point in check.judge(stations.number, namespace))
    assert namespace == before


def test_a_submission_that_runs_itself_does_not_really_wait(stations, monkeypatch):
    program = source(stations).replace('if __name__ == "__main__":', "if 1:")
    monkeypatch.setattr("asyncio.events.new_event_loop", None)  # of a loop with a real clock
    points = check.judge(stations.number, program)
    assert all(point.right for point in points), text(stations, points)


# --- mutants


EQUIVALENT = Path(__file__).with_name("equivalent")


def mutant_proof(exercise):
    paths = [exercise.folder / "solution.py", exercise.folder / "judge.py", CODE / "check.py", *CODE.glob("tools/*.py"),
             *exercise.folder.parent.glob("*.py"), *exercise.chapter.glob("*.py"), *EQUIVALENT.glob(f"{slug(exercise)}.toml")]
    return Proof(__file__, f"mutants of {slug(exercise)}", paths)


def slug(exercise):
    return exercise.folder.name.partition("-")[2]


def test_each_mutant_of_a_solution_is_refused_or_declared_right():
    """Small changes that are wrong and accepted: a judge lacks an input.  For the others there is a reason."""
    proofs = {number: mutant_proof(exercise) for number, exercise in EXERCISES.items()}
    left = [exercise for number, exercise in EXERCISES.items() if not proofs[number].holds()]
    left.sort(key=lambda exercise: not NOT_HERE.search(exercise.starter))  # what really waits begins
    if not left:
        Proof(__file__, "mutants of the solutions", []).skip()
    tool = str(ROOT / "tests/support/mutants.py")
    results = warm(sys.executable, "judging").start([{"argv": [tool, exercise.number], "limit": 300} for exercise in left], 2)()
    lines = []
    for exercise, (out, err, status) in zip(left, results):
        found = [*wrong_mutants(exercise, json.loads(out))] if not status else [f"{place(exercise.folder / 'judge.py')}: {err}"]
        lines += found
        if not found:
            proofs[exercise.number].note()
    fail_all(lines)


def wrong_mutants(exercise, verdicts):
    """What is not as it should be with the mutants of an exercise."""
    path = EQUIVALENT / f"{slug(exercise)}.toml"
    declared = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    patterns = {key: re.compile(".*".join(map(re.escape, key.split("*"))), re.S) for key in declared}
    judge = place(exercise.folder / "judge.py")
    if len(verdicts) < 15:
        yield f"{judge}: only {len(verdicts)} mutants of the solution; there have to be 15"
    for key, accepted in verdicts:
        if accepted and not any(pattern.fullmatch(key) for pattern in patterns.values()):
            yield f"{judge}: it accepts a mutant of the solution: {key} (give it an input, or a reason in {path.relative_to(ROOT)})"
    for key, pattern in patterns.items():
        if not any((accepted or NOT_HERE.search(exercise.starter)) and pattern.fullmatch(one) for one, accepted in verdicts):
            yield f"{place(path)}: no accepted mutant is {key!r}: remove it"


def test_a_judge_without_an_input_and_a_reason_without_a_mutant_are_told(stations):
    verdicts = [[f"drop: line {n}", n == 3] for n in range(15)]
    [told] = wrong_mutants(stations, verdicts)
    assert re.match(r"code/\S+/judge.py:1: it accepts a mutant of the solution: drop: line 3 \(give it", told)
    [told] = wrong_mutants(stations, verdicts[5:])
    assert told == f"{place(stations.folder / 'judge.py')}: only 10 mutants of the solution; there have to be 15"
    assert ["remove it" in told for told in wrong_mutants(named("predict-the-total"), [["x", False]] * 15)] == [True]


def test_mutants_are_of_many_kinds_and_always_the_same():
    program = source(named("the-first-wins")) + source(named("nothing-lost")) + source(named("predict-the-total"))
    made = [*mutants.mutants(program)]
    kinds = {key.partition(":")[0] for key, _ in made}
    assert len(kinds) >= 30 and made == [*mutants.mutants(program)] and len({text for _, text in made}) > 0.9 * len(made)
    texts = dict(made)
    assert "    await asyncio.sleep(delay)" in program
    dropped = "no await: await asyncio.sleep(delay) -> asyncio.sleep(delay)"
    assert texts[dropped].count("await") == texts["empty: return sum(waits) -> pass"].count("await") - 1


# --- the command


def test_a_crash_is_reported(folder, stations):
    (folder / "crash.py").write_text("import ctypes\nctypes.string_at(0)\n")
    status, output = command(stations.number, "crash.py", folder=folder)
    assert status == 1 and "Python itself stopped with signal SIGSEGV: Fatal Python error" in " ".join(output.split())


FIRST = "import asyncio, sys, os, threading, time\nasync def first(*coros):\n    "  # of the exercise "the first wins"


@pytest.mark.reads("tasks")
@pytest.mark.parametrize("program, message", [
    ("def first(*coros)\n    pass\n", "line 1: SyntaxError: expected ':'"),
    ("def first(*coros):\n\tif 1:\n        pass\n", "line 3: TabError: inconsistent use of tabs and spaces"),
    ("x = 1\n  y = 2\n", "line 2: IndentationError: unexpected indent."),
    ("import asyncio\n1 / 0\n", "ZeroDivisionError was raised in line 2: division by zero"),
    ("import sys\nsys.exit('no')\n", "SystemExit was raised in line 2: no. It ends the whole program"),
    ("import sys\nsys.exit()\n", "SystemExit was raised in line 2. It ends the whole program"),
    ("import os\nos._exit(3)\n", "expected an end of its own, but os._exit(3) was called in line 2. It ends the whole program"),
    ("raise KeyboardInterrupt\n", "expected no error, but KeyboardInterrupt was raised in line 1."),
    ("input('name? ')\n", "EOFError was raised in line 1: EOF when reading a line. Nobody types while it is checked"),
    ("", "the file is empty: write first."), ("  \n\n", "the file is empty: write first."),
    ("import asyncio\nasync def main():\n    await asyncio.create_subprocess_exec('true')\nasyncio.run(main())\n",
     "the file runs its own program at once, and a subprocess needs the real loop: put the call of asyncio.run under"),
    ("async def one(*coros):\n    pass\n", "`first` is missing: keep the names of the starter."),
    ("first = [1]\n", "`first` is a list: it has to be a function, as in the starter."),
    (f"{FIRST}yield 1\n", "three: the function gave an async generator, because there is a `yield` in it"),
    ("def first(*coros):\n    yield 1\n", "three: the function gave a generator, because there is a `yield` in it"),
    ("first = lambda *coros: 3\n", "three: the function gave a plain value, nothing to await: write it with `async def`."),
    (f"{FIRST}raise NotImplementedError('first')\n", "`first` is not written yet in line 3."),
    (f"{FIRST}raise NotImplementedError\n", "it is not written yet in line 3."),
    (f"{FIRST}asyncio.create_task(asyncio.sleep(1, sys.exit(3)))\n", "SystemExit was raised in line 3: 3."),
    (f"{FIRST}raise ExceptionGroup('both', [OSError('a'), KeyError('b')])\n",
     "ExceptionGroup was raised in line 3: both (2 sub-exceptions): OSError('a'), KeyError('b')."),
    (f"{FIRST}raise ExceptionGroup('one', [KeyError('a')])\n", "KeyError was raised, in an ExceptionGroup: 'a'."),
    (f"{FIRST}await asyncio.Event().wait()\n", "three: expected an end, but nothing can wake any of these tasks: main"),
    (f"{FIRST}\n    while True:\n        await asyncio.sleep(0)\n", "the clock stands at 0 s: some task never waits"),
    (f"{FIRST}\n    while True:\n        await asyncio.sleep(1)\n", "100000 timers have fired, the clock stands at 100000 s"),
    (f"{FIRST}await asyncio.create_subprocess_exec('ls')\n", "NeedsRealLoop was raised in line 3: a subprocess needs the real "
     "loop. The checker's virtual clock has none, and this exercise needs none."),
    (f"{FIRST}await asyncio.to_thread(threading.Event().wait)\n", "these threads wait too: asyncio_0"),
    (f"{FIRST}return first\n", "but it was <function first>. That is a function, not a text."),
    (f"{FIRST}return 'x' * 10**6\n", "but it was 'xxx"),
    ("class Odd:\n    def __eq__(self, other):\n        return True\n    def __repr__(self):\n        return 'odd'\n"
     f"{FIRST}return Odd()\n", "three: result: expected 'bo', but it was odd. That is an Odd, not a text."),
    ("class Odd:\n    def __repr__(self):\n        1 / 0\n"
     f"{FIRST}return Odd()\n", "but it was <an Odd whose repr raises ZeroDivisionError>. That is an Odd, not a text."),
    ("from __future__ import annotations\nimport dataclasses\n@dataclasses.dataclass\nclass Reading:\n    celsius: int = 3\n"
     f"{FIRST}return Reading()\n", "but it was Reading(celsius=3)"),
])
def test_a_broken_submission_gets_a_sentence(program, message, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO())
    wins = named("the-first-wins")
    points = check.judge(wins.number, program)
    assert message in said(wins, points) and not all(point.right for point in points)
    assert not re.search(r"0x[0-9a-f]{6}|check\.py|Traceback", said(wins, points)) and len(said(wins, points)) < 20_000


@pytest.mark.reads("tasks")
@pytest.mark.parametrize("program, message, seconds", [
    ("while True: pass\n", "it still ran: an endless loop without an `await` that waits, in line 1?", 1.5),
    ("import time\ntime.sleep(60)\n", "it still waited: a call that blocks for so long, or for ever, in line 2?", 1.5),
    ("import threading\nthreading.Lock().acquire()\nthreading.Event().wait()\n",
     "it still waited: a call that blocks for so long, or for ever, in line 3?", 1.5),
    ("from concurrent.futures import ThreadPoolExecutor\ndef spin():\n    while True: pass\n"
     "with ThreadPoolExecutor() as pool:\n    pool.submit(spin)\n",
     "a thread that it had started still went on, in line 3. Who tells it to end?", 1.5),
    ("import asyncio, threading\ndef spin():\n    while True: pass\n"
     "async def first(*coros):\n    threading.Thread(target=spin).start()\n    await asyncio.sleep(9)\n",
     "a thread that it had started still went on, in line 3. Who tells it to end?", 1.5),
    *[(f"import asyncio\nasync def first(*coros):\n    return (await asyncio.gather(*[asyncio.to_thread({run}) for one in coros]))[0]\n",
       f"a thread still ran an event loop of its own{line}. The checker moves the clock of its own loop alone, so what waits in another one "
       "does not end: await it in the loop that runs. Read again in chapter 2", 1.5)
      for run, line in (("asyncio.run, one", ""), ("lambda one=one: asyncio.run(one)", ", in line 3"))],
    ("import threading, time\nthreading.Thread(target=time.sleep, args=[60], name='late').start()\n",
     "expected that all threads end, but late went on: the program would not end.", 9),
    ("from concurrent.futures import ThreadPoolExecutor\npool = ThreadPoolExecutor()\npool.submit(print, 1)\n",
     "`first` is missing: keep the names of the starter. Not yet: 1 of 1", 9),  # its threads end
    ("import subprocess\nsubprocess.run([__import__('sys').executable, '-c', 'while True: print(1)'])\n",
     "it still waited: a call that blocks for so long, or for ever, in line 2?", 1.5),
    ("import os, sys\nos.fork()\n", "`first` is missing", 9),
    ("import os, signal\nos.kill(os.getpid(), signal.SIGTERM)\n", "SIGTERM ended the program: nobody handled it.", 9),
    ("grows = []\nwhile True: grows.append(bytearray(10**7))\n",
     "MemoryError was raised in line 2. Does something grow without an end?", 30),
    ("for _ in range(3 * 10**5): print('long ' * 100)\nprint('x' * 10**7)\n", "`first` is missing", 30),
])
def test_what_never_ends_is_told_apart(program, message, seconds, tmp_path):
    """An endless loop, a call that blocks, threads, other processes; and all of them end."""
    wins = named("the-first-wins")
    (path := tmp_path / "answer.py").write_text(program)
    begin = time.monotonic()
    points, printed = check.check(wins, path, seconds)
    assert message in said(wins, points) and time.monotonic() - begin < 30
    assert len(printed) < 10_000


@pytest.mark.reads("tasks")
@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="the system keeps a process to no processor")
def test_a_loop_on_a_busy_machine_is_no_wait(tmp_path):
    """It gets a tenth of one processor: nine programs have the rest, each in a session of its own, to which Linux is fair."""
    first = f"import os\nos.sched_setaffinity(0, {{{min(os.sched_getaffinity(0))}}})\n"
    (path := tmp_path / "answer.py").write_text(first + "while True: len([])\n")
    others = [subprocess.Popen([sys.executable, "-c", first + "while True: pass"], start_new_session=True) for _ in range(9)]
    try:
        points, _ = check.check(named("the-first-wins"), path, 3)
    finally:
        for other in others:
            other.kill()
            other.wait()
    assert "it still ran: an endless loop without an `await` that waits, in line 3?" in said(named("the-first-wins"), points)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="the system does not tell whether a process runs")
def test_a_process_that_has_ended_does_not_wait():
    """Looks at it counted as waits: an endless loop whose process took long to go was called a call that blocks."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    try:
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)  # ended, and not gone
        assert check.running(process.pid) is None
    finally:
        process.wait()
    assert check.running(os.getpid())


@pytest.mark.parametrize("slug, answer, messages", [
    ("twelve-workloads", {1: ["io"]}, ["1, 500 web pages: write 'io', not ['io']."]),
    ("twelve-workloads", {1: {}, 2: "CPU-bound", 3: " I/O "},
     ["1, 500 web pages: {} is none of the choices ('both', 'cpu', 'io').",
                                                         "11 of 12"]),
    ("twelve-workloads", {1: None, 2: "", 3: "?"}, ["still unanswered: 1, 2, 3."]),
    ("twelve-workloads", {1: float("nan"), 2: int}, ["nan is none", "<class 'int'> is none"]),
    ("twelve-workloads", {"13": "io"}, ["has to answer 1, 2", "Not asked: '13'."]),
    ("eight-messages", {"A": "3", "B": 5.0, "C": True}, ["C, object function: True is none of the choices", "7 of 8"]),
    ("eight-messages", {"A": [3]}, ["A, never awaited: write 3, not [3]."]),
    ("which-await", {1: "no", 2: "True", 3: 0, 4: 1}, ["All is right."]),
    ("which-line", {"failure: line": "0", "sum: why": "B", "repaired: seconds": "0.4"}, ["All is right."]),
    ("which-line", {"repaired: seconds": "0.4 s"}, ["All is right."]),
    ("which-line", {"repaired: seconds": "0.4 seconds, I think"}, ["write 0.4, not '0.4 seconds, I think'."]),
    ("which-line", {"repaired: seconds": ".4", "sum: line": "line 10"}, ["All is right."]),
    ("which-line", {"repaired: seconds": "4", "sum: line": ".10"}, ["4' is none of the choices", "'.10' is none"]),
    ("whose-limit", {"two: seconds": "1.50", "three: seconds": "1,5", "one: seconds": "1.", "one: caught": False,
                     "four: whose": "None"}, ["All is right."]),
    ("whose-limit", {"one: seconds": None, "two: seconds": "15"}, ["unanswered: one: seconds.", "two: seconds: '15' is none"]),
    ("which-two-lines", {"lock": "3 \N{EN DASH} 6", "circle": "3.0", "lines": "asyncio.Semaphore"}, ["All is right."]),
    ("which-two-lines", {"lock": "lines 3 to 6", "who": "(Ada)"}, ["All is right."]),
    ("which-two-lines", {"lock": "36", "circle": "-3"}, ["lock: '36' is none", "circle: '-3' is none"]),
    ("who-still-runs", {"b, ada": "canceled", "e: why": "b)", "d: line": "line 0"}, ["All is right."]),
    ("which-lines-may", {"no GIL": "lines 16, 7, and 9", "limit: end": "5 s", "line 7": False}, ["All is right."]),
    ("which-lines-may", {"faster": "a process", "limit: error": "1 second", "face": "the Runner"}, ["All is right."]),
    ("which-lines-may", {"faster": "Processes", "limit: error": 5, "limit: end": 1, "late": "a b"},
     ["late: 'a b' is none", "limit: error: not 5", "limit: end: not 1", "10 of 13"]),
    ("which-line-waits", {"C: times": "10,000,000", "E: lacks": "writer.write_eof()"}, ["All is right."]),
    ("which-line-waits", {"B: 3.11": "returns", "B: 3.13": "Waits!"}, ["All is right."]),
    ("which-line-closes", {"F: error": "Bo's", "F: ada": "Yes!"}, ["All is right."]),
    ("second-ctrl-c", {"A: SIGTERM": "\N{MINUS SIGN}15"}, ["All is right."]),
    ("second-ctrl-c", {"A: SIGTERM": "15"}, ["A: SIGTERM: not 15."]),
    ("who-holds-it", {"just made": " Ready."}, ["All is right."]),
    ("six-briefs", {6: "Processes,  asyncio", 2: "None"}, ["All is right."]),
])
def test_spellings_of_an_answer(slug, answer, messages):
    """What is harmless is accepted; else it is said what an answer may be."""
    exercise = named(slug)
    points = check.judge(exercise.number, source(exercise) + f"\nnan = float('nan')\nANSWERS.update({answer!r})\n".replace(
        "<class 'int'>", "int"))
    for message in messages:
        assert message in said(exercise, points)


def spellings(choice):
    """Other ways to write a choice, which say the same."""
    if isinstance(choice, bool):
        return [str(choice).upper(), "yes" if choice else "No.", int(choice)]
    if isinstance(choice, (int, float)):
        return [str(choice), float(choice), f"{float(choice):.2f}", f" {choice} s.", f"'{choice:,}'"] + [
            f"line {choice}"] * (choice >= 0)
    return [f" {choice.upper()}.", f'"{choice}"', f"({choice})", choice.replace("-", " \N{EN DASH} ").replace(" and ", " & "),
            f"the {choice}"[4 * (not re.match("(?!the )[a-z]{3}", choice, re.I)):], re.sub(r"(?<=\d)(?= and |$)", " s", choice),
            f"line {choice}"[5 * (len(choice) > 1):]]


@each_exercise
def test_each_spelling_of_each_choice_is_that_choice(exercise, monkeypatch):
    """Of the right one and of the wrong ones; so no two of a question are spellings of each other."""
    asked = []
    monkeypatch.setattr(check, "exercises", lambda: [exercise])
    monkeypatch.setattr(exercise.judge, "answers", lambda code, questions, *_: asked.append(questions) or [], raising=False)
    check.judge(exercise.number, exercise.starter + "\nbegun = True\n")
    for key, question in (pair for questions in asked for pair in questions.items()):
        choices = [question.right, *question.hints]
        for one in filter(lambda one: one is not None, choices):
            for spelling in spellings(one):
                if not check.same(got := check.choice(spelling, choices), [one]):
                    fail(place(exercise.folder / "judge.py"), f"question {key}: {spelling!r} for {one!r} is taken as {got}")


@pytest.mark.parametrize("program, message", [
    ("ANSWERS = {'io', 'cpu'}", "`ANSWERS` is a set: keep the form of the starter."),
    ("ANSWERS = None", "`ANSWERS` is None: keep the form of the starter."),
    ("ANSWERS = (word for word in 'ab')", "`ANSWERS` is a generator: keep the form of the starter."),
    ("ANSWERS = {1: 'io'}", "each of them once: keep the form of the starter. Missing: 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12."),
    ("class Odd:\n    def __eq__(self, other): return True\n    __hash__ = None\nANSWERS = dict.fromkeys(range(1, 13), Odd())",
     "1, 500 web pages: <submission.Odd object> is none of the choices"),
    ("ANSWERS = dict.fromkeys(range(1, 13), 'io')\nANSWERS[12] = 'both'", "7 of 12: 1, 3, 5, 7, 9, 11, 12."),
])
def test_answers_in_another_form(program, message):
    exercise = named("twelve-workloads")
    points = check.judge(exercise.number, program)
    assert message in said(exercise, points) and not all(point.right for point in points)


def test_answers_may_be_a_list_where_the_starter_has_a_dict():
    exercise = named("eight-messages")
    assert all(point.right for point in check.judge(exercise.number, "ANSWERS = list(map(int, '35187264'))"))


@pytest.mark.parametrize("got, want, right", [
    (3, 3, True), (3.0, 3, True), ("3", 3, False), (True, 1, False), (1, True, False), (0.1 + 0.2, 0.3, True),
    (0, False, False),
    ((1, 2), [1, 2], True), ([1, [2]], [1, (2,)], True), ({1, 2}, [1, 2], False), ([1, 2], {1, 2}, False), (None, 0, False),
    (float("nan"), 0, False), (Fraction(1, 2), 0.5, True), (mock.ANY, 0, False), (mock.ANY, "a", False),
    ([mock.ANY], ["a"], False), (mock.ANY, {}, False),
    (mock.ANY, None, False), ({"a": 1}, {"a": 1.0}, True), ({"a": True}, {"a": 1}, False), (10**400, 1.5, False),
    (iter([1]), [1], False)])
def test_values_are_compared_whatever_they_say_themselves(got, want, right):
    assert check.same(got, want) is right


@pytest.mark.parametrize("got, want, said", [
    ("3", 3, " Write 3, not '3'."), (" 0.5", 0.5, " Write 0.5, not ' 0.5'."), ("a", 3, " That is a text, not an int."),
    (3, "a", " That is an int, not a text."),
    (4.0, 3, ""), ((1,), [2], ""), (None, 3, ""), (True, 1, " That is a bool, not an int."),
    (iter([]), [1], " That is a list iterator, not a list."),
    (check.Point, [1], " That is a class, not a list."), ({1}, [1], " That is a set, not a list."),
    (mock.ANY, 1, " That is an ANY, not an int."), (check.Said("raised OSError()"), [1], ""), ([1], check.Said("cancelled"), "")])
def test_a_wrong_kind_of_value_is_said(got, want, said):
    assert check.otherwise(got, want) == said


def test_a_failure_that_nobody_sees_is_explained_where_the_book_does():
    seen = check.Seen(logged=["Task exception was never retrieved: OSError('a')"])
    assert [point.section for point in check.compare(seen, "a run") if not point.right] == ["sec-unseen"]


def test_no_section_of_a_later_chapter_is_to_be_read_again():
    """And of several the latest that the reader knows."""
    point = check.Point(False, "a deadlock", "together-switch loop-data")
    told = [check.text([point], named(slug).chapter) for slug in ("nothing-lost", "the-first-wins", "who-holds-it")]
    assert ["Read again" in text for text in told] == [False, True, True]
    assert ".html#together-switch" in told[1] and ".html#loop-data" in told[2]


def test_of_many_points_the_first_six_that_are_wrong_are_shown():
    points = [check.Point(n % 2 == 0, f"run {n}") for n in range(30)]
    told = check.report(named("the-first-wins"), "answer.py", points, "").splitlines()
    assert [line.strip() for line in told[-4:]] == [
        "WRONG  run 11", "right  run 12", "[…] Of 15 that are wrong, the first 6 are shown.", "Not yet: 15 of 30 points wrong."]
    assert "[…]" not in check.report(named("the-first-wins"), "answer.py", points[:12], "")


def test_a_chapter_alone_knows_no_other_sections(folder, stations):
    """As in its zip: no address, and no traceback."""
    for other in folder.glob("[0-9]*"):
        if other.name != stations.chapter.name:
            shutil.rmtree(other)
    (folder / "a.py").write_text("import asyncio\nawait asyncio.sleep(1)\n")
    status, output = command(stations.number, "a.py", folder=folder)
    assert status == 1 and "line 2: SyntaxError: 'await' outside function." in output and "Traceback" not in output


# --- files as people have them


def test_files_that_hide_modules(folder, stations):
    """An asyncio.py beside the checker or the answer changes nothing there, and is told."""
    for name in ("asyncio", "json", "vloop", "timeline", "toy"):
        (folder / f"{name}.py").write_text("1 / 0\n")
    status, output = command(stations.number, stations.folder / "solution.py", folder=folder)
    told = " ".join(output.split())
    assert status == 0 and "Note: a file asyncio.py beside it hides Python's own module asyncio from a program" in told
    assert "Note: a file json.py" in told and "vloop" not in told
    own = folder / stations.folder.relative_to(CODE)
    for name in ("check", "asyncio", "toy"):
        (own / f"{name}.py").write_text(source(stations))
    status, output = command(own / "asyncio.py", folder=folder)
    assert status == 0 and "(asyncio.py)" in output


@pytest.mark.parametrize("data, message", [
    ("# gr\u00fc\u00dfe\n".encode("latin-1"),
     "expected a text in UTF-8, but byte 0xfc in line 1 is none: save the file as UTF-8."),
    ("x = 1\ny = 2\n# \u00fc\n".encode("latin-1"), "byte 0xfc in line 3 is none"),
    ("x = 1\n".encode("utf-16"), "byte 0xff in line 1 is none"), (b"# coding: klingon\n", "unknown encoding: klingon"),
    (b"x = 1\0\n", "source code string cannot contain null bytes")])
def test_files_that_are_no_text(data, message, folder, stations):
    (folder / "a.py").write_bytes(data)
    status, output = command(stations.number, "a.py", folder=folder)
    assert status == 1 and message in " ".join(output.split()) and "Traceback" not in output
    shutil.copy(folder / "a.py", folder / stations.answer.relative_to(CODE))
    status, output = command(folder=folder)
    assert states(output)[stations.number] == "not yet" and "Traceback" not in output


@pytest.mark.parametrize("before", ["", "# -*- coding: latin-1 -*-\n"])
def test_files_with_a_mark_or_a_name_of_their_encoding(before, folder, stations):
    text = before + source(stations) + "\n# gr\u00fc\u00dfe\n"
    (folder / "my answer.py").write_bytes(text.encode("latin-1") if before else text.encode("utf-8-sig"))
    assert command(stations.number, "my answer.py", folder=folder)[0] == 0


def test_judges_of_a_chapter_share_modules_whatever_others_are_called(folder, tmp_path):
    """Another chapter has a toy.py of its own, so has the reader, and one called random.py lies beside the judges."""
    one, other = (named(name) for name in ("the-first-one", "read-all-stations"))
    (folder / other.chapter.name / "exercises/toy.py").write_text("TODO = 'of its own'\n")
    judge = folder / other.folder.relative_to(CODE) / "judge.py"
    judge.write_text(f"import random\nfrom toy import TODO\n{judge.read_text(encoding='utf-8').replace('TODO =', 'OLD =')}")
    for exercise in one, other:
        (folder / exercise.chapter.name / "exercises/random.py").write_text("1 / 0\n")
    (tmp_path / "toy.py").write_text("1 / 0\n")
    program = f"""import sys
sys.path.append({str(folder)!r})
import check
for number in {one.number!r}, {other.number!r}, {one.number!r}:
    print(check.find(number).judge.TODO)
print('toy' in sys.modules)
"""
    done = subprocess.run([sys.executable, "-B", "-c", program], cwd=tmp_path, capture_output=True, text=True)
    assert (done.stdout.splitlines(), done.stderr) == ([one.judge.TODO, "of its own", one.judge.TODO, "False"], "")


def test_a_starter_with_a_comment_is_still_the_starter():
    wins = named("the-first-wins")
    assert "still the starter" in said(wins, check.judge(wins.number, f"# mine\n{wins.starter}\n\n# to do"))


def test_an_edited_starter_is_an_answer(folder, stations):
    """And as long as there is no answer.py, it is the one that is checked and listed."""
    starter = folder / stations.folder.relative_to(CODE) / "starter.py"
    number = stations.number
    assert "still the starter" in command(starter, folder=folder)[1]
    starter.write_bytes(starter.read_bytes().replace(b"\n", b"\r\n"))  # a version control system may do so
    assert "still the starter" in command(starter, folder=folder)[1] and states(command("3", folder=folder)[1])[number] == ""
    starter.write_text(stations.starter + "\nbegun = True\n", encoding="utf-8")
    for what in (starter, number):
        status, output = command(what, folder=folder)
        assert status == 1 and "(starter.py)" in output and "still the starter" not in output, output
    assert states(command(number.partition(".")[0], folder=folder)[1])[number] == "not yet"
    for text in ("# gr\u00fc\u00dfe\n".encode("latin-1"), b"async def read_all(names:\n"):
        starter.write_bytes(text)
        status, output = command(starter, folder=folder)
        assert status == 1 and "Traceback" not in output and ("UTF-8" in output or "line 1: SyntaxError" in output), output
    copy = starter.with_name("mine.py")
    starter.write_text(source(stations), encoding="utf-8")
    shutil.copy(starter, copy)
    for what in (starter, number, starter.parent, copy):
        status, output = command(what, folder=folder)
        assert status == 0 and "All is right." in output, output
    assert states(command(number.partition(".")[0], folder=folder)[1])[number] == "right"
    assert not starter.with_name("answer.py").exists()


def test_the_list_says_how_far_each_answer_is(folder):
    first, second, *_ = every = check.exercises()
    (folder / second.answer.relative_to(CODE)).write_text(second.starter, encoding="utf-8")
    repair, stations = named("repair-a-blocking-program"), named("read-all-stations")
    pause = (repair.folder / "wrong/only_pause.py").read_text(encoding="utf-8")
    (folder / repair.answer.relative_to(CODE)).write_text(pause, encoding="utf-8")
    (folder / stations.answer.relative_to(CODE)).write_text(source(stations), encoding="utf-8")
    status, output = command(folder=folder)
    assert status == 1 and [*states(output)] == [exercise.number for exercise in every]
    for what in (stations.number.partition(".")[0], stations.chapter.name):  # of a chapter
        status, output_of_one = command(what, folder=folder)
        numbers = [exercise.number for exercise in every if exercise.chapter == stations.chapter]
        assert status == 1 and [*states(output_of_one)] == numbers and len(numbers) < len(every)
    assert [states(output)[one.number] for one in (first, second, repair, stations)] == ["", "starter", "not yet", "right"]
    for exercise in every:
        assert exercise.title in output


def test_the_first_check_makes_a_file_for_the_answer(folder, stations):
    answer = stations.answer.relative_to(CODE)
    status, output = command(stations.number, folder=folder)
    assert status == 1 and f"Your answer to exercise {stations.number} is {answer} now, a copy of the starter." in output
    status, output = command(stations.number, folder=folder)
    assert status == 1 and "still the starter: " in output
    (folder / answer).write_text(source(stations) + 'print("hello", "\\u00e9")\n', encoding="utf-8")
    for what in (stations.number, str(answer), str(answer.parent)):
        status, output = command(what, folder=folder)
        assert status == 0 and "All is right." in output and "It printed:\n  hello é\n" in output


@pytest.mark.parametrize("arguments, message", [
    (["99.9"], "There is no exercise 99.9 here."), (["gone.py"], "There is no exercise gone.py here."),
    (["99"], "There is no chapter 99 with exercises here. `python check.py` lists what there is."),
    (["{number}", "my", "answer.py"], "put quotes around a name with spaces."),
    (["{number}", "gone.py"], "gone.py is not here."), (["{folder}/gone.py"], "gone.py is not here.")])
def test_what_is_not_there_gets_a_sentence(arguments, message, stations):
    names = {"number": stations.number, "folder": stations.folder.relative_to(CODE)}
    status, output = command(*(argument.format(**names) for argument in arguments))
    assert status == 1 and message in output and "Traceback" not in output


def test_the_book_shows_what_the_checker_says_now():
    exercise = named("repair-a-blocking-program")
    expected = (exercise.chapter / "expected.txt").read_text(encoding="utf-8")
    _, output = command(exercise.folder / "wrong/only_pause.py")
    if output.strip() not in expected:
        fail(f"book/{exercise.chapter.name}.md:1", "the checker says something else now (make update)", expected, output)
