"""Wrong: the pauses are not returned.

Says: two pauses: expected (6, ['1 + 2', '3 + 3']), but drive returned 6.
"""

def drive(coro):
    while True:
        try:
            coro.send(None)
        except StopIteration as stop:
            return stop.value
