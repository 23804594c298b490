"""Sphinx extension: the numbers of chapters go on from one part of the book to the next.

Each numbered table of contents in index.md is a part, and Sphinx begins each at 1.  Here a
chapter gets the number of its file.
"""

from docutils import nodes

from .chapter import chapter_paths, number


def go_on(app, env):
    """Change the first of each section number; the pages that it concerns are written again."""
    changed = []
    for name in {path.stem for path in chapter_paths()} & env.toc_secnumbers.keys():
        numbers = env.toc_secnumbers[name]
        titles = [env.titles[name], *env.tocs[name].findall(nodes.reference)]
        if any(found and found[0] != number(name) for found in numbers.values()):
            numbers.update({anchor: (number(name), *found[1:]) for anchor, found in numbers.items() if found})
            for node in titles:
                if node.get("secnumber"):
                    node["secnumber"] = [number(name), *node["secnumber"][1:]]
            changed.append(name)
    return changed


def setup(app):
    app.connect("env-get-updated", go_on)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
