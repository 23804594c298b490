"""code/tools/curves.py and the waterfall of chapter 12: what they draw is what they were given."""

import re
import sys
from xml.etree import ElementTree

import pytest

from book.tools.chapter import CODE, TOOLS

pytestmark = pytest.mark.reads()

sys.path += [str(TOOLS), *map(str, CODE.glob("*-http"))]

from curves import Curves, round_step  # noqa: E402
from waterfall import Waterfall  # noqa: E402

CURVES = Curves({"a <b>": [0, 50, 130, 40], "c": [10, 10, 10, 10]}, step=0.25, unit="KiB")
WATERFALL = Waterfall({"ada": (0, 0, 2), "bo": (0, 0, 1), "<cy>": (0, 1, 4)})


def picture(drawn):
    """The SVG as a tree; all of it is said in words too."""
    tree = ElementTree.fromstring(drawn._repr_html_())
    assert tree.get("role") == "img" and tree.get("aria-label").split() == repr(drawn).split()
    return tree


def test_each_point_of_a_curve_stands_at_its_value():
    tree = picture(CURVES)
    lines = {float(line.get("y1")) for line in tree.iter("line")}
    labels = [text.text for text in tree.iter("text")]
    assert labels == ["KiB", *(f"{level}" for level in range(20, 141, 20)), "0 s", "1 s", "a <b>", "c"]
    assert sorted(lines) == pytest.approx([200 * k / 7 for k in range(8)], abs=0.01)
    for line, values in zip(tree.iter("polyline"), CURVES.rows.values()):
        points = [tuple(map(float, point.split(","))) for point in line.get("points").split()]
        assert [x for x, _ in points] == [0, 150, 300, 450]
        assert [140 * (200 - y) / 200 for _, y in points] == pytest.approx(values, abs=0.01)


def test_the_text_of_a_curve():
    assert str(CURVES).split("\n\n")[0] == "\n".join([
        "a <b> (KiB)", "   130 |  #", "   114 |  #", "    98 |  #", "    81 |  #",
        "    65 | ##", "    49 | ###", "    32 | ###", "    16 | ###", "     0 +---- 1 s"])


def test_the_lines_are_at_one_two_or_five():
    assert [round_step(top) for top in (3, 7, 59, 130, 321.75, 0.9)] == [1, 2, 10, 20, 100, pytest.approx(0.2)]


def test_a_curve_that_is_nothing():
    assert "1 s" in [text.text for text in picture(Curves({"idle": [0, 0]}, step=0.5, unit="jobs")).iter("text")]


def test_a_request_waits_and_is_served_when_it_was():
    tree = picture(WATERFALL)
    waits = [(line.get("x1"), line.get("x2")) for line in tree.iter("line") if line.get("stroke-dasharray")]
    served = [(rect.get("x"), rect.get("width")) for rect in tree.iter("rect")]
    assert waits == [("0", "0"), ("0", "0"), ("0", "150")]
    assert served == [("0", "300"), ("0", "150"), ("150", "450")]
    [shape] = tree.iter("polygon")
    points = [tuple(map(float, point.split(","))) for point in shape.get("points").split()]
    base = points[0][1]
    assert [(x, 2 * (base - y) / (base - points[1][1])) for x, y in points[1:-1]] == [(0, 2), (150, 2), (150, 2), (300, 2), (300, 1), (600, 1)]
    assert re.findall(r">([\d.]+) s<", WATERFALL._repr_html_()) == ["0", "0.5", "1", "1.5", "2", "2.5", "3", "3.5", "4"]


def test_the_text_of_a_waterfall():
    assert str(WATERFALL) == "\n".join([
        "ada  |" + "#" * 20, "bo   |" + "#" * 10, "<cy> |" + "." * 10 + "#" * 30,
        "     +" + "-" * 40 + " 4 s", "      " + "2" * 20 + "1" * 20 + " in flight", "      . waits for a place   # waits for its page"])
