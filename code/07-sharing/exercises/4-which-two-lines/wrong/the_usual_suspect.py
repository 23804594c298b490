"""Wrong: bo, which ran too early, is blamed.

Says: who: not 'bo'. bo is early, and what it writes is right. Who writes after it?
"""

ANSWERS = {
    "who": "bo",
    "looks": 3,
    "waits": 4,
    "acts": 6,
    "cure": "b",
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
