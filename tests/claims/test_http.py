"""What the chapter on HTTP and services says without showing it is so, on every Python."""

import asyncio
import contextlib
import importlib
import sys
import threading
import time
import types

import pytest

from book.tools import needs
from book.tools.chapter import ROOT
from tests.support import missing
from tests.support.claims import each, holds, printed_by

pytestmark = pytest.mark.reads()

[CHAPTER] = (ROOT / "book").glob("*-http.md")
START = f"""\
import asyncio
import random
import sys

sys.path += {str(ROOT / "code" / "tools")!r}, {str(ROOT / "code" / "12-http")!r}
import vloop
from stations import get, read_message, serving

"""
# the sentence, a part of a program, what it prints; `main` is run
CLAIMS = [
    ("`TimeoutError` is an `OSError`.", """
async def main():
    print(issubclass(TimeoutError, OSError), asyncio.TimeoutError is TimeoutError)
""", "True True"),
    ("`EOFError` is the base of the `IncompleteReadError` of half a page", """
async def main():
    print(asyncio.IncompleteReadError.__base__.__name__)
""", "EOFError"),
    ("if the answer is lost, you cannot know whether the request was done", """
async def main():
    rain = []

    async def add(reader, writer):
        await read_message(reader)
        rain.append(5)
        if len(rain) > 1:
            writer.write(b"HTTP/1.1 200 -\\r\\n\\r\\n")
        writer.close()

    async with serving(add) as address:
        for _ in range(2):
            try:
                print((await get(address, "/rain"))[0])
            except EOFError:
                print("no answer")
    print(sum(rain))
""", "no answer\n200\n10"),
    ("But a limit around `get`, within the `try`, would be caught as a failed try", """
async def main():
    for _ in range(2):
        try:
            async with asyncio.timeout(0.05):
                await asyncio.sleep(5)
        except (OSError, EOFError):
            print("again")
""", "again\nagain"),
    ("a server that says 500 may have failed after its work as well as before", """
async def main():
    rain = []

    async def add(reader, writer):
        await read_message(reader)
        if len(rain) < 2:
            rain.append(5)
        writer.write(b"HTTP/1.1 %d -\\r\\n\\r\\n" % (500 if rain == [5] and not again else 200))
        writer.close()

    again = False
    async with serving(add) as address:
        print((await get(address, "/rain"))[0])
        again = True
        print((await get(address, "/rain"))[0])
    print(sum(rain))
""", "500\n200\n10"),
    ("if its `GET /rain` adds 5 mm of rain, two tries add 10. A request that is not to be done twice is given an id, "
     "by which the server knows it again.", """
async def main():
    rain, ids = [], set()

    async def add(reader, writer):
        first, fields, _ = await read_message(reader)
        number = first.split()[1].partition("?id=")[2]
        if not number or number not in ids:
            rain.append(5)
        ids.add(number)
        writer.close()  # the answer is lost

    async with serving(add) as address:
        for path in "/rain", "/rain?id=7":
            rain.clear()
            for _ in range(2):
                try:
                    await get(address, path)
                except EOFError:
                    pass
            print(sum(rain))
""", "10\n5"),
    ("With `reader.read()` the five bytes would have been taken for the page.", """
async def main():
    async def breaks_off(reader, writer):
        await read_message(reader)
        writer.write(b"HTTP/1.1 200 OK\\r\\nContent-Length: 100\\r\\n\\r\\n21 de")
        writer.close()

    async with serving(breaks_off) as address:
        reader, writer = await asyncio.open_connection(*address)
        writer.write(b"GET / HTTP/1.1\\r\\n\\r\\n")
        await reader.readuntil(b"\\r\\n\\r\\n")
        print(await reader.read())
        writer.close()
""", "b'21 de'"),
    ("a body without a length, which ends where the connection ends, and which our `get` takes for empty", """
async def main():
    async def old(reader, writer):
        await read_message(reader)
        writer.write(b"HTTP/1.1 200 OK\\r\\n\\r\\n21 degrees")
        writer.close()

    async with serving(old) as address:
        print(await get(address, "/"))
""", "(200, b'')"),
    ("For one seed `random()` gives the same numbers on each Python", """
async def main():
    one, other = random.Random(7), random.Random(7)
    print(round(one.random(), 12), one.uniform(0, 4) == 4 * [other.random(), other.random()][1])
""", "0.323832764833 True"),
    ("The error of *this* deadline comes into being where the `async with` ends, outside of the `try`, so that this "
     "`except` does not catch it.", """
async def main():
    try:
        async with asyncio.timeout(0.05):
            while True:
                try:
                    await asyncio.sleep(5)
                except (OSError, EOFError):
                    print("again")
    except TimeoutError:
        print("over")
""", "over"),
    ("Here it is the fastest of all.", """
from itertools import repeat

class Page:
    def __init__(self):
        self.inside = 0

    async def ask(self):
        if self.inside == 20:
            return 503
        self.inside += 1
        await asyncio.sleep(0.25)
        self.inside -= 1
        return 200

async def client(page, row):
    while await page.ask() == 503:
        await asyncio.sleep(next(row))

async def storm(seed):
    page, chance = Page(), random.Random(seed)
    async with asyncio.TaskGroup() as group:
        for _ in range(200):
            row = (chance.uniform(0, 1) for _ in repeat(1))
            group.create_task(client(page, row))
    return asyncio.get_running_loop().time()

print(all(vloop.run(storm(seed)) < 4 for seed in range(100)))
""", "True"),
    ("in an hour such a client asks some 7,200 times, and one whose waits grow up to 8 seconds some 900 times", """
def waits(chance, base=0.5, cap=8):
    while True:
        yield chance.uniform(0, base)
        base = min(cap, 2 * base)

def in_an_hour(row):
    asked, clock = 0, 0
    while clock < 3600:
        asked, clock = asked + 1, clock + next(row)
    return round(asked, -2)

chance = random.Random(1)
print(in_an_hour(chance.uniform(0, 1) for _ in iter(int, 1)), in_an_hour(waits(chance)))
""", "7200 900"),
    ("If it stays busy, breaks its connection or does not answer, its reading is `missing` after five seconds, and the "
     "eight others are there.", """
import memnet
from morning import report
from stations import Stations

async def with_gil(how):
    stations = Stations()

    async def answer(reader, writer):
        path = (await read_message(reader))[0].split()[1]
        if path == "/gil" and how == "does not answer":
            await reader.read()  # until the client is gone
        elif path == "/gil" and how == "stays busy":
            writer.write(b"HTTP/1.1 503 -\\r\\n\\r\\n")
        elif path != "/gil":
            status, body = await stations.page(path)
            writer.write(b"HTTP/1.1 %d -\\r\\nContent-Length: %d\\r\\n\\r\\n" % (status, len(body)) + body)
        writer.close()

    async with await asyncio.start_server(answer, "stations", 80):
        readings = await report(("stations", 80))
    print(readings.pop("gil"), *readings.values(), asyncio.get_running_loop().time(), stations.peak)

with memnet.instead_of_sockets():
    for how in "stays busy", "breaks", "does not answer":
        vloop.run(with_gil(how))
""", "missing 15 16 17 18 19 20 22 23 5.0 4\n" * 2 + "missing 15 16 17 18 19 20 22 23 5.0 4"),
    ("what two tasks do on one connection is one transaction, and who rolls back takes the other's work along", """
import sqlite3

file = sqlite3.connect(":memory:")
file.execute("create table readings (name text)")

async def ada():
    file.execute("insert into readings values ('ada')")
    await asyncio.sleep(0.1)
    print(file.execute("select * from readings").fetchall())

async def bo():
    await asyncio.sleep(0.05)
    file.execute("insert into readings values ('bo')")
    file.rollback()

async def main():
    await asyncio.gather(ada(), bo())
""", "[]"),
    ("a second cancellation would end that wait, too", """
import lite

async def main():
    bank = lite.Bank()
    task = asyncio.create_task(lite.waited_for(bank))
    for _ in range(2):
        await asyncio.sleep(0.1)
        task.cancel()
    await asyncio.wait([task])
    print(bank.lock.locked(), bank.file.in_transaction)
""", "False True"),
    ("and afterwards all ten places are free", """
import contextlib
import io

with contextlib.redirect_stdout(io.StringIO()):
    import overload  # its runs

async def main():
    for seconds in 3600, 2:
        service = overload.Service()
        with contextlib.redirect_stdout(io.StringIO()):
            await overload.seven_oclock(overload.Guard(service, most=30, seconds=seconds))
        print(service.places._value)

vloop.run(main())
""", "8\n10"),
    ("twenty that wait, at most a second if none is stuck", """
import contextlib
import io

with contextlib.redirect_stdout(io.StringIO()):
    import overload

class Places(asyncio.Semaphore):
    async def __aenter__(self):
        begin = asyncio.get_running_loop().time()
        await super().__aenter__()
        waits.append(asyncio.get_running_loop().time() - begin)

async def main():
    global waits
    waits, service = [], overload.Service()
    service.places = Places(10)
    guard = overload.Guard(service, most=30, seconds=2)
    stuck = overload.visit(guard, "/stuck", 0.1) if one_is else asyncio.sleep(0)
    await asyncio.gather(stuck, *(overload.visit(guard, "/report", n / 100) for n in range(400)))
    print(len(waits) > 60, max(waits) <= 1.001)

for one_is in False, True:
    vloop.run(main())
""", "True True\nTrue False"),
    ("a `TimeoutError` of the application's own is taken for that of the limit", """
import contextlib
import io

with contextlib.redirect_stdout(io.StringIO()):
    import overload

async def fails(scope, receive, send):
    raise TimeoutError("the database")

async def main():
    print((await overload.call(overload.Guard(fails, 30, 2), "/"))[0]["status"])
""", "504"),
    ("and a `lifespan` is cut after two seconds, too, and gets a 504", """
import contextlib
import io

with contextlib.redirect_stdout(io.StringIO()):
    import overload

async def as_long_as_it_runs(scope, receive, send):
    await asyncio.sleep(3600)

async def main():
    sent = []
    async def send(message):
        sent.append(message)

    await overload.Guard(as_long_as_it_runs, 30, 2)({"type": "lifespan"}, None, send)
    print(sent[0]["status"], asyncio.get_running_loop().time())

vloop.run(main())
""", "504 2.0"),
    ("of a hundred seeds, 95 are better than \"each second\", and the others have one client that draws long waits", """
from itertools import chain, repeat

class Page:
    def __init__(self):
        self.inside = 0

    async def ask(self):
        if self.inside == 20:
            return 503
        self.inside += 1
        await asyncio.sleep(0.25)
        self.inside -= 1
        return 200

def waits(chance, base=0.5, cap=8):
    while True:
        yield chance.uniform(0, base)
        base = min(cap, 2 * base)

async def client(page, row, late):
    while await page.ask() == 503:
        await asyncio.sleep(next(row))
    if asyncio.get_running_loop().time() >= 9.25:
        late.append(client)

async def storm(seed):
    page, chance, late = Page(), random.Random(seed), []
    async with asyncio.TaskGroup() as group:
        for _ in range(200):
            group.create_task(client(page, waits(chance), late))
    return len(late)

late = [vloop.run(storm(seed)) for seed in range(100)]
print(late.count(0), late.count(1))
""", "95 5"),
    ("`given_up` frees the lock while the thread is still in its transaction, and the next task walks into it", """
import lite

async def main():
    bank = lite.Bank()
    task = asyncio.create_task(lite.given_up(bank))
    while not bank.file.in_transaction:
        await asyncio.sleep(0.05)
    task.cancel()
    async with bank.lock:  # the next task
        print(bank.file.execute("select amount from money").fetchall())
        bank.file.rollback()  # also what the other one has done
    await asyncio.sleep(1.5)
    print(bank.file.execute("select amount from money").fetchall())
""", "[(45,), (50,)]\n[(50,), (55,)]"),
    ("The stuck reports take one place after the other, nine by now and all ten soon.", """
import contextlib
import io

with contextlib.redirect_stdout(io.StringIO()):
    import overload

class Places(asyncio.Semaphore):
    async def __aenter__(self):
        await super().__aenter__()
        inside.append(asyncio.current_task().get_coro().cr_frame.f_locals["path"])

    async def __aexit__(self, *error):
        inside.remove(asyncio.current_task().get_coro().cr_frame.f_locals["path"])
        await super().__aexit__(*error)

async def main():
    service = overload.Service()
    service.places = Places(10)
    with contextlib.redirect_stdout(io.StringIO()):
        await overload.seven_oclock(service)
    print(*inside)
    await asyncio.sleep(10)
    print(*inside)

inside = []
vloop.run(main())
""", "/stuck " * 9 + "/report\n" + "/stuck " * 9 + "/stuck"),
    ("if the response has begun when the time is over, a second `http.response.start` is sent", """
import contextlib
import io

with contextlib.redirect_stdout(io.StringIO()):
    import overload

async def begins(scope, receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await asyncio.sleep(3600)

async def main():
    print(*[message.get("status") for message in await overload.call(overload.Guard(begins, 30, 2), "/")])

vloop.run(main())
""", "200 504 None"),
]


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    return printed_by([START + program for _, program, _ in CLAIMS], tmp_path_factory.mktemp("http"))


