"""Wrong: the latecomer pushes in.

Says: next: not 'cy'. cy finds that somebody waits, and goes to the end of the line.
"""

ANSWERS = {
    "who": "ada",
    "looks": 3,
    "waits": 4,
    "acts": 5,
    "cure": "b",
    "lock": "3-6",
    "lines": "Semaphore",
    "storm": "Event",
    "empty": "Condition",
    "next": "cy",
    "awaited": "ada",
    "task": "nobody",
}
