"""Build the site and the PDF's source, and tell what was read for which of them."""

import os
import sys

sys.path.append(os.getcwd())

from sphinx.builders import Builder

from book.tools import build

make, read = build.sphinx, Builder.read_doc


def sphinx(builder, out, doctrees, tags, all_):
    make(builder, out, doctrees, tags, all_)
    if builder == "revealjs":
        make("latex", build.BUILD / "latex", doctrees, tags)


def read_doc(self, docname, **options):
    print(self.name, "reads", docname)
    read(self, docname, **options)


build.sphinx, Builder.read_doc = sphinx, read_doc
sys.exit(build.main([]))
