"""Draw the time limits of a run: when each block began, how it ended, where its limit was. ::

    limits = Limits()
    async with limits.limit("ada", 1.0):      # asyncio.timeout(1.0), and it is noted
        await read_station("ada")
    limits          # last line of a notebook cell: a picture; print(limits) for text

Times are rounded down to half seconds.  A block inside of another one is indented.
"""

import asyncio
import contextlib
import html

WIDE = 8  # columns for half a second
MEANING = {"=": "in the block", "!": "its limit ended it", "x": "ended from outside",
           "|": "ended in time", "o": "its limit, not reached"}
COLOURS = {"=": "0072B2", "!": "D55E00", "x": "CC79A7", "|": "808080", "o": "808080"}


class Limits:
    """The limits of one run, in the order of their beginning."""

    def __init__(self):
        self.rows, self.depth, self.start = [], 0, None

    @contextlib.asynccontextmanager
    async def limit(self, name, seconds):
        """asyncio.timeout(seconds), noted under *name*; gives the Timeout object."""
        time = asyncio.get_running_loop().time
        self.start = time() if self.start is None else self.start
        begin = time() - self.start
        row = {"name": "  " * self.depth + name, "begin": begin, "limit": begin + seconds}
        self.rows.append(row)
        self.depth += 1
        try:
            async with asyncio.timeout(seconds) as timeout:
                yield timeout
            row["sign"] = "|"
        except BaseException:
            row["sign"] = "!" if timeout.expired() else "x"
            raise
        finally:
            self.depth -= 1
            row["end"] = time() - self.start

    def lines(self):
        """The rows as (name, signs)."""
        for row in self.rows:
            begin, end, limit = (WIDE * int(row[key] / 0.5 + 0.05) for key in ("begin", "end", "limit"))
            signs = " " * begin + "=" * (end - begin) + row["sign"]
            yield row["name"], signs if row["sign"] == "!" else signs.ljust(limit) + "o"

    def axis(self):
        """The half seconds as (column, label)."""
        last = max(len(signs) - 1 for _, signs in self.lines())
        times = range(0, last + 1, WIDE)
        return [(column, f"{column / WIDE / 2:g}" + " s" * (column == times[-1])) for column in times]

    def __repr__(self):
        left = 2 + max(len(row["name"]) for row in self.rows)
        lines = [f"{name:{left}}{signs}" for name, signs in self.lines()]
        times = " " * left
        for column, label in self.axis():
            times = times.ljust(left + column) + label
        seen = {sign for _, signs in self.lines() for sign in signs}
        legend = "   ".join(f"{sign} {text}" for sign, text in MEANING.items() if sign in seen)
        return "\n".join([*lines, times, legend])

    def _repr_html_(self):
        rows, wide = list(self.lines()), max(len(signs) for _, signs in self.lines())
        left, bottom = 2 + max(len(name) for name, _ in rows), 1.7 * len(rows)
        out = []

        def text(column, row, words, more=""):
            out.append(f'<text x="{100 * column / wide:.4g}%" y="{1.7 * row + 1.2:.4g}em" {more}>{html.escape(words)}</text>')

        for column, label in self.axis():
            x = f"{100 * column / wide:.4g}%"
            out.append(f'<line x1="{x}" x2="{x}" y2="{bottom}em" stroke="currentColor" stroke-opacity=".2"/>')
            text(column, len(rows), label, 'text-anchor="middle"')
        for k, (name, signs) in enumerate(rows):
            text(0, k, name.strip(), f'dx="{len(name) - len(name.lstrip()) - left + 0.5:.4g}ch"')
            begin, end = len(signs) - len(signs.lstrip()), len(signs.rstrip("o ")) - 1
            out.append(f'<rect x="{100 * begin / wide:.4g}%" y="{1.7 * k + 0.55:.4g}em" '
                       f'width="{100 * (end - begin) / wide:.4g}%" height=".6em" fill="#{COLOURS["="]}"/>')
            for column in sorted({end, len(signs) - 1}):
                place = 'dx=".25em"' if column == end else 'text-anchor="middle"'  # behind the bar, or on its time
                text(column, k, signs[column], f'{place} font-weight="bold" fill="#{COLOURS[signs[column]]}"')
        seen = {sign for _, signs in rows for sign in signs}
        legend = "".join(f'<span><b style="color: color-mix(in srgb, #{COLOURS[sign]} 60%, currentColor)">{sign}</b> {meaning}</span>'
                         for sign, meaning in MEANING.items() if sign in seen)
        return (f'<div role="img" aria-label="{html.escape(repr(self))}" style="margin: .5em 0; max-width: 46em; '
                f'font: .84em var(--mono, monospace)"><svg style="box-sizing: border-box; display: block; width: 100%; '
                f'overflow: visible; fill: currentColor; height: {bottom + 1.5:.4g}em; padding: 0 3ch 0 {left}ch">'
                f'{"".join(out)}</svg><div style="display: flex; flex-wrap: wrap; gap: 0 1.4em">{legend}</div></div>')
