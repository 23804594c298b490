"""Wrong: it gives up after 100 pauses.

Says: 1000 pauses: expected (1000, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10…997, 998, 999]), but drive
returned None.
"""


def drive(coro):
    pauses = []
    for _ in range(100):
        try:
            pauses.append(coro.send(None))
        except StopIteration as stop:
            return stop.value, pauses
