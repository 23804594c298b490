"""Judge of the exercise 'closing time'."""

import asyncio
import contextlib

import memnet

from check import Probe, compare, observe
from ends import Client, each

TODO = "write run"

CLOSING, SILENT = "streams-closing", "streams-silent"
HOST, PORT = "station", 8080


def judge(code):
    with memnet.instead_of_sockets():
        yield from points(code()["run"])


def points(run):
    yield from night(run, "no clients, stop after 1 s", [], 0, 1)
    yield from night(run, "stop was set before", [], 0, 0, stop_at=0)
    yield from night(run, "a client that says nothing", [[]], 1, 3, events=["begins", "cancelled", "ends"])
    yield from night(run, "three clients that say nothing", [[]] * 3, 3, 3)
    yield from night(run, "a client that is answered before", [[(0.25, b"ada\n")]], 0, 1, got=[b"hello ada\n"],
                     events=["begins", "ends"])
    yield from night(run, "a client that speaks 1 s after stop", [[(1.5, b"ada\n")]], 0, 2, got=[b"hello ada\n"],
                     events=["begins", "ends"])
    yield from night(run, "one speaks after stop, one says nothing", [[(1.5, b"ada\n")], []], 1, 3, got=[b"hello ada\n", b""])
    yield from night(run, "one speaks too late", [[(4, b"ada\n")]], 1, 3, got=[b""])
    yield from night(run, "no grace, and a client that says nothing", [[]], 1, 1, grace=0)
    yield from night(run, "a client that leaves before stop", [[(0.25, None)]], 0, 1)
    yield from night(run, "a handler that takes 1 s to end, when it is cancelled", [[]], 1, 4, slow=1,
                     events=["begins", "cancelled", "ends"])
    yield from night(run, "a handler that goes on when it is cancelled, for 1 s", [[]], 1, 4, slow=1, swallows=True,
                     events=["begins", "cancelled", "ends"])
    yield from night(run, "a handler that fails, and one that is answered", [[(0.25, b"fail\n")], [(1.5, b"ada\n")]], 0, 2,
                     got=[b"", b"hello ada\n"])
    yield from night(run, "a handler that fails after stop, one says nothing", [[(1, b"fail\n")], []], 1, 3)
    yield from refused(run)
    yield from last_moment(run)
    yield from cancelled(run, "run is cancelled after 2 s, long before stop", 2, 9)
    yield from cancelled(run, "run is cancelled after 2 s, in the time of grace", 2, 1)
    yield from cancelled(run, "run is cancelled after 2 s, and a handler takes 1 s to end", 2, 9, slow=1)
    yield from again(run)
    yield from two_at_once(run)
    yield from taken(run)
    yield from does_not_read(run)
    yield from reads_late(run)


def greeting(probe, slow=0, swallows=False):
    writers = probe.writers = []  # or Python, from 3.13 on, closes one that nobody holds any more

    async def handler(reader, writer):
        writers.append(writer)
        probe.events.append("begins")
        try:
            name = await reader.readline()
            if name == b"fail\n":
                raise ValueError("fail")
            writer.write(b"hello " + name if name else b"")
        except asyncio.CancelledError:
            probe.events.append("cancelled")
            if swallows:
                await asyncio.sleep(slow)
                return
            raise
        finally:
            if not swallows:
                await asyncio.sleep(slow)
            probe.events.append("ends")

    return handler


def quiet(seen):
    """Without what asyncio itself logs of handlers that fail or, before 3.13, are cancelled."""
    seen.logged = [text for text in seen.logged if "client_connected_cb" not in text and "StreamReaderProtocol" not in text]
    return seen


async def connect(steps):
    client = Client(await asyncio.open_connection(HOST, PORT))
    return client, asyncio.create_task(send(client, steps))


async def send(client, steps):
    for delay, data in steps:
        await asyncio.sleep(delay)
        client.send(data)


async def leave(clients):
    for client, sending in clients:
        sending.cancel()
        await asyncio.wait([sending])
        await client.leave()


