"""Codec: an example from the chapter "streams".

Written by `make scripts`: edit the chapter, not this file.
"""

from itertools import combinations, pairwise


def splits(data):
    """All ways to cut data into pieces."""
    for count in range(len(data)):
        for cuts in combinations(range(1, len(data)), count):
            ends = 0, *cuts, len(data)
            yield [data[a:b] for a, b in pairwise(ends)]


class Lines:
    """Cut a stream of bytes into lines."""

    def __init__(self, limit=1000):
        self.rest, self.limit = b"", limit

    def feed(self, data):
        *lines, self.rest = (self.rest + data).split(b"\n")
        if max(map(len, [*lines, self.rest])) > self.limit:
            raise ValueError("a line is too long")
        return lines

    def end(self):
        if self.rest:
            raise EOFError(f"half a line: {self.rest}")


four = b"ada 21\n\nbo\nc\n"
results = set()
for pieces in splits(four):
    lines = Lines()
    results.add(tuple(line for piece in pieces
                      for line in lines.feed(piece)))
    lines.end()
print(2 ** (len(four) - 1), "splits,", len(results), "result:")
print(*results)
