"""What a cell printed is on its page and in its script, whatever it printed; what no page can show is named with its line."""

import re
import time

import pytest
from bs4 import BeautifulSoup

from book.tools.execute import KERNEL_FILE
from tests.support import PYTEST, TOOLS, copy_project, of_no_page, run

pytestmark = of_no_page

NO = ":no-script: for a test\n"
NEXT = f"\n```\n\nText.\n\n```{{code-cell}} python\n{NO}"  # a cell below
LATE = "import asyncio, threading, time\ndef late():\n    time.sleep(0.8)\n    print('late')\n"
SHOWN = {  # cells, and what the page shows below each; the text of a script's name is its own
    "back to the start": (r"print('loading...\rdone')", "doneing..."),
    "a bar": (r"""for n in (5, 50, 100): print(f'\r{n:3}% {"#" * (n // 50)}', end='')""" "\nprint()", "100% ##"),
    "an erased line": (r"print('12345\r\x1b[Kab')", "ab"),
    "one back": (r"print('ab\x08c')", "ac"),
    "a line that ends with a return": (r"print('half\rwhole', end='\r')" "\n" r"print('more')", "moree"),
    "hexadecimal": ("print(hex(3735928559), 'at 0xdeadbeef, now')\nprint('<Thing at 0xdeadbeef>')\nprint(f'{255:#010x}')",
                    "0xdeadbeef at 0xdeadbeef, now\n<Thing at 0xdeadbeef>\n0x000000ff"),
    "an address": ("f = lambda: 0\nprint(f)\nprint([f, f.__call__])",
                   "<function <lambda> at 0x7f0000000010>\n[<function <lambda> at 0x7f0000000010>, "
                   "<method-wrapper '__call__' of function object at 0x7f0000000010>]"),
    "a tuple": ("1, 'a'", "(1, 'a')"),
    "a tuple of two": ("(1), (2)", "(1, 2)"),
    "a tuple of one": ("a = [1]\n*a,", "(1,)"),
    "a tuple in parentheses": ("(1,\n 2)", "(1, 2)"),
    "a value that is not shown": ("1 + 1;", None),
    "nothing": ("None", None),
    "a string of lines, awaited": ("import asyncio\nasync def a():\n    return 'x\\ny'\nawait a()", r"'x\ny'"),
    "an f-string of lines": ('import asyncio\nawait asyncio.sleep(0)\nn = 3\nprint(f"""a\n  {n}\n    b""")', "a\n  3\n    b"),
    "strings of lines on one": ('import asyncio\nawait asyncio.sleep(0)\nprint("""a\n b""", """c\n""" """d\n   e""")', "a\n b c\nd\n   e"),
    "semicolons": ("import asyncio; await asyncio.sleep(0); print('ü;'); await asyncio.sleep(0, 5)", "ü;|5"),
    "a value of lines": (
        "import asyncio\nawait asyncio.gather(\n    asyncio.sleep(0, 1),  # one\n    asyncio.sleep(0, 'é'),\n)  # all", "[1, 'é']"),
    "a line that goes on": ("x = 1 + \\\n    2\nx", "3"),
    "a decorator": ("import functools\n\n@functools.cache\n# about f\ndef f(n):\n    return n + 1\n\nf(2)", "3"),
    "match": ("import asyncio\nmatch await asyncio.sleep(0, 'a'):\n    case 'a':\n        print('A')\n    case _:\n        print('B')", "A"),
    "async for": ("import asyncio\nasync def g():\n    for n in range(2):\n        yield n\n"
                  "async for n in g():\n    print(n)\n[n async for n in g()]",
                  "0\n1|[0, 1]"),
    "the folder": ("import os\nprint(os.getcwd())", "code/FOLDER"),
    "colours": (r"print('\x1b[31mred\x1b[0m', 'plain')", "red plain"),
    "blanks": ("print('a  ')\nprint()\nprint('  b')", "a  \n\n  b"),
    "more colours": (r"print('\x1b[38;5;208ma\x1b[0m \x1b[1;38;2;1;2;3mb\x1b[39;22m <\x1b[7mc\x1b[m>')" "\n"
                     r"print('\x1b[33mopen')", "a b <c>\nopen"),
    "erased without going back": (r"print('123\x1b[2Kab', '1\x1b[Kc')" "\n" r"print('12345\b\b\x1b[1K|')", "   ab 1c\n   |5"),
    "input hidden": (":tags: [hide-input]\nprint(1)", "1"),
    "all hidden": (":tags: [hide-cell]\nprint(1)", "1"),
    "without its code": (":tags: [remove-input]\nprint(1)", "1"),
    "without its output": (":tags: [remove-output]\nprint(1)\n2", ""),
    "without stderr": (":tags: [remove-stderr]\nimport sys\nprint(1)\nprint(2, file=sys.stderr)", "1"),
    "without itself": (NO + ":tags: [remove-cell]\nprint(1)", ""),
    "tags as a list of YAML": ("---\n# why\ntags:\n  - hide-input\nno-script: 'a: b'\n---\nprint(1)", "1"),
    "the way of a file": (NO + "import ctypes\nprint(1)\nwith open('/dev/stdout', 'w') as f:\n    f.write('2\\n')\nprint(3)\n"
                          "libc = ctypes.CDLL(None)\nlibc.puts(b'4')\nlibc.fflush(None)\nprint(5)", "1\n2\n3\n4\n5"),
    "late, of a thread": (NO + LATE + "threading.Thread(target=late).start()" + NEXT + "time.sleep(2)\nprint('next')", "late|next"),
    "late, of a thread that nobody waits for": (
        NO + LATE + "threading.Thread(target=late, daemon=True).start()" + NEXT + "time.sleep(2)\nprint('next')", "late|next"),
    "late, of an executor": (
        NO + LATE + "f = asyncio.get_running_loop().run_in_executor(None, late)" + NEXT + "await f\nprint('next')", "late|next"),
    "late, of a task": (NO + LATE + "t = asyncio.create_task(asyncio.to_thread(late))" + NEXT + "await t\nprint('next')", "late|next"),
    "late, of a timer": (
        NO + LATE + "asyncio.get_running_loop().call_later(0.8, print, 'late');" + NEXT + "await asyncio.sleep(2)\nprint('next')", "late|next"),
    "marks": (r"""print('<b> & "q" {x} $y$ \\ %d # ~ ^ _')""", r"""<b> & "q" {x} $y$ \ %d # ~ ^ _"""),
    "a note": (":tags: [raises-exception]\ne = ValueError('one\\ntwo')\ne.add_note('a note')\nraise e", "ValueError: one\ntwo\na note"),
    "a cause": (":tags: [raises-exception]\nclass E(Exception):\n    pass\n\nraise E('a') from OSError('b')", None),
    "a group": (":tags: [raises-exception]\nraise ExceptionGroup('two', [ValueError(1), OSError(2)])", None),
    "a line that is as long as a page has room for": ("print('x' * 190_000)", "x" * 190_000),  # nothing looks at it again and again
    "half of a pair": (NO + ":tags: [raises-exception]\nprint('\\ud83d')",
                       "UnicodeEncodeError: 'utf-8' codec can't encode character '\\ud83d' in position 0: surrogates not allowed"),
    "half of a pair in an error": (NO + ":tags: [raises-exception]\nraise ValueError('\\ud83d é 🐍 \\udcff \\\\')",
                                   r"ValueError: \ud83d é 🐍 \udcff \\"[:-1]),
    "half of a pair on stderr": (NO + "import sys\nprint('\\ud83d é', file=sys.stderr)", r"\ud83d é"),
    "its repr": (r"'\ud83d'", r"'\ud83d'"),
    "both streams": (NO + "import sys, os\nprint('a')\nprint('b', file=sys.stderr)\nos.write(2, b'c\\n')\nprint('d')", "a|b\nc|d"),
    "a child": (NO + "import subprocess, sys\nprint('a')\nsubprocess.run([sys.executable, '-c', 'print(1)']);\nprint('b')", "a\n1\nb"),
    "by turns": (NO + "import os, sys\nsys.setswitchinterval(9)\n"
                 "for n in range(500):\n    print('printed', n)\n    os.write(1, b'written\\n')\nprint('end')",
                 "".join(f"printed {n}\nwritten\n" for n in range(500)) + "end"),
    "a child at the end": (NO + "import subprocess\nsubprocess.run(['echo', 'é' * 3000]);", "é" * 3000),
    "a child before an error": (
        NO + ":tags: [raises-exception]\nimport os\nos.system('echo child')\n1 / 0", "child|ZeroDivisionError: division by zero"),
}


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    """A book of these cells, a chapter for each, with its scripts; built."""
    texts = {}
    for n, (code, _) in enumerate(SHOWN.values(), 1):
        script = "" if code.startswith((NO, "---")) else f":script: s{n}.py\n"
        texts[f"{n:02}-c{n}.md"] = f"\n# C{n}\n\nText.\n\n```{{code-cell}} python\n{script}{code}\n```\n"
    project = copy_project(tmp_path_factory.mktemp("cells"), texts)
    for command in ("update", "build"):
        status, text = run(project, TOOLS, command)
        assert status == 0, text
    return project


