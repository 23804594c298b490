"""Wrong: the order in which tasks are made is thought to be the cure.

Says: looks: not 2. There it only waits, and has seen nothing of `best`.
"""

ANSWERS = {
    "who": "ada",
    "looks": 2,
    "waits": 4,
    "acts": 5,
    "cure": "a",
    "lock": "3-6",
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
