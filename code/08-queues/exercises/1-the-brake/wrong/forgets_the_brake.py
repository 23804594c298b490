"""Wrong: counts with what comes, behind the stage that is too slow, too.

Says: saved per second: not 8. What can 2 checkers let through in a second?
"""

ANSWERS = {"stuck: line": 10, "stuck: why": "a", "dead: line": 12, "dead: why": "b", "dead: saved": 4, "checkers": 4,
           "savers": 2, "saved per second": 8, "full": "none", "busy savers": 1.6, "inside": 20.8, "first left": 3,
           "ended": 2, "ended: join": "no", "shutdown": 3}
