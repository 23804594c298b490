"""code/tools/timeline.py: it draws what programs log themselves, changes nothing in them, and draws the same each time."""

import json
import math
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup

from book.tools.chapter import TOOLS
from tests.live.test_live import opened, server  # noqa: F401 (fixtures)
from tests.support import ROOT, fail, pythons, warm

pytestmark = pytest.mark.reads()

PROGRAMS = ROOT / "tests/support/timeline_programs.py"
HERE = "tests/code/test_timeline.py:1"
PYTHONS = pythons()
VERSIONS = {"argnames": "version", "argvalues": PYTHONS, "ids": lambda v: "python{}.{}".format(*v)}
TITLES = "import timeline_programs; print(*timeline_programs.PROGRAMS, sep='\\n')"


# --- fifty programs, and more -----------------------------------------------------


def events(log):
    """What a program logged, per row: {name: [(time, sign)]}; without states that lasted for an instant or go on."""
    rows = {}
    for when, name, sign in log:
        rows.setdefault(name, []).append((when, sign))
    for name, row in rows.items():
        row.sort(key=lambda event: event[0])  # an event may be logged late
        lasted = [now for now, after in zip(row, [*row[1:], (math.inf, "")]) if now[1] == "#" or after[0] - now[0] > 0.01]
        rows[name] = [now for before, now in zip([(0, ""), *lasted], lasted) if now[1] != before[1]]
    return rows


def differences(found):
    """What the picture shows otherwise than the log says; times may be rounded down, and on the real clock late."""
    logged, step, late = events(found["drawn"]), found["step"], found["late"]
    lines = {name.strip(): signs for name, signs, _ in found["lines"]}
    if {*logged} != {*lines}:
        yield f"rows {sorted(lines)}, logged {sorted(logged)}"
    column = lambda seconds: seconds / step * found["scale"]  # noqa: E731
    for name in logged.keys() & lines.keys():
        signs, row = lines[name], logged[name]
        for (when, sign), at, shown in ((row[0], len(signs) - len(signs.lstrip()), None), (row[-1], len(signs) - 1, signs[-1])):
            if not column(when - step - late) - 0.1 <= at <= column(when + 0.02) or shown not in (sign, None):
                yield f"{name}: {shown or 'it begins'} at {at / column(1):.2f} s, logged {sign} at {when} s"
        for (begin, sign), (end, _) in zip(row, row[1:]):
            first, last = math.ceil(column(begin) + 1), max(0, int(column(end - step - late) + 0.1))
            if set(signs[first:last]) - {sign}:
                yield f"{name}: {signs[first:last]} from {begin} s, logged {sign}"
            steps = signs[:-1] + sign  # the end is drawn over the last one
            if sign in "#=" and sign not in steps[max(0, int(column(begin - step - late))):int(column(begin + 0.02)) + 1]:
                yield f"{name}: no {sign} at {begin} s"


def changes(found):
    """What the program did otherwise under timeline than without it."""
    if found["says"] != found["said"]:
        yield f"on stderr: {found['said']!r}\nwithout:   {found['says']!r}"
    if not found["late"] and found["plain"] != found["drawn"]:
        yield f"logged under timeline {found['drawn']}\nwithout it {found['plain']}"
    under, without = ({name: "".join(sign for _, other, sign in log if other == name and sign != ":") for _, name, _ in log}
                      for log in (found["drawn"], found["plain"]))
    if under != without:
        yield f"under timeline {under}\nwithout it {without}"


def wrong(title, result, exact=()):
    """What is wrong with a program's run, as text; empty where nothing is.  *exact* are runs on a virtual clock."""
    out, err, status = result
    if status or err:
        return f"tests/support/timeline_programs.py: {title}\n{err or f'exit status {status}'}"
    text = ""
    for name, found in json.loads(out).items():
        if found:
            what = [*differences(found), *changes(found)]
            if name in exact and found["text"] != exact[name]["text"]:
                what.append(f"on a virtual clock it is another picture:\n{exact[name]['text']}\n")
            text += "\n".join([f"tests/support/timeline_programs.py: {name}", *what, found["text"], ""]) if what else ""
    return text