@each(CLAIMS)
def test_what_is_said_is_so(number, version, printed):
    holds(CHAPTER, CLAIMS[number], version, printed[version][number])


def said(*sentences):
    """Fail where the chapter does not say these any more."""
    text = " ".join(CHAPTER.read_text(encoding="utf-8").split())
    assert not (lost := [sentence for sentence in sentences if sentence not in text]), f"{CHAPTER.name} does not say this any more: {lost}"


def ours(name):
    """A script of the chapter, as a module."""
    for folder in "tools", "12-http":
        if str(ROOT / "code" / folder) not in sys.path:
            sys.path.append(str(ROOT / "code" / folder))  # behind all others
    return importlib.import_module(name)


@pytest.fixture(scope="module")
def database():
    """The address of a PostgreSQL server of these tests."""
    pytest.importorskip("asyncpg", reason="make world installs asyncpg")
    postgres = ours("postgres")
    if not postgres.programs():
        missing("PostgreSQL", needs.POSTGRESQL)
    with postgres.server() as address:
        yield address


def test_forty_threads():
    said("A `def` runs in one of 40 threads.")
    anyio = pytest.importorskip("anyio")

    async def main():
        return anyio.to_thread.current_default_thread_limiter().total_tokens

    assert asyncio.run(main()) == 40


