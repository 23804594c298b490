"""Judge of the exercise 'a silent client'."""

import asyncio

from check import Probe, compare, observe
from ends import Client, connected, each

TODO = "write serve"

SECONDS, LIMIT = 2, 100
SILENT, FRAMES, LIMITS, DRAIN, END = "streams-silent", "streams-frames", "streams-limit", "streams-drain", "streams-end"
LONG = b"x" * 300


def judge(code):
    serve = code()["serve"]
    for what, steps, got, ended, section in [
        ("two lines at once, and the end", [(0, b"ada\nbo\n"), (0, None)], b"ADA\nBO\n", 0, FRAMES),
        ("the end at once", [(0, None)], b"", 0, FRAMES),
        ("the same line twice, and an empty one", [(0, b"bo\nbo\n\n"), (1, None)], b"BO\nBO\n\n", 1, FRAMES),
        ("a line with spaces and a carriage return", [(0, b" ada \r\n"), (1, None)], b" ADA \r\n", 1, FRAMES),
        ("half a line, and the end", [(0, b"ada\nb"), (1, None)], b"ADA\n", 1, FRAMES),
        ("a line of one byte every 0.5 s", [(0, b"a"), (0.5, b"d"), (0.5, b"a"), (0.5, b"\n"), (0.25, None)], b"ADA\n", 1.75,
         SILENT),
        ("no byte at all", [], b"", 2, SILENT),
        ("a byte every 0.5 s, but no line", [(0.5, b".")] * 9, b"", 2, SILENT),
        ("a line after 1.5 s, then nothing", [(1.5, b"ada\n")], b"ADA\n", 3.5, SILENT),
        ("a line every 1.5 s", [(1.5, b"ada\n")] * 4 + [(1, None)], b"ADA\n" * 4, 7, SILENT),
        ("half a line, then nothing", [(0, b"ada\nb")], b"ADA\n", 2, SILENT),
        ("a line that is too long", [(0, b"ada\n"), (1, LONG + b"\n")], b"ADA\n", 1, LIMITS),
        ("a line that is too long and has no end yet", [(0, b"ada\n"), (1, LONG)], b"ADA\n", 1, LIMITS),
        ("the connection breaks", [(0, b"ada\n"), (1, Exception)], b"ADA\n", 1, END),
        ("the connection breaks in the middle of a line", [(0, b"ad"), (1, Exception)], b"", 1, END),
    ]:
        yield from run(serve, what, steps, got, ended, at=section)
    yield from run(serve, "answer takes 5 s, and the lines come at 0, 1 and 11 s",
                   [(0, b"ada\n"), (1, b"bo\n"), (10, b"cy\n"), (5.5, None)], b"ADA\nBO\nCY\n", 16.5, takes=5, at=SILENT)
    yield from run(serve, "answer takes 5 s, then 2 s without a line", [(0, b"ada\n")], b"ADA\n", 7, takes=5, at=SILENT)
    yield from run(serve, "a client that does not read an answer of 400,000 bytes", [(0, b"ada\n")], b"", 2, reads=None,
                   at=DRAIN, reply=bytes(400_000), dropped=True)
    yield from run(serve, "a line after 2.5 s, then nothing, where the limit is 3 s", [(2.5, b"ada\n")], b"ADA\n", 5.5, seconds=3, at=SILENT)
    yield from run(serve, "a client that does not read an answer of 400,000 bytes, where the limit is 3 s", [(0, b"ada\n")], b"", 3,
                   reads=None, at=DRAIN, reply=bytes(400_000), dropped=True, seconds=3)
    yield from run(serve, "a client that reads an answer of 400,000 bytes after 1.5 s", [(0, b"ada\n"), (1.75, None)],
                   bytes(400_000) + b"\n", 1.75, reads=1.5, at=DRAIN, reply=bytes(400_000))
    yield from run(serve, "a client that reads an answer of 400,000 bytes after 1.5 s, and sends another line at 2.75 s",
                   [(0, b"ada\n"), (2.75, b"bo\n"), (0.25, None)], bytes(400_000) + b"\n" + bytes(400_000) + b"\n", 3,
                   reads=1.5, at=DRAIN, reply=bytes(400_000))
    yield from run(serve, "a client that sends its end, and reads an answer of 270,000 bytes later", [(0, b"ada\n"), (0.5, None)],
                   bytes(270_000) + b"\n", 0.5, reads=1, at=DRAIN, reply=bytes(270_000))
    yield from run(serve, "a client that sends nothing more, and reads an answer of 270,000 bytes after 3 s", [(0, b"ada\n")],
                   bytes(270_000) + b"\n", 2, reads=3, at=DRAIN, reply=bytes(270_000))
    yield from run(serve, "a connection that breaks during the drain", [(0, b"ada\n"), (1, Exception)], b"", 1, reads=None,
                   at=DRAIN, reply=bytes(400_000))
    for error in (KeyError("ada"), ValueError("ada"), TimeoutError("the database"), ConnectionResetError("the database"),
                  asyncio.IncompleteReadError(b"a", 4), asyncio.LimitOverrunError("too long", 4)):
        yield from run(serve, f"answer raises {type(error).__name__}", [(0, b"ada\n")], b"", 0, error=error, at=SILENT)
    for when, what, takes, reply in [(1, "while it waits for a line", 0, None), (3, "while it waits for answer", 9, None),
                                     (3, "while it waits for drain", 2, bytes(400_000))]:
        yield from run(serve, f"cancelled after {when} s, {what}", [(0.5 if takes else 0, b"ada\n" if takes else b"ad")], b"",
                       when, takes=takes, reply=reply, reads=0 if not reply else None, cancel=when, at=SILENT)
    yield from two_clients(serve)