def start(version, titles):
    """Start programs, "" for all on a virtual clock; returns a function that waits, [(stdout, stderr, status)]."""
    script = str(PROGRAMS.with_name("drawing.py"))
    return warm(PYTHONS[version], "drawing").start([{"argv": [script, *filter(None, [title])]} for title in titles], at_once=80)


@pytest.fixture(scope="module")
def started():
    """All programs, under all Pythons at once, because they mostly wait: {version: (titles, a function that waits)}."""
    asked = {version: subprocess.Popen([python, "-B", "-c", TITLES], cwd=PROGRAMS.parent, stdout=subprocess.PIPE, text=True)
             for version, python in PYTHONS.items()}
    titles = {version: program.communicate()[0].splitlines() for version, program in asked.items()}
    return {version: (found, start(version, ["", *found])) for version, found in titles.items()}


@pytest.mark.parametrize(**VERSIONS)
def test_the_picture_is_what_the_program_logs_and_the_program_does_the_same_without(version, started):
    """Exactly on a virtual clock, and the picture is the same on the real one.

    There a busy machine may change what a program does: those that differ are asked again.
    """
    titles, results = started[version]
    assert len(titles) > 50
    virtual, *real = results()
    if text := wrong("on a virtual clock", virtual):
        pytest.fail(text, pytrace=False)
    exact = json.loads(virtual[0])
    assert len(exact) > 50
    for _ in range(4):
        again = {title: text for title, result in zip(titles, real) if (text := wrong(title, result, exact))}
        if not again:
            return
        titles = [*again]
        real = start(version, titles)()
    pytest.fail("\n".join(again.values()), pytrace=False)


# --- the picture ------------------------------------------------------------------

PROGRAM = '''
import asyncio, gc, os, sys, time
sys.path.append("../tools")
import vloop
from timeline import timeline

async def wait(seconds):
    print("not shown")
    await asyncio.sleep(seconds)

async def fail(seconds):
    await asyncio.sleep(seconds)
    raise ValueError

async def work(seconds):
    await asyncio.sleep(0.2)
    time.sleep(seconds)

async def forgotten():
    await asyncio.Future()

async def main():
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: None)
    never = asyncio.create_task(wait(1), name="never")
    never.cancel()
    late = asyncio.create_task(wait(9), name="l_te <&> 'ü'")
    asyncio.create_task(forgotten())
    await asyncio.gather(wait(0.1), fail(0.6), return_exceptions=True)
    gc.collect()
    thread = asyncio.create_task(asyncio.to_thread(time.sleep, 0.7), name="thread")
    await asyncio.gather(work(0.3), wait(0.3))
    await thread
    raise LookupError

async def tenths():
    for _ in range(5):
        await asyncio.sleep(0.1)

async def together():
    await asyncio.gather(wait(0.3), tenths())
    await asyncio.gather(wait(0.3), work(0.3))

async def thousands():
    async with asyncio.TaskGroup() as group:
        for number in range(2000):
            group.create_task(asyncio.sleep(0.4 + number % 2 / 10), name=f"n{number}")
        await asyncio.gather(*[fail(0.3) for _ in range(40)], return_exceptions=True)

def show(coro, run=asyncio.run, **options):
    strip = run(timeline(coro, **options))
    print(strip, strip._repr_html_(), strip._repr_latex_(), sep="\\n---\\n")
'''
SHOWN = """\
main()                 #.................#..............#.....! LookupError
  never                x
  l_te <&> 'ü'         #......................................X
  forgotten()          #.................?
  wait(0.1)            #..|
  fail(0.6)            #.................! ValueError
  thread                                 #....................|
    thread sleep(0.7)                    =====================|
  work(0.3)                              #.....#########|
  wait(0.3)                              #........::::::|
                       0              0.5            1 s
# runs   : ready, but another runs   . waits   = in another thread
| ended   x cancelled   X cancelled at exit   ! failed   ? lost
"""


