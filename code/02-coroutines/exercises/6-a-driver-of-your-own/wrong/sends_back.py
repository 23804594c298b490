"""Wrong: the coroutine is sent what it paused on.

Says: what is sent, returned: expected (None, ['to whom?']), but drive returned ('to whom?', ['to whom?']).
"""


def drive(coro):
    pauses, pause = [], None
    while True:
        try:
            pause = coro.send(pause)
        except StopIteration as stop:
            return stop.value, pauses
        pauses.append(pause)
