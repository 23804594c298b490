"""Draw when the tasks of a real run ran, and when they waited.

    await timeline(main())         # last line of a notebook cell: a picture
    print(await timeline(main()))  # in a script: the same as text

Each row is a task: ``#`` it ran, ``.`` it waited; then ``|`` it ended, ``x`` it was
cancelled, or ``!`` it failed.  The tasks really wait.  So that two runs draw the same
picture, times are rounded down to tenths of a second, and the clock of the run stands
still while another program has the processor.  (Therefore a call that blocks for less
than 0.2 s, other than time.sleep, is not seen.)
"""

import asyncio
import collections.abc
import contextlib
import html
import io
import re
import threading
import time
import weakref
from unittest.mock import patch

# how high a sign is drawn (0: as a letter) and its colour: from Okabe and Ito's palette
LOOKS = {"#": (0.6, "0072B2"), ".": (0.12, "808080"), "|": (0.82, "808080"),
         "x": (0, "CC79A7"), "!": (0, "D55E00")}
CENTRE, BEFORE = 'text-anchor="middle"', 'text-anchor="end" dx="-.8em"'
BOLD = 'style="font: bold 1.7em sans-serif" fill="#{}"'
STYLE = ("margin-top: .5em; box-sizing: border-box; width: 100%; max-width: 46em; "
         "overflow: visible; fill: currentColor; font: .84em var(--mono, monospace)")
TEX = str.maketrans({c: rf"\{c}" for c in "_&%#${}"} | {"'": r"\textquotesingle{}"})


class Row:
    """What one task did.  Its times are whole tenths of a second since the start."""

    def __init__(self, coro, now):
        values = getattr(getattr(coro, "cr_frame", None), "f_locals", {}).values()
        simple = ", ".join(repr(v) for v in values if isinstance(v, (str, int, float)))
        name = f"{coro.__name__}({simple})"  # until its task has a name of its own
        self.name = name if len(name) <= 20 else name[:19] + "…"
        self.first, self.runs, self.end = now, [], ""


class Traced(collections.abc.Coroutine):
    """A task's coroutine; each of its steps is noted in *row*."""

    def __init__(self, coro, row, strip):
        self.coro, self.row, self.strip = coro, row, strip

    def step(self, method, *args):
        row, strip, begin = self.row, self.strip, self.strip.now()
        name = asyncio.current_task().get_name()
        if not re.fullmatch(r"Task-\d+|None", name):  # None: 3.13.0, with a task factory
            row.name = name
        outer, strip.running = strip.running, True
        try:
            return method(*args)
        except BaseException as error:
            row.end = {"StopIteration": "|", "CancelledError": "x"}.get(
                type(error).__name__, f"! {type(error).__name__}")
            raise
        finally:
            strip.running = outer
            row.runs.append((begin, strip.now()))

    def send(self, value):
        return self.step(self.coro.send, value)

    def throw(self, *error):
        return self.step(self.coro.throw, *error)

    def __await__(self):
        return self.coro.__await__()


