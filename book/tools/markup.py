"""Sphinx extension: valid HTML that a screen reader can follow, where a library writes other."""

from html import escape

from docutils import nodes
from myst_nb.sphinx_ import HideCodeCellNode
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx_design.tabs import depart_tab_label, sd_tab_label, visit_tab_label


def visit_hidden(translator, node):
    """MyST-NB puts paragraphs into <summary>, and a label that hides their words from who listens."""
    translator.body.append(f'<details class="admonition hide {" ".join(node["classes"])}">\n<summary>')
    for when, prompt in (("collapsed", "prompt_show"), ("expanded", "prompt_hide")):
        translator.body.append(f'<span class="{when} admonition-title">{escape(node[prompt])}</span>')
    translator.body.append("</summary>\n")


def depart_hidden(translator, node):
    translator.body.append("</details>\n")


def visit_label(translator, node):
    """sphinx-design's labels of tabs say what they control; that is for their <input> to say."""
    node.attributes.pop("aria_controls", None)
    visit_tab_label(translator, node)


class OneIdEach(SphinxPostTransform):
    """Furo wraps tables and formulas into boxes that have their ids once more."""

    default_priority = 510  # after Furo's
    formats = ("html",)

    def run(self, **kwargs):
        for box in self.document.findall(nodes.container):
            if {"table-wrapper", "math-wrapper"} & {*box["classes"]}:
                box["ids"] = []


class NoEmptyHeadings(SphinxPostTransform):
    """A table whose first column has no heading has a plain cell there."""

    formats = ("html",)
    default_priority = 800

    def run(self, **kwargs):
        for head in self.document.findall(nodes.thead):
            for cell in [cell for cell in head.findall(nodes.entry) if not cell.astext().strip()]:
                cell.replace_self(nodes.raw("", "<td></td>", format="html"))


def name_in_contents(app, env):
    """A heading that is only a link, ``### [](#ch-tasks)``, gets its words later than the page's contents, which would be empty."""
    labels = env.get_domain("std").labels
    for docname, contents in env.tocs.items():
        for link in contents.findall(nodes.reference):
            if not link.astext() and link["anchorname"]:
                section = env.get_doctree(docname).ids[link["anchorname"][1:]]
                link["label"] = next((ref["reftarget"] for ref in section[0].findall(addnodes.pending_xref)), "")
            if link.get("label") in labels:
                link.children = []
                link += nodes.Text(labels[link["label"]][2])


def setup(app):
    app.connect("env-updated", name_in_contents)
    app.add_post_transform(NoEmptyHeadings)
    app.add_node(HideCodeCellNode, override=True, html=(visit_hidden, depart_hidden))
    app.add_node(sd_tab_label, override=True, html=(visit_label, depart_tab_label))
    app.add_post_transform(OneIdEach)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
