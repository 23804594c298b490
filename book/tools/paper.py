"""Sphinx extension: the PDF as a book on paper.

LaTeX gets the whole book as one document.  Here it gets its title page with a picture of the first
program's run, its parts, the solutions and the scripts in appendices with page numbers both ways, and
its index.  How all that looks is in paper.sty.
"""

import re

from docutils import nodes
from sphinx import addnodes
from sphinx.builders.latex.nodes import footnotemark, footnotetext
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import texescape

from .api import NAME, addresses
from .chapter import chapter_paths, kept, read
from .examples import script_listing
from .exercises import starter
from .scripts import says_more


def tex(text: str) -> nodes.raw:
    """A block of LaTeX."""
    return nodes.raw("", text, format="latex")


def inline_tex(text: str) -> nodes.inline:
    """LaTeX between words."""
    return nodes.inline("", "", nodes.raw("", text, format="latex"))


def escaped(text: str) -> str:
    """Text as it is written in LaTeX."""
    return texescape.escape(text, "xelatex")


def entry(text: str) -> str:
    """An entry of the index: `spxname` for what is code, `spxentry` for other words.

    LaTeX writes it out in one way wherever it stands, also in a footnote: else it would be two entries.
    """
    words = re.sub(r'(["@!|])', r'"\1', escaped(text).replace(r"\sphinxhyphen{}", "-"))  # these mean something there
    return rf"{words}@\{'spxname' if '.' in text else 'spxentry'}{{{words}}}"


def page_of(node) -> str:
    """The name of the page that a node of the book is from."""
    while not isinstance(node, (addnodes.start_of_file, nodes.document)):
        node = node.parent
    return node["docname"]


def before(node):
    """What stands before a node in its parent: no index entry, no target; None where it is the first."""
    for other in node.parent[:node.parent.index(node)][::-1]:
        if not isinstance(other, (nodes.raw, nodes.target, nodes.comment, addnodes.index)):
            return other
    return None


def side_by_side(lines: list[str]) -> bool:
    """Whether a listing has programs beside one another, which no column may wrap."""
    return sum(bool(re.search(r"\S {4,}\S", line)) for line in lines) > 4 or sum(len(line) > 75 for line in lines) > 4


class Appendix:
    """A chapter at the end of the book, with a section for each chapter that has something in it."""

    def __init__(self, title, name, text):
        self.name, self.chapters = name, {}
        self.section = nodes.section("", nodes.title("", title), nodes.paragraph("", text), ids=[name])

    def add(self, page, title, *children):
        """Append something from a page, whose labels and footnotes stay those of the page."""
        if page not in self.chapters:
            self.chapters[page] = addnodes.start_of_file(docname=page)
            self.section += nodes.raw("", r"\turnwithheading{}", format="latex")
            self.section += nodes.section("", nodes.title("", title), self.chapters[page], ids=[f"{self.name}-{page}"])
        self.chapters[page].extend(children)


