"""Judge of the exercise 'wait for data, but not for ever'.  On the real clock: there are sockets."""

import contextlib
import selectors
import socket
import sys
import time

from check import Point, Wrong, as_point
from toy import fresh

TODO = "write receive"


class CountingSelector(selectors.DefaultSelector):
    """Finds a loop that asks again and again, and one that waits for ever."""

    waits = 0

    def select(self, timeout=None):
        CountingSelector.waits += 1
        if CountingSelector.waits > 200:
            raise Wrong("polling: expected a wait until something happens, but select was called "
                        "200 times. Let a task wait in `readable`.", "loop-selector")
        events = super().select(2 if timeout is None else timeout)
        if timeout is None and not events:
            raise Wrong("expected an end, but the loop would wait for ever: no task is ready, no timer "
                        "is set, and no data comes.", "loop-data")
        return events


@contextlib.contextmanager
def counting():
    real, selectors.DefaultSelector = selectors.DefaultSelector, CountingSelector
    CountingSelector.waits = 0
    try:
        yield
    finally:
        selectors.DefaultSelector = real


class World:
    """A connection, what happened on it, and the loop of the submission."""

    def __init__(self, names):
        self.names, self.log = names, []
        self.sleep, self.begin = names["sleep"], time.monotonic()
        self.station, self.reader = socket.socketpair()
        self.reader.setblocking(False)  # whoever reads too early gets an error, and does not hang

    async def receive(self, name, seconds, connection=None):
        try:
            got = await self.names["receive"](connection or self.reader, seconds)
            self.log.append(f"{name}: {got.decode()}" if isinstance(got, bytes) else f"{name}: {got!r}")
        except TimeoutError:
            self.log.append(f"{name}: TimeoutError")
        except BlockingIOError:
            raise Wrong("expected a wait, but `recv` was called where there was no data.",
                        "loop-selector") from None
        except ConnectionResetError:
            self.log.append(f"{name}: ConnectionResetError")
        except BaseException as error:
            if type(error).__name__ != "CancelledError":
                raise
            self.log.append(f"{name}: CancelledError")
            raise

    async def send(self, delay, text):
        await self.sleep(delay)
        self.station.send(text.encode())

    async def over(self, what):
        """Note *what*, how many tenths of a second have passed, and that nothing is registered."""
        tenths = int((time.monotonic() - self.begin) * 10)
        await self.sleep(0.05)
        selector = self.names.get("selector") or sys.modules["grown"].selector
        left = len(selector.get_map())
        self.log.append(f"{what} in time" if tenths < 10 else f"{what} after {tenths / 10:g} s")
        if left:
            self.log.append(f"{left} socket still registered")


async def in_time(world):
    await world.names["gather"](world.receive("reader", 5), world.send(0.1, "ada 21"))
    await world.over("over")


async def too_late(world):
    async def tick():
        await world.sleep(0.05)
        world.log.append("tick")
    await world.names["gather"](world.receive("reader", 0.15), tick())
    await world.over("over")


async def there_already(world):
    world.station.send(b"ada 21")
    await world.receive("reader", 5)
    await world.over("over")


async def end_of_the_connection(world):
    world.station.close()
    await world.receive("reader", 5)
    await world.over("over")


async def and_then_a_sleep(world):
    await world.names["gather"](world.receive("reader", 0.4), world.send(0.05, "ada 21"))
    begin = time.monotonic()
    await world.sleep(0.6)  # nobody may cut it, or wake it early
    world.log.append("a whole sleep" if time.monotonic() - begin > 0.59 else "the next sleep ended too early")
    await world.names["gather"](world.receive("again", 5), world.send(0.05, "bo 18"))


async def cancelled(world):
    task = world.names["Task"](world.receive("reader", 5))
    await world.sleep(0.1)
    task.cancel()
    try:
        await task
    except BaseException as error:
        world.log.append(type(error).__name__)
    await world.over("over")


async def two_connections(world):
    station, reader = socket.socketpair()
    reader.setblocking(False)
    with station, reader:
        await world.names["gather"](world.receive("one", 1), world.receive("two", 5, reader),
                                    world.send(0.05, "ada 21"), send_after(world, station))
    await world.over("over")


async def send_after(world, station):
    await world.sleep(0.15)
    station.send(b"bo 18")


class Broken:
    """A connection that has data, but breaks when they are read."""

    def __init__(self, connection):
        self.connection = connection

    def __getattr__(self, name):  # all else is that of the connection
        return getattr(self.connection, name)

    def recv(self, *_):
        raise ConnectionResetError("the station has gone")


async def broken(world):
    world.station.send(b"ada 21")
    await world.receive("reader", 5, Broken(world.reader))
    await world.over("over")


async def much(world):
    world.station.send(b"x" * 150)
    for _ in range(2):
        world.log.append(len(await world.names["receive"](world.reader, 5)))


PROGRAMS = {
    "data after 0.1 s": (in_time, ["reader: ada 21", "over in time"]),
    "no data, at most 0.15 s, and a task that ticks": (too_late, ["tick", "reader: TimeoutError", "over in time"]),
    "data is there already": (there_already, ["reader: ada 21", "over in time"]),
    "the other end is closed": (end_of_the_connection, ["reader: ", "over in time"]),
    "data, then a sleep, then data": (and_then_a_sleep, ["reader: ada 21", "a whole sleep", "again: bo 18"]),
    "cancelled from outside": (cancelled, ["reader: CancelledError", "CancelledError", "over in time"]),
    "a connection that breaks": (broken, ["reader: ConnectionResetError", "over in time"]),
    "150 bytes": (much, [100, 50]),
    "two connections": (two_connections, ["one: ada 21", "two: bo 18", "over in time"]),
}


def judge(code):
    for what, (program, events) in PROGRAMS.items():
        try:
            with counting():
                names = fresh(code)
                world = World(names)
                with world.station, world.reader:
                    names["run"](program(world))
        except Exception as error:
            point = as_point(error)
            yield Point(False, f"{what}: {point.text}", point.section)
            return
        if world.log != events:
            yield Point(False, f"{what}: events: expected {', '.join(map(str, events))}, but they were: "
                        f"{', '.join(map(str, world.log)) or 'none'}.", "loop-cancel")
            return
        yield Point(True, f"{what}: events, and no polling.")
