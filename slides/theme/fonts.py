"""Make Book Sans: the Latin part of the Source Sans Pro that comes with sphinx-revealjs, for a quick first slide.

Of both fonts the hints for old screens are left out, a quarter of them.  ``pip install fonttools brotli``, then
``python slides/theme/fonts.py``.  The licence of Source Sans Pro reserves the name Source for the whole font.
"""

from pathlib import Path

import sphinx_revealjs
from fontTools.subset import Options, Subsetter, parse_unicodes
from fontTools.ttLib import TTFont

FROM = Path(sphinx_revealjs.__file__).parent / "_static/revealjs/dist/theme/fonts/source-sans-pro"
TO = Path(__file__).parent / "static/fonts"
LETTERS = ("20-7e,a0-ff,131,152-153,160-161,178,17d-17e,2c6,2da,2dc,2010-2015,2018-201e,2020-2022,2026,2030,2032-2033,"
           "2039-203a,20ac,2122,2190-2193,2212,2215,2248,2260,2264-2265")

MONO = Path(__file__).parents[2] / "book/_static/fonts/DejaVuSansMono.woff2"


def smaller(font, letters, features):
    """Leave only what draws these letters."""
    subsetter = Subsetter(Options(layout_features=features, name_IDs=["*"], hinting=False, notdef_outline=True))
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    font.flavor = "woff2"
    return font


for style in ("regular", "semibold", "italic"):
    font = TTFont(FROM / f"source-sans-pro-{style}.ttf", recalcTimestamp=False)
    smaller(font, parse_unicodes(LETTERS), ["kern", "liga", "mark", "mkmk", "ccmp", "locl"])
    for name in font["name"].names:
        if name.nameID in (1, 3, 4, 6, 16):
            name.string = name.toUnicode().replace("Source Sans Pro", "Book Sans").replace("SourceSansPro", "BookSans")
    font.save(TO / f"BookSans-{style.title()}.woff2")
mono = TTFont(MONO, recalcTimestamp=False)
smaller(mono, mono.getBestCmap(), ["*"]).save(MONO)
