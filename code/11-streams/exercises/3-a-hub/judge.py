"""Judge of the exercise 'a hub'."""

import asyncio
import errno

from check import compare, observe
from ends import Client, connected, each

TODO = "write Hub"

HUB, FRAMES, END, SILENT = "streams-hub", "streams-frames", "streams-end", "streams-silent"
SIZE = 10_000  # bytes of a long line; a client that is asleep takes about 192 KiB before its buffer grows
MANY = 60


def judge(code):
    hub = code()["Hub"]
    yield from run(hub, "three clients, two of them send", {"ada": [(1, b"a\n"), (2, b"c\n")], "bo": [(2, b"b\n")], "cy": []},
                   {name: b"a\nb\nc\n" for name in ("ada", "bo", "cy")}, at=HUB)
    yield from run(hub, "one client alone", {"ada": [(1, b"a\na\n\n")]}, {"ada": b"a\na\n\n"}, at=HUB)
    yield from run(hub, "a line with spaces and a carriage return", {"ada": [(1, b" a \r\n")], "bo": []},
                   {name: b" a \r\n" for name in ("ada", "bo")}, at=FRAMES)
    yield from run(hub, "a line in pieces, with lines of another client between", {
        "ada": [(1, b"on"), (2, b"e\n")], "bo": [(2, b"two\n")]}, {name: b"two\none\n" for name in ("ada", "bo")}, at=FRAMES)
    yield from run(hub, "half a line at the end", {"ada": [(1, b"a\nhalf"), (1, None)], "bo": [(3, b"b\n")]},
                   {"ada": b"a\n", "bo": b"a\nb\n"}, returned=["ada"], at=FRAMES)
    yield from run(hub, "a client leaves", {"ada": [(1, None)], "bo": [(2, b"b\n")]}, {"ada": b"", "bo": b"b\n"},
                   returned=["ada"], at=END)
    yield from run(hub, "a connection breaks", {"ada": [(1, b"a\n"), (1, Exception)], "bo": [(3, b"b\n")]},
                   {"ada": b"a\n", "bo": b"a\nb\n"}, returned=["ada"], at=END)
    yield from run(hub, "a connection breaks with TimeoutError", {
        "ada": [(1, b"a\n"), (1, TimeoutError(errno.ETIMEDOUT, "Connection timed out"))], "bo": [(3, b"b\n")]},
        {"ada": b"a\n", "bo": b"a\nb\n"}, returned=["ada"], at=END)
    yield from run(hub, "a client sends a line, and at the same moment three leave", {
        "ada": [(1, b"a\n"), (1, b"b\n")], **dict.fromkeys(["bo", "cy", "dee"], [(1, None)])}, {"ada": b"a\nb\n"},
        returned=["bo", "cy", "dee"], at=END)
    yield from run(hub, "a line of 200,000 bytes, which is too long for the reader", {
        "ada": [(1, b"." * 200_000)], "bo": [(3, b"b\n")]}, {"ada": b"", "bo": b"b\n"}, returned=["ada"], at="streams-limit")
    yield from run(hub, "all leave, one after the other", {"ada": [(1, b"a\n"), (1, None)], "bo": [(3, None)], "cy": [(4, None)]},
                   {name: b"a\n" for name in ("ada", "bo", "cy")}, returned=["ada", "bo", "cy"], at=END)
    lines = [(1, b"." * SIZE + b"\n")] + [(0.1, b"." * SIZE + b"\n")] * (MANY - 1)
    everything = b"".join(line for _, line in lines)
    yield from run(hub, f"{MANY} lines of {SIZE} bytes, and one client is asleep", {"ada": [*lines, (1, b"end\n")], "bo": [], "zz": []},
                   {"ada": everything + b"end\n", "bo": everything + b"end\n"}, returned=["zz"], at=HUB)
    yield from run(hub, "two are asleep, and come before the others", {"zz": [], "zy": [], "ada": lines},
                   {"ada": everything}, returned=["zz", "zy"], at=HUB)
    yield from run(hub, "two clients sleep for 3 s, but less than the limit waits for each", {"ada": lines[:28], "zz": [], "zy": []},
                   {name: everything[:28 * len(lines[0][1])] for name in ("ada", "zz", "zy")}, limit=100_000, wakes=5, at=HUB)
    yield from run(hub, f"{MANY} lines of a client that does not read", {"zz": lines, "ada": []}, {}, returned=["zz"], at=HUB)
    yield from run(hub, "30 lines of 10000 bytes, a limit of 200,000, and one client is asleep", {"zz": [], "ada": lines[:30], "bo": []},
                   {name: everything[:30 * len(lines[0][1])] for name in ("ada", "bo")}, limit=200_000, waits=True, at=HUB)
    yield from run(hub, f"{MANY} lines of {SIZE} bytes, a limit of 100,000, and one client is asleep", {"zz": [], "ada": lines, "bo": []},
                   {name: everything for name in ("ada", "bo")}, limit=100_000, returned=["zz"], at=HUB)
    yield from run(hub, "a line that is longer than the limit, and all read", {"ada": [(1, b"." * 30_000 + b"\n")], "bo": []},
                   {name: b"." * 30_000 + b"\n" for name in ("ada", "bo")}, at=HUB)
    yield from one_order(hub)
    yield from exact(hub)
    yield from run(hub, "two lines in a row to one who sleeps", {"ada": [(1, lines[0][1] * 3), (1, b"end\n")], "zz": []},
                   {"ada": lines[0][1] * 3 + b"end\n", "zz": lines[0][1] * 3 + b"end\n"}, wakes=3, at=HUB)
    yield from comes_late(hub)
    yield from cancelled(hub)
    yield from two_hubs(hub)


