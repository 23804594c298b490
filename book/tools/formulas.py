"""Sphinx extension: formulas as MathML, made when the book is built.

Browsers draw MathML themselves: a page loads nothing for it, with formulas or without.
The PDF has the formulas as TeX, as they were written.
"""

import re
from xml.etree import ElementTree

from docutils import nodes
from latex2mathml.converter import convert
from sphinx.transforms import SphinxTransform
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number

logger = logging.getLogger(__name__)
ENVIRONMENT = re.compile(r"\\(begin|end)\{(?:align|gather|multline|eqnarray|split|alignat)(ed)?\*?\}")

PARTS = {"mfrac": 2, "msub": 2, "msup": 2, "mroot": 2, "munder": 2, "mover": 2, "msubsup": 3, "munderover": 3}


def mathml(tex: str, display: str, location=None) -> str:
    """A formula in TeX as MathML, *display* is inline or block; one that it cannot be made of is a warning."""
    try:
        found = convert(tex, display=display)
        tree = ElementTree.fromstring(found)
        unknown = re.search(r"\\[a-zA-Z]+", " ".join(tree.itertext()))
        short = [part.tag for part in tree.iter() if len(part) < PARTS.get(part.tag.rpartition("}")[2], 0)]
        problem = f"{unknown[0]} is not known" if unknown else "a part is missing" if short else ""
    except Exception as error:  # the library has a class of errors for each kind, and IndexErrors
        problem = f"it is not whole ({type(error).__name__})"
    if problem:
        logger.warning("this formula cannot be shown: %s: %s", " ".join(tex.split()), problem, location=location)
        return ""
    return found


def joined(tex: str) -> str:
    """The equations of a block, which blank lines divide, as one formula; aligned where there are several lines."""
    tex = ENVIRONMENT.sub(r"\\\1{align*}", tex.strip())
    parts = [part.strip() for part in re.split(r"\n\s*\n", tex)]
    text = r" \\ ".join(parts)
    several = r"\\" in text and not re.search(r"\\begin\{", text)
    return rf"\begin{{align*}}{text}\end{{align*}}" if several else text


def visit_math(self, node):
    self.body.append(self.starttag(node, "span", "", CLASS="math") + mathml(node.astext(), "inline", node) + "</span>")
    raise nodes.SkipNode


def visit_math_block(self, node):
    ids = [] if node.parent.get("ids") == node["ids"] else node["ids"]  # a theme may have wrapped it
    self.body.append(self.starttag(nodes.container(), "div", CLASS=" ".join(["math", *node["classes"]]), IDS=ids))
    if node.get("number"):
        self.body.append(f'<span class="eqno">({get_node_equation_number(self, node)})')
        self.add_permalink_ref(node, "Link to this equation")
        self.body.append("</span>")
    self.body.append(mathml(joined(node.astext()), "block", node) + "</div>\n")
    raise nodes.SkipNode


class OutputsInLatex(SphinxTransform):
    """MyST-NB takes each output in LaTeX for a formula; one that has a form for HTML too is LaTeX of its own."""

    default_priority = 100

    def apply(self, **kwargs):
        for node in list(self.document.findall(nodes.math_block)):
            if "text_latex" in node["classes"]:
                forms = {form.get("mime_type") for form in node.parent.parent.children} if node.parent.get("mime_type") else set()
                if "text/html" in forms:
                    node.replace_self(nodes.raw("", node.astext(), format="latex"))
                else:
                    node.setdefault("number", None)
                    node["nowrap"] = node["no-wrap"] = bool(ENVIRONMENT.match(node.astext()))
                    node["label"] = None


def setup(app):
    app.add_html_math_renderer("mathml", (visit_math, None), (visit_math_block, None))
    app.add_transform(OutputsInLatex)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
