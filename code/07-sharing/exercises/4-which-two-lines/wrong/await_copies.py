"""Wrong: an await is thought to make a copy.

Says: waits: not 2. That wait is over before anybody has looked at `best`.
"""

ANSWERS = {
    "who": "ada",
    "looks": 3,
    "waits": 2,
    "acts": 5,
    "cure": "b",
    "lock": "3-6",
    "circle": 3,
    "no help": "kim",
    "order": "jo",
    "lines": "Semaphore",
    "storm": "Event",
    "empty": "Condition",
    "next": "eve",
    "awaited": "nobody",
    "task": "nobody",
}
