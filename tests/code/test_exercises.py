"""The exercises check themselves: solutions pass, starters and wrong answers do not."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys

import pytest

from book.live import NOT_HERE
from book.tools.chapter import CODE, ROOT, Chapter, chapter_paths, chapters
from tests.support import HERE, fail, fail_all, line_of, python_id, pythons

sys.path.append(str(CODE))  # it brings the tools

import check  # noqa: E402
import vloop  # noqa: E402

CHAPTERS = {chapter.path.stem for chapter in chapters()}  # with CHAPTER=03 its own alone
EXERCISES = {exercise.number: exercise for exercise in check.exercises() if exercise.chapter.name in CHAPTERS}
WRONG = {f"{exercise.chapter.name}/{exercise.folder.name}/{path.stem}": (exercise, path) for exercise in EXERCISES.values()
         for path in sorted(exercise.folder.glob("wrong/*.py"))}
each_exercise = pytest.mark.parametrize(
    "exercise", EXERCISES.values(), ids=[f"{one.chapter.name}/{one.folder.name}" for one in EXERCISES.values()])


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
            for said in labels(node):
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
        found = node.value.values if errors else []
    return [value.value for value in found if isinstance(value, ast.Constant) and value.value]


@each_exercise
def test_each_wrong_choice_has_a_hint(exercise, monkeypatch):
    asked = []
    monkeypatch.setattr(check, "exercises", lambda: [exercise])
    monkeypatch.setattr(exercise.judge, "answers", lambda code, questions, *_: asked.append(questions) or [], raising=False)
    check.judge(exercise.number, "")
    choices = {c for questions in asked for q in questions.values() for c in (q.right, *q.hints)}
    for questions in asked:
        for key, question in questions.items():
            if set(question.hints) != choices - {question.right}:
                fail(place(exercise.folder / "judge.py"), f"question {key} has hints for "
                     f"{sorted(question.hints, key=str)}, of {sorted(choices, key=str)}")


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


@pytest.mark.parametrize("exercise, path", WRONG.values(), ids=WRONG)
def test_wrong_answer_gets_its_message(exercise, path):
    if seconds := re.search(r"after ([\d.]+) real seconds", says(path)):
        points, _ = check.check(exercise, path, seconds=float(seconds[1]))
    else:
        points = check.judge(exercise.number, path.read_text(encoding="utf-8"))
    if not says(path) or says(path) not in said(exercise, points) or all(p.right for p in points):
        fail(place(path), "the checker does not say what it should", says(path), text(exercise, points))


JUDGE = """
import check, contextlib, gc, io, json, sys
gc.freeze()  # or each judgement looks through all that is imported
found = check.exercises()
check.exercises = lambda: found
for number, file in json.loads(sys.argv[1]):
    with contextlib.redirect_stdout(io.StringIO()):
        points = check.judge(number, open(file, encoding='utf-8').read())
    print(' '.join(check.text(points, check.find(number).chapter).split()))
"""


@pytest.mark.parametrize("version", [v for v in pythons() if v != HERE], ids=python_id)
def test_other_pythons_judge_the_same(version):
    cases = [(exercise.number, exercise.folder / "solution.py", "All is right.") for exercise in EXERCISES.values()]
    cases += [(exercise.number, path, says(path)) for exercise, path in WRONG.values() if "real" not in says(path)]
    done = subprocess.run([pythons()[version], "-B", "-c", JUDGE, json.dumps([(n, str(f)) for n, f, _ in cases])],
                          cwd=CODE, capture_output=True, text=True, encoding="utf-8", timeout=120)
    for (number, path, want), got in zip(cases, [*done.stdout.splitlines(), *[done.stderr] * len(cases)]):
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


# --- the command


def test_a_crash_is_reported(folder, stations):
    (folder / "crash.py").write_text("import os\nos._exit(3)\n")
    status, output = command(stations.number, "crash.py", folder=folder)
    assert status == 1 and "Python itself stopped with status 3" in " ".join(output.split())


@pytest.mark.parametrize("program, message", [
    ("def first(*coros)\n    pass\n", "line 1: SyntaxError: expected ':'"),
    ("import asyncio\n1 / 0\n", "ZeroDivisionError was raised in line 2: division by zero"),
    ("import sys\nsys.exit('no')\n", "SystemExit was raised in line 2: no"),
    ("async def one(*coros):\n    pass\n", "`first` is missing: keep the names of the starter."),
    ("async def first(*coros):\n    raise NotImplementedError('first')\n",
     "`first` is not written yet in line 2."),
    ("import asyncio\nasync def first(*coros):\n    await asyncio.Event().wait()\n",
     "three: expected an end, but nothing can wake any of these tasks: main"),
    ("import asyncio\nasync def first(*coros):\n    while True:\n        await asyncio.sleep(0)\n",
     "the clock stands at 0 s: some task never waits"),
    ("import asyncio\nasync def first(*coros):\n    while True:\n        await asyncio.sleep(1)\n",
     "100000 timers have fired, the clock stands at 100000 s"),
    ("import asyncio\nasync def first(*coros):\n    await asyncio.create_subprocess_exec('ls')\n",
     "NeedsRealLoop was raised in line 3: a subprocess needs the real loop"),
    ("import asyncio, threading\nasync def first(*coros):\n    await asyncio.to_thread(threading.Event().wait)\n",
     "these threads wait too: asyncio_0"),
])
def test_a_broken_submission_gets_a_sentence(program, message):
    wins = named("the-first-wins")
    assert message in said(wins, check.judge(wins.number, program))


def test_the_list_says_how_far_each_answer_is(folder):
    first, second, *_ = every = check.exercises()
    (folder / second.answer.relative_to(CODE)).write_text(second.starter, encoding="utf-8")
    repair, stations = named("repair-a-blocking-program"), named("read-all-stations")
    pause = (repair.folder / "wrong/only_pause.py").read_text(encoding="utf-8")
    (folder / repair.answer.relative_to(CODE)).write_text(pause, encoding="utf-8")
    (folder / stations.answer.relative_to(CODE)).write_text(source(stations), encoding="utf-8")
    status, output = command(folder=folder)
    assert status == 1 and [*states(output)] == [exercise.number for exercise in every]
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
    for what in (stations.number, str(answer)):
        status, output = command(what, folder=folder)
        assert status == 0 and "All is right." in output and "It printed:\n  hello é\n" in output


@pytest.mark.parametrize("arguments, message", [
    (["99.9"], "There is no exercise 99.9 here."), (["gone.py"], "There is no exercise gone.py here."),
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
