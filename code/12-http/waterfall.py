"""Draw requests over time: when each wanted to begin, began, and ended; and how many were in flight.

    waterfall.Waterfall({"ada": (0, 0.5, 2.0)})  # last line of a notebook cell; seconds

It shows itself as text, where + stands for ten and more in flight, and as SVG in HTML.  At
least one request takes time.
"""

import html

COLUMNS = 40  # of the text


class Waterfall:
    def __init__(self, rows: dict[str, tuple[float, float, float]]):
        self.rows = rows
        self.end = max(end for *_, end in rows.values())
        moments = sorted({moment for row in rows.values() for moment in row})
        self.steps = [(begin, end, sum(b <= begin < e for _, b, e in rows.values()))
                      for begin, end in zip(moments, moments[1:])]

    def __repr__(self) -> str:
        wide = max(map(len, self.rows))
        scale = COLUMNS / self.end
        lines = []
        for name, row in self.rows.items():
            wants, begins, ends = (round(moment * scale) for moment in row)
            lines.append(f"{name:{wide}} |{' ' * wants}{'.' * (begins - wants)}{'#' * (ends - begins)}")
        counts = "".join((str(count) if count < 10 else "+") * (round(end * scale) - round(begin * scale)) for begin, end, count in self.steps)
        before = " " * round(self.steps[0][0] * scale)
        lines += [f"{'':{wide}} +{'-' * COLUMNS} {self.end:g} s", f"{'':{wide}}  {before}{counts} in flight",
                  f"{'':{wide}}  . waits for a place   # waits for its page"]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        wide, row, x = 600, 26, lambda seconds: f"{600 * seconds / self.end:g}"
        out = []
        for k, (name, (wants, begins, ends)) in enumerate(self.rows.items()):
            y = k * row
            out.append(f'<text x="-10" y="{y + 17}" text-anchor="end">{html.escape(name)}</text>'
                       f'<line x1="{x(wants)}" x2="{x(begins)}" y1="{y + 11}" y2="{y + 11}" stroke="currentColor" '
                       f'stroke-width="3" stroke-dasharray="3 5"/>'
                       f'<rect x="{x(begins)}" y="{y + 2}" width="{x(ends - begins)}" height="{row - 7}" fill="#0072B2"/>')
        base = (len(self.rows) + 3) * row
        top = max(count for *_, count in self.steps)
        points = [f"{x(begin)},{base - 2 * row * count / top:g} {x(end)},{base - 2 * row * count / top:g}"
                  for begin, end, count in self.steps]
        out.append(f'<polygon points="{x(self.steps[0][0])},{base} {" ".join(points)} {wide},{base}" fill="#E69F00" fill-opacity=".6"/>'
                   f'<text x="-10" y="{base - 4}" text-anchor="end">in flight</text>'
                   f'<text x="{wide + 6}" y="{base - 2 * row + 8}">{top}</text>'
                   f'<line x1="0" x2="{wide}" y1="{base}" y2="{base}" stroke="currentColor"/>')
        step = next(step for step in (0.5, 1, 2, 5, 10, 1e9) if self.end / step <= 8)
        marks, second = [], 0.0
        while second <= self.end:
            marks.append(f'<text x="{x(second)}" y="{base + 24}" text-anchor="middle">{second:g} s</text>')
            second += step
        return (f'<div class="waterfall" role="img" aria-label="{html.escape(repr(self))}">'
                f'<svg viewBox="-135 -4 765 {base + 34}" style="width: 100%; max-width: 42em; overflow: visible; '
                f'fill: currentColor; font: 20px var(--mono, monospace)">{"".join(out)}{"".join(marks)}</svg></div>')
