"""Draw what is in an exception group, from the group itself.

    tree(error)         # last line of a notebook cell: boxes in boxes
    print(tree(error))  # in a script: the same as text

Each exception is a box with its type and message.  The box of an `ExceptionGroup` holds the
boxes of its `exceptions`, in their order.  Works from Python 3.11 on.
"""

from __future__ import annotations

import html
from collections.abc import Iterator

BOX = "border: 1px solid currentColor; border-radius: .3em; padding: .15em .5em; margin: .25em 0"
PICTURE = "margin: .5em 0; max-width: 38em; font: .84em var(--mono, monospace); overflow-wrap: anywhere"
COLOURS = {True: "#0072B2", False: "#D55E00"}  # of a group, of another exception: Okabe and Ito's palette
TEX = str.maketrans({c: rf"\{c}" for c in "_&%#${}"} | {
    "'": r"\textquotesingle{}", "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "…": r"\dots{}", "-": "{-}"})
LONG = 72  # characters of a message


class Tree:
    """The picture of an exception.  It shows itself as text, as HTML, and in LaTeX.

    ``rows`` has for each exception its depth, and its type and message in one line.
    """

    def __init__(self, error: BaseException):
        self.error = error
        self.rows = [(depth, name_of(one)) for depth, one in walk(error)]

    def __repr__(self) -> str:
        return "\n".join(lines(self.error))

    def _repr_html_(self) -> str:
        return (f'<div class="grouptree" role="img" aria-label="{html.escape(repr(self))}" style="{PICTURE}">'
                f"{box(self.error)}</div>")

    def _repr_latex_(self) -> str:
        return ("\\par{\\raggedright\\footnotesize\\ttfamily\\noindent\\begin{minipage}{.8\\linewidth}\n"
                f"{tex_box(self.error)}\\end{{minipage}}\\par}}")


def inside(error: BaseException) -> tuple[BaseException, ...]:
    """What a group holds; nothing for any other exception."""
    return error.exceptions if isinstance(error, BaseExceptionGroup) else ()


def walk(error: BaseException, depth: int = 0) -> Iterator[tuple[int, BaseException]]:
    """The exception and all below it, each with its depth, from the top."""
    yield depth, error
    for one in inside(error):
        yield from walk(one, depth + 1)


def name_of(error: BaseException) -> str:
    """Type and message in one line; of a long message the beginning."""
    message = " ".join((error.message if isinstance(error, BaseExceptionGroup) else str(error)).split())
    short = message if len(message) <= LONG else message[:LONG - 1] + "…"
    return type(error).__name__ + (f": {short}" if short else "")


def lines(error: BaseException) -> Iterator[str]:
    """The lines of the text: a branch for each exception in a group."""
    yield name_of(error)
    for left, one in zip(reversed(range(len(inside(error)))), inside(error)):
        for k, line in enumerate(lines(one)):
            yield ("+-- " if k == 0 else "|   " if left else "    ") + line


def box(error: BaseException) -> str:
    """The exception as a box, in HTML, with the boxes of what it holds."""
    colour = COLOURS[isinstance(error, BaseExceptionGroup)]
    return (f'<div style="{BOX}; border-left: .35em solid {colour}">{html.escape(name_of(error))}'
            f'{"".join(map(box, inside(error)))}</div>')


def tex_box(error: BaseException) -> str:
    """The exception as a box, in LaTeX with xcolor, with the boxes of what it holds."""
    colour = COLOURS[isinstance(error, BaseExceptionGroup)].removeprefix("#")
    held = "".join(rf"\par\smallskip {tex_box(one)}" for one in inside(error))
    return (rf"\fcolorbox[HTML]{{{colour}}}{{FFFFFF}}{{\begin{{minipage}}{{\dimexpr\linewidth-2\fboxsep-2\fboxrule}}"
            rf"\raggedright\strut {name_of(error).translate(TEX)}{held}\end{{minipage}}}}")


def tree(error: BaseException) -> Tree:
    """The `Tree` of an exception, usually a group.  Raises TypeError for anything else."""
    if not isinstance(error, BaseException):
        raise TypeError(f"tree draws an exception, not {error!r:.60}")
    return Tree(error)
