"""Wrong: a lock for everything.

Says: lock: not '2-6'. Then the stations are asked one after the other.
"""

ANSWERS = {
    "who": "ada",
    "looks": 3,
    "waits": 4,
    "acts": 5,
    "cure": "b",
    "lock": "2-6",
    "circle": 3,
    "no help": "kim",
    "order": "jo",
    "lines": "Lock",
    "storm": "Event",
    "empty": "Lock",
    "next": "eve",
    "awaited": "gus",
    "task": "nobody",
}
