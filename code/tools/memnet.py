"""asyncio's streams over a network in memory: connections and servers without sockets.

`open_connection` and `start_server` take and return what those of asyncio do, and the
readers, writers and protocols are asyncio's own; only what is below them differs.  So
they run on any loop: the real one, the virtual clock (`vloop`), a browser's. ::

    import asyncio, memnet, vloop

    async def echo(reader, writer):
        writer.write(await reader.readline())
        await writer.drain()
        writer.close()

    async def main():
        async with await memnet.start_server(echo, "station", 80):
            reader, writer = await memnet.open_connection("station", 80)
            writer.write(b"hello\\n")
            print(await reader.readline())
            writer.close()
            await writer.wait_closed()

    vloop.run(main())     # or asyncio.run(main())

A program that calls ``asyncio.open_connection`` and ``asyncio.start_server`` runs unchanged
within `instead_of_sockets`.  In a test::

    def test_a_slow_network():
        with memnet.instead_of_sockets(latency=0.1):
            assert vloop.run(ask("station", 80)) == "20 degrees"

Each loop has one network; `Network` makes others.  Its machines are names: any host can
be listened at, "localhost" and "127.0.0.1" are one, and a server without a host gets what
goes to its port anywhere.  As with sockets:

- what is written arrives in order, in pieces of any size (*chunk* makes them small),
  and *latency* seconds later; connecting takes one way and back;
- ``drain`` waits when more than the high-water mark (64 KiB) is not yet sent.  The network
  takes a *window* of bytes that the other side has not yet read, by default 64 KiB; and
  a StreamReader takes what comes until it has more than twice its limit: 128 KiB and one
  piece more.  So a reader who sleeps stops a writer after 256 KiB, and up to 320;
- ``write_eof`` closes one direction; ``close`` sends what is left, then the end; the reader
  of the other side gets its b"", and may still write;
- who writes to an end that is closed gets ConnectionResetError when the news is back, or
  BrokenPipeError with the next ``write`` if it has read the end before; ``reset`` breaks a
  connection on both sides, as a crash does; ConnectionRefusedError where nobody listens;
- ``Server.wait_closed`` waits for the connections from Python 3.12.1 on; before, it
  returns at once when the server is closed.  ``close_clients`` and ``abort_clients`` (3.13)
  work everywhere.

No TLS, no datagrams.  Python 3.11 to 3.14, standard library only.
"""

import asyncio
import collections
import contextlib
import errno
import os
import sys
from collections.abc import Callable, Iterator

__all__ = ["Network", "Server", "instead_of_sockets", "open_connection", "reset", "start_server"]

ANYWHERE = (None, "", "0.0.0.0", "::")
HERE = "127.0.0.1"
LIMIT = 2**16  # bytes; the default of asyncio's StreamReader
WAITS_FOR_CLIENTS = sys.version_info >= (3, 12, 1)


def host_name(host):
    return HERE if host in ("localhost", "::1") else host


def os_error(kind, number, text=None):
    return kind(number, text or os.strerror(number))


