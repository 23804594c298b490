"""Wrong: the latecomer pushes in.

Says: next: not 'fay'. fay finds that somebody waits, and goes to the end of the line.
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
    "lines": "Semaphore",
    "storm": "Event",
    "empty": "Condition",
    "next": "fay",
    "awaited": "gus",
    "task": "nobody",
}