def run(code, python=sys.executable):
    """What the program prints, followed by *code*: text, SVG and LaTeX."""
    program = subprocess.Popen([python, "-B", "-W", "error", "-c", PROGRAM + code],
                               cwd=TOOLS, text=True, encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               env=os.environ | {"PYTHONIOENCODING": "utf-8"})
    out, err = program.communicate(timeout=60)
    if program.returncode or err:
        pytest.fail(f"{HERE}: {python}\n{err}", pytrace=False)
    return out.split("\n---\n")


@pytest.mark.parametrize(**VERSIONS)
def test_all_signs_and_their_legend(version):
    text, _, _ = run("show(main(), vloop.run)", PYTHONS[version])
    if text != SHOWN.rstrip("\n"):
        fail(HERE, "the strip is not that of the program", SHOWN, text)


@pytest.mark.parametrize(**VERSIONS)
def test_each_row_stands_below_the_task_that_made_it(version):
    code = """
async def maker():
    asyncio.get_running_loop().call_later(0.1, lambda: asyncio.ensure_future(wait(0.1)))
    await asyncio.create_task(fail(0.1))

async def tree():
    if hasattr(asyncio, "eager_task_factory"):
        asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    await asyncio.gather(maker(), wait(0.3), return_exceptions=True)

show(tree(), vloop.run)
"""
    want = """\
tree()         #......................................|
  maker()      #............! ValueError
    fail(0.1)  #............! ValueError
    wait(0.1)               #............|
  wait(0.3)    #......................................|
               0            0.1          0.2          0.3 s
# runs   . waits   | ended   ! failed
"""
    text, _, _ = run(code, PYTHONS[version])
    if text != want.rstrip("\n"):
        fail(HERE, "the rows are not in their order", want, text)


def test_the_picture_shows_what_the_text_shows():
    """The rows are put together again from the picture's bars and letters, the legend from its own."""
    text, svg, latex = run("show(main(), vloop.run)")
    ElementTree.fromstring(svg)  # well-formed
    picture = BeautifulSoup(svg, "html.parser").div
    assert picture["role"] == "img" and picture["aria-label"] == text
    *shown, axis, _, _ = text.splitlines()
    left, columns = axis.index("0"), 40
    rows = [[" "] * columns for _ in shown]
    colours = {"0072B2": "#", "56B4E9": ":", "808080": ".", "009E73": "="}
    for bar in picture.svg.find_all("rect"):
        at, wide = (round(float(bar[key].rstrip("%")) * columns / 100) for key in ("x", "width"))
        middle = (float(bar["y"][:-2]) + float(bar["height"][:-2]) / 2) / 1.7
        assert abs(middle % 1 - 0.5) < 0.01, f"{bar} is not in the middle of its row"
        sign, wide = ("|", 1) if bar["width"] == "3" else (colours[bar["fill"][1:]], wide)
        rows[int(middle)][at:at + wide] = sign * wide
    letters = [e for e in picture.svg.find_all("text") if e.get_text() in ("x", "X", "!", "?")]
    for letter in letters:
        at, row = round(float(letter["x"].rstrip("%")) * columns / 100), float(letter["y"][:-2]) * 1.2 / 1.7
        rows[int(row)][at] = letter.get_text()
    want = [re.match(r" *[#:.=]*[|xX!?]", row[left:])[0] for row in shown]
    got = ["".join(row).rstrip() for row in rows]
    if got != want:
        fail(HERE, "picture and text differ", "\n".join(want), "\n".join(got))
    words = [e.get_text() for e in picture.svg.find_all("text") if e not in letters]
    assert words == ["0", "0.5", "1 s", *[word for row in shown for word in [row[:left].strip()]
                                           + re.findall("Value.*", row)]]
    legend = [span.get_text(" ", strip=True) for span in picture.find_all("span")]
    assert legend == ["runs", "ready, but another runs", "waits", "in another thread", "ended", "x cancelled",
                      "X cancelled at exit", "! failed", "? lost", "! main(): LookupError"]
    for words in ("main()", r"l\_te~<\&>~", "LookupError", "0.5", "cancelled~at~exit", "ready,"):
        assert words in latex, words


