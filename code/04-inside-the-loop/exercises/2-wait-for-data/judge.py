"""Judge of the exercise 'wait for data'."""

import contextlib
import selectors
import socket
import sys
import threading

from check import Point, Wrong, as_point
from toy import fresh

TODO = "let run wait with the selector, and write readable"


class CountingSelector(selectors.DefaultSelector):
    """Counts its waits: a loop that asks again and again does not wait."""

    waits = 0

    def select(self, timeout=None):
        CountingSelector.waits += 1
        if CountingSelector.waits > 1000:
            raise Wrong("polling: expected a wait until something happens, but select was called "
                        "1000 times: give it the time to the first timer, or None.",
                        "loop-selector")
        return super().select(timeout)


@contextlib.contextmanager
def counting():
    real, selectors.DefaultSelector = selectors.DefaultSelector, CountingSelector
    CountingSelector.waits = 0
    try:
        yield
    finally:
        selectors.DefaultSelector = real


async def only_sleeps(names, log):
    async def leg(name, *delays):
        for delay in delays:
            await names["sleep"](delay)
            log.append(name)

    await names["gather"](leg("a", 0.1, 0.2), leg("b", 0.2))


async def data_and_ticks(names, log):
    station, reader = socket.socketpair()

    async def listen():
        await names["readable"](reader)
        log.append(reader.recv(100).decode())

    async def tick():
        for k in 1, 2:
            await names["sleep"](0.1)
            log.append(f"tick {k}")
        station.send(b"data")

    with station, reader:
        await names["gather"](listen(), tick())


async def data_alone(names, log):
    pairs = [socket.socketpair() for _ in range(2)]

    async def listen(reader, text):
        await names["readable"](reader)
        log.append(reader.recv(100).decode())

    for k, (station, _) in enumerate(pairs):
        threading.Timer(0.3 - 0.2 * k, station.send, [f"from {k}".encode()]).start()
    await names["gather"](*[listen(reader, str(k)) for k, (_, reader) in enumerate(pairs)])
    for connection in sum(pairs, ()):
        connection.close()


def judge(code):
    for what, program, events_ in [
            ("only sleeps", only_sleeps, ["a", "b", "a"]),
            ("data, and another task ticks", data_and_ticks, ["tick 1", "tick 2", "data"]),
            ("two connections and no timer", data_alone, ["from 1", "from 0"])]:
        log = []
        try:
            with counting():
                names = fresh(code)
                names["run"](program(names, log))
        except Exception as error:
            point = as_point(error)
            yield Point(False, f"{what}: {point.text}", point.section)
            return
        if log != events_:
            yield Point(False, f"{what}: order of events: expected {', '.join(events_)}, but it "
                        f"was: {', '.join(log)}.", "loop-selector")
        elif not CountingSelector.waits and not (program is only_sleeps and sys.platform == "win32"):
            yield Point(False, f"{what}: expected a wait in selector.select, but it was never "
                        "called.", "loop-selector")
        else:
            yield Point(True, f"{what}: order of events, and no polling.")
