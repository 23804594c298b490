"""What the chapter on the coroutine object says and no example on its page shows, under every Python."""

import re
import subprocess
import textwrap
from pathlib import Path

import pytest

from book.tools.scripts import environment
from tests.support import ROOT, fail, line_of, python_id, pythons, warm

pytestmark = pytest.mark.reads()

CHAPTER = ROOT / "book" / "02-coroutines.md"
FREED = "RuntimeWarning: coroutine 'work' was never awaited"

CLAIMS = {  # what it says: options of Python, a program, its status, what it prints in this order (first
    # what is on its output, then what is on the error output), what it does not print: all as patterns
    "a program that lost its work ends with status 0": ([], """
        async def main():
            work()
            print("all saved")
        asyncio.run(main())
        """, 0, ["all saved", FREED], []),
    "one line that loses three warns once": ([], """
        for _ in range(3):
            work()
        """, 0, [FREED], [f"{FREED}.*{FREED}"]),
    "-W error does not stop the program": (["-W", "error"], """
        work()
        print("went on")
        """, 0, ["went on", "Exception ignored in", FREED], []),
    "at the end of Python the warning has no line of yours": ([], """
        kept = work()
        print("the end")
        """, 0, ["the end", r"sys>?:\d: " + FREED], ["kept = ", "fault.py:"]),
    "what is in a circle warns when the collector comes, in the line that runs then": ([], """
        import gc
        def lose():
            box = [work()]
            box.append(box)
            del box
            print("lost")
            gc.collect()
        lose()
        """, 0, ["lost", FREED, r"gc\.collect\(\)"], ["  del box"]),
    "what an exception's traceback keeps is freed with it": ([], """
        def fails():
            held = work()
            raise ValueError
        try:
            fails()
        except ValueError as error:
            kept = error
        print("caught")
        kept = None
        """, 0, ["caught", FREED, "kept = None"], ["held = "]),
    "what main still holds when it ends is reported in a line of asyncio": ([], """
        async def main():
            held = work()
            await asyncio.sleep(0)
            print("main ends")
        asyncio.run(main())
        """, 0, ["main ends", r"asyncio.\w+\.py:\d+: " + FREED], ["fault.py:"]),
    "debug mode does not say where it was made, when no loop ran": (["-X", "dev"], """
        work()
        """, 0, [FREED], ["Coroutine created at"]),
    "debug mode says where it was made, while a loop runs": (["-X", "dev"], """
        async def main():
            work()
        asyncio.run(main())
        """, 0, [FREED, "Coroutine created at", "in main", r"work\(\)"], []),
    "tracemalloc says where it was made, without a loop": (["-X", "tracemalloc"], """
        made = work()
        made = None
        """, 0, [FREED, "made = None", "Object allocated at", r"made = work\(\)"], []),
    "tracemalloc can be started in a notebook": ([], """
        import tracemalloc
        tracemalloc.start()
        made = work()
        made = None
        """, 0, [FREED, "Object allocated at", r"made = work\(\)"], []),
    "what was closed does not warn, nor what had begun": ([], """
        work().close()
        begun = sleeper()
        begun.send(None)
        del begun
        print("quiet")
        """, 0, ["quiet"], ["Warning"]),
    "asyncio.run returns what main returns, and raises what it raises": ([], """
        async def main(answer):
            if answer == 42:
                return answer
            raise ValueError("not 42")
        print(asyncio.run(main(42)))
        asyncio.run(main(43))
        """, 1, ["42", "ValueError: not 42"], []),
    "yield in async def makes no coroutine function": ([], """
        async def numbers():
            yield 1
        print(inspect.iscoroutinefunction(numbers), inspect.isasyncgenfunction(numbers), type(numbers()).__name__)
        """, 0, ["False True async_generator"], []),
    "await directly in a class is outside function, also in async def": ([], """
        for code in ("class A: x = await f()", "async def g():\\n class A: x = await f()"):
            try:
                compile(code, "code", "exec")
            except SyntaxError as error:
                print(error.msg)
        """, 0, ["'await' outside function\n'await' outside function"], []),
    "a generator expression may contain await anywhere": ([], """
        numbers = (await x for x in ())
        print(type(numbers).__name__)
        """, 0, ["async_generator"], []),
    "a task cancelled before its first step loses its coroutine without a warning": ([], """
        async def main():
            task = asyncio.create_task(work())
            task.cancel()
            await asyncio.wait([task])
            print("cancelled", task.cancelled())
        asyncio.run(main())
        """, 0, ["cancelled True"], ["Warning", "never printed"]),
    "what a thread still holds at the end of Python is not reported": ([], """
        import threading
        def hold():
            held = work()
            holding.set()
            threading.Event().wait()
        holding = threading.Event()
        threading.Thread(target=hold, daemon=True).start()
        holding.wait()
        print("the end")
        """, 0, ["the end"], ["Warning"]),
    "an await in a comprehension has a longer message, except in a generator expression": ([], """
        for code in ("[await f() for x in y]", "def f(): return [await f() for x in y]",
                     "(x for x in await f())", "def f(): return (await f() for x in y)"):
            try:
                compile(code, "code", "exec")
                print("accepted")
            except SyntaxError as error:
                print(error.msg)
        """, 0, ["asynchronous comprehension outside of an asynchronous function\n" * 2
                 + "'await' outside function\naccepted\n"], []),
    "where a function is wanted, only one that runs the coroutine will do": ([], """
        import threading
        threading.excepthook = lambda failure: print(failure.exc_value)
        for target in (work(), work, lambda: asyncio.run(work())):
            thread = threading.Thread(target=target)
            thread.start()
            thread.join()
        """, 0, ["'coroutine' object is not callable\nnever printed\n", f"{FREED}.*{FREED}"], [f"{FREED}.*{FREED}.*{FREED}"]),
    "a coroutine cannot raise StopIteration": ([], """
        async def stop():
            raise StopIteration
        try:
            stop().send(None)
        except RuntimeError as error:
            print(error)
        """, 0, ["coroutine raised StopIteration"], []),
    "close raises GeneratorExit at the await, and finally runs": ([], """
        async def visit():
            try:
                await Pause()
            except GeneratorExit:
                print("GeneratorExit")
                raise
            finally:
                print("finally")
        begun = visit()
        begun.send(None)
        begun.close()
        print(inspect.getcoroutinestate(begun))
        """, 0, ["GeneratorExit\nfinally\nCORO_CLOSED"], []),
    "close raises RuntimeError where the coroutine pauses again, and leaves it suspended": ([], """
        async def visit():
            try:
                await Pause()
            finally:
                await Pause()
        begun = visit()
        begun.send(None)
        try:
            begun.close()
        except RuntimeError as error:
            print(error, inspect.getcoroutinestate(begun))
        """, 0, ["coroutine ignored GeneratorExit CORO_SUSPENDED"], []),
    "a value cannot be sent to a coroutine that has not begun": ([], """
        begun = sleeper()
        try:
            begun.send(42)
        except TypeError as error:
            print(error)
        begun.close()
        """, 0, ["can't send non-None value to a just-started coroutine"], []),
    "what is sent is the value of the yield where the coroutine stopped": ([], """
        class Ask:
            def __await__(self):
                answer = yield "who are you?"
                print("yield gave", answer)
                return answer
        async def greet():
            print("hello", await Ask())
        begun = greet()
        print(begun.send(None))
        try:
            begun.send("ada")
        except StopIteration:
            print("done")
        """, 0, ["who are you\\?\nyield gave ada\nhello ada\ndone"], []),
    "throw goes on with an exception in place of a value": ([], """
        begun = sleeper()
        begun.send(None)
        begun.throw(ValueError("thrown"))
        """, 1, ["ValueError: thrown"], []),
    "send is next, for a generator": ([], """
        def words():
            yield "first"
            yield "second"
        steps = words()
        print(steps.send(None), next(steps))
        """, 0, ["first second"], []),
    "each call makes a new object, which is always true and never equals a value": ([], """
        one, two = work(), work()
        print(one is two, bool(one), one == 3)
        one.close(), two.close()
        """, 0, ["False True False"], []),
    "while a chain is suspended, others may change what it reads next": ([], """
        balance = 0
        async def save(amount):
            global balance
            await asyncio.sleep(0.05)
            balance = amount
        async def deposit():
            await save(balance + 1)
        async def main():
            await asyncio.gather(*[deposit() for _ in range(10)])
            print("balance", balance)
        asyncio.run(main())
        """, 0, ["balance 1\n"], []),
    "a running loop is there only inside main": ([], """
        def running():
            try:
                return bool(asyncio.get_running_loop())
            except RuntimeError as error:
                return str(error)
        async def main():
            print(running())
        asyncio.run(main())
        print(running())
        """, 0, ["True\nno running event loop"], []),
}
START = """\
import asyncio
import inspect


class Pause:
    def __await__(self):
        yield


async def work():
    print("never printed")


async def sleeper():
    await Pause()


"""


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """What each program prints under each Python: {(version, claim): (output, errors, status)}."""
    programs = {}
    for claim, (options, program, *_) in CLAIMS.items():
        path = tmp_path_factory.mktemp("claim") / "fault.py"
        path.write_text(START + textwrap.dedent(program).lstrip(), encoding="utf-8")
        programs[claim] = {"argv": [*options, str(path)], "cwd": str(path.parent)}
    plain = {claim: program for claim, program in programs.items() if not CLAIMS[claim][0]}
    started = {version: warm(python).start([*plain.values()]) for version, python in pythons().items()}
    found = {(version, claim): fresh(python, **programs[claim])  # a warm Python has its options already
             for version, python in pythons().items() for claim in programs.keys() - plain.keys()}
    for version, results in started.items():
        found |= {(version, claim): result for claim, result in zip(plain, results())}
    return found