def test_limits_of_aiohttp():
    said("By default a connector allows 100 connections, and a request may take five minutes, with its wait for a connection")
    aiohttp = pytest.importorskip("aiohttp", reason="make world installs aiohttp")
    stations = ours("stations")

    async def main():
        server = stations.Stations(seconds=0.75)
        async with stations.serving(server.answer) as (host, port), aiohttp.ClientSession() as session:
            async def ask(path="/ada"):
                async with session.get(f"http://{host}:{port}{path}") as response:
                    return response.status

            assert session.timeout.total == 300
            assert set(await asyncio.gather(*[ask() for _ in range(120)])) == {200}
            assert server.peak == 100
        limits = {"connector": aiohttp.TCPConnector(limit=1), "timeout": aiohttp.ClientTimeout(total=1)}
        async with stations.serving(server.answer) as (host, port), aiohttp.ClientSession(**limits) as session:
            return await asyncio.gather(ask(), ask(), return_exceptions=True)

    one, other = asyncio.run(main())
    assert one == 200 and isinstance(other, TimeoutError), (one, other)


def test_what_stops_the_others():
    said("while it waits, the server answers nobody, not even `/health`",
         "it comes after the response, and as an `async def` it can stop the others")
    for name in "starlette", "uvicorn", "aiohttp":
        pytest.importorskip(name, reason=f"make world installs {name}")
    import aiohttp
    from starlette.applications import Starlette
    from starlette.background import BackgroundTask
    from starlette.responses import PlainTextResponse
    from starlette.routing import Route
    endpoint, events = ours("endpoint"), []

    async def in_the_loop():
        events.append(threading.current_thread() is threading.main_thread())
        time.sleep(1)

    def in_a_thread():
        events.append(threading.current_thread() is threading.main_thread())
        time.sleep(1)

    def health(request):
        return PlainTextResponse("well")

    async def blocks(request):
        time.sleep(1)
        return PlainTextResponse("21")

    def after(background):
        return lambda request: PlainTextResponse("21", background=BackgroundTask(background))

    app = Starlette(routes=[Route("/health", health), Route("/blocks", blocks),
                            Route("/loop", after(in_the_loop)), Route("/thread", after(in_a_thread))])

    async def main():
        async with endpoint.running(app) as url, aiohttp.ClientSession() as session:
            async def ask(path):
                async with session.get(url + path) as response:
                    return await response.text()

            async def seconds(*paths):
                """How long the last one takes, a moment after the others."""
                tasks = [asyncio.create_task(ask(path)) for path in paths[:-1]]
                begin = time.perf_counter()
                await asyncio.sleep(0.05)
                await ask(paths[-1])
                took = time.perf_counter() - begin
                await asyncio.gather(*tasks)
                return took

            await ask("/health")
            assert await seconds("/blocks", "/health") >= 1
            assert await seconds("/loop", "/health") >= 1
            assert await seconds("/thread", "/health") < 0.9
            begin = time.perf_counter()
            await ask("/thread")
            assert time.perf_counter() - begin < 0.9  # the response does not wait for what comes after it

    asyncio.run(main())
    assert events == [True, False, False]


