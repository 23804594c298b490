"""code/tools/depth.py: it draws what the queue says itself, changes nothing in it, and draws the same on each Python."""

import asyncio
import random
import re
import subprocess
import sys
from xml.etree import ElementTree

import pytest

from book.tools.chapter import TOOLS
from tests.support import python_id, pythons, warm

pytestmark = pytest.mark.reads()

sys.path.append(str(TOOLS))

import vloop  # noqa: E402
from depth import COLUMNS, Depths  # noqa: E402

PROGRAM = f"""\
import asyncio, sys
sys.path.append({str(TOOLS)!r})
from depth import Depths

async def main(depths):
    queue = depths.watch("readings", asyncio.Queue(3))
    async def produce():
        for n in range(6):
            await queue.put(n)
    async def consume():
        for n in range(6):
            await asyncio.sleep(0.5)
            await queue.get()
    await asyncio.gather(produce(), consume())

depths = Depths()
asyncio.run(main(depths))
print(depths.most("readings"), [depth for _, depth in depths.queues["readings"]])
"""

TEXT = """\
steps  111111111122222222223333333333322222222221111111111  at most 3
       0                   2                   4 s"""


def watched(main):
    """Run ``main(depths)`` on the virtual clock."""
    depths = Depths()
    vloop.run(main(depths))
    return depths


async def begun(depths):
    """Three items stand in it when it is watched; a second later one is taken."""
    queue = asyncio.Queue()
    for n in range(3):
        queue.put_nowait(n)
    depths.watch("begun", queue)
    await asyncio.sleep(1)
    queue.get_nowait()


def test_what_stands_in_it_already():
    depths = watched(begun)
    assert (depths.most("begun"), depths.columns("begun")) == (3, [3] * 11)
    (queue := asyncio.Queue()).put_nowait(1)  # and where no loop runs yet
    (depths := Depths()).watch("begun", queue)
    assert (depths.most("begun"), repr(depths).splitlines()[0]) == (1, "begun  1  at most 1")


async def steps(depths):
    """One more each second, up to 3, then one less."""
    queue = depths.watch("steps", asyncio.Queue(3))
    for n in range(3):
        await queue.put(n)
        await asyncio.sleep(1)
    for _ in range(3):
        await queue.get()
        await asyncio.sleep(1)


async def unused(depths):
    depths.watch("q", asyncio.Queue())


def test_the_text():
    assert repr(watched(steps)) == TEXT


def test_two_queues_have_one_time():
    """What one of them holds when it is last touched stays in it until the end."""
    async def main(depths):
        one, two = depths.watch("one", asyncio.Queue()), depths.watch("two", asyncio.Queue())
        one.put_nowait(1)
        one.put_nowait(2)
        await asyncio.sleep(1)
        two.put_nowait(1)
        one.get_nowait()
        await asyncio.sleep(1)
        two.get_nowait()

    drawn = watched(main)
    assert drawn.columns("one") == [2] * 11 + [1] * 10 and drawn.columns("two") == [0] * 10 + [1] * 11
    assert repr(drawn).splitlines()[1] == f"two  {'.' * 10}{'1' * 11}  at most 1"


@pytest.mark.parametrize("seed", range(40))
def test_each_column_is_the_most_that_the_queue_held_then(seed):
    """Against a log of its own: what the queue held between two moments."""
    chance, log = random.Random(seed), [(0.0, 0)]
    kind = chance.choice([asyncio.Queue, asyncio.PriorityQueue, asyncio.LifoQueue])

    async def main(depths):
        queue, time = depths.watch("q", kind(chance.choice([0, 1, 5]))), asyncio.get_running_loop().time

        async def produce():
            for n in range(30):
                await queue.put(n)
                log.append((time(), queue.qsize()))
                await asyncio.sleep(chance.choice([0, 0.3, 1.7]))

        async def consume():
            for _ in range(30):
                await queue.get()
                log.append((time(), queue.qsize()))
                await asyncio.sleep(chance.choice([0, 0.4, 2.3]))

        await asyncio.gather(produce(), consume())

    depths = watched(main)
    columns, step = depths.columns("q"), depths.step()
    assert len(columns) <= COLUMNS + 1
    for number, shown in enumerate(columns):
        begin, end = step * number, step * (number + 1)
        before = [depth for when, depth in log if when < begin - 1e-3 * step][-1:]
        during = [depth for when, depth in log if begin - 1e-3 * step <= when < end - 1e-3 * step]
        # a put may hand its item on before the producer looks: it noted one more than the log
        assert max(before + during) <= shown <= max(before + during) + 1, (number, columns, log)


