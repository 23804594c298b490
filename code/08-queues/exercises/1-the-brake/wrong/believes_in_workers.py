"""Wrong: who believes that the workers run at once, that join knows them, and that a dead one stops all.

Says: stuck: line: not 12. Does main come to it? Count the puts.
"""

ANSWERS = {"stuck: line": 12, "stuck: why": "c", "dead: line": 12, "dead: why": "c", "dead: saved": 2, "checkers": 4,
           "savers": 2, "saved per second": 5, "full": "raw", "busy savers": 1, "inside": 13, "first left": 3,
           "ended": 2, "ended: join": "no", "shutdown": 3}