class Strip:
    """The rows of one run.  It shows itself as text, as SVG in HTML, and in LaTeX."""

    def __init__(self, clock):
        self.clock, self.zero, self.lost = clock, clock(), 0
        self.since, self.worked = time.monotonic(), time.thread_time()
        self.rows, self.running, self.thread = [], False, threading.current_thread()

    def away(self):
        """Seconds without the processor since the last wait, unless something blocks."""
        away = time.monotonic() - self.since - (time.thread_time() - self.worked)
        return away if away < 0.2 else 0

    def time(self):
        """The clock of the run, in seconds."""
        return self.clock() - self.lost - self.away()

    def now(self):
        """Tenths of a second since the start, rounded down; a wait may end a tick early."""
        return int((self.time() - self.zero + 0.005) * 10)

    def punctual(self, wait):
        """The function *wait*, but the clock of the run goes on only to the planned end."""
        def waits(seconds):
            if threading.current_thread() is not self.thread:
                return wait(seconds)
            self.lost, begin = self.lost + self.away(), time.monotonic()
            result = wait(seconds)
            if not result and seconds is not None:  # not woken by an event
                self.lost += max(0, time.monotonic() - begin - seconds)
            self.since, self.worked = time.monotonic(), time.thread_time()
            return result
        return waits

    def close(self):
        """Make the signs: ``lines`` of (name, signs, error), ``axis`` of (column, label)."""
        total = max(1, *(end for row in self.rows for _, end in row.runs))
        scale, self.lines = max(1, 40 // total), []
        for row in self.rows:
            last = row.runs[-1][1] if row.end else total
            signs = list(" " * scale * row.first + "." * (scale * (last - row.first) + 1))
            for a, b in row.runs:
                signs[scale * a:scale * b + 1] = "#" * (scale * (b - a) + 1)
            signs[-1] = row.end[:1] or signs[-1]
            self.lines.append((row.name, "".join(signs), row.end[1:]))
        fit = [n for n in (1, 2, 5, 10, 20, 50, 100, 10**9) if total <= 4 * n]
        times = range(0, total + 1, next((n for n in fit if total % n == 0), fit[0]))
        self.axis = [(scale * t, f"{t / 10:g}{' s' * (t == times[-1])}") for t in times]
        self.columns, self.left = scale * total + 1, 2 + max(len(row.name) for row in self.rows)

    def __repr__(self):
        text = [f"{name:{self.left}}{signs}{error}" for name, signs, error in self.lines]
        last = " " * self.left
        for column, label in self.axis:
            last = last.ljust(self.left + column) + label
        return "\n".join([*text, last])

    def pieces(self):
        """For each piece of a row: row, column, width, sign, and the sign's `LOOKS`."""
        for k, (_, signs, _) in enumerate(self.lines):
            for piece in re.finditer(r"#+|\.+|[|x!]", signs):
                sign = piece[0][0]
                yield k, piece.start(), len(piece[0]) if sign in "#." else 0.3, sign, *LOOKS[sign]

    def _repr_html_(self):
        bars, texts, rows = "", "", len(self.lines)  # bars are stretched to the width, texts not
        place, mark = '<text x="{:.4g}%" y="{:.4g}em" {}>{}</text>', BOLD.format
        for column, label in self.axis:
            texts += place.format(100 * column / self.columns, 1.7 * rows + 1.1, CENTRE, label)
        for k, (name, _, _) in enumerate(self.lines):
            texts += place.format(0, 1.7 * k + 1.2, BEFORE, html.escape(name))
        for k, column, wide, sign, height, colour in self.pieces():
            if height:
                bars += (f'<rect x="{column}" y="{k + 0.5 - height / 2:.4g}" width="{wide}" '
                         f'height="{height}" fill="#{colour}"/>')
            else:
                texts += place.format(100 * column / self.columns, k + 0.72, mark(colour), sign)
        return (f'<svg class="strip" role="img" aria-label="{html.escape(repr(self))}" '
                f'style="height: {1.7 * rows + 1.4:.4g}em; padding: 0 2.5em 0 {self.left}ch; '
                f'{STYLE}"><svg width="100%" height="{1.7 * rows:.4g}em" '
                f'viewBox="0 0 {self.columns} {rows}" '
                f'preserveAspectRatio="none">{bars}</svg>{texts}</svg>')

    def _repr_latex_(self):
        unit, left = 44 / self.columns, 0.62 * self.left  # em

        def put(column, thing):
            return rf"\rlap{{\hspace*{{{left + unit * column:.4g}em}}{thing}}}"

        out = [rf"\rlap{{{name.translate(TEX)}}}" + put(len(signs) + 1, error)
               for name, signs, error in self.lines]
        for k, column, wide, sign, height, colour in self.pieces():
            bar = rf"\rule[{0.3 - height / 2:.4g}em]{{{unit * wide:.4g}em}}{{{height}em}}"
            out[k] += put(column, rf"\color[HTML]{{{colour}}}{bar if height else sign}")
        out.append("".join(put(column, label) for column, label in self.axis))
        lines = "\\strut\\\\\n".join(out)
        return rf"\par{{\footnotesize\ttfamily\noindent {lines}\strut\par}}"


async def timeline(coro):
    """Run *coro* as a task; return the `Strip` of it and of all tasks made in it.

    What it prints is dropped, and an exception that ends it is only a mark in the
    strip.  Tasks that are left when it ends are cancelled, as by asyncio.run.
    """
    loop, tasks = asyncio.get_running_loop(), weakref.WeakSet()
    strip, inner = Strip(loop.time), loop.get_task_factory()

    def factory(loop, coro, **options):
        if strip.running or not strip.rows:  # made by coro, or by a task of this strip
            strip.rows.append(Row(coro, strip.now()))
            coro = Traced(coro, strip.rows[-1], strip)
        task = inner(loop, coro, **options) if inner else asyncio.Task(coro, loop=loop, **options)
        if isinstance(coro, Traced):
            tasks.add(task)
        return task

    loop.set_task_factory(factory)
    try:
        with (contextlib.redirect_stdout(io.StringIO()), patch.object(loop, "time", strip.time),
              patch.object(loop._selector, "select", strip.punctual(loop._selector.select)),
              patch.object(time, "sleep", strip.punctual(time.sleep))):
            main = loop.create_task(coro)
            await asyncio.wait([main])
            for task in tasks:
                task.cancel()
            await asyncio.wait(list(tasks))
            main.cancelled() or main.exception()  # else asyncio says: never retrieved
    finally:
        loop.set_task_factory(inner)
    strip.close()
    return strip