@pytest.mark.parametrize("name", SHOWN)
def test_the_page_shows_what_was_printed(book, name):
    n = [*SHOWN].index(name) + 1
    page = BeautifulSoup((book / f"_build/site/{n:02}-c{n}.html").read_text("utf-8"), "html.parser")
    shown = "|".join(pre.get_text().removesuffix("\n") for pre in page.select(".cell_output pre"))
    if (want := SHOWN[name][1]) is not None:
        assert shown == want.replace("FOLDER", f"{n:02}-c{n}")
    assert str(book) not in page.get_text() and "site-packages" not in shown, shown


def test_a_long_line_is_looked_through_once():
    """With the processor's time: a busy machine changes nothing."""
    begin = time.process_time()
    KERNEL_FILE.sub("", "x" * 40_000)
    assert time.process_time() - begin < 2


def test_an_exception_group_is_shown_whole(book):
    n = [*SHOWN].index("a group") + 1
    text = (book / f"_build/site/{n:02}-c{n}.html").read_text("utf-8")
    assert "ExceptionGroup: two (2 sub-exceptions)" in text and "OSError: 2" in text


def test_scripts_print_what_the_pages_show(book):
    status, text = run(book, PYTEST, "-q", "-n0", "--color=no", "tests/code/test_scripts.py", "-k", "shows or expected or code and not fits")
    assert status == 0, text


