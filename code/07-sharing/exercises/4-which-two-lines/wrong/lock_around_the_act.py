"""Wrong: a lock around the act is thought to be enough.

Says: lock: not '5-6'. Nobody runs between lines 5 and 6 anyway, and line 3 was long ago.
"""

ANSWERS = {
    "who": "ada",
    "looks": 3,
    "waits": 4,
    "acts": 5,
    "cure": "b",
    "lock": "5-6",
    "circle": 3,
    "no help": "kim",
    "order": "jo",
    "lines": "Semaphore",
    "storm": "Event",
    "empty": "Condition",
    "next": "eve",
    "awaited": "gus",
    "task": "nobody",
}
