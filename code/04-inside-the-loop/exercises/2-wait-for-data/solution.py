"""Solution: wait for data, but not for ever, on the grown toy loop."""

import socket
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2]))  # where the toy loop is

from grown import CancelledError, Task, gather, readable, run, sleep  # noqa: E402, F401


async def receive(connection, seconds):
    """Return what the socket has, at most 100 bytes; TimeoutError if there is nothing in time."""
    async def data():
        await readable(connection)
        return connection.recv(100)

    async def stop():
        await sleep(seconds)
        task.cancel()

    task = Task(data())
    timer = Task(stop())
    try:
        return await task
    except CancelledError:
        if task.done:  # it was the timer; else somebody has cancelled us
            raise TimeoutError from None
        raise
    finally:
        task.cancel()
        timer.cancel()


async def tick(station):
    for number in 1, 2:
        await sleep(0.8)
        print("tick", number)
    station.send(b"ada 21")


async def main(reader, station):
    task = Task(tick(station))
    try:
        await receive(reader, 1.2)
    except TimeoutError:
        print("nothing yet")
    print("received", await receive(reader, 5))
    await task


if __name__ == "__main__":
    station, reader = socket.socketpair()
    with station, reader:
        run(main(reader, station))
