"""What the chapter on streams says without showing it is so, on every Python."""

import pytest

from book.tools.chapter import ROOT
from tests.support.claims import each, holds, printed_by

pytestmark = pytest.mark.reads()

[CHAPTER] = (ROOT / "book").glob("*-streams.md")
START = """\
import asyncio
import sys
from contextlib import asynccontextmanager

NEW = sys.version_info >= (3, 12, 1)  # wait_closed waits

@asynccontextmanager
async def serving(handler, **options):
    server = await asyncio.start_server(handler, "127.0.0.1", 0, **options)
    try:
        yield server.sockets[0].getsockname()
    finally:
        server.close()
        await server.wait_closed()

def fed(data, end=True, **options):
    reader = asyncio.StreamReader(**options)
    reader.feed_data(data)
    if end:
        reader.feed_eof()
    return reader

async def until_end(reader, writer):
    await reader.read()
    writer.close()

"""
# the sentence, a part of a program, what it prints; `main` is run
CLAIMS = [
    ("`reader.read(100)` waits until bytes are there, and gives at most 100 of them, or `b\"\"` once the station has ended", """
async def main():
    reader = fed(bytes(150))
    print(len(await reader.read(100)), len(await reader.read(100)), await reader.read(100))
""", "100 50 b''"),
    ("asyncio runs the handler in a new task for each connection", """
async def main():
    tasks = [asyncio.current_task()]

    async def handler(reader, writer):
        tasks.append(asyncio.current_task())
        writer.close()

    async with serving(handler) as address:
        for _ in range(2):
            reader, writer = await asyncio.open_connection(*address)
            await reader.read()
            writer.close()
    print(len({*tasks}))
""", "3"),
    ("`close` sends what is left, and hangs up", """
async def main():
    async def sends(reader, writer):
        writer.write(bytes(5_000_000))
        writer.close()

    async with serving(sends) as address:
        reader, writer = await asyncio.open_connection(*address)
        await asyncio.sleep(0.2)
        print(len(await reader.read()))
        writer.close()
""", "5000000"),
    ("An empty line is\n`b\"\\n\"`, so it is not taken for the end, which is `b\"\"`", """
async def main():
    reader = fed(b"\\n")
    print(await reader.readline(), await reader.readline())
""", r"b'\n' b''"),
    ("use `readuntil(b\"\\n\")`, which raises `IncompleteReadError` there", """
async def main():
    try:
        await fed(b"cy 2").readuntil(b"\\n")
    except asyncio.IncompleteReadError as error:
        print(error.partial)
""", "b'cy 2'"),
    ("Where the stream ends between two frames, `readexactly(4)` raises it too, and\n`partial` is `b\"\"`", """
async def main():
    try:
        await fed(b"").readexactly(4)
    except asyncio.IncompleteReadError as error:
        print(error.partial)
""", "b''"),
    ("(From Python 3.13 on it takes a tuple of several separators, too.)", """
async def main():
    try:
        print(await fed(b"ada;bo").readuntil((b"\\n", b";")))
    except Exception as error:
        print("b'ada;'" if sys.version_info < (3, 13) else error)
""", "b'ada;'"),
    ("in the first of the two calls alone: after a length, an empty `partial` is half a frame", """
async def main():
    reader = fed(b"..12")
    await reader.readexactly(4)
    try:
        await reader.readexactly(5)
    except asyncio.IncompleteReadError as error:
        print(error.partial)
""", "b''"),
    ("While one task waits for bytes, a second that would have to wait gets a `RuntimeError`", """
async def main():
    reader = fed(b"", end=False)
    first = asyncio.create_task(reader.readexactly(3))
    await asyncio.sleep(0.05)
    try:
        await reader.readline()
    except RuntimeError:
        print("RuntimeError")
    reader.feed_data(b"ab")
    print(await reader.read(1))
    reader.feed_data(b"cd")
    print(await first)
""", "RuntimeError\nb'a'\nb'bcd'"),
    ("Without `write_eof` both would wait for the other, for ever", """
async def main():
    async def add(reader, writer):
        await reader.read()
        writer.close()

    async with serving(add) as address:
        reader, writer = await asyncio.open_connection(*address)
        writer.write(b"1 2 3")
        try:
            await asyncio.wait_for(reader.read(), 0.3)
        except TimeoutError:
            print("both wait")
        writer.write_eof()
        print(await reader.read())
        writer.close()
""", "both wait\nb''"),
    ("loses nothing: bytes that have come stay in the reader", """
async def main():
    for read in lambda: reader.readline(), lambda: reader.readexactly(4), lambda: reader.readuntil(b"\\n"), lambda: reader.read(9):
        reader = fed(b"", end=False)
        task = asyncio.create_task(read())
        await asyncio.sleep(0.05)
        reader.feed_data(b"ad")  # and at the same moment
        task.cancel()
        await asyncio.wait([task])
        reader.feed_data(b"a\\n")
        print(task.cancelled(), await read())
""", "\n".join(["True b'ada\\n'"] * 4)),
    ("reads to the end; cut by a limit, it loses what it has", """
async def main():
    reader = fed(b"abc", end=False)
    try:
        await asyncio.wait_for(reader.read(), 0.1)
    except TimeoutError:
        reader.feed_data(b"def")
        reader.feed_eof()
        print(await reader.read())
""", "b'def'"),
    ("A task that awaits `server.serve_forever()`, as many programs do until they are stopped, gets a `CancelledError`.", """
async def forever(server):
    try:
        await server.serve_forever()
    except asyncio.CancelledError:
        print("CancelledError", asyncio.current_task().cancelling())

async def main():
    server = await asyncio.start_server(until_end, "127.0.0.1", 0)
    task = asyncio.create_task(forever(server))
    await asyncio.sleep(0.05)
    server.close()
    await asyncio.wait([task], timeout=1)
""", "CancelledError 0"),
    ("or, if its end has not come yet, what there is of it", """
async def main():
    reader = fed(b"0123456789", limit=8, end=False)
    try:
        await reader.readline()
    except ValueError as error:
        print(error)
    reader.feed_data(b"abc\\n")
    print(await reader.readline())
""", "Separator is not found, and chunk exceed the limit\nb'abc\\n'"),
    ("by\ndefault 64 KiB", """
async def main():
    for size in 2**16, 2**16 + 1:
        try:
            print(len(await fed(bytes(size) + b"\\n").readuntil(b"\\n")))
        except asyncio.LimitOverrunError:
            print("too long")
""", "65537\ntoo long"),
    ("`readexactly(n)` does not look at the limit", """
async def main():
    print(len(await fed(bytes(1000), limit=8).readexactly(1000)))
""", "1000"),
    ("while the connection is open and the buffer not so full it does not wait at\nall", """
async def main():
    async with serving(until_end) as address:
        reader, writer = await asyncio.open_connection(*address)
        order = []
        asyncio.get_running_loop().call_soon(order.append, "another turn")
        writer.write(bytes(60_000))
        await writer.drain()
        order.append("drained")
        await asyncio.sleep(0)
        print(order)
        writer.write_eof()
        await reader.read()
        writer.close()
""", "['drained', 'another turn']"),
    ("A `StreamReader` stops taking bytes when it has more than twice its\nlimit", """
async def main():
    class Transport(asyncio.Transport):
        def pause_reading(self):
            print("pause")

    reader = asyncio.StreamReader(limit=100)
    reader.set_transport(Transport())
    reader.feed_data(bytes(200))
    print("200")
    reader.feed_data(bytes(1))
""", "200\npause"),
    ("the other side reads `b\"\"`, and may\nstill answer", """
async def main():
    async def late(reader, writer):
        print(await reader.read())
        await asyncio.sleep(0.05)
        writer.write(b"late")
        writer.close()

    async with serving(late) as address:
        reader, writer = await asyncio.open_connection(*address)
        writer.write_eof()
        print(await reader.read())
        writer.close()
""", "b''\nb'late'"),
    ("Both are `ConnectionError`", """
async def main():
    print(issubclass(ConnectionResetError, ConnectionError), issubclass(BrokenPipeError, ConnectionError))
""", "True True"),
    ("who hangs up on bytes that it has not read breaks the connection", """
async def main():
    paused, written = asyncio.Event(), asyncio.Event()

    async def rude(reader, writer):
        await reader.readexactly(1)
        writer.transport.pause_reading()
        paused.set()
        await written.wait()
        await asyncio.sleep(0.1)
        writer.close()

    async with serving(rude) as address:
        reader, writer = await asyncio.open_connection(*address)
        writer.write(b".")
        await paused.wait()
        writer.write(b".")
        written.set()
        try:
            print(await reader.read())
        except ConnectionError:
            print("ConnectionError")
        writer.close()
""", "ConnectionError"),
    ("The error is logged, the connection is closed, and the server goes on for the others", """
async def main():
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: print(context["message"]))

    async def fails(reader, writer):
        raise KeyError("ada")

    async with serving(fails) as address:
        for _ in range(2):
            reader, writer = await asyncio.open_connection(*address)
            print(await reader.read())
            writer.close()
""", "Unhandled exception in client_connected_cb\nb''\nUnhandled exception in client_connected_cb\nb''"),
    ("A limit around each `read(1)` would start anew with each byte, and never cut", """
async def main():
    reader = fed(b"", end=False)

    async def drip():
        for _ in range(4):
            await asyncio.sleep(0.3)
            reader.feed_data(b".")
        reader.feed_eof()

    task = asyncio.create_task(drip())
    got = b""
    while True:
        async with asyncio.timeout(1):
            byte = await reader.read(1)
        if not byte:
            break
        got += byte
    print(got)
""", "b'....'"),
    ("| `await server.wait_closed()` | returns at once | waits until all connections have ended |", """
async def main():
    server = await asyncio.start_server(until_end, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    await asyncio.sleep(0.05)
    server.close()
    waiting = asyncio.create_task(server.wait_closed())
    await asyncio.sleep(0.2)
    print(waiting.done() is not NEW)
    writer.write_eof()
    await reader.read()
    writer.close()
    await waiting
""", "True"),
    ("| the end of `async with server:` | closes, returns at once | closes, and waits for all clients |", """
async def main():
    server = await asyncio.start_server(until_end, "127.0.0.1", 0)

    async def leave():
        async with server:
            pass

    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    await asyncio.sleep(0.05)
    leaving = asyncio.create_task(leave())
    await asyncio.sleep(0.2)
    print(leaving.done() is not NEW)
    writer.write_eof()
    await reader.read()
    writer.close()
    await leaving
""", "True"),
    ("from 3.13 on `server.close_clients()`, `server.abort_clients()`", """
async def main():
    server = await asyncio.start_server(until_end, "127.0.0.1", 0)
    known = hasattr(server, "close_clients") and hasattr(server, "abort_clients")
    print(known is (sys.version_info >= (3, 13)))
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    await asyncio.sleep(0.05)
    server.close()
    if known:
        server.close_clients()
        print(await reader.read())
    else:
        writer.write_eof()
        print(await reader.read())
    writer.close()
    await server.wait_closed()
""", "True\nb''"),
    ("is logged: `Exception in callback StreamReaderProtocol…` | the same in 3.12.1, silent in 3.13.0 |", """
async def main():
    logged = []
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: logged.append(context["message"]))
    tasks = []

    async def handler(reader, writer):
        tasks.append(asyncio.current_task())
        try:
            await reader.read()
        finally:
            writer.close()

    async with serving(handler) as address:
        reader, writer = await asyncio.open_connection(*address)
        await asyncio.sleep(0.05)
        tasks[0].cancel()
        await asyncio.sleep(0.05)
        writer.close()
    noise = any(text.startswith("Exception in callback StreamReaderProtocol") for text in logged)
    print(noise is (sys.version_info < (3, 13)))
""", "True"),
    ("This is the rule of the last sections, and here it is wrong", """
async def main():
    order = []

    async def sleeper(reader, writer):
        await asyncio.sleep(0.5)
        await reader.read()
        writer.close()

    async with serving(sleeper) as address:
        ends = [await asyncio.open_connection(*address) for _ in range(2)]
        for number, (reader, writer) in enumerate(ends):
            asyncio.get_running_loop().call_later(0.25, order.append, "later")
            writer.write(bytes(20_000_000 if not number else 10))
            await writer.drain()
            order.append(number)
        print(order[:3])
        for reader, writer in ends:
            writer.write_eof()
            await reader.read()
            writer.close()
""", "['later', 0, 1]"),
    ("**Unix sockets**: `asyncio.open_unix_connection(path)` and `start_unix_server(handler, path)` are streams", """
import os
import tempfile

async def main():
    if not hasattr(asyncio, "start_unix_server"):
        print("b'hello'")
        return

    async def hello(reader, writer):
        writer.write(b"hello")
        writer.close()

    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "s")
        server = await asyncio.start_unix_server(hello, path)
        reader, writer = await asyncio.open_unix_connection(path)
        print(await reader.read())
        writer.close()
        server.close()
        await server.wait_closed()
""", "b'hello'"),
    ("The writer of a client that nobody refers to any more is closed by Python, with", """
import gc
import warnings

async def main():
    ended = []

    async def handler(reader, writer):
        await reader.read()
        ended.append(True)
        writer.close()

    async with serving(handler) as address:
        reader, writer = await asyncio.open_connection(*address)
        transport = writer.transport
        await asyncio.sleep(0.05)
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            del writer
            gc.collect()
            await asyncio.sleep(0.1)
        unclosed = [str(one.message)[:9] for one in caught if one.category is ResourceWarning]
        print(ended, unclosed)
        transport.close()
        await asyncio.sleep(0.1)
""", "[True] ['unclosed ']"),
    ("With that of a handler 3.13.0 does the same, 3.12.1 does not.", """
import gc
import warnings

async def main():
    warnings.simplefilter("error")  # in __del__ it is written, and not raised
    told = []
    sys.unraisablehook = lambda event: told.append(type(event.exc_value).__name__)

    async def forgets(reader, writer):
        await reader.readline()

    server = await asyncio.start_server(forgets, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    writer.write(b"ada\\n")
    await asyncio.sleep(0.1)
    gc.collect()
    ended, _ = await asyncio.wait([asyncio.create_task(reader.read())], timeout=0.5)
    print(bool(ended), *told)
    server.close()
    writer.close()
""", {(3, 11): "False", (3, 13): "True ResourceWarning"}),
    ("What is sent and received are `bytes`, as `b\"ada\"`, not text", """
async def main():
    async with serving(until_end) as address:
        reader, writer = await asyncio.open_connection(*address)
        try:
            writer.write("ada")
        except TypeError as error:
            print(error)
        writer.write_eof()
        await reader.read()
        writer.close()
""", "data argument must be a bytes-like object, not 'str'"),
    ("what `close` has to send is sent without it, as long as the loop runs", """
import socket

async def send(seconds):
    reader, writer = await asyncio.open_connection(*listener.getsockname())
    writer.write(bytes(20_000_000))
    writer.close()
    await asyncio.sleep(seconds)
    return writer  # or it is freed, and closed

def received(connection):
    while data := connection.recv(1_000_000):
        yield len(data)

listener = socket.create_server(("127.0.0.1", 0))
writer = asyncio.run(send(0))
connection, _ = listener.accept()
connection.settimeout(0.5)
got = 0
try:
    for size in received(connection):
        got += size
except OSError:
    pass
print(got < 20_000_000)

async def main():
    sending = asyncio.create_task(send(3))
    await asyncio.sleep(0.1)
    connection, _ = listener.accept()
    print(sum(await asyncio.to_thread(lambda: [*received(connection)])))
    sending.cancel()

asyncio.run(main())
""", "True\n20000000"),
    ("a limit that cuts the\nsecond has thrown the length away", """
async def read_frame(reader):
    size = int.from_bytes(await reader.readexactly(4), "big")
    return await reader.readexactly(size)

async def main():
    reader = fed(b"\\0\\0\\0\\5ad", end=False)
    try:
        async with asyncio.timeout(0.1):
            await read_frame(reader)
    except TimeoutError:
        reader.feed_data(b"a21")
    try:
        async with asyncio.timeout(0.1):
            await read_frame(reader)
    except TimeoutError:
        print("ada2 is taken for a length, and left is", await reader.read(9))
""", "ada2 is taken for a length, and left is b'1'"),
    ("Once more than the *high-water mark* is in the buffer, 64 KiB, `drain` waits until it has fallen to the *low-water mark*, 16 KiB", """
import socket

async def main():
    here, there = socket.socketpair()
    here.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
    there.setblocking(False)
    reader, writer = await asyncio.open_connection(sock=here)
    size = writer.transport.get_write_buffer_size
    while not size():
        writer.write(bytes(1000))
    writer.write(bytes(65536 - size()))
    print(size(), await writer.drain())
    writer.write(b".")
    waited = [size()]
    draining = asyncio.create_task(writer.drain())
    await asyncio.sleep(0)
    while not draining.done():
        waited.append(size())
        await asyncio.get_running_loop().sock_recv(there, 1000)
        await asyncio.sleep(0.005)
    print(waited[0], 16384 < min(waited) < 40_000, size() <= 16384)
    writer.transport.abort()
    there.close()
""", "65536 None\n65537 True True"),
    ("`transport.abort` closes without sending what is left", """
async def main():
    async def aborts(reader, writer):
        writer.write(bytes(20_000_000))
        writer.transport.abort()

    async with serving(aborts) as address:
        reader, writer = await asyncio.open_connection(*address)
        await asyncio.sleep(0.1)
        print(len(await reader.read()) < 20_000_000)
        writer.close()
""", "True"),
    ("and then it may be a `TimeoutError`", """
import socket

async def main():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        reader, writer = await asyncio.open_connection(*listener.getsockname())
        if not hasattr(socket, "TCP_USER_TIMEOUT"):
            return print("TimeoutError False")
        writer.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, 300)
        writer.write(bytes(10_000_000))  # nobody takes them
        try:
            await writer.drain()
        except OSError as error:
            print(type(error).__name__, isinstance(error, ConnectionError))
""", "TimeoutError False"),
    ("but the connection stays open, unless the handler closes its writer", """
async def main():
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: None)
    for closes in False, True:
        tasks = []

        async def handler(reader, writer):
            tasks.append((asyncio.current_task(), writer))
            try:
                await reader.read()
            finally:
                if closes:
                    writer.close()

        server = await asyncio.start_server(handler, "127.0.0.1", 0)
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        await asyncio.sleep(0.1)
        tasks[0][0].cancel()
        ended, _ = await asyncio.wait([asyncio.create_task(reader.read())], timeout=0.5)
        print(bool(ended) is (closes or sys.version_info >= (3, 13)))
""", "True\nTrue"),
    ("or half a line that nobody takes any more (`ConnectionError`), and the handler comes to its end by itself", """
async def main():
    lines, ends = [], []

    async def serve(reader, writer):
        lines.append(writer)
        try:
            while line := await reader.readline():
                ends.append(line)
                writer.write(line)
                await writer.drain()
        except ConnectionError:
            ends.append("ConnectionError")
        ends.append("the end")

    async with serving(serve) as address:
        reader, writer = await asyncio.open_connection(*address)
        writer.write(b"half")
        await asyncio.sleep(0.1)
        lines[0].close()
        await asyncio.sleep(0.1)
        print(*ends)
        writer.close()
""", "b'half' ConnectionError the end"),
    ("a\nstation that does not read its answers is cut as well", f"""
sys.path += {str(ROOT / "code" / "tools")!r}, {str(ROOT / "code" / "11-streams")!r}
import memnet
import vloop
from whole import receive, saved

async def main():
    await memnet.start_server(receive, "stormwatch", 80)
    reader, writer = await memnet.open_connection("stormwatch", 80)
    writer.transport.pause_reading()
    writer.write(b"ada 21\\n" * 50_000)
    await asyncio.sleep(5)
    print(0 < len(saved) < 50_000)

vloop.run(main())
""", "hung up: TimeoutError\nTrue"),
    ("so it has over 2,000 ends of connections", f"""
sys.path.append({str(ROOT / "code" / "11-streams")!r})
import thousand

ends, connect = [], asyncio.open_connection

async def counted(*address):
    ends.append(1)
    return await connect(*address)

async def main():
    asyncio.open_connection = counted
    thousand.CLIENTS = 50
    await thousand.main()
    print(len(ends) + thousand.ASLEEP)

asyncio.run(main())
""", "clients: 50\ndropped: 10\nlines lost for the others: 0\n51"),
    ("which raises `IncompleteReadError` there, and also when nothing is left", """
async def main():
    try:
        await fed(b"").readuntil(b"\\n")
    except asyncio.IncompleteReadError as error:
        print(error.partial)
""", "b''"),
    ("and raises an error if the connection broke", """
async def main():
    paused, written, closed = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def rude(reader, writer):
        writer.write(b"reply")
        await asyncio.sleep(0.1)
        writer.transport.pause_reading()
        paused.set()
        await written.wait()
        await asyncio.sleep(0.1)
        writer.close()
        closed.set()

    async with serving(rude) as address:
        reader, writer = await asyncio.open_connection(*address)
        await paused.wait()
        writer.write(b"not read")
        written.set()
        await closed.wait()
        await asyncio.sleep(0.1)
        writer.close()
        try:
            await writer.wait_closed()
        except ConnectionError:
            print("ConnectionError")
""", "ConnectionError"),
    ("a reader that has an error gives no more bytes", """
async def main():
    reader = fed(b"reply", end=False)
    reader.set_exception(ConnectionResetError())
    try:
        await reader.read()
    except ConnectionError:
        print("ConnectionError")

    paused, written, closed = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def rude(reader, writer):
        writer.write(b"reply")
        await asyncio.sleep(0.1)
        writer.transport.pause_reading()
        paused.set()
        await written.wait()
        await asyncio.sleep(0.1)
        writer.close()
        closed.set()

    async with serving(rude) as address:
        reader, writer = await asyncio.open_connection(*address)
        await paused.wait()
        writer.write(b"not read")
        written.set()
        await closed.wait()
        await asyncio.sleep(0.1)
        try:
            print(await reader.read())
        except ConnectionError:
            print("ConnectionError")
        writer.close()
""", "ConnectionError\nConnectionError"),
    ("A `read` would give `b\"\"` by then", """
async def main():
    async def hangs_up(reader, writer):
        writer.transport.abort()

    async with serving(hangs_up) as address:
        reader, writer = await asyncio.open_connection(*address)
        await asyncio.sleep(0.1)
        print(await reader.read())
        writer.close()
""", "b''"),
    ("and the whole lines before it in the same piece are lost", """
async def main():
    class Lines:
        def __init__(self, limit=1000):
            self.rest, self.limit = b"", limit

        def feed(self, data):
            *lines, self.rest = (self.rest + data).split(b"\\n")
            if max(map(len, [*lines, self.rest])) > self.limit:
                raise ValueError("a line is too long")
            return lines

    for pieces in [b"ada\\n" + b"x" * 9], [b"ada\\n", b"x" * 9]:
        lines, got = Lines(5), []
        try:
            for piece in pieces:
                got += lines.feed(piece)
        except ValueError:
            print(got)
""", "[]\n[b'ada']"),
    ("Without the event it would wait for its client, and from 3.12.1 on `wait_closed` with it, for ever", """
import socket

open_lines = {}

async def serve(reader, writer):
    open_lines[asyncio.current_task()] = writer
    try:
        while not ending.is_set() and await reader.readline():
            pass
    finally:
        writer.close()
        del open_lines[asyncio.current_task()]

async def stop(server):
    if event:
        ending.set()
    server.close()
    for writer in open_lines.values():
        writer.close()
    if open_lines:
        await asyncio.wait([*open_lines], timeout=1)
    await server.wait_closed()

async def once(turns):
    global ending
    ending = asyncio.Event()
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    with socket.create_connection(server.sockets[0].getsockname()):
        for _ in range(turns):
            await asyncio.sleep(0)
        stopping = asyncio.create_task(stop(server))
        _, late = await asyncio.wait([stopping], timeout=0.3)
        await asyncio.sleep(0.05)
        stays = bool(late or open_lines)
    await asyncio.wait([stopping])
    while open_lines:
        await asyncio.sleep(0.05)
    return stays

async def main():
    global event
    for event in False, True:
        print(any([await once(turns) for turns in (0, 3, 4, 5, 6, 7)]))
""", "True\nFalse"),
    ("`wait_closed` waits for connections, not for handlers", """
async def main():
    ended = []
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: None)

    async def slow(reader, writer):
        try:
            await reader.read()
        finally:
            writer.close()
            await asyncio.sleep(0.2)
            ended.append(True)

    async with serving(slow) as address:
        reader, writer = await asyncio.open_connection(*address)
        await asyncio.sleep(0.05)
        writer.close()
        await asyncio.sleep(0.05)
    print(ended)
    await asyncio.sleep(0.4)
    print(ended)
""", "[]\n[True]"),
    ("A limit around `open_connection` ends the wait for it, and not the look-up", """
import socket
import threading
import time

def slow(*of):
    time.sleep(0.5)
    looked_up.append(threading.current_thread() is not threading.main_thread())
    raise socket.gaierror(8, "not known")

async def main():
    try:
        async with asyncio.timeout(0.1):
            await asyncio.open_connection("example.com", 80)
    except TimeoutError:
        print(looked_up)
    await asyncio.sleep(0.9)
    print(looked_up)

looked_up, socket.getaddrinfo = [], slow
""", "[]\n[True]"),
    ("`write_eof` does not work there", """
async def main():
    print(asyncio.sslproto._SSLProtocolTransport.can_write_eof(None))
""", "False"),
]


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """What each program prints: {Python: [(out, err, status)]}."""
    return printed_by([START + text for _, text, _ in CLAIMS], tmp_path_factory.mktemp("claims"))


@each(CLAIMS)
def test_a_claim_holds(number, version, printed):
    holds(CHAPTER, CLAIMS[number], version, printed[version][number])
