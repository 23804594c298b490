"""code/tools/timeline.py: what it records of a run, and that it draws the same each time."""

import math
import os
import re
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup

from tests.support import ROOT, fail, pythons

HERE = "tests/code/test_timeline.py:1"
PROGRAM = '''
import asyncio, time
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

async def main():
    never = asyncio.create_task(wait(1), name="never")
    never.cancel()
    late = asyncio.create_task(wait(9), name="l_te <&> 'ü'")
    await asyncio.gather(wait(0.1), fail(0.6), return_exceptions=True)
    await asyncio.create_task(work(0.3))
    raise LookupError

async def legs():
    for _ in range(5):
        await asyncio.sleep(0.11)

async def together():
    await asyncio.gather(wait(0.3), legs())

def show(coro):
    strip = asyncio.run(timeline(coro))
    print(strip, strip._repr_html_(), strip._repr_latex_(), sep="\\n---\\n")
'''
SHOWN = """\
main()        #.................#..............! LookupError
never         x
l_te <&> 'ü'  #................................x
wait(0.1)     #..|
fail(0.6)     #.................! ValueError
work(0.3)                       #.....#########|
              0              0.5            1 s
"""


def run(code, python=sys.executable, share=1.0):
    """What the program prints, followed by *code*: text, SVG and LaTeX.

    With a *share* it has the processor for that part of each 0.08 s, as on a busy machine.
    """
    program = subprocess.Popen([python, "-B", "-c", PROGRAM + code], cwd=ROOT / "code/tools", text=True,
                               encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               env=os.environ | {"PYTHONIOENCODING": "utf-8"})
    while share < 1 and program.poll() is None:
        program.send_signal(signal.SIGSTOP)
        time.sleep(0.08 * (1 - share))
        program.send_signal(signal.SIGCONT)
        time.sleep(0.08 * share)
    out, err = program.communicate(timeout=60)
    if program.returncode or err:
        pytest.fail(f"{HERE}: {python}\n{err}", pytrace=False)
    return out.split("\n---\n")


@pytest.mark.parametrize("version", PYTHONS := pythons(), ids=lambda v: "python{}.{}".format(*v))
def test_run_wait_end_cancel_and_fail_are_recorded(version):
    text, _, _ = run("show(main())", PYTHONS[version])
    if text != SHOWN.rstrip("\n"):
        fail(HERE, "the strip is not that of the program", SHOWN, text)


def test_the_picture_shows_what_the_text_shows():
    """The rows are put together again from the picture's bars and letters."""
    text, svg, latex = run("show(main())")
    ElementTree.fromstring(svg)  # well-formed
    picture = BeautifulSoup(svg, "html.parser").svg
    assert picture["role"] == "img" and picture["aria-label"] == text
    columns, count = map(int, picture.svg["viewbox"].split()[2:])
    rows = [[" "] * columns for _ in range(count)]
    for bar in picture.find_all("rect"):
        x, wide, height = int(bar["x"]), float(bar["width"]), float(bar["height"])
        middle = float(bar["y"]) + height / 2
        assert abs(middle % 1 - 0.5) < 0.01, f"{bar} is not in the middle of its row"
        sign = "|" if wide < 1 else "#" if height > 0.5 else "."
        rows[int(middle)][x:x + math.ceil(wide)] = sign * math.ceil(wide)
    letters = [e for e in picture.find_all("text") if e.get_text() in ("x", "!")]
    for letter in letters:  # placed in percent and em, one row of the picture is 1 em of theirs
        x = round(float(letter["x"].rstrip("%")) * columns / 100)
        rows[int(float(letter["y"].rstrip("em")))][x] = letter.get_text()
    want = [re.match(r" *[#.]*[|x!]", row[14:])[0] for row in text.splitlines()[:-1]]
    got = ["".join(row).rstrip() for row in rows]
    if got != want:
        fail(HERE, "picture and text differ", "\n".join(want), "\n".join(got))
    words = [e.get_text() for e in picture.find_all("text") if e not in letters]
    assert words == ["0", "0.5", "1 s", *(row[:14].strip() for row in text.splitlines()[:-1])]
    for name in ("main()", r"l\_te <\&> ", "! LookupError", "0.5", "1 s"):
        assert name.split()[-1] in latex, name


def test_a_strip_on_a_busy_machine_is_the_same_byte_for_byte():
    with ThreadPoolExecutor() as pool:
        first, *others = pool.map(lambda share: run("show(together())", share=share), [1, 0.3, 0.3, 0.4, 0.4])
    for other in others:
        if other != first:
            fail(HERE, "two runs of one program draw two pictures", first[0], other[0])


def test_the_loop_is_left_as_it_was():
    code = '''
async def check():
    loop = asyncio.get_running_loop()
    strip = await timeline(main())
    await asyncio.create_task(wait(0))
    print(loop.get_task_factory(), len(asyncio.all_tasks()), len(strip.rows))
asyncio.run(check())
'''
    assert run(code) == ["not shown\nNone 1 6\n"]
