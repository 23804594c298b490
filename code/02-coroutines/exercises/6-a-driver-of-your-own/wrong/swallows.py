"""Wrong: every error is taken for the end.

Says: error: expected the coroutine's own KeyError, but tuple was returned:
"""

def drive(coro):
    pauses = []
    while True:
        try:
            pauses.append(coro.send(None))
        except StopIteration as stop:
            return stop.value, pauses
        except Exception:
            return None, pauses
