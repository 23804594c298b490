"""Wrong: equal timers are thought to have an order.

Says: log: why: not 'c'. Sometimes it does. Does anybody promise it?
"""

ANSWERS = {
    "late: line": 6,
    "late: why": 'b',
    "error: line": 5,
    "error: why": 'a',
    "silence: line": 12,
    "silence: why": 'b',
    "log: line": '20',
    "log: why": 'C',
    "hidden": 'silence',
}