def run(hub, what, clients, got, *, limit=20_000, returned=(), wakes=None, waits=False, at=""):
    """Clients by name: each sends steps of (delay, bytes).  Those with a z are asleep, until *wakes*;
    *waits*: something may be left for them.

    *got* are the bytes of each that is awake; *returned* whose `handle` has ended by then.
    """
    async def talk():
        one, loop = hub(limit), asyncio.get_running_loop()
        ends = {name: await connected() for name in clients}
        people = {name: Client(theirs, asleep=name[0] == "z") for name, (_, theirs) in ends.items()}
        handlers = {name: asyncio.ensure_future(one.handle(*ours)) for name, (ours, _) in ends.items()}
        sending = [asyncio.create_task(send(people[name], steps)) for name, steps in clients.items()]
        for name in clients:
            if wakes:
                loop.call_later(wakes, people[name].wake)
        for name, (ours, _) in ends.items():  # who has ended is not written to
            handlers[name].add_done_callback(lambda _, name=name, writer=ours[1]: setattr(
                writer, "write", lambda data: late.append(name)))
        late = []
        await asyncio.wait(sending)
        await asyncio.sleep(max(1, wakes or 0))
        seen = {f"{name} got": short(people[name].got) for name in clients if name in got}
        seen |= {f"handle of {name}": how(handlers[name]) for name in clients}
        seen |= {f"writer of {name}": "closed" if ours[1].is_closing() else "open" for name, (ours, _) in ends.items()}
        seen["still to be sent"] = {name: size for name, (ours, _) in ends.items()
                                    if (size := ours[1].transport.get_write_buffer_size())}
        seen["written to after the end of handle"] = sorted({*late})
        for task in handlers.values():
            task.cancel()
        for person in people.values():  # first, as a handler may wait until its writer is closed
            await person.leave()
        await asyncio.wait(handlers.values())
        return seen

    want = {f"{name} got": short(got[name]) for name in clients if name in got}
    want |= {f"handle of {name}": "has returned" if name in returned else "goes on" for name in clients}
    want |= {f"writer of {name}": "closed" if name in returned else "open" for name in clients}
    want |= {"written to after the end of handle": []} | ({} if waits else {"still to be sent": {}})
    yield from each(observe(talk), what, want, at)


async def send(client, steps):
    for delay, data in steps:
        await asyncio.sleep(delay)
        client.send(data)


async def end(handlers, clients):
    """Cancel the handlers; returns what each client has got."""
    for task in handlers:
        task.cancel()
    await asyncio.wait(handlers)
    for client in clients:
        await client.leave()
    return [client.got for client in clients]


def how(task):
    if not task.done():
        return "goes on"
    if task.cancelled():
        return "was cancelled"
    return f"raised {type(task.exception()).__name__}" if task.exception() else "has returned"