def test_middleware_and_the_other_scopes():
    said("so middleware can stand before each", "`lifespan`, once for as long as it runs, and `websocket`")
    for name in "starlette", "uvicorn", "aiohttp":
        pytest.importorskip(name, reason=f"make world installs {name}")
    import aiohttp
    import uvicorn
    from starlette.applications import Starlette
    from starlette.responses import PlainTextResponse
    from starlette.routing import Route
    [solution] = ROOT.glob("code/12-http/exercises/*-too-late/solution.py")
    names, log = {"__name__": "solution"}, []
    exec(compile(solution.read_text(encoding="utf-8"), str(solution), "exec"), names)

    @contextlib.asynccontextmanager
    async def lifespan(app):
        log.append("begin")
        yield
        log.append("end")

    async def slow(request):
        await asyncio.sleep(30)

    def well(request):
        return PlainTextResponse("21")

    app = names["limited"](Starlette(routes=[Route("/slow", slow), Route("/", well)], lifespan=lifespan), 0.25)

    async def main():
        server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", lifespan="on"))
        server.capture_signals = contextlib.nullcontext
        serving = asyncio.create_task(server.serve())
        while not server.started:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.5)  # longer than the limit
        host, port = server.servers[0].sockets[0].getsockname()
        async with aiohttp.ClientSession() as session:
            for path in "/slow", "/":
                async with session.get(f"http://{host}:{port}{path}") as response:
                    log.append((response.status, await response.text()))
        server.should_exit = True
        await serving

    asyncio.run(main())
    assert log == ["begin", (504, "too late"), (200, "21"), "end"]


