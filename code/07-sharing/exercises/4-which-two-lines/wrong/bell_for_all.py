"""Wrong: an event where something may be gone again.

Says: lines: not 'Event'. That lets in all.
"""

ANSWERS = {
    "who": "ada",
    "looks": 3,
    "waits": 4,
    "acts": 5,
    "cure": "b",
    "lock": "3-6",
    "circle": 3,
    "no help": "kim",
    "order": "jo",
    "lines": "Event",
    "storm": "Event",
    "empty": "Event",
    "next": "eve",
    "awaited": "gus",
    "task": "nobody",
}
