"""Sphinx extension: names of Python's library in the text link to its documentation.

An author writes `asyncio.gather`, also as a part of a longer `await asyncio.gather(…)`; the name is
a link where book/api/objects.inv has it, the committed inventory of Python's documentation.  (It is
intersphinx's, and read by Sphinx's reader; the extension itself asks the network for a newer one, and
lets a misspelt `[](#queue)` find Python's module of this name.)  A name of asyncio that the inventory lacks is a warning: it is
misspelt, or stands in `UNDOCUMENTED` with the reason.

Only whole names link, `asyncio.Queue` and not `Queue`: threading has an Event and a Lock as well,
and what the book says of a name in short stands beside it.  Every place links, not only the first
of a section: readers come from the search to the middle of a page, and the links look as the code
that they are (book.css).  Headings and other links have none; a deck has none, where a wrong click
leaves the lecture; the PDF has none, since on paper each would be a footnote.
"""

import re
import zlib
from functools import cache
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.errors import ExtensionError
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.inventory import InventoryFile

from .downloads import code_link

INVENTORY = Path(__file__).parents[1] / "api/objects.inv"
DOCUMENTATION = "https://docs.python.org/3"
NAME = re.compile(r"(?<![\w.…])[A-Za-z_]\w*(?:\.(?!py\b)[A-Za-z_]\w*)+")  # a file has no documentation
NOT_INSIDE = nodes.title, nodes.reference, nodes.rubric, code_link, addnodes.download_reference, addnodes.pending_xref
# Names of asyncio that the documentation of Python has no entry for, each with why the book may say it.
UNDOCUMENTED = {
    "asyncio.BaseEventLoop": "the class in CPython's source, which the chapter on the loop reads",
    **dict.fromkeys(("asyncio.exceptions.CancelledError", "asyncio.queues.QueueEmpty", "asyncio.queues.QueueFull",
                     "asyncio.queues.QueueShutDown"), "as a traceback prints it, with the module that has the code"),
}
logger = logging.getLogger(__name__)


@cache
def addresses() -> dict[str, str]:
    """The address of each documented name that begins with a module: the inventory has a `file.read` as well."""
    found = InventoryFile.loads(INVENTORY.read_bytes(), uri=DOCUMENTATION).data
    return {name: item.uri for items in found.values() for name, item in items.items() if name.partition(".")[0] in found["py:module"]}


def literals(document):
    """The inline code of a document that may link, with the names in it."""
    for literal in document.findall(nodes.literal):
        around = literal.parent
        while around is not None and not isinstance(around, NOT_INSIDE):
            around = around.parent
        if around is None and (found := [*NAME.finditer(literal.astext())]):
            yield literal, found


def check_names(app, doctree):
    """Warn of each name of asyncio that is in no documentation."""
    known = addresses()
    for literal in doctree.findall(nodes.literal):
        for name in NAME.findall(literal.astext()):
            if name.startswith("asyncio.") and name not in known.keys() | UNDOCUMENTED.keys():
                logger.warning("%s is not in the documentation of Python: is it misspelt? (if not, UNDOCUMENTED in book/tools/api.py "
                               "takes it, with the reason)", name, location=literal)


class LinkNames(SphinxPostTransform):
    """In the book's pages: each documented name is a link."""

    default_priority = 800  # when all other links are made
    builders = ("html", "epub")

    def run(self, **kwargs):
        known = addresses()
        for literal, found in list(literals(self.document)):
            text, parts, end = literal.astext(), [], 0
            for match in found:
                if address := known.get(match[0]):
                    parts += [nodes.Text(text[end:match.start()])] * (match.start() > end)
                    parts += [nodes.reference("", match[0], refuri=address, internal=False, classes=["api"])]
                    end = match.end()
            if parts:
                literal.children = []
                literal.extend(parts + [nodes.Text(text[end:])] * (end < len(text)))


def keep(path: Path) -> None:
    """Keep of an objects.inv of Python's documentation what is linked: the names of its library.

    Raises ValueError where it is none.
    """
    try:
        data = path.read_bytes()
        found = InventoryFile.loads(data, uri="").data
        names = {(name, kind): item for kind, items in found.items() if kind.startswith("py:") for name, item in items.items()}
    except (OSError, ValueError, zlib.error) as error:
        raise ValueError(f"{path} is no inventory: {error}") from None
    if ("asyncio.run", "py:function") not in names:
        raise ValueError(f"{path} is not the inventory of Python's documentation: it has no asyncio.run")
    lines = [f"{name} {kind} 1 {item.uri.removesuffix(name) + '$' if item.uri.endswith('#' + name) else item.uri} -\n"
             for (name, kind), item in sorted(names.items())]
    header = b"".join(data.split(b"\n", 4)[n] + b"\n" for n in range(4))
    INVENTORY.write_bytes(header + zlib.compress("".join(lines).encode(), 9))
    print(f"{len(names)} names of Python {re.search(rb'Version: (.*)', header)[1].decode()}: say in {INVENTORY.parent.name}/source.txt "
          "where they are from, and when")


def check_inventory(app):
    """Stop where the inventory cannot be read."""
    try:
        addresses()
    except (OSError, ValueError, KeyError, zlib.error) as error:
        raise ExtensionError(f"book/api/objects.inv:1: it cannot be read ({type(error).__name__}); "
                             "`git checkout book/api`, or see CONTRIBUTING.md") from None


def setup(app):
    app.connect("builder-inited", check_inventory, priority=1)
    app.connect("doctree-read", check_names)
    app.add_post_transform(LinkNames)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
