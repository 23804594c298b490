"""Ties: an example from the chapter "inside the loop".

Written by `make scripts`: edit the chapter, not this file.
"""

import heapq


class Timer:
    def __init__(self, when, name):
        self.when, self.name = when, name

    def __lt__(self, other):
        return self.when < other.when


heap = []
for name in "ada", "bo", "cy", "di", "eve":
    heapq.heappush(heap, Timer(1.0, name))
print(*[heapq.heappop(heap).name for timer in 5 * [None]])
