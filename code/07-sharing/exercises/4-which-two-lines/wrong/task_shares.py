"""Wrong: a task is thought to share the context.

Says: task: not 'gus'. The task has set it in its copy.
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
    "next": "eve",
    "awaited": "gus",
    "task": "gus",
}
