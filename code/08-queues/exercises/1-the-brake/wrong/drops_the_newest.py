"""Wrong: drops the newest; a failure is as good as a save.

Says: first left: not 0. It is the oldest when 2 comes.
"""

ANSWERS = {"stuck: line": 11, "stuck: why": "c", "dead: line": 0, "dead: why": "b", "dead: saved": 5, "checkers": 4,
           "savers": 2, "saved per second": 5, "full": "raw", "busy savers": 1, "inside": 13, "first left": 0,
           "ended": 2, "ended: join": "no", "shutdown": 3}