class Network:
    """Machines that reach each other.

    *latency* are the seconds, on the loop's clock, that anything takes one way; *chunk* is
    the largest piece in bytes that arrives at once (None: as written); *window* the bytes
    of one direction that may be under way or unread.
    """

    def __init__(self, latency: float = 0.0, chunk: int | None = None, window: int = 2**16):
        if latency < 0 or window < 1 or chunk is not None and chunk < 1:
            raise ValueError("a latency is at least 0, a window and a chunk at least 1")
        self.latency, self.chunk, self.window = latency, chunk, window
        self.servers = {}  # (host, port): Server; host is None where it listens anywhere
        self._port = 49151  # the last that was given away

    async def open_connection(self, host: str | None = None, port: int | None = None, *,
                              limit: int = LIMIT, **options,
                              ) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """As asyncio.open_connection: a StreamReader and a StreamWriter.

        Raises ConnectionRefusedError where nobody listens.
        """
        refuse(options, "local_addr family proto flags happy_eyeballs_delay interleave all_errors")
        loop = asyncio.get_running_loop()
        host = host_name(host or HERE)
        await asyncio.sleep(self.latency)
        server = self.servers.get((host, port)) or self.servers.get((None, port))
        if not server:
            await asyncio.sleep(self.latency)
            raise os_error(ConnectionRefusedError, errno.ECONNREFUSED,
                           f"Connect call failed {(host, port)!r}")
        near, far = (HERE, self.free_port()), (host, port)
        here, there = End(self, loop, near, far), End(self, loop, far, near, server)
        here.peer, there.peer = there, here
        reader, protocol = streams(loop, limit)
        here.start(protocol)
        loop.call_soon(there.start, streams(loop, server.limit, server.callback)[1])
        try:
            await asyncio.sleep(self.latency)
        except asyncio.CancelledError:
            here.close()
            raise
        return reader, asyncio.StreamWriter(here, protocol, reader, loop)

    async def start_server(self, client_connected_cb: Callable, host: str | None = None,
                           port: int | None = None, *, limit: int = LIMIT,
                           start_serving: bool = True, **options) -> "Server":
        """As asyncio.start_server.  Raises OSError where somebody listens already."""
        refuse(options, "family flags backlog reuse_address reuse_port keep_alive")
        host = None if host in ANYWHERE else host_name(host)
        server = Server(self, client_connected_cb, (host, port or self.free_port()), limit)
        if start_serving:
            await server.start_serving()
        return server

    def free_port(self) -> int:
        self._port += 1
        return self._port


def refuse(options, known):
    if unknown := sorted(set(options) - set(known.split())):
        raise TypeError(f"memnet does not know {', '.join(unknown)}: it is a network in memory, "
                        "without TLS and without sockets.")


def streams(loop, limit, callback=None):
    reader = asyncio.StreamReader(limit=limit, loop=loop)
    return reader, asyncio.StreamReaderProtocol(reader, callback, loop=loop)


class Listening:
    """What ``server.sockets`` has in place of sockets."""

    def __init__(self, address):
        self.address = address

    def getsockname(self):
        return self.address


class Server(asyncio.AbstractServer):
    """A server on a `Network`; as asyncio's, which describes its methods."""

    def __init__(self, network, callback, address, limit):
        self.network, self.callback, self.address, self.limit = network, callback, address, limit
        self._loop = asyncio.get_running_loop()
        self._ends = set()  # the connections that are not lost
        self._closed, self._gone, self._forever = False, self._loop.create_future(), None

    @property
    def sockets(self):
        host, port = self.address
        return () if self._closed else (Listening((host or "0.0.0.0", port)),)

    def get_loop(self):
        return self._loop

    def is_serving(self):
        return self.network.servers.get(self.address) is self

    async def start_serving(self):
        self._listen()
        await asyncio.sleep(0)

    def _listen(self):
        if self._closed:
            raise RuntimeError(f"server {self!r} is closed")
        if self.network.servers.setdefault(self.address, self) is not self:
            raise os_error(OSError, errno.EADDRINUSE, f"error while attempting to bind on address "
                           f"{self.address!r}: address already in use")

    async def serve_forever(self):
        if self._forever:
            raise RuntimeError(f"server {self!r} is already being awaited on serve_forever()")
        self._listen()
        self._forever = self._loop.create_future()
        try:
            await self._forever
        except asyncio.CancelledError:
            try:
                self.close()
                await self.wait_closed()
            finally:
                raise
        finally:
            self._forever = None

    def close(self):
        """Listen no more; connections stay."""
        if self._closed:
            return
        self._closed = True
        if self.is_serving():
            del self.network.servers[self.address]
        if self._forever and not self._forever.done():
            self._forever.cancel()
        self._lost(None)

    async def wait_closed(self):
        """Until the server is closed and, from Python 3.12.1 on, all connections are lost."""
        if not (self._closed and not WAITS_FOR_CLIENTS):
            await asyncio.shield(self._gone)

    def _lost(self, end):
        self._ends.discard(end)
        if self._closed and not self._ends and not self._gone.done():
            self._gone.set_result(None)

    def close_clients(self):
        for end in list(self._ends):
            end.close()

    def abort_clients(self):
        for end in list(self._ends):
            end.abort()