def night(run, what, people, cut, ended, *, stop_at=1, grace=2, got=None, events=None, slow=0, swallows=False):
    """Clients connect after 0.5 s, and send steps of (delay, bytes); *ended* is when run returns."""
    probe = Probe()

    async def talk():
        loop, stop = asyncio.get_running_loop(), asyncio.Event()
        if not stop_at:
            stop.set()
        task = asyncio.ensure_future(run(greeting(probe, slow, swallows), HOST, PORT, stop, grace))
        times = []
        task.add_done_callback(lambda _: times.append(loop.time()))
        if stop_at:
            await asyncio.sleep(0.5)
        clients = [await connect(steps) for steps in people]
        loop.call_later(max(0, stop_at - 0.5), stop.set)
        await asyncio.wait([task], timeout=30)
        ours = sum(not one.done() for client, sending in clients for one in (client.task, sending))
        seen = {"run": f"returned {task.result()!r} after {times[0]:g} s" if task.done() else "had not returned",
                "tasks left": len(asyncio.all_tasks()) - 1 - ours}
        await asyncio.sleep(0.1)
        seen |= {"the clients got": [client.got for client, _ in clients],
                 "hung up on": f"{sum(client.ended for client, _ in clients)} of {len(clients)}"}
        await leave(clients)
        return seen

    want = {"run": f"returned {cut} after {ended:g} s", "tasks left": 0, "hung up on": f"{len(people)} of {len(people)}"}
    if got is not None:
        want["the clients got"] = got
    yield from each(quiet(observe(talk, probe=probe)), what, want, CLOSING, events=events)


def refused(run):
    probe = Probe()

    async def talk():
        stop = asyncio.Event()
        task = asyncio.ensure_future(run(greeting(probe), HOST, PORT, stop, 2))
        await asyncio.sleep(0.5)
        clients = [await connect([])]
        await asyncio.sleep(0.5)  # or its handler may begin after stop
        stop.set()
        await asyncio.sleep(0.5)
        try:
            clients.append(await connect([]))
            seen = {"it": "was let in"}
        except ConnectionRefusedError:
            seen = {"it": "was refused"}
        seen["run returned"] = await task
        await leave(clients)
        return seen

    yield from each(quiet(observe(talk, probe=probe)), "another client wants to connect in the time of grace",
                    {"it": "was refused", "run returned": 1}, CLOSING)


def last_moment(run):
    """A client connects some turns of the loop before stop is set: it may be refused, served or hung up on."""
    probe = Probe()

    async def once(turns):
        stop = asyncio.Event()
        task = asyncio.ensure_future(run(greeting(probe), HOST, PORT, stop, 1))
        await asyncio.sleep(0.5)
        connecting = asyncio.create_task(connect([]))
        for _ in range(turns):
            await asyncio.sleep(0)
        stop.set()
        await asyncio.wait([task], timeout=9)
        await asyncio.sleep(0.1)
        task.cancel()
        clients = []
        with contextlib.suppress(ConnectionRefusedError):
            clients.append(await connecting)
        stays = any(not client.ended for client, _ in clients) or probe.events.count("begins") > probe.events.count("ends")
        await leave(clients)
        await asyncio.sleep(1)
        return stays

    async def talk():
        return {"turns of the loop between its begin and stop, after which it stays": [n for n in range(8) if await once(n)]}

    yield from each(quiet(observe(talk, probe=probe)), "a client connects in the last moment",
                    {"turns of the loop between its begin and stop, after which it stays": []}, CLOSING)


def cancelled(run, what, when, stop_at, slow=0):
    probe = Probe()

    async def talk():
        loop, stop = asyncio.get_running_loop(), asyncio.Event()
        task = asyncio.ensure_future(run(greeting(probe, slow), HOST, PORT, stop, 5))
        await asyncio.sleep(0.5)
        clients = [await connect([])]
        loop.call_later(stop_at - 0.5, stop.set)
        loop.call_later(when - 0.5, task.cancel)
        await asyncio.wait([task], timeout=30)
        seen = {"run": f"{'cancelled' if task.cancelled() else 'not cancelled'} after {loop.time():g} s",
                "its handler": list(probe.events), "listens": False}
        with contextlib.suppress(ConnectionRefusedError):
            clients.append(await connect([]))
            seen["listens"] = True
        await asyncio.sleep(0.1)
        seen["the client"] = "hung up on" if clients[0][0].ended else "still connected"
        await leave(clients)
        return seen

    yield from each(quiet(observe(talk, probe=probe)), what, {
        "run": f"cancelled after {when + slow:g} s", "its handler": ["begins", "cancelled", "ends"], "listens": False,
        "the client": "hung up on"}, CLOSING)


