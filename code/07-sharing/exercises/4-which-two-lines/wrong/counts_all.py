"""Wrong: all that wait are taken for the circle.

Says: circle: not 4. kim waits for jo, and nobody waits for kim but the group.
"""

ANSWERS = {
    "who": "ada",
    "looks": 3,
    "waits": 4,
    "acts": 5,
    "cure": "b",
    "lock": "3-6",
    "circle": 4,
    "no help": "hal",
    "order": "jo",
    "lines": "Semaphore",
    "storm": "Event",
    "empty": "Condition",
    "next": "eve",
    "awaited": "gus",
    "task": "nobody",
}
