"""Wrong: an END is believed to be seen by all workers, and join not to count it.

Says: ended: not 3. Who puts an END for the third one?
"""

ANSWERS = {
    "stuck: line": 10, "stuck: why": "a", "dead: line": 12, "dead: why": "b", "dead: saved": 4, "checkers": 4, "savers": 2,
    "saved per second": 5, "full": "raw", "busy savers": 1, "inside": 13, "first left": 3, "ended": 3, "ended: join": "yes",
    "shutdown": 0,
}