def test_a_strip_on_a_busy_machine_is_the_same_byte_for_byte():
    """Four runs at a time beside twice as many programs as processors, which compute and come first.

    What a run imports it imports before that: with the rest of the processor it would take a minute.
    Those that differ are asked again: a machine can also stop a program without a word.
    """
    first, left = run("show(together(), vloop.run)"), 4
    busy = [subprocess.Popen([sys.executable, "-IS", "-c", "while True: pass"]) for _ in range(2 * os.cpu_count())]
    try:
        with ThreadPoolExecutor() as pool:
            for _ in range(5):
                others = [*pool.map(lambda _: run("os.nice(4)\nshow(together())"), range(left))]
                left = sum(other != first for other in others)
                if not left:
                    return
    finally:
        for program in busy:
            program.kill()
            program.wait()
    fail(HERE, "a busy machine draws another picture than a virtual clock", first[0],
         next(other[0] for other in others if other != first))


def test_where_the_system_says_nothing_a_stop_between_two_callbacks_is_left_out_too():
    """As on a loaded machine, but in a page: each time the loop only looks whether something is ready, it is stopped."""
    code = """
import contextlib, timeline as module

async def lets_others_run():
    await asyncio.sleep(0)
    await asyncio.sleep(0.2)

async def stopped():
    selector = asyncio.get_running_loop()._selector
    real = selector.select
    def select(timeout):
        time.sleep(0.15 * (timeout == 0))
        return real(timeout)
    selector.select = select
    return await timeline(lets_others_run())

module.schedstat = lambda loop: contextlib.nullcontext()
print(asyncio.run(stopped()))
"""
    want = """\
lets_others_run()  #.......................................|
                   0                   0.1                 0.2 s
# runs   . waits   | ended
"""
    [text] = run(code)
    if text != want:
        fail(HERE, "the picture shows when the thread was stopped", want, text)


def test_thousands_of_tasks_are_folded():
    text, svg, latex = run("show(thousands())")
    rows = dict(re.findall(r"^ *(.+?)  +([#:.=]+[|!].*)$", text, re.M))
    assert {*rows} == {"thousands()", "2000 × sleep()", "40 × fail()"}, text
    assert rows["40 × fail()"].endswith("! ValueError") and rows["2000 × sleep()"].endswith("|"), text
    assert len(svg) < 10_000
    text, _, _ = run("""
async def ends():
    tasks = [asyncio.create_task(wait(1 if n % 2 else 0.1)) for n in range(50)]
    await asyncio.sleep(0.3)
    tasks[1].cancel()
show(ends())""")
    assert "50 × wait(): 25 ended, 24 cancelled at exit, 1 cancelled" in text, text


def test_a_smaller_tick_shows_more():
    text, _, _ = run("show(wait(0.05), tick=0.01)")
    assert re.search(r"#\.+\|\n.*0 .*0\.05( s)?", text), text


def test_two_pictures_until_the_same_time_have_one_scale():
    long, short = (run(f"show(wait({seconds}), until=0.8)")[0].splitlines()[:2] for seconds in (0.8, 0.4))
    assert long[1] == short[1] and long[1].endswith("0.8 s"), (long, short)
    (shorter,), (longer,) = (re.findall(r"#\.+\|", lines[0]) for lines in (short, long))
    assert 2 * len(shorter) == len(longer) + 1, (shorter, longer)
    assert run("show(wait(0.8), until=0.4)")[0].splitlines()[:2] == long


def test_the_loop_is_left_as_it_was():
    code = '''
async def leaves_a_timer():
    asyncio.get_running_loop().call_later(0.2, print, "after its end")

async def check():
    loop = asyncio.get_running_loop()
    before = dict(vars(loop))
    await timeline(main())
    await timeline(leaves_a_timer())
    await asyncio.create_task(wait(0.4))
    changed = [name for name in vars(loop) if name not in before]
    print(changed, loop.get_task_factory(), len(asyncio.all_tasks()))
asyncio.run(check())
'''
    assert run(code) == ["not shown\n[] None 1\n"]


