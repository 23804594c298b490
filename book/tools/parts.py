"""Sphinx extension: the parts of the book, `{part}` in the index page; the numbers of chapters go on from part to part.

    ```{part} Control it
    :from: groups
    ```

A part has the chapters from the one named to the last before the next part's first, by their file names without the
number.  So a chapter that is added, renamed or inserted needs no change here.
"""

import re

from docutils.parsers.rst import directives
from docutils.statemachine import StringList
from sphinx import addnodes
from sphinx.directives.other import TocTree
from sphinx.util import logging

CHAPTER = re.compile(r"\d+-(.+)")
logger = logging.getLogger(__name__)


class Part(TocTree):
    """A numbered toctree: its caption is the argument, its first chapter the option `from`."""

    has_content = False
    required_arguments = 1
    final_argument_whitespace = True
    option_spec = {"from": directives.unchanged_required, "hidden": directives.flag}

    def run(self):
        env = self.env
        env.glob_toctrees.add(env.docname)  # it is read again when a chapter comes or goes
        chapters = sorted(name for name in env.found_docs if CHAPTER.fullmatch(name))
        slugs = [CHAPTER.fullmatch(name)[1] for name in chapters]
        first = self.options.get("from", "")
        starts = re.findall(r"^:from:\s*(\S+)", env.doc2path(env.docname, True).read_text(encoding="utf-8"), re.M)
        if first not in slugs:
            logger.warning("no chapter is called NN-%s.md; a part begins with one, `:from: NAME`", first,
                           location=self.get_location(), type="toc", subtype="part")
            return []
        start = slugs.index(first)
        end = min([slugs.index(slug) for slug in starts if slug in slugs and slugs.index(slug) > start], default=None)
        self.content = StringList(chapters[start:end], env.docname)
        self.options |= {"caption": self.arguments[0], "numbered": 1, "maxdepth": 1}
        return super().run()


def shift(env):
    """Add to the numbers of each part's chapters how many chapters come before it."""
    before = 0
    for docname in sorted(env.numbered_toctrees):
        for tree in env.get_doctree(docname).findall(addnodes.toctree):
            if not tree.get("numbered"):
                continue
            names = [name for _, name in tree["entries"] if name in env.toc_secnumbers]
            for name in names:
                numbers = env.toc_secnumbers[name]
                numbers |= {anchor: (number[0] + before, *number[1:]) for anchor, number in numbers.items() if number}
                for place in [env.titles[name], *env.tocs[name].findall()]:
                    if hasattr(place, "attributes") and place.get("secnumber"):
                        place["secnumber"] = [place["secnumber"][0] + before, *place["secnumber"][1:]]
            before += len(names)


def before_numbering(app, env):
    """Sphinx counts each toctree from one, and compares: give it back what it said last time."""
    env.toc_secnumbers = getattr(env, "numbers_in_parts", {})
    return []


def after_numbering(app, env):
    """Those pages whose number in the book is another one than last time."""
    env.numbers_in_parts = {name: dict(numbers) for name, numbers in env.toc_secnumbers.items()}
    last = getattr(env, "numbers_in_book", {})
    shift(env)
    env.numbers_in_book = {name: dict(numbers) for name, numbers in env.toc_secnumbers.items()}
    return [name for name, numbers in env.numbers_in_book.items() if numbers != last.get(name)]


def setup(app):
    app.add_directive("part", Part)
    app.connect("env-get-updated", before_numbering, priority=100)
    app.connect("env-get-updated", after_numbering)  # after Sphinx, before increment.py looks: in the order of conf.py
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