class Paper(SphinxPostTransform):
    """The whole book, before its references are resolved."""

    default_priority = 6
    formats = ("latex",)

    def run(self, **kwargs):
        if "docname" not in self.document:  # a part of the book, which somebody resolves alone
            return
        self.titles = self.env.titles
        book = next(self.document.findall(nodes.section))
        pages = {page["docname"]: page for page in self.document.findall(addnodes.start_of_file)}
        for page in pages.values():
            for child in page.children:
                child.parent = page  # Sphinx has left it the page's own document
        self.index_names()
        starters, solutions, listings = self.starters(), self.solutions(), self.scripts()
        self.questions()
        self.together()
        self.faults()
        self.printed()
        self.footnotes()
        self.parts(pages)
        for appendix in starters, solutions, listings:
            if appendix.chapters:
                book += appendix.section
        self.title_page()
        for node in list(book.children):  # what the first page of the site says is for who comes to the site
            if not isinstance(node, (nodes.title, nodes.section, nodes.compound, addnodes.start_of_file)) and not [
                    *node.findall(addnodes.start_of_file)]:
                book.remove(node)

    def title_of(self, page):
        return self.titles[page].astext()

    def parts(self, pages):
        """A page for each part of the contents, before its first page; after its chapters come appendices A, B, C."""
        for tree in self.env.get_doctree(self.config.root_doc).findall(addnodes.toctree):
            if not tree.get("caption") or not tree["entries"]:
                continue
            first, caption = pages[tree["entries"][0][1]], escaped(tree["caption"])
            first.insert(0, tex(rf"\part{{{caption}}}" if tree.get("numbered") else rf"\appendices{{{caption}}}"))

    def starters(self):
        """What each exercise begins with, in an appendix: on paper nobody can open it."""
        appendix = Appendix("Starters", "starters", "What each exercise begins with, as a file. The page number leads back to the exercise.")
        for node in list(self.document.findall(starter)):
            page, number, section = page_of(node), node["number"], node.parent
            label = next(name for name in section["names"] if name.startswith("ex-"))
            section[section.index(node) - 1] += inline_tex(rf" (Printed on page~\pageref{{starter-{number}}}.)")
            lines = node["source"].splitlines()
            listing = [nodes.container("", nodes.literal_block("\n".join(lines), "\n".join(lines), language="python"), classes=["script"])]
            if len(lines) > 20 and not side_by_side(lines):
                listing = [tex(r"\begin{scripts}"), *listing, tex(r"\end{scripts}")]
            appendix.add(page, self.title_of(page), tex(
                rf"\listingof{{Exercise {number}}}{{starter-{number}}}{{\detokenize{{{page}:{label}}}}}"), *listing)
        return appendix

    def solutions(self):
        """Each exercise's solution, in an appendix: who looks for a hint does not read the solution."""
        appendix = Appendix("Solutions", "solutions", "One solution of each exercise; the page number leads back to the exercise.")
        for node in list(self.document.findall(lambda n: isinstance(n, nodes.container) and "exercise" in n)):
            page, number, name = page_of(node), node["exercise"], f"solution-{node['exercise']}"
            title = node[0]
            if title.astext() == "Hint":
                node.remove(title)
                if len(node) and isinstance(node[0], nodes.paragraph):
                    node[0].insert(0, nodes.strong("", "Hint. "))
                else:
                    node.insert(0, nodes.paragraph("", "", nodes.strong("", "Hint.")))
                continue
            where = inline_tex(rf"page~\pageref{{{name}}}.")
            node.parent.replace(node, nodes.paragraph("", "", nodes.strong("", "Solution: "), where))
            node.remove(title)
            longest = max([block.astext().count("\n") + 1 for block in node.findall(nodes.literal_block)], default=0)
            room = tex(rf"\needspace{{{10 * min(longest, 20) + 50}pt}}")
            back = tex(rf"\solutionof{{{name}}}{{{number}}}{{\detokenize{{{page}:{node['label']}}}}}")
            appendix.add(page, self.title_of(page), room, back, *node.children)
        return appendix

    def scripts(self):
        """Each script that says more than its cell, in an appendix."""
        appendix = Appendix("Scripts", "scripts", "The programs that say more than the cells they belong to, as files. "
                            "The page number leads back to the cell. All other scripts have what their cell has.")
        for listing in list(self.document.findall(script_listing)):
            cell, page, name = listing.parent, page_of(listing), listing["name"]
            cell.remove(listing)
            at, label = f"cell-{page}-{name}", f"script-{page}-{name}"
            index = rf"\index{{scripts!{entry(name)}}}"
            excerpts = [block.astext() for block in self.document.findall(nodes.literal_block)
                        if str(block.get("source", "")).endswith(f"code/{page}/{name}")]
            chapter = read(self.env.doc2path(page))
            if not says_more(chapter, name, excerpts):
                cell.insert(0, tex(index))
                continue
            cell += tex(rf"\listedat{{{escaped(name)}}}{{\detokenize{{{label}}}}}{{\detokenize{{{at}}}}}{index}")
            head = tex(rf"\listingof{{{escaped(name)}}}{{\detokenize{{{label}}}}}{{\detokenize{{{at}}}}}")
            if page not in appendix.chapters:
                appendix.add(page, self.title_of(page), tex(r"\begin{scripts}"), tex(r"\end{scripts}"))
            inside = appendix.chapters[page]
            inside[-1:-1] = [head, nodes.container("", listing[-1], classes=["script"])]
        return appendix

    def questions(self):
        """A question before its answer: where a cell's output is folded in the site, a page ends if that costs little."""
        for cell in self.document.findall(nodes.container):
            if "tag_hide-output" in cell["classes"]:
                for part in cell.children:
                    if "cell_output" in part.get("classes", ()):
                        part.insert(0, tex(r"\turntheirpage"))

    def together(self):
        """A picture made of letters is on one page, and so is a cell's code, with the short paragraph and the heading above it."""
        for block in list(self.document.findall(lambda n: isinstance(n, (nodes.literal_block, nodes.Admonition)))):
            if isinstance(block, nodes.Admonition):
                room, node = 100, block  # a box may break, but not right behind its heading
            elif "on-slide" in block["classes"] or "cell_input" in block.parent.get("classes", ()):
                room, node = 10 * (block.astext().count("\n") + 1) + 16, block
                while isinstance(node.parent, nodes.container):
                    node = node.parent
            else:
                continue
            self.ask_for_room(room, node)

    def ask_for_room(self, room, node):
        """*room* points for a node, and what the paragraph and the heading right above it need."""
        above = before(node)
        if isinstance(above, nodes.paragraph) and len(above.astext()) < 250:
            room, node, above = room + 14 * (len(above.astext()) // 90 + 1), above, before(above)
        if isinstance(above, nodes.title) and isinstance(above.parent, nodes.section):
            room, node = room + 32, above.parent
        into, at = node.parent, node.parent.index(node)
        while at and isinstance(into[at - 1], nodes.section):  # Sphinx looks for the names of a section right before it,
            into, at = into[at - 1], len(into[at - 1])
        while at and isinstance(into[at - 1], nodes.target):  # where that before ends
            at -= 1
        into.insert(at, tex(rf"\needspace{{{room}pt}}"))

    def printed(self):
        """What was printed to stderr is marked, as it is in the site; what was recorded elsewhere looks as what was printed here."""
        for block in list(self.document.findall(nodes.literal_block)):
            of = "stderr" if "stderr" in block["classes"] else "cell_output" if block.get("language") == "text" else ""
            if of:
                block.replace_self(nodes.container("", block.deepcopy(), classes=[of]))

    def faults(self):
        """The scripts of a symptom, small as in the appendix of scripts."""
        for node in self.document.findall(lambda n: isinstance(n, nodes.container) and "fault" in n.get("container_classes", ())):
            code, blocks = [], list(node.findall(nodes.literal_block))
            for n, block in enumerate(blocks, 1):
                listing, number = nodes.container("", block, classes=["script"]), [tex(rf"\scriptnumber{{{n}}}")] * (len(blocks) > 1)
                short = block.astext().count("\n") < 40
                code += [tex(r"\begin{whole}"), *number, listing, tex(r"\end{whole}")] if short else [*number, listing]
            title = nodes.paragraph("", "", nodes.strong("", node[0].astext()))
            node.children = []
            node += [tex(r"\turnwithscript{}"), title]
            node += [tex(r"\begin{scripts}"), *code, tex(r"\end{scripts}")] if len(blocks) > 1 else code

    def footnotes(self):
        """They stand below the text: no line before those of a page; and the address of a link in one stands there, in no second one."""
        for line in list(self.document.findall(nodes.transition)):
            if "footnotes" in line["classes"]:
                line.parent.remove(line)
        for note in self.document.findall(nodes.footnote):
            for link in list(note.findall(nodes.reference)):
                uri = link.get("refuri", "")
                if uri.startswith(("http:", "https:")) and link.astext() != uri:
                    link.replace_self([*link.children, nodes.Text(" ("), nodes.reference("", uri, refuri=uri), nodes.Text(")")])

    def index_names(self):
        """Terms of the glossary and names of asyncio, where the text has them."""
        known = {name for name in addresses() if name.startswith("asyncio.")}
        glossary = {page_of(node) for node in self.document.findall(addnodes.index)}  # the page of each definition is there, in bold
        for node in list(self.document.findall(addnodes.index)):
            words = [entry(words) for kind, words, *_ in node["entries"] if kind == "single"]
            node.replace_self(inline_tex("".join(rf"\index{{{one}|spxpagem}}" for one in words)))
        for node in list(self.document.findall(addnodes.pending_xref)):
            if node["reftype"] == "term" and page_of(node) not in glossary:
                self.add_entry(node, entry(node["reftarget"]))
        for node in list(self.document.findall(nodes.literal)):
            text = node.astext()
            names = dict.fromkeys([*NAME.findall(text), f"asyncio.{text.removesuffix('()')}"])  # `gather` is asyncio.gather
            for name in [name for name in names if name in known and page_of(node) not in glossary]:
                self.add_entry(node, entry(name))

    def add_entry(self, node, words):
        """Put an entry of the index before a node, or before the link that it is in."""
        while isinstance(node.parent, (nodes.Inline, nodes.reference)):
            node = node.parent
        if not isinstance(node.parent, (nodes.title, nodes.term, nodes.rubric)):
            node.parent.insert(node.parent.index(node), inline_tex(rf"\index{{{words}}}"))

    def title_page(self):
        """Give LaTeX the first program's two pictures."""
        pictures = []
        first = chapter_paths()[0].stem if chapter_paths() else ""
        for cell in self.document.findall(nodes.container):
            if "cell" in cell["classes"] and page_of(cell) == first:
                pictures += [raw.astext() for raw in cell.findall(nodes.raw) if raw["format"] == "latex" and r"\rlap" in raw.astext()]
        version = kept(chapter_paths()[0]).metadata.language_info.version if pictures else ""
        run = f"The outputs are from a run under Python {version}, but for those marked as recorded." if version else ""
        imprint = rf"{escaped(self.config.project)}\\ The text: CC BY 4.0. The code: MIT."
        if self.config.html_baseurl:
            imprint += rf"\\ The book as pages that run its cells, with all files: \url{{{self.config.html_baseurl}}}"
        self.app.builder.context["maketitle"] = "\n".join([
            rf"\coverpage{{{escaped(self.config.author)}}}{{{run}}}{{{imprint}}}{{%", *pictures[:2], "}"])


class NumberNotes(SphinxPostTransform):
    """Footnotes count up through the book; Sphinx gives numbers to those of the text after all links of their page."""

    default_priority = 610  # Sphinx places the notes at 600
    formats = ("latex",)

    def run(self, **kwargs):
        numbers = {}
        for node in self.document.findall(lambda n: isinstance(n, (nodes.footnote, footnotemark, footnotetext))):
            mark = node if isinstance(node, footnotemark) else node[0]
            page, old = node.get("docname") or page_of(node), mark.astext()
            mark.children = [nodes.Text(str(numbers.setdefault((page, old), len(numbers) + 1)))]


def setup(app):
    app.add_post_transform(Paper)
    app.add_post_transform(NumberNotes)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
