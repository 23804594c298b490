"""book/timeline.py: it draws what programs log themselves, changes nothing in them, and draws the same each time."""

import json
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
import timeline_programs
from bs4 import BeautifulSoup
from conftest import ROOT, fail, pythons, warm

BOOK = ROOT / "book"
PROGRAMS = ROOT / "tests" / "timeline_programs.py"
HERE = "tests/test_timeline.py:1"
PYTHONS = pythons()
VERSIONS = {"argnames": "version", "argvalues": PYTHONS, "ids": lambda v: "python{}.{}".format(*v)}
LATE = 0.1  # seconds that a busy machine may add, in all, to what a program logs
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
    """What the picture shows otherwise than the log says."""
    logged, lines, step = events(found["drawn"]), {}, found["step"]
    for name, signs, _ in found["lines"]:
        lines[name.strip()] = signs
    if {*logged} != {*lines}:
        yield f"rows {sorted(lines)}, logged {sorted(logged)}"
    column = lambda seconds: seconds / step * found["scale"]  # noqa: E731
    for name in logged.keys() & lines.keys():
        signs, row = lines[name], logged[name]
        places = [(row[0], len(signs) - len(signs.lstrip()), signs.strip()[0] if len(row) == 1 else "its begin")]
        places += [(row[-1], len(signs) - 1, signs[-1])]
        for (when, sign), at, what in places:
            if not column(when - step - LATE) - 1 <= at <= column(when + 0.02) or what not in (sign, "its begin"):
                yield f"{name}: {what} at {at / column(1):.2f} s, logged {sign} at {when} s"
        for (begin, sign), (end, _) in zip(row, row[1:]):
            first, last = math.ceil(column(begin) + 1), max(0, int(column(end - step - LATE)))
            if set(signs[first:last]) - {sign}:
                yield f"{name}: {signs[first:last]} from {begin} s, logged {sign}"
            steps = signs[:-1] + sign  # the end is drawn over the last one
            if sign in "#=" and sign not in steps[max(0, int(column(begin - step - LATE))):int(column(begin + 0.02)) + 1]:
                yield f"{name}: no {sign} at {begin} s"


def changes(found):
    """What the program did otherwise under timeline than without it."""
    if found["says"] != found["said"]:
        yield f"on stderr: {found['said']!r}\nwithout:   {found['says']!r}"
    plain, drawn = ({name: [(when, sign) for when, other, sign in log if other == name] for _, name, _ in log}
                    for log in (found["plain"], found["drawn"]))
    if plain.keys() != drawn.keys():
        yield f"rows {sorted(drawn)}, without timeline {sorted(plain)}"
    for name in plain.keys() & drawn.keys():
        without = [(when, sign) for when, sign in plain[name] if sign != ":"]
        under = [(when, sign) for when, sign in drawn[name] if sign != ":"]
        same = [a[1] for a in without] == [b[1] for b in under]
        if not same or any(abs(a[0] - b[0]) > LATE for a, b in zip(without, under)):
            yield f"{name}: {under}\nwithout timeline: {without}"


def wrong(result):
    """What is wrong with a program's run, as text; empty where nothing is."""
    out, err, status = result
    if status or err:
        return err or f"exit status {status}"
    found = json.loads(out)
    what = [*differences(found), *changes(found)]
    return "\n".join([*what, found["text"], ""]) if what else ""


@pytest.fixture(scope="module")
def started():
    """All programs on all Pythons, side by side: {version: a function that waits, {title: (out, err, status)}}."""
    def start(version, titles):
        results = warm(PYTHONS[version]).start(
            [{"argv": [str(PROGRAMS), str(BOOK), title]} for title in titles], at_once=16)
        return lambda: dict(zip(titles, results()))

    ask = [subprocess.Popen([python, "-B", "-c", TITLES], cwd=PROGRAMS.parent, stdout=subprocess.PIPE, text=True)
           for python in PYTHONS.values()]
    titles = [process.communicate()[0].splitlines() for process in ask]
    first = {version: start(version, each) for version, each in zip(PYTHONS, titles)}
    return {version: (each, first[version], start) for version, each in zip(PYTHONS, titles)}


@pytest.mark.parametrize(**VERSIONS)
def test_the_picture_is_what_the_program_logs_and_the_program_does_the_same_without(version, started):
    """On a busy machine two runs of one program may differ: those that do are asked again."""
    titles, results, start = started[version]
    assert len(titles) > 50
    for _ in range(4):
        again = {title: text for title, result in results().items() if (text := wrong(result))}
        if not again:
            return
        results = start(version, [*again])
    pytest.fail("\n".join(f"tests/timeline_programs.py: {title}\n{text}" for title, text in again.items()), pytrace=False)


def test_the_newest_python_here_runs_all_programs(started):
    assert {*started[max(PYTHONS)][0]} >= {*timeline_programs.PROGRAMS}
