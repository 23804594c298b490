"""Configuration of the book (html, pdf) and of the decks (revealjs); sources in book/."""

import sys
from pathlib import Path

root = Path(__file__).parent
sys.path.append(str(root))  # behind the standard library, which has a module `code`

from book import publish  # noqa: E402
from book.tools import chapter  # noqa: E402

project = "Async Python"
author = "An executable course"
copyright = "the authors of the Async Python course"
root_doc = "index"
exclude_patterns = [".*", "**/.*", "__pycache__"]
extensions = [
    "myst_nb", "sphinx_design", "sphinx_copybutton",
    "book.tools.assets", "book.tools.downloads", "book.tools.examples", "book.tools.exercises", "book.tools.formulas", "book.tools.markup",
    "book.tools.paper", "book.tools.parts", "book.tools.pictures",
    "book.tools.symptoms", "book.tools.api", "book.tools.epub", "book.tools.times", "book.tools.ran", "book.tools.increment", "book.search",
    "book.publish", "book.cards", "book.live",
    "slides.deck", "slides.deck.remix", "slides.deck.lectures",
]
nitpicky = True
show_warning_types = True
pygments_style = "a11y-high-contrast-light"
templates_path = ["slides/theme/templates"]

# Cells were executed by book/tools/execute.py; Sphinx executes nothing, it reads their outputs.
nb_execution_mode = "off"
nb_custom_formats = {
    f"/{name}": ["book.tools.examples.executed", {"name": name}, False] for name in chapter.page_names()}
nb_code_prompt_show = "Show the {type}"
nb_code_prompt_hide = "Hide the {type}"
mimes = ["text/html", "image/svg+xml", "image/png", "image/jpeg", "text/markdown", "text/latex", "text/plain"]
nb_mime_priority_overrides = [("revealjs", mime, rank) for rank, mime in enumerate(mimes)]
myst_enable_extensions = chapter.MYST_EXTENSIONS
myst_dmath_allow_space = myst_dmath_allow_digits = False  # "from $5 to $6" is no formula
myst_heading_anchors = 3
myst_ref_domains = ["std", "math"]  # a link to something of the book: whether it is an expression of C++ need not be asked
html_math_renderer = "mathml"

html_theme = "furo"
html_title = "Async Python"
html_baseurl = publish.base()
html_static_path = ["book/_static"]
html_css_files = ["book.css"]
html_js_files = [("store.js", {"defer": "defer", "priority": 100}), ("book.js", {"defer": "defer"}),
                 ("progress.js", {"defer": "defer"})]
html_favicon = "book/_static/favicon.svg"
html_copy_source = False
html_show_sphinx = False
html_use_index = False
html_domain_indices = False
html_theme_options = {
    "light_css_variables": {
        "font-stack--monospace": "var(--mono)",
        "color-brand-primary": "#0b57a4",
        "color-brand-content": "#0b57a4",
        "color-brand-visited": "#0b57a4",
        "color-code-background": "#f5f7f9",
    },
    "dark_css_variables": {
        "color-brand-primary": "#8ec4ff",
        "color-brand-content": "#8ec4ff",
        "color-brand-visited": "#8ec4ff",
        "color-code-background": "#23282e",
    },
    "top_of_page_buttons": [],
}
pygments_dark_style = "a11y-high-contrast-dark"
copybutton_prompt_text, copybutton_prompt_is_regexp = r">>> |\.\.\. |\$ ", True  # what is typed, without what is answered
copybutton_selector = "div.highlight pre:not(.cell_output pre)"

version = chapter.toml(root / "pyproject.toml")["project"]["version"]  # an EPUB must have one
epub_basename = "async-python"
epub_identifier = epub_uid = "async-python-course"  # they must be the same
epub_author = epub_publisher = epub_contributor = copyright
epub_description = "An executable course on asyncio"
epub_tocdepth, epub_tocscope = 2, "includehidden"
epub_show_urls = "no"

latex_engine = "xelatex"
latex_documents = [("index", "async-python.tex", project, copyright[0].upper() + copyright[1:], "manual")]
latex_additional_files = ["book/tools/paper.sty"]
latex_elements = {
    "papersize": "a4paper",
    "pointsize": "10pt",
    "fncychap": "",
    "extraclassoptions": "openright,twoside",
    "sphinxsetup": "verbatimwithframe=false, VerbatimColor={HTML}{F5F7F9}, VerbatimHighlightColor={HTML}{FFF3C4}, "
                   "InnerLinkColor={HTML}{0B57A4}, OuterLinkColor={HTML}{0B57A4}, "
                   "TitleColor={HTML}{1B1F24}, verbatimforcewraps=true, verbatimvisiblespace={}",
    "geometry": r"\usepackage[inner=2.6cm,outer=2.2cm,top=2.3cm,bottom=2cm,headsep=5mm,footskip=9mm]{geometry}",
    # The fonts are in Debian's texlive-fonts-recommended; without them Latin Modern will do.
    "fontpkg": r"""
\IfFontExistsTF{TeX Gyre Pagella}{\setmainfont{TeX Gyre Pagella}}{}
\IfFontExistsTF{TeX Gyre Heros}{\setsansfont{TeX Gyre Heros}}{}
\IfFontExistsTF{DejaVu Sans Mono}{\setmonofont{DejaVu Sans Mono}[Scale=0.8,HyphenChar=None,WordSpace={1,0,0},PunctuationSpace=WordSpace]}{}
""",
    "fvset": r"\fvset{fontsize=auto}",
    # letters.tex is there where a letter is missing in these fonts (book/tools/build.py).
    "preamble": r"\usepackage{paper}\InputIfFileExists{letters.tex}{}{}",
    "tableofcontents": r"\setcounter{tocdepth}{1}\renewcommand{\contentsname}{Contents}\sphinxtableofcontents",
}
latex_use_xindy = False
latex_show_pagerefs = True
latex_show_urls = "footnote"

deck_dark_style = pygments_dark_style
deck_book = "../"  # from the decks to the book, in the site
revealjs_html_theme = "deck"
html_theme_path = ["slides/theme"]
revealjs_static_path = ["slides/theme/static", "book/_static"]
revealjs_style_theme = "deck.css"
revealjs_css_files = ["fonts.css", "pygments.css", "pygments-dark.css"]
revealjs_use_index = False
revealjs_script_conf = {
    "width": 1280, "height": 720, "margin": 0.06, "center": False, "hash": True,
    "slideNumber": "c/t", "navigationMode": "linear", "transition": "none",
    "pdfSeparateFragments": False, "scrollActivationWidth": 435, "controlsTutorial": False,
}
revealjs_script_plugins = [
    {"name": f"Reveal{name.title()}", "src": f"revealjs/plugin/{name}/{name}.js"}
    for name in ("notes", "search", "zoom")
] + [{"name": "DeckSteps", "src": "deck.js"}]