def test_two_transactions_read_the_same_number(database):
    said("by default PostgreSQL's isolation is *read committed*", "nobody waits for the read, and three of the four get an error",
         "`update seats set sold = sold + 1`")
    import asyncpg

    async def sell(pool, isolation):
        async with pool.acquire() as connection, connection.transaction(isolation=isolation):
            sold = await connection.fetchval("select sold from seats")
            await asyncio.sleep(0.2)
            await connection.execute("update seats set sold = $1", sold + 1)

    async def main():
        async with asyncpg.create_pool(database, min_size=4, max_size=4) as pool:
            assert await pool.fetchval("show transaction_isolation") == "read committed"
            await pool.execute("create table seats as select 0 as sold")
            counted = {}
            for isolation in None, "read_committed", "repeatable_read":
                await pool.execute("update seats set sold = 0")
                errors = await asyncio.gather(*[sell(pool, isolation) for _ in range(4)], return_exceptions=True)
                counted[isolation] = await pool.fetchval("select sold from seats"), sum(
                    isinstance(error, asyncpg.SerializationError) for error in errors)
            assert counted == {None: (1, 0), "read_committed": (1, 0), "repeatable_read": (1, 3)}
            await pool.execute("update seats set sold = 0")
            await asyncio.gather(*[pool.execute("update seats set sold = sold + 1") for _ in range(4)])
            assert await pool.fetchval("select sold from seats") == 4

    asyncio.run(main())


def test_connections_of_a_pool(database):
    said("A task that holds the last one and asks for a second waits for itself",
         "in PostgreSQL each is a process of the server, which by default allows 100 for all its clients",
         "After as many such cancellations as the pool has connections the service waits for ever.",
         "the query is stopped in the server")
    import asyncpg

    async def by_hand(pool):
        connection = await pool.acquire()
        await connection.execute("begin")
        await connection.execute("select pg_sleep(30)")
        await pool.release(connection)

    async def main():
        watcher = await asyncpg.connect(database)
        assert await watcher.fetchval("select boot_val from pg_settings where name = 'max_connections'") == "100"
        pool = await asyncpg.create_pool(database, min_size=2, max_size=2)
        async with pool.acquire() as one, pool.acquire() as other:
            assert await one.fetchval("select pg_backend_pid()") != await other.fetchval("select pg_backend_pid()")
            with pytest.raises(TimeoutError):
                await pool.acquire(timeout=0.3)
        for _ in range(2):
            task = asyncio.create_task(by_hand(pool))
            await asyncio.sleep(0.3)
            task.cancel()
            await asyncio.wait([task])
        for _ in range(100):
            active = await watcher.fetchval("select count(*) from pg_stat_activity where state = 'active' and query like '%sleep(30)'")
            if not active:
                break
            await asyncio.sleep(0.05)
        assert not active
        with pytest.raises(TimeoutError):
            await pool.acquire(timeout=0.3)
        pool.terminate()
        await watcher.close()

    asyncio.run(main())


