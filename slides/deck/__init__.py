"""Sphinx extension: the chapter is the deck.

Writes MyST-NB chapters as reveal.js slides.  Each h1, h2 and h3 starts a slide;
code cells and their outputs, figures and ``{slide}`` blocks are on it, all other
prose becomes its speaker notes.  Nothing of a ``{slide}`` block is in the book.
"""

from urllib.parse import quote

from docutils import nodes
from docutils.parsers.rst import directives
from myst_nb.sphinx_ import HideCodeCellNode
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from .writer import DeckBuilder, is_deck, landing_page

logger = logging.getLogger(__name__)
ON_SLIDE = (nodes.figure, nodes.image, nodes.math_block)


class slide_block(nodes.General, nodes.Element):
    """A ``{slide}`` directive, in the doctree that all builders share."""


class deck_column(nodes.General, nodes.Element):
    """An h2 with its h3s: a column of slides."""


class deck_slide(nodes.section):
    """One slide (a section, so that its title keeps its heading level)."""

    def deepcopy(self):
        """A copy with its notes, which are its last part."""
        copy = super().deepcopy()
        copy.notes = copy[-1]
        return copy


class deck_notes(nodes.General, nodes.Element):
    """The speaker notes of one slide."""


class deck_steps(nodes.General, nodes.Element):
    """The steps through the lines of the block before it."""


class present_link(nodes.General, nodes.Inline, nodes.Element):
    """In the book, at the end of a heading: the link to its slide."""


