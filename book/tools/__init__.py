"""The tools of the book: read a chapter, run its cells, derive its scripts, build; and the Sphinx extensions."""