def test_the_tests_of_pages_refuse_none_of_it(book):
    status, text = run(book, PYTEST, "-q", "-n0", "--color=no", "tests/book/test_site.py", "-k", "shows_what_was_executed or script_is")
    assert status == 0, text


def lines(code):
    """A chapter with this cell, whose first line is line 11."""
    return f"\n# A\n\nText.\n\n```{{code-cell}} python\n{code}\n```\n"


EXECUTED = {  # cells that must not be published, the line that is named, and the words
    "a line separator": ("x = 'a\u2028b'", 0, r"U+2028 ends a line for MyST, not for Python: in a string write \u2028"),
    "a form feed": ("y = 1\nx = 'a\fb'", 1, r"U+000C ends a line for MyST, not for Python: in a string write \x0c"),
    "a blank that is none": ("x\u00a0= 1", 0, "SyntaxError: invalid non-printable character U+00A0"),
    "a string without its end": ("x = 1\ny = '''a\nb", 1, "SyntaxError: incomplete input"),
    "an error in a function": ("def f():\n    1 / 0\n\nf()", 3, "ZeroDivisionError: division by zero"),
    "an error in a repr": ("class A:\n    def __repr__(self):\n        1 / 0\n\nA()", 2, "ZeroDivisionError: division by zero"),
    "a question": ("x = 1\ninput('?')", 1, "StdinNotImplementedError: "),
    "an exit": ("import sys\nsys.exit(3)", 0, "SystemExit: 3"),
    "a group": ("x = 1\nraise ExceptionGroup('two', [ValueError(1)])", 1, "ExceptionGroup: two (1 sub-exception)"),
    "a thread": ("import threading\nthreading.Timer(9, print).start()", 0, "a thread that this cell started still runs"),
    "an executor": ("import time, concurrent.futures as c\np = c.ThreadPoolExecutor()\np.submit(time.sleep, 5)", 0, "a thread that"),
    "atexit": ("import atexit\natexit.register(print, 'bye')", 0, "what this cell gives to atexit is called when the page has ended"),
    "a task": ("import asyncio\nt = asyncio.create_task(asyncio.sleep(9))", 0, "a task that this cell started still runs"),
    "a timer": ("import asyncio\nt = asyncio.get_running_loop().call_later(9, print, 1)", 0, "a timer that this cell started still runs"),
    "a process that prints late": (
        "import subprocess\np = subprocess.Popen('read x; echo late', shell=True, stdin=subprocess.PIPE)" + NEXT + "p.communicate(b'now');", 0,
        "a process that this cell started prints when the cell"),
    "a process": ("import subprocess\np = subprocess.Popen(['sleep', '9'])", 0, "a process that this cell started still runs"),
    "a file": ("with open('left.txt', 'w') as file:\n    file.write('x')", 0, "this cell leaves left.txt behind"),
    "a flood": ("print('x' * 300_000)", 0, "300,057 characters of output; a page has room for 200,000"),
    "the title of a terminal": (r"print('\x1b]0;title\x07')", 0, "this cell shows U+0007"),
    "the title that ends otherwise": (r"print('\x1b]0;title\x1b\\')", 0, "this cell sends ESC ] to the terminal"),
    "a cursor that goes up": (r"print('one\ntwo\x1b[1Aup')", 0, "this cell sends ESC [1A to the terminal"),
    "a hidden cursor": (r"print('\x1b[?25lwait')", 0, "this cell sends ESC [?25l to the terminal"),
    "a control of eight bits": (r"print('a\x9bb')", 0, "this cell shows U+009B"),
    "an empty cell": ("", -1, "this cell is empty"),
    "a script of no page": (":tags: [remove-cell]\n:script: a.py\nprint(1)", 2,
                           "this cell is not shown, and so no page would show its script a.py"),
    "two scripts of one file": ("1\n```\n\n```{code-cell} python\n:script: Same.py\n1\n```\n\n```{code-cell} python\n:script: same.py\n2",
                                10, "same.py and Same.py (book/00-a0.md:17) would be one file on some machines"),
    "a picture from elsewhere": ("from IPython.display import Image\nImage(url='http://example.org/x.png')", 0,
                                 'this output loads from another host: <img src="http://example.org/x.png'),
    "a tag": (":tags: [hide-outptu]\nprint(1)", 1, "`:tags:` knows no hide-outptu; hide-output?"),
    "a tag alone": (":tags: hide-output\nprint(1)", 0, "the options of this cell: 'hide-output' is not of type 'array'"),
    "an option twice": (":tags: [hide-input]\n:tags: [hide-output]\nprint(1)", 0, "this cell has the option `:tags:` twice"),
    "a kind of slide": (':slideshow: {"slide_type": "ntoes"}\nprint(1)', 1, "`:slideshow:` knows no ntoes; notes?"),
    "a line to scroll to": (":scroll: end\nprint(1)", 1, "`:scroll: end` must be the number of a line of the output"),
    "a shell line that fails": ("!false", 0, "a shell line ended with status 1; if it has to, say so: `:status: 1`"),
    "a shell line": (":status: 1\n!true", 1, "`:status: 1`, but its shell lines ended with 0"),
}
BEFORE = ("U+", "`:", "the options", "this cell has", "this cell is", "same.py")  # these are told before any cell runs, one at a time


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What is said of all cells that are executed."""
    names = [name for name, (*_, words) in EXECUTED.items() if not words.startswith(BEFORE) or "ended" in words]
    chapters = {f"0{n}-a{n}.md": lines(NO + EXECUTED[name][0]) for n, name in enumerate(names)}
    project = copy_project(tmp_path_factory.mktemp("told"), chapters)
    status, text = run(project, TOOLS, "execute")
    assert status == 1 and "Traceback" not in text, text
    for name in EXECUTED.keys() - set(names):
        path = project / "book/00-a0.md"
        path.write_text(path.read_text().split("\n# A")[0] + lines(NO + EXECUTED[name][0]), encoding="utf-8")
        status, said = run(project, TOOLS, "execute")
        assert status == 1 and len(said.splitlines()) == 1, said
        text += said
    return text, {name: n for n, name in enumerate(names)}


@pytest.mark.parametrize("name", EXECUTED)
def test_what_cannot_be_shown_is_named_with_its_line(told, name):
    text, numbers = told
    _, line, words = EXECUTED[name]
    n = numbers.get(name, 0)
    where = f"book/0{n}-a{n}.md:{12 + line}: {words}"
    assert re.search(f"^{re.escape(where)}", text, re.M), f"{where}\n{text}"
