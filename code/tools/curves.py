"""Draw how something grows and shrinks: curves over one axis of time.

    curves.Curves({"without drain": [0, 32, 192]}, step=0.25, unit="KiB")  # last line of a notebook cell

It shows itself as text, and as SVG in HTML.
"""

import html
import math

COLOURS = "#D55E00", "#0072B2", "#009E73"  # of Okabe and Ito's palette
LEVELS = 8  # lines of the text


def round_step(top: float) -> float:
    """The step between three to six lines below *top*: 1, 2 or 5, times a power of ten."""
    power = 10 ** math.floor(math.log10(top / 3))
    return power * max(n for n in (1, 2, 5) if n * power <= top / 3)


class Curves:
    """*rows* has for each name the values at 0, *step*, 2 × *step*… seconds, in *unit*."""

    def __init__(self, rows: dict[str, list[float]], step: float, unit: str):
        self.rows, self.step, self.unit = rows, step, unit
        self.top = max(map(max, rows.values())) or 1  # of nothing the axis is drawn
        self.columns = max(map(len, rows.values()))

    def __repr__(self) -> str:
        return "\n\n".join(self.text(name, values) for name, values in self.rows.items())

    def text(self, name: str, values: list[float]) -> str:
        lines = [f"{name} ({self.unit})"]
        for level in range(LEVELS, 0, -1):
            floor = self.top * (level - 1) / LEVELS
            lines.append(f"{self.top * level / LEVELS:6.0f} |{''.join(' #'[value > floor] for value in values)}".rstrip())
        lines.append(f"{0:6} +{'-' * len(values)} {len(values) * self.step:g} s")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        wide, high, seconds = 600, 200, self.columns * self.step
        tick = max(1, math.ceil(seconds / 5))
        out = [f'<line x1="0" x2="{wide}" y1="{high}" y2="{high}" stroke="currentColor"/>']
        step = round_step(self.top)
        top = step * math.ceil(self.top / step)
        for k in range(1, round(top / step) + 1):
            y = high - high * k * step / top
            out.append(f'<line x1="0" x2="{wide}" y1="{y:g}" y2="{y:g}" stroke="currentColor" stroke-opacity=".2"/>'
                       f'<text x="-8" y="{y + 7:g}" text-anchor="end">{step * k:g}</text>')
        out += [f'<text x="{wide * k / seconds:g}" y="{high + 28}" text-anchor="middle">{k} s</text>'
                for k in range(0, math.floor(seconds) + 1, tick)]
        for colour, (name, values) in zip(COLOURS, self.rows.items()):
            points = " ".join(f"{wide * k / self.columns:g},{high - high * value / top:g}" for k, value in enumerate(values))
            out.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="4"/>')
            k = values.index(max(values))
            out.append(f'<text x="{wide * k / self.columns + 8:g}" y="{high - high * values[k] / top - 8:g}" '
                       f'font-weight="bold">{html.escape(name)}</text>')
        return (f'<div class="curves" role="img" aria-label="{html.escape(repr(self))}">'
                f'<svg viewBox="-80 -60 700 298" style="width: 100%; max-width: 42em; overflow: visible; fill: currentColor; '
                f'font: 22px var(--mono, monospace)"><text x="-80" y="-38">{html.escape(self.unit)}</text>'
                f'{"".join(out)}</svg></div>')
