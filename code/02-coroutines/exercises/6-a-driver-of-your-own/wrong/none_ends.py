"""Wrong: a pause on None is taken for the end.

Says: a pause on None, and None returned: expected (None, [None]), but drive returned (None, []).
"""

def drive(coro):
    pauses = []
    try:
        while (pause := coro.send(None)) is not None:
            pauses.append(pause)
    except StopIteration as stop:
        return stop.value, pauses
    return None, pauses