def test_what_cannot_be_drawn_is_refused_in_a_sentence():
    code = '''
async def check():
    gathered = asyncio.gather(wait(0.1))
    task = asyncio.create_task(wait(0.1))
    for wrong in gathered, task, wait, main(), 3:
        try:
            await timeline(wrong, tick=0 if asyncio.iscoroutine(wrong) else 1)
        except (TypeError, ValueError) as error:
            print(f"{type(error).__name__}: {error}")
    for until in -1, float("nan"), float("inf"):
        try:
            await timeline(wait(0.1), until=until)
        except ValueError as error:
            print(error)
    await asyncio.gather(task, gathered)
    async def inner():
        try:
            await timeline(wait(1))
        except RuntimeError as error:
            print(error, file=out)
    import sys
    out = sys.stdout
    await timeline(inner())
    class Waits:
        def __await__(self):
            return asyncio.sleep(0.1).__await__()
    print(await timeline(Waits()))
asyncio.run(check())
'''
    begun = ("TypeError: timeline needs a coroutine; this has begun already, before anybody could look: write it "
             "into a function, async def main(): await ..., and draw timeline(main())\n")
    want = f"""\
{begun}{begun}TypeError: timeline needs a coroutine, not <function wait at …>: call it, timeline(wait())
ValueError: tick is a number of seconds, more than 0, and not 0
TypeError: timeline needs a coroutine, not 3
until is a number of seconds, at least 0, and not -1
until is a number of seconds, at least 0, and not nan
until is a number of seconds, at least 0, and not inf
not shown
not shown
a timeline is being drawn on this event loop: draw one after the other
Waits()  #.......................................|
         0                                       0.1 s
# runs   . waits   | ended
"""
    got = re.sub("0x[0-9a-f]+", "…", run(code)[0])
    if got != want:
        fail(HERE, "the messages differ", want, got)


def test_a_timeline_can_be_stopped():
    """As the button Stop does: what it runs is cancelled, and the loop is as it was."""
    code = '''
async def check():
    task = asyncio.create_task(timeline(main()))
    await asyncio.sleep(0.3)
    task.cancel()
    await asyncio.wait([task])
    loop = asyncio.get_running_loop()
    print(task.cancelled(), len(asyncio.all_tasks()), "call_soon" in vars(loop))
asyncio.run(check())
'''
    assert run(code) == ["True 1 False\n"]


@pytest.mark.reads("coroutines")
def test_in_the_page(opened, server):  # noqa: F811
    """The programs that need neither threads nor sockets, on the loop of the page and on the virtual clock."""
    page = opened("02-coroutines.html", under=server.url + "fast/", drawn=False)
    printed, said = page.run(1, PROGRAMS.read_text(encoding="utf-8") + """
import json, vloop
from timeline import timeline
asyncio.run(as_it_is(asyncio.sleep(0)))  # so the page runs this outside of its own loop, as a script
titles = [title for title, (_, needs) in PROGRAMS.items() if not {"thread", "socket"} & {*needs}]
for clock in vloop.run, None:
    print(json.dumps({title: found for title in titles if (found := report(title, timeline, clock))}))
""")
    assert not said, said
    virtual, real = map(json.loads, printed.splitlines())
    assert len(real) > 45
    if text := wrong("", (json.dumps(virtual), "", 0)):
        pytest.fail(text, pytrace=False)
    for _ in range(4):
        again = {title: text for title in real if (text := wrong("", (json.dumps({title: real[title]}), "", 0), virtual))}
        if not again:
            return
        printed, _ = page.run(2, f"print(json.dumps({{title: report(title, timeline) for title in {[*again]}}}))  # asyncio.run()")
        real = json.loads(printed)
    pytest.fail("\n".join(again.values()), pytrace=False)