@pytest.mark.parametrize("version", pythons(), ids=python_id)
def test_on_the_real_clock(version, tmp_path):
    (tmp_path / "program.py").write_text(PROGRAM, encoding="utf-8")
    [(out, err, _)] = warm(pythons()[version]).start([{"argv": [str(tmp_path / "program.py")]}])()
    assert (out, err) == ("3 [1, 2, 3, 2, 3, 2, 3, 2, 3, 2, 1, 0]\n", "")


def test_the_queue_works_as_before():
    async def main(depths):
        queue = depths.watch("q", asyncio.Queue(1))
        assert queue.maxsize == 1 and queue.empty()
        queue.put_nowait(None)
        with pytest.raises(asyncio.QueueFull):
            queue.put_nowait(1)
        assert queue.get_nowait() is None
        with pytest.raises(asyncio.QueueEmpty):
            queue.get_nowait()
        queue.task_done()
        await queue.join()

    assert watched(main).most("q") == 1


def test_a_name_twice_is_an_error():
    depths = Depths()
    depths.watch("q", asyncio.Queue())
    with pytest.raises(ValueError, match="^two queues are called 'q': give each a name of its own$"):
        depths.watch("q", asyncio.Queue())


@pytest.mark.parametrize("depths", [Depths(), watched(unused)], ids=["none", "unused"])
def test_nothing_to_draw(depths):
    assert repr(depths) and depths._repr_html_() and depths._repr_latex_()


def test_the_picture_has_a_rectangle_for_each_depth_and_a_line_at_the_bound():
    drawn = watched(steps)
    picture = ElementTree.fromstring(drawn._repr_html_())
    assert picture.get("role") == "img" and picture.get("aria-label").split() == repr(drawn).split()
    rects = [float(rect.get("height").removesuffix("em")) for rect in picture.iter("rect")]
    assert rects == pytest.approx([1, 2, 3, 2, 1])
    assert [text.text for text in picture.iter("text")] == ["steps: at most 3", *[label for _, label in drawn.axis()]]
    dashed = [line for line in picture.iter("line") if line.get("stroke-dasharray")]
    assert len(dashed) == 1 and dashed[0].get("y1") == "1.5em"
    assert "its bound" in drawn._repr_html_() and not re.search(r'fill="(black|#000)', drawn._repr_html_())


def test_no_line_for_a_bound_that_is_out_of_the_picture():
    async def main(depths):
        depths.watch("q", asyncio.Queue(1000)).put_nowait(1)

    assert "stroke-dasharray" not in watched(main)._repr_html_() and "its bound" not in watched(main)._repr_html_()


def test_names_are_escaped():
    async def main(depths):
        depths.watch("<b> & 50_%", asyncio.Queue()).put_nowait(1)

    drawn = watched(main)
    assert "<b>" not in drawn._repr_html_().replace("<b style", "") and r"\& 50\_\%" in drawn._repr_latex_()


def test_in_latex_a_panel_is_one_box():
    """Boxes beside each other were set below each other."""
    drawn = watched(steps)
    panel, axis = re.findall(r"\\mbox\{(.*)\}(?:\\strut)", drawn._repr_latex_())
    line, *bars = [[float(number) for number in rule] for rule in re.findall(r"\\rule\{([\d.]+)em\}\{([\d.]+)(?:em|pt)\}", panel)]
    assert [high for _, high in bars] == pytest.approx([0.9, 1.8, 2.7, 1.8, 0.9])
    assert sum(wide for wide, _ in bars) <= line[0] + 0.01
    assert [label for _, label in drawn.axis()] == re.findall(r"em\}(.*?)\}", axis)


def test_the_steps_are_of_one_two_or_five():
    for seconds, step in (0, 0.1), (5, 0.1), (7, 0.2), (46, 1), (3600, 100), (86400, 2000):
        async def main(depths, seconds=seconds):
            queue = depths.watch("q", asyncio.Queue())
            queue.put_nowait(1)
            await asyncio.sleep(seconds)
            queue.get_nowait()

        assert watched(main).step() == pytest.approx(step), seconds


def test_it_needs_nothing_but_itself(tmp_path):
    program = f"import sys; sys.path.append({str(TOOLS)!r}); import depth; print(sorted(set(sys.modules) & {{'vloop', 'timeline', 'IPython'}}))"
    done = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True, cwd=tmp_path)
    assert (done.stdout, done.stderr) == ("[]\n", "")
