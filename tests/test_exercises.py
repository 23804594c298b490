"""The exercises check themselves: solutions pass, starters and wrong answers do not."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from conftest import ROOT, fail, pythons

from chapter import chapter_paths

FOLDER = ROOT / "code" / "exercises"
SOLUTIONS = ROOT / "code" / "solutions"
sys.path.insert(0, str(FOLDER))

import check  # noqa: E402
import vloop  # noqa: E402

for path in FOLDER.glob("judge*.py"):
    check.find(f"{int(path.stem[5:])}.1")
EXERCISES = check.EXERCISES
WRONG = sorted((FOLDER / "wrong").glob("*.py"))
each_exercise = pytest.mark.parametrize("number", EXERCISES)


def solution(number):
    chapter, k = number.split(".")
    return SOLUTIONS / f"ch{int(chapter):02}_ex{k}.py"


def number_of(path):
    match = re.match(r"ch(\d\d)_(?:ex)?(\d+)", path.name)
    return f"{int(match[1])}.{match[2]}"


def says(path):
    """What the checker has to say to this wrong answer, by its docstring."""
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    return " ".join(text.partition("Says: ")[2].split())


def said(points):
    """The text of a report in one line."""
    return " ".join(check.text(points).split())


def command(*arguments, folder=FOLDER):
    """Run check.py as a reader does; returns its status and output."""
    env = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    done = subprocess.run([sys.executable, "check.py", *map(str, arguments)], cwd=folder,
                          env=env, capture_output=True, text=True, encoding="utf-8", timeout=60)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def folder(tmp_path):
    """The exercises as a reader has them."""
    folder = tmp_path / "exercises"
    folder.mkdir()
    for path in [FOLDER / "check.py", FOLDER / "vloop.py", *FOLDER.glob("judge*.py")]:
        shutil.copy(path, folder)
    return folder


# --- the files


def in_the_book():
    """The exercises that the chapters have: {number: (place, title, text)}."""
    found = {}
    for path in chapter_paths():
        lines = path.read_text(encoding="utf-8").splitlines()
        starts = [k for k, line in enumerate(lines) if re.match("##+ ", line)] + [len(lines)]
        for start, end in zip(starts, starts[1:]):
            if match := re.fullmatch(r"### Exercise (\d+\.\d+): (.*)", lines[start]):
                place = f"book/{path.name}:{start + 1}"
                found[match[1]] = place, match[2], "\n".join(lines[start:end])
    return found


def test_each_exercise_has_its_files_and_its_place_in_the_book():
    book, left = in_the_book(), []
    for number, (place, title, text) in book.items():
        if number not in EXERCISES:
            left.append(f"{place}: check.py does not know exercise {number}")
            continue
        exercise = EXERCISES[number]
        if title != exercise.title:
            left.append(f"{place}: the checker calls it {exercise.title!r}")
        for part in (f"{{download}}`{exercise.file} <../code/exercises/{exercise.file}>`",
                     f"python check.py {number}", "{dropdown} Hint", "{dropdown} Solution",
                     f"{{literalinclude}} ../code/solutions/{solution(number).name}"):
            if part not in text:
                left.append(f"{place}: the exercise does not have {part}")
        wrong = [path for path in WRONG if number_of(path) == number]
        if len(wrong) < 2:
            left.append(f"{place}: {len(wrong)} wrong answers; there have to be two")
        for path in (FOLDER / exercise.file, solution(number)):
            if not path.is_file():
                left.append(f"{place}: {path.relative_to(ROOT)} does not exist")
    here = [*FOLDER.glob("ch[0-9]*.py"), *SOLUTIONS.glob("*.py"), *WRONG]
    left += [f"{path.relative_to(ROOT)}:1: no chapter has exercise {number_of(path)}"
             for path in here if number_of(path) not in book]
    left += [f"code/exercises/check.py:1: no chapter has exercise {number}"
             for number in EXERCISES if number not in book]
    if left:
        pytest.fail("\n".join(left), pytrace=False)


def test_starters_have_the_toy_loop_of_the_book():
    toy = definitions(ROOT / "code" / "ch04_toyloop.py")
    for path in (FOLDER / f"ch04_{k}.py" for k in (1, 2, 3)):
        mine = definitions(path)
        for name, code in toy.items():
            if mine.get(name) != code:
                fail(f"code/exercises/{path.name}:1", f"its {name} is not that of the toy loop",
                     code, mine.get(name, ""))


def definitions(path):
    source = path.read_text(encoding="utf-8")
    return {node.name: ast.get_source_segment(source, node) for node in ast.parse(source).body
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))}


def test_sections_to_read_again_exist():
    text = {int(path.name[:2]): path.read_text(encoding="utf-8") for path in chapter_paths()}
    for label, (chapter, heading) in check.SECTIONS.items():
        if not re.search(rf"^\({label}\)=\n##+ {re.escape(heading)}$", text[chapter], re.M):
            fail("code/exercises/check.py:1", f"chapter {chapter} has no section ({label})= {heading}")
    for path in FOLDER.glob("*.py"):
        for k, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            for label in re.findall(r'"((?:sec|together|tasks|loop)-[\w-]+)"', line):
                if label not in check.SECTIONS:
                    fail(f"{path.relative_to(ROOT)}:{k}", f"check.SECTIONS has no {label}")


@each_exercise
def test_each_wrong_choice_has_a_hint(number, monkeypatch):
    asked = []
    judge = EXERCISES[number].points
    monkeypatch.setitem(judge.__globals__, "answers", lambda code, questions: asked.append(questions) or [])
    check.judge(number, "")
    choices = {c for questions in asked for q in questions.values() for c in (q.right, *q.hints)}
    for questions in asked:
        for key, question in questions.items():
            if set(question.hints) != choices - {question.right}:
                fail(f"code/exercises/{judge.__module__}.py:1", f"{number}, question {key} has hints "
                     f"for {sorted(question.hints, key=str)}, of {sorted(choices, key=str)}")


# --- what the checker says


def states(output):
    """What the list of all exercises says of each: {number: state}."""
    return dict(re.findall(r"^ *(\d+\.\d+)  (.+?) +ch\d\d_", output, re.M))


def test_solutions_pass(folder):
    shutil.copy(ROOT / "code/ch04_toyloop.py", folder.parent)  # some import it from there
    for number, exercise in EXERCISES.items():
        shutil.copy(solution(number), folder / exercise.file)
    status, output = command(folder=folder)  # judges each in a process of its own
    wrong = [number for number in EXERCISES if states(output).get(number) != "right"]
    if status or wrong:
        lines = [f"code/solutions/{solution(number).name}:1: {command(number, folder=folder)[1]}" for number in wrong]
        pytest.fail("\n".join(lines) or output, pytrace=False)


@each_exercise
def test_starter_does_not(number):
    exercise = EXERCISES[number]
    path = FOLDER / exercise.file
    source = path.read_text(encoding="utf-8")
    if exercise.starter != check.fingerprint(source):
        fail(f"code/exercises/{exercise.file}:1", "the starter changed: give "
             f"@exercise({number!r}, …) the number {check.fingerprint(source):#010x}")
    points, _ = check.check(exercise, path)
    if all(p.right for p in points) or f"still the starter: {exercise.todo}." not in said(points):
        fail(f"code/exercises/{exercise.file}:1", check.text(points))
    begun = check.judge(number, source + "\nbegun = True\n")
    if all(point.right for point in begun):
        fail(f"code/exercises/{exercise.file}:1", "the starter solves its exercise")


@pytest.mark.parametrize("path", WRONG, ids=[path.stem for path in WRONG])
def test_wrong_answer_gets_its_message(path):
    exercise = EXERCISES[number_of(path)]
    if seconds := re.search(r"after ([\d.]+) real seconds", says(path)):
        points, _ = check.check(exercise, path, seconds=float(seconds[1]))
    else:
        points = check.judge(exercise.number, path.read_text(encoding="utf-8"))
    if not says(path) or says(path) not in said(points) or all(p.right for p in points):
        fail(f"code/exercises/wrong/{path.name}:1", "the checker does not say what it should",
             says(path), check.text(points))


@pytest.mark.parametrize("version", [v for v in pythons() if v != sys.version_info[:2]],
                         ids=lambda version: "python{}.{}".format(*version))
def test_other_pythons_judge_the_same(version):
    cases = [(number, solution(number), "All is right.") for number in EXERCISES]
    cases += [(number_of(path), path, says(path)) for path in WRONG if "real" not in says(path)]
    program = ("import check, gc, json, sys\ngc.freeze()  # or each judgement looks through all that is imported\n"
               "for number, file in json.loads(sys.argv[1]):\n"
               "    text = check.text(check.judge(number, open(file, encoding='utf-8').read()))\n"
               "    print(' '.join(text.split()))")
    done = subprocess.run(
        [pythons()[version], "-B", "-c", program, json.dumps([(n, str(f)) for n, f, _ in cases])],
        cwd=FOLDER, capture_output=True, text=True, encoding="utf-8", timeout=120)
    for (number, path, want), got in zip(cases, [*done.stdout.splitlines(), *[done.stderr] * 99]):
        if want not in got:
            fail(f"{path.relative_to(ROOT)}:1", "Python {}.{} judges otherwise".format(*version),
                 want, got)


def test_judges_where_no_thread_can_start(monkeypatch):
    """As in a browser, where the page judges (to_thread runs its function at once)."""
    monkeypatch.setattr(vloop, "CAN_START_THREADS", False)
    monkeypatch.setattr("threading.Thread.start", None)
    for number in set(EXERCISES) - {"4.2"}:  # that one has sockets
        points = check.judge(number, solution(number).read_text(encoding="utf-8"))
        assert all(point.right for point in points), f"{number}: {check.text(points)}"


@pytest.mark.parametrize("threads", [True, False])
def test_a_timer_may_be_joined_in_a_thread(threads, monkeypatch):
    """Another right answer to 4.4, also where no thread can start."""
    monkeypatch.setattr(vloop, "CAN_START_THREADS", threads)
    points = check.judge("4.4", '''
import asyncio, threading

async def thread_sleep(seconds):
    timer = threading.Timer(seconds, lambda: None)
    timer.start()
    try:
        await asyncio.to_thread(timer.join)
    finally:
        timer.cancel()
''')
    assert all(point.right for point in points), check.text(points)


def test_judges_a_namespace_and_leaves_it_as_it_was():
    """As in a notebook or page, where the submission has been run already."""
    namespace = {"__name__": "page"}
    exec(solution("3.1").read_text(encoding="utf-8"), namespace)
    before = dict(namespace)
    assert all(point.right for point in check.judge("3.1", namespace))
    assert namespace == before


def test_a_submission_that_runs_itself_does_not_really_wait(monkeypatch):
    source = solution("3.1").read_text(encoding="utf-8").replace('if __name__ == "__main__":', "if 1:")
    monkeypatch.setattr("asyncio.events.new_event_loop", None)  # of a loop with a real clock
    points = check.judge("3.1", source)
    assert all(point.right for point in points), check.text(points)


# --- the command


def test_a_crash_is_reported(folder):
    (folder / "ch03_4.py").write_text("import os\nos._exit(3)\n")
    status, output = command("3.4", folder=folder)
    assert status == 1 and "Python itself stopped with status 3" in " ".join(output.split())


@pytest.mark.parametrize("source, message", [
    ("def first(*coros)\n    pass\n", "line 1: SyntaxError: expected ':'"),
    ("import asyncio\n1 / 0\n", "ZeroDivisionError was raised in line 2: division by zero"),
    ("import sys\nsys.exit('no')\n", "SystemExit was raised in line 2: no"),
    ("async def one(*coros):\n    pass\n", "`first` is missing: keep the names of the starter."),
    ("async def first(*coros):\n    raise NotImplementedError('first')\n",
     "`first` is not written yet in line 2."),
    ("import asyncio\nasync def first(*coros):\n    await asyncio.Event().wait()\n",
     "three: expected an end, but nothing can wake any of these tasks: Task-"),
    ("import asyncio\nasync def first(*coros):\n    while True:\n        await asyncio.sleep(0)\n",
     "the clock stands at 0 s: some task never waits"),
    ("import asyncio\nasync def first(*coros):\n    while True:\n        await asyncio.sleep(1)\n",
     "100000 timers have fired, the clock stands at 100000 s"),
    ("import asyncio\nasync def first(*coros):\n    await asyncio.create_subprocess_exec('ls')\n",
     "NeedsRealLoop was raised in line 3: a subprocess needs the real loop"),
    ("import asyncio, threading\nasync def first(*coros):\n    await asyncio.to_thread(threading.Event().wait)\n",
     "these threads wait too: asyncio_0"),
])
def test_a_broken_submission_gets_a_sentence(source, message):
    assert message in said(check.judge("3.4", source))


def test_the_command(folder):
    """List, a file that is not there, a number that is not there, what a solution prints."""
    shutil.copy(FOLDER / "ch01_2.py", folder)
    shutil.copy(FOLDER / "wrong" / "ch01_4_only_pause.py", folder / "ch01_4.py")
    source = solution("3.1").read_text(encoding="utf-8")
    (folder / "ch03_1.py").write_text(source + 'print("hello", "\\u00e9")\n', encoding="utf-8")
    status, output = command(folder=folder)
    assert status == 1 and list(states(output)) == sorted(EXERCISES)
    assert [states(output)[n] for n in ("1.1", "1.2", "1.4", "3.1")] == ["no file", "starter", "not yet", "right"]
    status, output = command("3.1", folder=folder)
    assert status == 0 and "All is right." in output and "It printed:\n  hello é\n" in output
    status, output = command("1.2", folder=folder)
    assert status == 1 and "still the starter: " in output
    assert command("1.1", folder=folder) == (
        1, "Exercise 1.1, twelve workloads (ch01_1.py)\n  WRONG  ch01_1.py is not here: download "
        "the starter.\nNot yet: 1 of 1 points wrong.\n")
    status, output = command("9.9", folder=folder)
    assert status == 2 and "There is no exercise 9.9" in output


def test_the_book_shows_what_the_checker_says_now():
    expected = (ROOT / "code" / "expected" / "01-waiting.txt").read_text(encoding="utf-8")
    _, output = command("1.4", "wrong/ch01_4_only_pause.py")
    if output not in expected:
        fail("book/01-waiting.md:1", "the checker says something else now (make update)",
             expected, output)


# --- the virtual clock

CLOCK = '''
import asyncio, sys, threading, time, vloop

async def main():
    loop, order = asyncio.get_running_loop(), []
    for k in range(20):
        loop.call_at(1, order.append, k)
    await asyncio.sleep(1)
    assert order == list(range(20)), order
    before = loop.time()
    other = asyncio.create_task(asyncio.sleep(0.5))
    time.sleep(2)
    assert (loop.time() - before, loop.blocked, other.done()) == (2, 2, False)
    await asyncio.gather(asyncio.to_thread(time.sleep, 1.5), asyncio.sleep(1))
    assert loop.time() == 4.5 and loop.blocked == 2
    assert await asyncio.to_thread(time.perf_counter) == 4.5
    for _ in range(40):
        asyncio.create_task(asyncio.to_thread(time.sleep, 0.5))
    await asyncio.sleep(1)
    assert len(asyncio.all_tasks()) == 9  # 32 threads, so 8 had to wait for one
    ran = []
    def really():
        real(0.2)  # as work does
        ran.append(threading.current_thread() is threading.main_thread())
    async def tick():
        await asyncio.sleep(0.1)
        ran.append("tick")
    await asyncio.gather(asyncio.to_thread(really), tick())
    assert ran == [False, "tick"], ran
    await asyncio.sleep(1e10)  # the clock's steps become coarse
    async with asyncio.timeout(5):
        await asyncio.sleep(1)
    return "done"

async def stuck():
    await asyncio.gather(asyncio.Event().wait(), asyncio.sleep(float("inf")))

async def in_a_loop():
    await asyncio.sleep(0.01)
    result = vloop.run(main())
    await asyncio.sleep(0.01)
    async with asyncio.timeout(1):
        return result

real = time.sleep
assert vloop.run(main()) == "done" and time.sleep is real
assert asyncio.run(in_a_loop()) == "done"
try:
    vloop.run(stuck())
except vloop.Deadlock as error:
    assert str(error).count("Task-") == 3, error
else:
    assert False, "no Deadlock"
'''


def test_the_virtual_clock():
    """On every Python: order, jumps, blocking, threads, deadlock, within a running loop."""
    def run(python):
        return subprocess.run([python, "-B", "-W", "error", "-c", CLOCK], cwd=FOLDER,
                              capture_output=True, text=True, timeout=60)

    with ThreadPoolExecutor() as pool:
        for version, done in zip(pythons(), pool.map(run, pythons().values())):
            if done.returncode or done.stderr:
                fail("code/exercises/vloop.py:1", "Python {}.{}:\n".format(*version) + done.stderr)
