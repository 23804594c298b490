"""Wrong: the call is believed to run the coroutine.

Says: 1, below `coro = visit()`: not 'running'. The call made an object and ran nothing of it.
"""

ANSWERS = [
    "running",
    "running",
    "suspended",
    "running",
    "closed",
]