def short(data):
    return repr(data) if len(data) < 60 else f"{len(data)} bytes, {data[:3]!r} first, {data[-3:]!r} last"


def one_order(hub):
    """All clients send at the same time: each gets the lines in the same order."""
    async def talk():
        one, ends = hub(20_000), [await connected() for _ in range(3)]
        clients = [Client(theirs) for _, theirs in ends]
        handlers = [asyncio.ensure_future(one.handle(*ours)) for ours, _ in ends]
        await asyncio.sleep(1)
        for name, client in zip("abc", clients):
            client.send("".join(f"{name}{k}\n" for k in range(3)).encode())
        await asyncio.sleep(1)
        got = [lines.split() for lines in await end(handlers, clients)]
        return {"lines for each": [len({*lines}) for lines in got], "orders": len({*map(tuple, got)})}

    yield from each(observe(talk), "three clients send at the same time", {"lines for each": [9, 9, 9], "orders": 1}, HUB)


def exact(hub):
    """The bound: as much as *limit* may wait, one byte more not."""
    for more, dropped in (0, False), (1, True):
        async def talk():
            (ours, theirs), (speaker, ada) = await connected(), await connected()
            sleeper, client = Client(theirs, asleep=True), Client(ada)
            waits = ours[1].transport.get_write_buffer_size
            while not waits():  # fill what the network and the reader keep
                ours[1].write(bytes(4096))
                await asyncio.sleep(0.1)
            one = hub(waits() + 10 - more)
            handlers = [asyncio.ensure_future(one.handle(*end)) for end in (ours, speaker)]
            await asyncio.sleep(0.5)
            client.send(b"123456789\n")
            await asyncio.sleep(0.1)
            seen = ["dropped" if ours[1].is_closing() else "not dropped", client.got]
            for task in handlers:
                task.cancel()
            await sleeper.leave()
            await client.leave()
            await asyncio.wait(handlers)
            return seen

        yield from compare(observe(talk), f"{'one byte more than' if more else 'as many bytes as'} the limit wait",
                           result=["dropped" if dropped else "not dropped", b"123456789\n"], at=HUB, at_result=HUB)


def comes_late(hub):
    """A client gets what is sent while it is connected."""
    async def talk():
        one, clients, handlers = hub(20_000), [], []
        for line in b"a\n", b"b\n":
            ours, theirs = await connected()
            clients.append(Client(theirs))
            handlers.append(asyncio.ensure_future(one.handle(*ours)))
            await asyncio.sleep(1)
            clients[0].send(line)
            await asyncio.sleep(1)
        return await end(handlers, clients)

    yield from compare(observe(talk), "a client connects between two lines: what the first one and it got",
                       result=[b"a\nb\n", b"b\n"], at=HUB, at_result=HUB)


def cancelled(hub):
    async def talk():
        one = hub(20_000)
        ends = [await connected() for _ in range(2)]
        clients = [Client(theirs) for _, theirs in ends]
        handlers = [asyncio.ensure_future(one.handle(*ours)) for ours, _ in ends]
        await asyncio.sleep(1)
        handlers[0].cancel()
        await asyncio.sleep(1)
        clients[1].send(b"b\n")
        await asyncio.sleep(1)
        seen = {"its handle": how(handlers[0]), "its writer": "closed" if ends[0][0][1].is_closing() else "open",
                "it got": clients[0].got, "the other handle": how(handlers[1]), "the other got": clients[1].got}
        await end(handlers, clients)
        return seen

    yield from each(observe(talk), "a handle is cancelled", {
        "its handle": "was cancelled", "its writer": "closed", "it got": b"", "the other handle": "goes on",
        "the other got": b"b\n"}, SILENT)


def two_hubs(hub):
    async def talk():
        hubs, ends = [hub(20_000), hub(20_000)], [await connected() for _ in range(2)]
        clients = [Client(theirs) for _, theirs in ends]
        handlers = [asyncio.ensure_future(one.handle(*ours)) for one, (ours, _) in zip(hubs, ends)]
        await asyncio.sleep(1)
        clients[0].send(b"a\n")
        await asyncio.sleep(1)
        return await end(handlers, clients)

    yield from compare(observe(talk), "two hubs with a client each: what they got", result=[b"a\n", b""], at=HUB, at_result=HUB)
