"""Connections in memory, for the judges of this chapter."""

import asyncio
import contextlib

import memnet
from check import compare


async def connected(limit=2**16):
    """Both ends of a connection, each as (reader, writer): first the server's, then the client's."""
    ends = asyncio.get_running_loop().create_future()
    await memnet.start_server(lambda *end: ends.set_result(end), "station", None, limit=limit)
    [port] = [port for _, port in memnet.network().servers]
    client = await memnet.open_connection("station", port)
    served = await ends
    memnet.network().servers.clear()
    return served, client


class Client:
    """One end of a connection, which notes what comes, unless it is asleep."""

    def __init__(self, end, asleep=False):
        self.reader, self.writer = end
        self.got = b""
        self.ended = False
        self.broke = False
        self.task = None if asleep else asyncio.create_task(self.read())

    async def read(self):
        try:
            while data := await self.reader.read(2**20):
                self.got += data
        except ConnectionError:
            self.broke = True
        self.ended = True

    def wake(self):
        self.task = self.task or asyncio.create_task(self.read())

    def send(self, data):
        """Send bytes; None ends this direction, Exception breaks the connection, an error breaks it for the other side."""
        if data is None:
            self.writer.write_eof()
        elif data is Exception:
            memnet.reset(self.writer)
        elif isinstance(data, OSError):
            self.writer.transport.peer._break(data)
        else:
            self.writer.write(data)

    async def leave(self):
        self.writer.transport.abort()
        if self.task:
            self.task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self.task
        await asyncio.sleep(0)


def each(seen, what, want, at, **more):
    """The points on a result that is a dict: of one that is wrong those parts are told that differ."""
    if isinstance(seen.result, dict):
        differ = [part for part in want if seen.result.get(part) != want[part]]
        seen.result, want = {part: seen.result.get(part) for part in differ}, {part: want[part] for part in differ}
    yield from compare(seen, what, result=want, at=at, at_result=at, **more)