def test_a_connection_that_is_given_back_is_reset(database):
    """What exercise 12.5 asks of line 10."""
    [judge] = ROOT.glob("code/12-http/exercises/5-*/starter.py")
    assert "it is rolled back, for asyncpg resets a connection that is given back to the pool" in judge.read_text(encoding="utf-8")
    import asyncpg

    async def begin(pool):
        async with pool.acquire() as connection:
            await connection.execute("begin")
            await connection.execute("insert into pages values ('/ada')")
            await connection.execute("select pg_sleep(30)")

    async def main():
        async with asyncpg.create_pool(database, min_size=1, max_size=1) as pool:
            await pool.execute("create table pages (page text)")
            task = asyncio.create_task(begin(pool))
            await asyncio.sleep(0.3)
            task.cancel()
            await asyncio.wait([task])
            assert task.cancelled()
            async with pool.acquire() as connection:
                assert not connection.is_in_transaction()
                assert await connection.fetchval("select count(*) from pages") == 0

    asyncio.run(main())


def test_cancelled_and_written_all_the_same(database):
    said("a task that is cancelled at its very end may have written all the same")
    import asyncpg
    cut, everywhere = ours("cut"), ours("everywhere")
    whole = set()

    async def look(pool):
        watcher = await asyncpg.connect(database)
        money = dict(await watcher.fetch("select name, amount from money"))
        await watcher.execute("update money set amount = 50")
        await watcher.close()
        pool.terminate()
        whole.add((money["ada"], money["bo"]))

    cut.ADDRESS = database
    asyncio.run(cut.prepare())
    report = everywhere.cancel(cut.in_blocks, cut.new_pool, check=look, run=asyncio.run, within=2)
    assert all(point.outcome == "cancelled" for point in report.points if point.when != "never"), report
    assert whole == {(50, 50), (45, 55)}


def test_frames_of_a_client():
    said("longer frames have more bytes for the length, and what a client sends is masked besides",
         "A loop that sends to all clients, one after the other, therefore stops")
    pytest.importorskip("websockets", reason="make world installs websockets")
    from websockets.asyncio.client import connect
    handshake, stations, got = ours("handshake"), ours("stations"), []

    async def reads(reader, writer):
        parts = []
        await handshake.greets(reader, types.SimpleNamespace(write=parts.append, close=int))
        writer.write(parts[0])  # the handshake alone
        got.extend(await reader.readexactly(2))
        got.append(int.from_bytes(await reader.readexactly(2)))
        mask, masked = await reader.readexactly(4), await reader.readexactly(200)
        got.append(bytes(byte ^ mask[n % 4] for n, byte in enumerate(masked)))
        writer.close()

    async def main():
        async with stations.serving(reads) as (host, port), connect(f"ws://{host}:{port}", compression=None) as client:
            await client.send("x" * 200)
            with contextlib.suppress(Exception):
                await client.recv()
                await client.recv()

    asyncio.run(main())
    assert got == [0x81, 0x80 | 126, 200, b"x" * 200]


def test_a_loop_that_sends_to_all_stops_at_who_sleeps():
    said("A loop that sends to all clients, one after the other, therefore stops at the first that sleeps long enough")
    pytest.importorskip("websockets", reason="make world installs websockets")
    from websockets.asyncio.client import connect
    from websockets.asyncio.server import serve
    clients, got = [], 0

    async def stays(connection):
        clients.append(connection)
        await connection.wait_closed()

    async def send_to_all():
        for _ in range(100):
            for client in clients:
                await client.send(bytes(1_000_000))

    async def main():
        nonlocal got
        async with serve(stays, "127.0.0.1", 0, compression=None) as server:
            url = "ws://{}:{}".format(*server.sockets[0].getsockname())
            async with connect(url, max_size=None) as sleeper, connect(url, max_size=None) as awake:
                sending = asyncio.create_task(send_to_all())
                with contextlib.suppress(TimeoutError):
                    while got < 100:
                        await asyncio.wait_for(awake.recv(), 1)
                        got += 1
                before = got

                async def read(client, count):
                    for _ in range(count):
                        await client.recv()

                async with asyncio.timeout(60):  # the sleeper wakes, and the other one gets the rest
                    await asyncio.gather(sending, read(sleeper, 100), read(awake, 100 - got))
                return before

    assert 0 < asyncio.run(main()) < 100
