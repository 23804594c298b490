"""Sphinx extension: exercises.

``::::{exercise} NAME`` stands in the section of an exercise and makes of it exercise
``N.K``: N is the chapter's number, K that of the folder ``exercises/K-NAME`` in the
chapter's folder of code.  It writes the link to the starter, the command that checks and
the exercise in the page, and holds a ``{hint}`` and a ``{solution}``, both folded; the
latter shows solution.py and has the options of ``{literalinclude}``.  (sphinx-exercise
has nodes for exercises too, but numbers them itself, and knows of no files.)

"""

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective
from sphinx_design.dropdown import DropdownDirective

from .chapter import CODE, ROOT, number
from .downloads import link, zip_name
from .examples import Listing


class starter(nodes.General, nodes.Element):
    """A starter, to be solved in the page: book/live replaces it, others leave it out."""


class Exercise(SphinxDirective):
    """``::::{exercise} NAME``: its number, its files, its hint and its solution."""

    required_arguments = 1
    has_content = True

    def run(self):
        name, chapter = self.arguments[0], self.env.docname
        section = self.state_machine.node
        if not isinstance(section, nodes.section):
            raise self.error("{exercise} must stand in a section, not in another directive")
        found = sorted(CODE.glob(f"{chapter}/exercises/*-{name}/starter.py"))
        if len(found) != 1:
            raise self.error(f"there is no folder code/{chapter}/exercises/K-{name} with a starter.py")
        path = found[0]
        self.env.note_dependency(str(path))
        which = f"{number(chapter)}.{path.parent.name.partition('-')[0]}"
        section[0].insert(0, nodes.Text(f"Exercise {which}: "))
        self.add_label(section, f"ex-{name}")
        files = path.relative_to(ROOT).as_posix()
        line = nodes.paragraph(
            "", "", nodes.Text("Starter: "), link(files), nodes.Text(". Check: "), nodes.literal("", f"python check.py {which}"),
            nodes.Text(" in the folder "), link(zip_name(chapter), "code"), nodes.Text("."), classes=["exercise-files"])
        here = starter(source=path.read_text(encoding="utf-8"), number=which)
        self.env.temp_data["exercise"] = path.parent, which  # for what it holds
        content = self.parse_content_to_nodes()
        del self.env.temp_data["exercise"]
        return [line, here, *content]

    def add_label(self, section, label):
        """Make the section a target of links, as ``(label)=`` above its heading does."""
        document = self.state.document
        if label in document.nameids:
            raise self.error(f"the exercise {label.removeprefix('ex-')!r} is there twice")
        section["ids"].append(label)
        section["names"].append(label)
        document.ids[label] = section
        document.nameids[label], document.nametypes[label] = label, True


class Hint(DropdownDirective):
    """``:::{hint}`` of an exercise."""

    title = "Hint"
    optional_arguments = 0

    def run(self):
        if "exercise" not in self.env.temp_data:
            raise self.error(f"{{{self.name}}} belongs into an {{exercise}}")
        self.arguments = [self.title]
        options, self.options = self.options, {}
        [dropdown] = super().run()
        folder, number = self.env.temp_data["exercise"]
        dropdown["exercise"], dropdown["label"] = number, f"ex-{folder.name.partition('-')[2]}"  # for the PDF, which has no folds
        dropdown[1:1] = self.more(options)
        return [dropdown]

    def more(self, options):
        """What stands above the text."""
        return []


class Solution(Hint):
    """``:::{solution}`` of an exercise: its solution.py, then the text."""

    title = "Solution"
    option_spec = Listing.option_spec

    def more(self, options):
        path = self.env.temp_data["exercise"][0] / "solution.py"
        return Listing(
            "literalinclude", [f"/../{path.relative_to(ROOT).as_posix()}"], {"language": "python"} | options, StringList(),
            self.lineno, self.content_offset, self.block_text, self.state, self.state_machine).run()


class LeaveOut(SphinxPostTransform):
    """Nothing of a starter where it cannot be solved."""

    default_priority = 310  # after book/live

    def run(self, **kwargs):
        for node in list(self.document.findall(starter)):
            node.parent.remove(node)


def setup(app):
    app.add_node(starter)
    app.add_directive("exercise", Exercise)
    app.add_directive("hint", Hint, override=True)  # docutils has an admonition of this name
    app.add_directive("solution", Solution)
    app.add_post_transform(LeaveOut)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