END, RESET = object(), object()  # on the wire, after the bytes


class End(asyncio.Transport):
    """One end of a connection, as the transport of a protocol.

    ``_buffer`` is what was written and not yet sent, with the high-water mark; ``_wire``
    what is under way to this end; ``_unread`` what came while its reader had paused.
    """

    def __init__(self, network, loop, here, there, server=None):
        super().__init__({"sockname": here, "peername": there})
        self.network, self.loop, self.server = network, loop, server
        self.peer = self.protocol = None
        self._buffer, self._wire = bytearray(), collections.deque()
        self._unread, self._under_way = collections.deque(), 0  # bytes that this end sent
        self._reading = True
        self._eof = self._sent_end = self._got_end = False
        self._closing = self._lost = self._broken = False
        self._piece_came = self._full = False
        self.set_write_buffer_limits()
        if server:
            server._ends.add(self)

    def __repr__(self):
        state = "closed" if self._lost else "closing" if self._closing else "open"
        return f"<memnet connection {self.get_extra_info('sockname')} {state}>"

    def start(self, protocol):
        self.protocol = protocol
        protocol.connection_made(self)
        while self._unread and self._reading:
            self._take(self._unread.popleft())

    def set_protocol(self, protocol):
        self.protocol = protocol

    def get_protocol(self):
        return self.protocol

    # --- writing

    def write(self, data):
        if not isinstance(data, (bytes, bytearray, memoryview)):
            raise TypeError("data argument must be a bytes-like object, not "
                            f"{type(data).__name__!r}")
        if self._eof:
            raise RuntimeError("Cannot call write() after write_eof()")
        if self._broken and not self._closing:
            self._break(os_error(BrokenPipeError, errno.EPIPE))
        elif not self._closing and data:
            self._buffer += data
            self._send()
            self._flow()

    def write_eof(self):
        if not self._closing and not self._eof:
            self._eof = True
            self._send()

    def can_write_eof(self):
        return True

    def set_write_buffer_limits(self, high=None, low=None):
        if high is None:
            high = 2**16 if low is None else 4 * low
        low = high // 4 if low is None else low
        if not high >= low >= 0:
            raise ValueError(f"high ({high!r}) must be >= low ({low!r}) must be >= 0")
        self._high, self._low = high, low
        self._flow()

    def get_write_buffer_limits(self):
        return self._low, self._high

    def get_write_buffer_size(self):
        return len(self._buffer)

    def _flow(self):
        """Tell the protocol, whose drain() waits, that the buffer is full or has room."""
        if self._lost:
            return
        if not self._full and len(self._buffer) > self._high:
            self._full = True
            self.protocol.pause_writing()
        elif self._full and len(self._buffer) <= self._low:
            self._full = False
            self.protocol.resume_writing()

    def _send(self):
        """Put on the wire what the window lets through, and then the end."""
        while self._buffer and self._under_way < self.network.window:
            room = self.network.window - self._under_way
            size = min(self.network.chunk or len(self._buffer), room)
            piece = bytes(self._buffer[:size])
            del self._buffer[:size]
            self._under_way += len(piece)
            self._put(piece)
            self._broken |= self.peer._closing and not self.network.latency
        if (self._eof or self._closing) and not (self._buffer or self._sent_end):
            self._sent_end = True
            self._put(END)
        if self._closing and not self._buffer:
            self._lose(None)

    def _put(self, thing):
        self.peer._wire.append(thing)
        self.loop.call_later(self.network.latency, self.peer._arrive)

    def _read_by_peer(self, size):
        self._under_way -= size
        if not self._lost:
            self._send()
            self._flow()

    # --- reading

    def _arrive(self):
        """The next thing on the wire is here (in order, whatever the order of timers)."""
        if self.network.chunk:
            if self._piece_came:  # one in a turn, so that a reader sees the pieces
                self.loop.call_soon(self._arrive)
                return
            self._piece_came = True
            self.loop.call_soon(self._next_turn)
        thing = self._wire.popleft()
        if thing is RESET:
            self._broken = True
            if not self._got_end or self._closing or self._buffer:
                self._break(os_error(ConnectionResetError, errno.ECONNRESET))
        elif self._closing:  # nobody will read it
            if thing is not END and not self.peer._lost:
                self._put(RESET)
        elif self._reading and self.protocol and not self._unread:
            self._take(thing)
        else:
            self._unread.append(thing)

    def _next_turn(self):
        self._piece_came = False

    def _take(self, thing):
        if thing is END:
            self._got_end = True
            if not self.protocol.eof_received():
                self.close()
        else:
            self.peer._read_by_peer(len(thing))
            self.protocol.data_received(thing)

    def is_reading(self):
        return self._reading and not self._closing

    def pause_reading(self):
        self._reading = False

    def resume_reading(self):
        self._reading = True
        while self._unread and self._reading and not self._closing:
            self._take(self._unread.popleft())

    # --- the end

    def is_closing(self):
        return self._closing

    def close(self):
        """Send what is left and the end; what comes from now on is not read."""
        if not self._closing:
            self._closing = True
            if any(isinstance(thing, bytes) for thing in self._unread):
                self._sent_end = True
                self._put(RESET)  # as a socket that is closed with unread data
            self._send()

    def abort(self):
        """Close at once, and throw away what is left."""
        self._buffer.clear()
        if self._closing:
            self._lose(None)
        self.close()

    def _break(self, error):
        self._buffer.clear()
        self._closing = self._sent_end = True
        self._lose(error)

    def _lose(self, error):
        if not self._lost:
            self._lost = True
            self.loop.call_soon(self._connection_lost, error)

    def _connection_lost(self, error):
        try:
            if self.protocol:
                self.protocol.connection_lost(error)
        finally:
            self.protocol = None
            if self.server:
                self.server._lost(self)