def fresh(python, argv, cwd):
    done = subprocess.run([python, "-B", *argv], cwd=cwd, env=environment(), capture_output=True, text=True, timeout=60)
    return done.stdout, done.stderr, done.returncode


@pytest.mark.parametrize("version", pythons(), ids=python_id)
@pytest.mark.parametrize("claim", CLAIMS)
def test_claim(claim, version, printed):
    _, _, status, wanted, unwanted = CLAIMS[claim]
    out, err, got = printed[version, claim]
    text, rest = f"{out}{err}", f"{out}{err}"
    here = f"tests/claims/{Path(__file__).name}:{line_of(Path(__file__).read_text(encoding='utf-8'), claim)}"
    if got != status:
        fail(here, f"{claim}: status {got}, not {status}", "", text)
    for pattern in wanted:
        match = re.search(pattern, rest, re.S)
        if not match:
            fail(here, f"{claim}: this is not printed, or not in this order", pattern, text)
        rest = rest[match.end():]
    for pattern in unwanted:
        if re.search(pattern, text, re.S):
            fail(here, f"{claim}: this is printed", "", text, (pattern, "found"))


@pytest.mark.parametrize("version", pythons(), ids=python_id)
def test_the_picture_of_the_warning_shows_what_is_printed(version):
    """Its lines are those of late.py, and each bracket lies over or under what it is about."""
    picture = re.search(r"```\{code-block\} text\n:class: on-slide\n(1 where.*?)```", CHAPTER.read_text(encoding="utf-8"), re.S)
    lines, path = picture[1].splitlines(), ROOT / "code/02-coroutines/late.py"
    _, err, _ = fresh(pythons()[version], [path.name], path.parent)
    printed = err.replace(f"{path.parent}/", "").splitlines()
    shown = [line for line in printed for part in lines if part and line.startswith(part.rstrip("…"))]  # one is cut
    assert shown == printed
    brackets = [(line, other[m.start():m.end()]) for line, below in zip(lines, lines[1:])
                for other in [below if "┌" in line else lines[lines.index(line) - 1]]
                for m in re.finditer("[┌└]─[─┬┴]+[┐┘]", line)]
    assert sorted(text for _, text in brackets) == [
        "Enable tracemalloc", "RuntimeWarning", "do_some_work", "late.py:20", "prepare()"]
