"""code/tools/grouptree.py: what it draws is what the exception holds, in every form and on every Python."""

import random
import sys

import pytest
from bs4 import BeautifulSoup

from book.tools.chapter import TOOLS
from tests.support import python_id, pythons, warm

pytestmark = pytest.mark.reads()

sys.path.append(str(TOOLS))

from grouptree import tree  # noqa: E402

TREE = BaseExceptionGroup("night", [
    OSError("ada: line is dead"), ExceptionGroup("late", [ValueError("<b> & 'c'"), KeyError("dot")]),
    BaseExceptionGroup("stop", [KeyboardInterrupt()]), OSError("ada: line is dead")])
TEXT = """\
BaseExceptionGroup: night
+-- OSError: ada: line is dead
+-- ExceptionGroup: late
|   +-- ValueError: <b> & 'c'
|   +-- KeyError: 'dot'
+-- BaseExceptionGroup: stop
|   +-- KeyboardInterrupt
+-- OSError: ada: line is dead"""
PROGRAM = f"""\
import asyncio, sys
sys.path.append({str(TOOLS)!r})
from grouptree import tree

async def fail(error, delay=0.0):
    try:
        await asyncio.sleep(delay)
    finally:
        raise error

async def inner():
    async with asyncio.TaskGroup() as group:
        group.create_task(fail(OSError("first")))
        group.create_task(fail(ValueError("while it stops"), 9))

async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(inner())
    except* Exception as failed:
        print(tree(failed))

asyncio.run(main())
"""
PRINTED = """\
ExceptionGroup: unhandled errors in a TaskGroup
+-- ExceptionGroup: unhandled errors in a TaskGroup
    +-- OSError: first
    +-- ValueError: while it stops
"""


def held(error):
    """The exception as (type, what it holds), read from itself."""
    return type(error).__name__, [held(one) for one in getattr(error, "exceptions", ())]


def from_text(text):
    """The same, read from the text."""
    lines = [(line.index(line.lstrip("|+- ")) // 4, line.lstrip("|+- ").partition(":")[0]) for line in text.splitlines()]
    stack = [("", [])]
    for depth, name in lines:
        del stack[depth + 1:]
        stack[-1][1].append((name, []))
        stack.append(stack[-1][1][-1])
    return stack[0][1][0]


def from_html(box):
    """The same, read from the boxes."""
    return box.find(string=True, recursive=False).partition(":")[0], [from_html(one) for one in box.find_all("div", recursive=False)]


def some_tree(random_, depth=0):
    if depth == 4 or random_.random() < 0.4:
        return random_.choice([OSError, ValueError, KeyError])("station")
    return ExceptionGroup("group", [some_tree(random_, depth + 1) for _ in range(random_.randint(1, 4))])


def test_text():
    assert repr(tree(TREE)) == TEXT


@pytest.mark.parametrize("seed", range(200))
def test_each_form_shows_the_tree(seed):
    error = some_tree(random.Random(seed))
    drawn = tree(error)
    picture = BeautifulSoup(drawn._repr_html_(), "html.parser").div
    assert from_text(repr(drawn)) == held(error)
    assert picture["aria-label"] == repr(drawn)
    assert from_html(picture.div) == held(error)
    assert drawn._repr_latex_().count(r"\fcolorbox") == len(repr(drawn).splitlines())


def test_a_message_is_text_and_stays_in_its_line():
    drawn = tree(OSError("two\nlines " + "x" * 100))
    [line] = repr(drawn).splitlines()
    assert line.startswith("OSError: two lines x") and line.endswith("x…") and len(line) == len("OSError: ") + 72
    assert "&lt;b&gt; &amp; &#x27;c&#x27;" in tree(TREE)._repr_html_()
    assert r"\&" in tree(TREE)._repr_latex_() and r"\textquotesingle{}" in tree(TREE)._repr_latex_()


def test_no_message_no_colon():
    assert repr(tree(OSError())) == "OSError"


def test_something_else_gets_a_sentence():
    with pytest.raises(TypeError, match=r"^tree draws an exception, not <class 'OSError'>$"):
        tree(OSError)


@pytest.mark.parametrize("version", pythons(), ids=python_id)
def test_a_real_group_on_every_python(version, tmp_path):
    path = tmp_path / "draws.py"
    path.write_text(PROGRAM, encoding="utf-8")
    [(out, err, _)] = warm(pythons()[version]).start([{"argv": [str(path)]}])()
    assert (out, err) == (PRINTED, "")
