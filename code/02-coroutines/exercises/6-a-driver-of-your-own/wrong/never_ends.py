"""Wrong: the loop has no end.

Says: expected an end, but after 0.5 real seconds it still ran: an endless loop without an `await`
"""

def drive(coro):
    pauses = []
    while True:
        try:
            pauses.append(coro.send(None))
        except Exception as end:
            value = getattr(end, "value", None)
    return value, pauses
