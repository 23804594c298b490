"""Wrong: a worker too few, as 3.2 and 1.6 are rounded down.

Says: checkers: not 3. 3 × 1 / 0.4 s is less than 8 a second.
"""

ANSWERS = {"stuck: line": 10, "stuck: why": "a", "dead: line": 12, "dead: why": "b", "dead: saved": 4, "checkers": 3,
           "savers": 1, "saved per second": 5, "full": "raw", "busy savers": 1, "inside": 13, "first left": 3,
           "ended": 2, "ended: join": "no", "shutdown": 3}
