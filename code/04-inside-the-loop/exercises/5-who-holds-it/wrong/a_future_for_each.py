"""Wrong: each wait has a future, but somebody has to make it done.

Says: sleeps: not 'future'. A future is there too. But who makes it done?
"""

ANSWERS = {
    "just made": 'ready',
    "sleeps": 'future',
    "sleep(0)": 'ready',
    "awaits a task": 'future',
    "waits for a lock": 'future',
    "lock released": 'future',
    "waits for a socket": 'future',
    "time is over": 'timers',
    "cancelled": 'future',
    "x or y": 'a',
    "virtual clock": 'b',
    "other loops": 'a',
}
