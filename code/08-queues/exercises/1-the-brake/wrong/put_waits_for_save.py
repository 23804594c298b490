"""Wrong: put waits until the item is saved, and both queues are full.

Says: stuck: why: not 'b'. put waits until there is room, and not until anything is saved.
"""

ANSWERS = {"stuck: line": 10, "stuck: why": "b", "dead: line": 10, "dead: why": "a", "dead: saved": 3, "checkers": 4,
           "savers": 2, "saved per second": 5, "full": "both", "busy savers": 2, "inside": 20, "first left": 3,
           "ended": 2, "ended: join": "no", "shutdown": 3}