def reset(writer: asyncio.StreamWriter) -> None:
    """Break the connection of *writer* now: both sides get ConnectionResetError."""
    for end in (writer.transport, writer.transport.peer):
        if not end._lost:
            end._break(os_error(ConnectionResetError, errno.ECONNRESET))


# --- one network for each loop

_networks = {}  # loop: Network
_settings = {}


def network() -> Network:
    """The network of the running loop."""
    loop = asyncio.get_running_loop()
    if loop not in _networks:
        for closed in [loop for loop in _networks if loop.is_closed()]:
            del _networks[closed]
        _networks[loop] = Network(**_settings)
    return _networks[loop]


async def open_connection(host=None, port=None, *, limit=LIMIT, **options):
    """See `Network.open_connection`."""
    return await network().open_connection(host, port, limit=limit, **options)


async def start_server(client_connected_cb, host=None, port=None, *, limit=LIMIT, **options):
    """See `Network.start_server`."""
    return await network().start_server(client_connected_cb, host, port, limit=limit, **options)


@contextlib.contextmanager
def instead_of_sockets(**settings) -> Iterator[None]:
    """Within this block asyncio.open_connection and start_server are those of memnet.

    *settings* are those of `Network`, for the loops that are made within the block.
    """
    before = asyncio.open_connection, asyncio.start_server, _settings.copy()
    asyncio.open_connection, asyncio.start_server = open_connection, start_server
    _settings.update(settings)
    try:
        yield
    finally:
        asyncio.open_connection, asyncio.start_server = before[:2]
        _settings.clear()
        _settings.update(before[2])
