"""Wrong: the loop is thought to hold every task that waits.

Says: waits for a lock: not 'ready'. Another task holds the lock, so it cannot go on.
"""

ANSWERS = {
    "just made": 'ready',
    "sleeps": 'timers',
    "sleep(0)": 'ready',
    "awaits a task": 'ready',
    "waits for a lock": 'ready',
    "lock released": 'ready',
    "waits for a socket": 'selector',
    "time is over": 'Ready',
    "cancelled": 'ready',
    "x or y": 'a',
    "virtual clock": 'a',
    "other loops": 'a',
}