class Slide(SphinxDirective):
    """``:::{slide}``: for the audience; with a title it starts another slide."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec = {
        "book": directives.flag,  # in the book too
        "fragments": directives.flag,  # list items one by one
        "skip": directives.flag,  # this section is not in the deck
        "minutes": directives.positive_int,  # from this slide to the next with minutes
    }

    def run(self):
        if not isinstance(self.state_machine.node, nodes.section):
            raise self.error("{slide} must stand in a section, not in another directive")
        flags = {name: self.options[name] or True for name in self.options}
        block = slide_block("", *self.parse_content_to_nodes(), **flags)
        if self.arguments:
            block["title"] = nodes.title("", "", *self.parse_inline(self.arguments[0])[0])
            block["title"].line = self.lineno
        if "fragments" in self.options:
            for item in block.findall(nodes.list_item):
                item["classes"].append("fragment")
        self.set_source_info(block)
        return [block]


class DropSlides(SphinxPostTransform):
    """In the book: remove the ``{slide}`` blocks, unwrap those with ``:book:``."""

    default_priority = 1

    def run(self, **kwargs):
        if self.app.builder.name != "revealjs":
            blocks = list(self.document.findall(slide_block))
            for note in list(dropped_parts(self.document, [block for block in blocks if "book" not in block])) if blocks else ():
                note.parent.remove(note)
            for block in blocks:
                block.replace_self(block.children if "book" in block else [])


class Deck:
    """The slides of a chapter: its doctree, taken apart.

    ``columns`` is a list of lists of slides; ``minutes`` their sum.
    """

    def __init__(self, document):
        self.columns = []
        self.footnotes = {note["ids"][0]: note for note in document.findall(nodes.footnote)}
        for note in self.footnotes.values():
            note.parent.remove(note)
        for node in list(document.children):
            if isinstance(node, nodes.section):
                self.add_section(node, 1)
        self.slides = [slide for column in self.columns for slide in column]
        self.minutes = sum(slide.get("minutes", 0) for slide in self.slides)
        for slide in self.slides:
            set_code_size(slide)

    def add_section(self, section, level):
        if any(isinstance(node, slide_block) and "skip" in node for node in section):
            return
        if level < 3:
            self.columns.append(deck_column())
        slide = self.add_slide(section[0], level, section["ids"])

        def another(title):
            ids = [f"{slide['section']}--{len(self.columns[-1]) + 1}"]
            return self.add_slide(title, level, ids, slide["section"])

        for node in section.children[1:]:
            if isinstance(node, nodes.section):
                self.add_section(node, level + 1)
            elif isinstance(node, slide_block):
                slide = another(node["title"]) if "title" in node else slide
                slide += node.children
                if "minutes" in node:
                    slide["minutes"] = node["minutes"]
            elif node.get("nb_element") == "cell_code":
                kind = node["cell_metadata"].get("slideshow", {}).get("slide_type")
                if kind in ("slide", "subslide"):
                    slide = another(slide[0].deepcopy())
                if kind != "skip" and "hide-cell" not in node["cell_metadata"].get("tags", ()):
                    (slide.notes if kind == "notes" else slide).append(prepare_cell(node))
            elif isinstance(node, ON_SLIDE) or "on-slide" in node.get("classes", ()):
                slide += node
            else:
                slide.notes += node

    def add_slide(self, title, level, ids, section=None):
        slide = deck_slide("", title, ids=ids, level=min(level, 3), section=section or ids[0])
        slide.notes = deck_notes()
        self.columns[-1] += slide
        return slide


def prepare_cell(cell):
    """A code cell for a slide: its output is a fragment, its lines may be steps."""
    for hidden in list(cell.findall(HideCodeCellNode)):
        if "above-input" in hidden["classes"]:
            hidden.parent.remove(hidden)
        else:
            hidden.replace_self(hidden.children)
    for part in cell.children:
        kind, options = part.get("nb_element"), cell["cell_metadata"]
        if kind == "cell_code_source" and "lines" in options:
            part[0]["highlight_args"] = {**part[0].get("highlight_args", {}), "line_spans": True}
            part += deck_steps(steps=str(options["lines"]))
        if kind == "cell_code_output":
            part["classes"] += ["fragment"] * (len(cell) > 1)
            if "scroll" in options:  # a long output, scrolled to this line
                part["classes"] += ["scroll", f"scroll-to-{options['scroll']}"]
    return cell


def set_code_size(slide):
    """Choose the largest type for the code of a slide with which all of it fits.

    In pixels of a slide of 1280 x 720; a character is 0.602 of its size wide.  This
    only guesses; that it fits is tested in a browser.
    """
    parts = [part for part in slide[1:] if part is not slide.notes]
    blocks = [b.astext().split("\n") for p in parts for b in p.findall(nodes.literal_block)]
    lines, columns = sum(map(len, blocks)), max((len(x) for b in blocks for x in b), default=0)
    rest = 80 + sum(36 for _ in blocks)  # the heading, the frames of the blocks
    rest += sum(49 for p in parts for _ in p.findall(nodes.list_item)) + 16
    rest += sum(420 for p in parts for _ in p.findall(nodes.image))
    for size in (30, 28, 26, 24, 22, 20):
        if rest + 1.34 * size * lines < 710 and 0.602 * size * columns < 1230:
            break
    slide["classes"].append(f"code-{size}")


def set_pace(slides) -> None:
    """Say in the notes from when to when a part lasts.

    reveal.js shows in the speaker view whether one is ahead of this or behind.
    """
    groups, start, total = [[]], 0, sum(slide.get("minutes", 0) for slide in slides)
    for slide in slides:
        if "minutes" in slide:
            groups.append([])
        groups[-1].append(slide)
    for group in filter(None, groups):
        minutes = group[0].get("minutes", 0)
        for slide in group:
            slide["timing"] = 60 * minutes // len(group)
        if minutes:
            text = f"Minutes {start} to {start + minutes} of {total}"
            group[0].notes.insert(0, nodes.paragraph("", text, classes=["minutes"]))
            start += minutes


def dropped_parts(document, dropped):
    """What pages without the *dropped* blocks must not have: footnotes that only these use; links to their equations."""
    inside = {id(node) for block in dropped for node in block.findall()}
    for note in list(document.findall(nodes.footnote)):
        uses = [ref for ref in document.findall(nodes.footnote_reference) if ref.get("refid") in note["ids"]]
        if uses and all(id(ref) in inside for ref in uses):
            yield note
    labels = {node["label"] for block in dropped for node in block.findall(nodes.math_block) if node.get("label")}
    for ref in document.findall(addnodes.pending_xref):
        if ref.get("reftype") == "eq" and ref["reftarget"] in labels and id(ref) not in inside:
            logger.warning("the equation %s is only on a slide: give its {slide} `:book:`, or do not refer to it here",
                           ref["reftarget"], location=ref)


class MakeSlides(SphinxPostTransform):
    """In the deck: turn a resolved chapter into slides."""

    default_priority = 900  # after references, sphinx-design and hidden cells
    builders = ("revealjs",)

    def run(self, **kwargs):
        deck = Deck(self.document)
        used = {}
        for slide in deck.slides:
            self.finish(slide, deck.footnotes, used)
        set_pace(deck.slides)
        self.document.children = []
        self.document += [c[0] if len(c) == 1 else c for c in deck.columns]

    def finish(self, slide, footnotes, used):
        """Add the footnotes that the slide and its notes use; aim their links."""
        page = self.app.builder.book_uri(self.env.docname, self.env.docname)
        for part in (slide, slide.notes):
            here = {}
            for ref in list(part.findall(nodes.footnote_reference)):
                name = ref["refid"]
                if name in footnotes and name not in here:
                    used[name] = used.get(name, 0) + 1
                    here[name] = footnotes[name].deepcopy()
                    here[name]["ids"] = [name] if used[name] == 1 else [f"{name}--{used[name]}"]
                    here[name]["backrefs"] = []
                    part += here[name]
                if name in here:
                    ref["refid"] = here[name]["ids"][0]
            for ref in part.findall(nodes.reference):
                if part is slide.notes and not ref.get("refuri"):  # notes open in a window
                    ref["refuri"] = f"{page}#{ref.get('refid', '')}"
                if ref.get("refuri"):
                    ref["target"] = "_blank"
        own = self.env.docname in getattr(self.app.project, "own", ())  # not in the book
        slide["book"] = "" if own else f"{page}#{slide['section']}"
        slide += slide.notes


def note_size(app, doctree):
    """Note of each chapter, when it is read, its minutes, slides and exercises: pages that list them need no doctree."""
    if is_deck(app, app.env.docname):
        deck = Deck(doctree.deepcopy())
        exercises = [s for s in doctree.findall(nodes.section) if s[0].astext().startswith("Exercise ")]
        kept(app.env, "deck_sizes")[app.env.docname] = deck.minutes, len(deck.slides), len(exercises)
        kept(app.env, "deck_slides")[app.env.docname] = {id_: slide["ids"][0] for slide in deck.slides for id_ in slide["ids"]}


def kept(env, name):
    """What the environment keeps of each chapter under this name."""
    return env.__dict__.setdefault(name, {})


def forget(app, env, docname):
    for name in ("deck_sizes", "deck_slides"):
        kept(env, name).pop(docname, None)


def merge(app, env, docnames, other):
    for name in ("deck_sizes", "deck_slides"):
        kept(env, name).update(kept(other, name))


class PresentFromHere(SphinxPostTransform):
    """In the book: in each heading that has a slide, a link to it."""

    default_priority = 900
    builders = ("html",)

    def run(self, **kwargs):
        slides = kept(self.env, "deck_slides").get(self.env.docname, {})
        for section in self.document.findall(nodes.section):
            if (id_ := section["ids"][0]) in slides:
                section[0] += present_link(refuri=f"slides/{quote(self.env.docname)}.html#/{slides[id_]}")


def visit_present_link(translator, node):
    translator.body.append(f'<a class="present" href="{node["refuri"]}" title="Present from here" '
                           'aria-label="slide: present from here">slide</a>')
    raise nodes.SkipNode


def setup(app):
    app.setup_extension("sphinx_revealjs")
    app.extensions["sphinx_revealjs"].parallel_read_safe = True  # its directives keep no state
    app.add_builder(DeckBuilder, override=True)
    app.add_config_value("deck_docs", ["[0-9]*"], "")
    app.add_config_value("deck_book", "../", "")
    app.add_config_value("deck_dark_style", "default", "")
    app.add_node(slide_block)
    app.add_node(present_link, html=(visit_present_link, None))
    app.add_directive("slide", Slide)
    app.add_post_transform(DropSlides)
    app.add_post_transform(MakeSlides)
    app.add_post_transform(PresentFromHere)
    app.connect("doctree-read", note_size)
    app.connect("env-purge-doc", forget)
    app.connect("env-merge-info", merge)
    app.connect("html-collect-pages", landing_page)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