def run(serve, what, steps, got, ended, *, takes=0, reply=None, reads=0, error=None, cancel=None, dropped=False, seconds=SECONDS,
        at=""):
    """One client: it sends *steps* of (delay, bytes), and reads from the second *reads* on."""
    async def answer(line):
        await asyncio.sleep(takes)
        if error:
            raise error
        return line.upper() if reply is None else reply

    async def talk():
        loop, (ours, theirs) = asyncio.get_running_loop(), await connected(LIMIT)
        client = Client(theirs, asleep=reads != 0)
        if reads:
            loop.call_later(reads, client.wake)
        task = asyncio.ensure_future(serve(*ours, answer, seconds))
        if cancel:
            loop.call_later(cancel, task.cancel)
        task.add_done_callback(lambda _: times.append(loop.time()))
        times, sending = [], asyncio.create_task(send(client, steps))
        await asyncio.wait([task], timeout=60)
        left = ours[1].transport.get_write_buffer_size()
        told = ended_how(task)
        closed = ours[1].is_closing()
        await asyncio.sleep(max(0.1, (reads or 0) + 0.1 - loop.time()))
        sending.cancel()
        await asyncio.wait([sending])
        task.cancel()
        await asyncio.wait([task])
        await client.leave()
        ours[1].transport.abort()
        await asyncio.sleep(0)
        seen = {"the client got": short(client.got), "serve": told + f" after {times[0]:g} s" * (told != "had not ended"),
                "the writer": "closed" if closed else "left open"}
        return seen | {"left to be sent": left} if dropped else seen

    how = "was cancelled" if cancel else "raised its own error" if error else "returned"

    def ended_how(task):
        if not task.done():
            return "had not ended"
        if task.cancelled():
            return "was cancelled"
        if not task.exception():
            return "returned"
        return "raised its own error" if task.exception() is error else f"raised {type(task.exception()).__name__}"

    want = {"the client got": short(got), "serve": f"{how} after {ended:g} s", "the writer": "closed"}
    yield from each(observe(talk), what, want | {"left to be sent": 0} if dropped else want, at)


async def send(client, steps):
    for delay, data in steps:
        await asyncio.sleep(delay)
        client.send(data)


def short(data):
    return repr(data) if len(data) < 60 else f"{len(data)} bytes"


def two_clients(serve):
    probe = Probe()

    async def talk():
        async def answer(line):
            return await probe.call(line.decode(), 1, line)

        ends = [await connected(LIMIT) for _ in range(2)]
        clients = [Client(theirs) for _, theirs in ends]
        tasks = [asyncio.ensure_future(serve(*ours, answer, SECONDS)) for ours, _ in ends]
        for client, name in zip(clients, (b"ada\n", b"bo\n")):
            client.send(name)
            client.send(None)
        await asyncio.wait(tasks, timeout=30)
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
        for client in clients:
            await client.leave()
        return [client.got for client in clients]

    yield from compare(observe(talk, probe=probe), "two clients at the same time", result=[b"ada\n", b"bo\n"], elapsed=1,
                       peak=2, at="streams-server", at_result="streams-server")