def again(run):
    """A second call, at the same address."""
    probe = Probe()

    async def talk():
        cut = []
        for _ in range(2):
            stop = asyncio.Event()
            task = asyncio.ensure_future(run(greeting(probe), HOST, PORT, stop, 1))
            await asyncio.sleep(0.5)
            clients = [await connect([])]
            await asyncio.sleep(0.5)
            stop.set()
            cut.append(await task)
            await leave(clients)
        return cut

    yield from compare(quiet(observe(talk, probe=probe)), "run twice, at the same address", result=[1, 1], elapsed=4,
                       at=CLOSING, at_result=CLOSING)


def two_at_once(run):
    """Two servers, of which one ends."""
    async def talk():
        stops, tasks = [asyncio.Event(), asyncio.Event()], []
        for port, stop in zip((PORT, PORT + 1), stops):
            tasks.append(asyncio.ensure_future(run(greeting(Probe()), HOST, port, stop, 1)))
        await asyncio.sleep(0.5)
        clients = [Client(await asyncio.open_connection(HOST, port)) for port in (PORT, PORT + 1)]
        await asyncio.sleep(0.5)
        stops[0].set()
        await asyncio.wait(tasks[:1], timeout=9)
        seen = {"the first returned": tasks[0].result() if tasks[0].done() else "not"}
        clients[1].send(b"ada\n")
        await asyncio.sleep(0.5)
        seen["the client of the second got"] = clients[1].got
        stops[1].set()
        await asyncio.wait(tasks[1:], timeout=9)
        seen["the second returned"] = tasks[1].result() if tasks[1].done() else "not"
        for client in clients:
            await client.leave()
        return seen

    yield from each(quiet(observe(talk)), "two servers, the first is stopped",
                    {"the first returned": 1, "the client of the second got": b"hello ada\n", "the second returned": 0}, CLOSING)


def taken(run):
    async def talk():
        server = await asyncio.start_server(lambda reader, writer: writer.close(), HOST, PORT)
        stop = asyncio.Event()
        stop.set()
        try:
            return await run(greeting(Probe()), HOST, PORT, stop, 1)
        except OSError:
            return "OSError"
        except Exception as error:  # such as a group, of a TaskGroup around it
            return type(error).__name__
        finally:
            server.close()
            await server.wait_closed()

    yield from compare(quiet(observe(talk)), "somebody listens there already", result="OSError", at=CLOSING, at_result=CLOSING)


def does_not_read(run):
    """What is not sent to a client that is cut is thrown away."""
    async def talk():
        writers, stop = [], asyncio.Event()

        async def handler(reader, writer):
            writers.append(writer)
            writer.write(bytes(400_000))
            await writer.drain()

        task = asyncio.ensure_future(run(handler, HOST, PORT, stop, 1))
        await asyncio.sleep(0.5)
        client = Client(await asyncio.open_connection(HOST, PORT), asleep=True)
        await asyncio.sleep(0.5)
        stop.set()
        await asyncio.wait([task], timeout=9)
        seen = {"run returned": task.result() if task.done() else "not",
                "bytes still to be sent": sum(writer.transport.get_write_buffer_size() for writer in writers)}
        await client.leave()
        return seen

    yield from each(quiet(observe(talk)), "a client that does not read", {"run returned": 1, "bytes still to be sent": 0}, CLOSING)


def reads_late(run):
    """What a handler has written before its end is sent, also to a client that reads later."""
    async def talk():
        writers, stop = [], asyncio.Event()

        async def handler(reader, writer):
            writers.append(writer)
            writer.write(bytes(400_000))

        task = asyncio.ensure_future(run(handler, HOST, PORT, stop, 1))
        await asyncio.sleep(0.5)
        client = Client(await asyncio.open_connection(HOST, PORT), asleep=True)
        await asyncio.sleep(0.5)
        client.wake()
        await asyncio.sleep(0.5)
        stop.set()
        await asyncio.wait([task], timeout=9)
        seen = {"run returned": task.result() if task.done() else "not", "the client got": f"{len(client.got)} bytes"}
        await client.leave()
        return seen

    yield from each(quiet(observe(talk)), "a handler writes 400,000 bytes and ends, and its client reads 0.5 s later",
                    {"run returned": 0, "the client got": "400000 bytes"}, CLOSING)
