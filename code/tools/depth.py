"""Draw how many items stand in a queue, over the time of a real run. ::

    depths = Depths()
    queue = depths.watch("readings", asyncio.Queue(4))   # the same queue, and it is noted
    ...                                                  # run the program
    depths          # last line of a notebook cell: a picture; print(depths) for text

There is one panel for each queue, all with the same scales, and a dashed line at the bound
of a queue that has been full.
Each step of the picture is a stretch of time, and shows the most that stood in the queue then;
in the text this is a digit, or + where it is more than 9.

How it looks: asyncio.Queue puts and takes each item with its methods `_put` and `_get`, which are
there to be replaced.  `watch` replaces them on that one object.  Times are those of the loop
that runs, so the picture of a program on a virtual clock shows virtual seconds.
"""

import asyncio
import contextlib
import html

COLUMNS = 60  # at most
PICTURE = "margin: .5em 0; max-width: 46em; font: .84em var(--mono, monospace)"
HIGH = 7  # of the tallest panel, in em
LINE = 1.5  # of text, in em
BLUE, RED = "0072B2", "D55E00"  # of Okabe and Ito's palette
TEX = str.maketrans({c: rf"\{c}" for c in "_&%#${}"})


class Depths:
    """How deep some queues were: each put and each get of one run."""

    def __init__(self):
        self.queues = {}  # name: [(time, depth), ...]
        self.bounds = {}
        self.start = self.end = None

    def watch(self, name: str, queue: asyncio.Queue) -> asyncio.Queue:
        """Note the depth of *queue* under *name*, from now on; return the queue.

        Raises ValueError where another queue has this name.
        """
        if name in self.queues:
            raise ValueError(f"two queues are called {name!r}: give each a name of its own")
        put, get, noted = queue._put, queue._get, []

        def note_put(item):
            put(item)
            noted.append((self.now(), queue.qsize()))

        def note_get():
            item = get()
            noted.append((self.now(), queue.qsize()))
            return item

        queue._put, queue._get = note_put, note_get
        with contextlib.suppress(RuntimeError):  # no loop runs yet: the first put begins
            self.now()
        if queue.qsize():
            noted.append((self.end or 0.0, queue.qsize()))
        self.queues[name], self.bounds[name] = noted, queue.maxsize
        return queue

    def now(self) -> float:
        """Seconds of the running loop since the first queue was watched (before it ran: since the first put)."""
        time = asyncio.get_running_loop().time()
        self.start = time if self.start is None else self.start
        self.end = time - self.start
        return self.end

    def most(self, name: str) -> int:
        """The most items that stood in a queue; 0 where it was not used."""
        return max([depth for _, depth in self.queues[name]], default=0)

    def step(self) -> float:
        """How many seconds one column of the picture is."""
        end = self.end or 0.0
        steps = (n * 10.0**k for k in range(-1, 9) for n in (1, 2, 5))
        return next(step for step in steps if end <= COLUMNS * step)

    def columns(self, name: str) -> list[int]:
        """The most that stood in the queue in each step of time, up to the end of the run."""
        step, depth, most = self.step(), 0, []
        for time, after in self.queues[name]:
            column = int(time / step + 0.001)
            most += [depth] * (column + 1 - len(most))
            most[column] = max(most[column], after)
            depth = after
        return most + [depth] * (int((self.end or 0.0) / step + 0.001) + 1 - len(most))

    def axis(self) -> list[tuple[int, str]]:
        """Times as (column, label)."""
        last = int((self.end or 0.0) / self.step() + 0.001)
        unit = next(n * 10**k for k in range(9) for n in (1, 2, 5) if last <= 4 * n * 10**k)
        times = range(0, last + 1, unit)
        return [(column, f"{column * self.step():.4g}" + " s" * (column == times[-1])) for column in times]

    def said(self, name: str) -> str:
        """What is written at a panel."""
        return f"{name}: at most {self.most(name)}"

    def __repr__(self) -> str:
        if not self.queues:
            return "no queue is watched"
        left, last = 2 + max(map(len, self.queues)), ""
        rows = []
        for name in self.queues:
            signs = "".join("." if not depth else str(depth) if depth < 10 else "+" for depth in self.columns(name))
            rows.append(f"{name:{left}}{signs}  at most {self.most(name)}")
        for column, label in self.axis():
            last = last.ljust(column) + label
        return "\n".join([*rows, " " * left + last])

    def pieces(self, name: str):
        """Columns of the same depth as (first column, number of columns, depth); none for an empty queue."""
        depths, first = self.columns(name), 0
        for column in range(1, len(depths) + 1):
            if column == len(depths) or depths[column] != depths[first]:
                if depths[first]:
                    yield first, column - first, depths[first]
                first = column

    def scale(self) -> float:
        """The height of one item, in em."""
        return min(1.0, HIGH / max([1, *map(self.most, self.queues)]))

    def _repr_html_(self) -> str:
        if not self.queues:
            return html.escape(repr(self))
        one, wide = self.scale(), max(len(self.columns(name)) for name in self.queues)
        out, top = [], 0.0

        def percent(columns):
            return f"{100 * columns / wide:.4g}%"

        def line(y, colour, more=""):
            out.append(f'<line x1="0" x2="100%" y1="{y:.4g}em" y2="{y:.4g}em" stroke="{colour}" {more}/>')

        for name in self.queues:
            out.append(f'<text x="0" y="{top + 1.1:.4g}em">{html.escape(self.said(name))}</text>')
            bound = self.bounds[name]
            bottom = top + LINE + one * max(1, self.most(name), bound if bound <= self.most(name) else 0)
            for column, columns, depth in self.pieces(name):
                out.append(f'<rect x="{percent(column)}" width="{percent(columns)}" y="{bottom - one * depth:.4g}em" '
                           f'height="{one * depth:.4g}em" fill="#{BLUE}" shape-rendering="crispEdges"/>')
            line(bottom, "currentColor", 'stroke-opacity=".5"')
            if 0 < bound <= self.most(name):
                line(bottom - one * bound, f"#{RED}", 'stroke-width="2" stroke-dasharray="6 4"')
            top = bottom + 0.6
        for column, label in self.axis():
            out.append(f'<text x="{percent(column)}" y="{top + 0.8:.4g}em">{label}</text>')
        legend = "".join(f'<span><b style="color: #{colour}">{sign}</b> {meaning}</span>' for sign, colour, meaning in self.legend())
        return (f'<div class="depths" role="img" aria-label="{html.escape(repr(self))}" style="{PICTURE}">'
                f'<svg style="display: block; width: 100%; overflow: visible; fill: currentColor; height: {top + 1.3:.4g}em; '
                f'box-sizing: border-box; padding-right: 4ch">{"".join(out)}</svg>'
                f'<div style="display: flex; flex-wrap: wrap; gap: 0 1.4em">{legend}</div></div>')

    def legend(self) -> list[tuple[str, str, str]]:
        """What is explained below the picture, as (sign, colour, meaning)."""
        bounded = any(0 < bound <= self.most(name) for name, bound in self.bounds.items())
        return [("\N{FULL BLOCK}", BLUE, "items in the queue"), *[("- -", RED, "its bound")] * bounded]

    def _repr_latex_(self) -> str:
        if not self.queues:
            return repr(self)
        wide = max(len(self.columns(name)) for name in self.queues)
        unit, one, out = 46 / wide, self.scale() * 0.9, []
        for name in self.queues:
            bars, drawn = "", 0
            for column, columns, depth in self.pieces(name):
                bars += rf"\hspace*{{{unit * (column - drawn):.4g}em}}\rule{{{unit * columns:.4g}em}}{{{one * depth:.4g}em}}"
                drawn = column + columns
            out += [self.said(name).translate(TEX),  # in one box, so that no line ends in it
                    rf"\mbox{{\rlap{{\rule{{{unit * wide:.4g}em}}{{0.4pt}}}}\color[HTML]{{{BLUE}}}{bars}}}"]
        times = ""
        for column, label in self.axis():
            times += rf"\rlap{{\hspace*{{{unit * column:.4g}em}}{label}}}"
        out.append(rf"\mbox{{{times}}}")
        lines = "\\strut\\\\\n".join(out)
        return rf"\par{{\raggedright\footnotesize\ttfamily\noindent {lines}\strut\par}}"
