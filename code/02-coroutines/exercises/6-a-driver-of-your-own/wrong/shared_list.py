"""Wrong: the list is made once, and shared by all calls.

Says: no pause: expected ('at once', []), but drive returned ('at once', ['1 + 2', '3 + 3']).
"""


def drive(coro, pauses=[]):
    try:
        while True:
            pauses.append(coro.send(None))
    except StopIteration as stop:
        return stop.value, pauses
