"""Who pastes an error with names of their own, or types a word, finds the place: in Chromium, from the disk."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_FILE_PATH

from book.tools.symptoms import messages, pattern, patterns, read
from tests.claims.test_symptoms import line
from tests.support import fail, fail_all

# What a reader pastes, and the entry that must come first.
PASTED = [
    ("never-awaited", "RuntimeWarning: coroutine 'fetch' was never awaited"),
    ("never-awaited", "/home/eva/shop/orders.py:118: RuntimeWarning: coroutine 'Orders.load_all' was never awaited\n"
                      "  self.load_all()\nRuntimeWarning: Enable tracemalloc to get the object allocation traceback"),
    ("never-awaited", "<sys>:0: RuntimeWarning: coroutine 'main' was never awaited"),
    ("coroutine-object", "<coroutine object Client.get_user at 0x7f3a5c1b2e40>"),
    ("coroutine-as-value", "AttributeError: 'coroutine' object has no attribute 'json'"),
    ("coroutine-as-value", "'coroutine' object is not subscriptable"),
    ("coroutine-as-value", "TypeError: unsupported operand type(s) for /: 'float' and 'coroutine'"),
    ("coroutine-as-value", "TypeError: '>=' not supported between instances of 'coroutine' and 'str'"),
    ("coroutine-as-value", "TypeError: 'coroutine' object does not support the context manager protocol"),
    ("coroutine-as-value", "TypeError: Object of type coroutine is not JSON serializable"),
    ("coroutine-as-value", "    async def test_get():\n>       assert get().status == 200\n"
                           "E       AttributeError: 'coroutine' object has no attribute 'status'\n\ntest_api.py:7: AttributeError\n"
                           "test_api.py:7: RuntimeWarning: coroutine 'get' was never awaited"),
    ("task-exception", "2026-03-01 12:00:07,311 ERROR asyncio Task exception was never retrieved\r\nKeyError: 'id'\r\n"),
    ("cannot-be-awaited", "TypeError: object Response can't be used in 'await' expression"),
    ("cannot-be-awaited", "TypeError: 'Response' object can't be awaited"),
    ("cannot-be-awaited", "TypeError: object MagicMock can't be used in 'await' expression"),
    ("await-outside", '  File "bot.py", line 7\n    await client.start(token)\n    ^^^^^^^^^^^^^^^^^^^^^^^^^\n'
                      "SyntaxError: 'await' outside function"),
    ("await-outside", "SyntaxError: 'async with' outside async function"),
    ("run-in-running-loop", "RuntimeError: asyncio.run() cannot be called from a running event loop\n"
                            "sys:1: RuntimeWarning: coroutine 'start_bot' was never awaited"),
    ("loop-already-running", "RuntimeError: This event loop is already running"),
    ("loop-already-running", "RuntimeError: Cannot run the event loop while another loop is running"),
    ("no-running-loop", "Traceback (most recent call last):\n  File \"C:\\work\\app.py\", line 12, in <module>\n"
                        "    asyncio.create_task(poll())\n  File \"C:\\Python312\\Lib\\asyncio\\tasks.py\", line 417, in create_task\n"
                        "    loop = events.get_running_loop()\n           ^^^^^^^^^^^^^^^^^^^^^^^^^\n"
                        "RuntimeError: no running event loop\n"
                        "sys:1: RuntimeWarning: coroutine 'poll' was never awaited"),
    ("no-running-loop", 'Traceback (most recent call last): File "a.py", line 3, in <module> '  # as a field of one line has it
                        "asyncio.create_task(poll()) RuntimeError: no running event loop"),
    ("no-current-loop", "RuntimeError: There is no current event loop in thread 'ThreadPoolExecutor-0_0'."),
    ("no-current-loop", "app.py:9: DeprecationWarning: There is no current event loop"),
    ("already-awaited", "RuntimeError: cannot reuse already awaited coroutine"),
    ("task-never-ends", "task starts and never ends"),
    ("destroyed-pending", "Task was destroyed but it is pending!\ntask: <Task pending name='Task-7' coro=<Worker.run() running at "
                          "/srv/w.py:31> wait_for=<Future pending cb=[Task.task_wakeup()]>>"),
    ("unhashable-list", "TypeError: cannot use 'list' as a dict key (unhashable type: 'list')"),
    ("coroutine-expected", "ValueError: a coroutine was expected, got <function start_bot at 0x10a2b3c40>"),
    ("coroutine-expected", "TypeError: An asyncio.Future, a coroutine or an awaitable is required"),
    ("waits-add-up", "waits add up"),
    ("everything-stands-still", "Executing <Task pending name='Task-3' coro=<handler() running at /srv/web.py:12> "
                                "wait_for=<Future pending> created at runners.py:100> took 2.318 seconds"),
    ("loop-closed", "RuntimeError: Event loop is closed"),
    ("other-loop", "RuntimeError: <asyncio.locks.Event object at 0x7f21aa01 [unset]> is bound to a different event loop"),
    ("other-loop", "RuntimeError: Task <Task pending name='Task-9' coro=<test_get() running at test_api.py:20>> got "
                   "Future <Future pending cb=[Protocol._on_waiter_completed()]> attached to a different loop"),
    ("loop-stopped", "RuntimeError: Event loop stopped before Future completed."),
    ("task-exception", "Task exception was never retrieved\nfuture: <Task finished name='Task-2' coro=<save() done, defined at "
                       "/srv/db.py:4> exception=KeyError('id')>\nTraceback (most recent call last):\n"
                       '  File "/srv/db.py", line 6, in save\n    return row["id"]\n           ~~~^^^^^^\nKeyError: \'id\''),
    ("coroutine-as-value", "Task exception was never retrieved\nfuture: <Task finished name='Task-2' coro=<save() done>>\n"
                           'Traceback (most recent call last):\n  File "/srv/db.py", line 6, in save\n    row.id\n'
                           "AttributeError: 'coroutine' object has no attribute 'id'"),
    ("future-exception", "Future exception was never retrieved\nfuture: <Future finished exception=BrokenPipeError(32, 'Broken pipe')>"),
    ("second-error-lost", "gather only one error is seen"),
    ("task-as-value", "AttributeError: '_asyncio.Task' object has no attribute 'status'"),
    ("task-group", "ExceptionGroup: unhandled errors in a TaskGroup (3 sub-exceptions)"),
    ("task-group", '  + Exception Group Traceback (most recent call last):\n  |   File "/srv/a.py", line 9, in <module>\n'
                   "  |     asyncio.run(main())\n  | ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)\n"
                   '  +-+---------------- 1 ----------------\n    | Traceback (most recent call last):\n'
                   '    |   File "/srv/a.py", line 4, in job\n    |     raise KeyError(1)\n    | KeyError: 1\n'
                   "    +------------------------------------"),
    ("cannot-be-awaited", "  | ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)\n"
                          '  +-+---------------- 1 ----------------\n    | Traceback (most recent call last):\n'
                          '    |   File "/srv/a.py", line 4, in job\n    |     await rows()\n'
                          "    | TypeError: object tuple can't be used in 'await' expression\n"
                          "    +------------------------------------"),
    ("task-group-finished", "RuntimeError: TaskGroup <TaskGroup tasks=2 cancelling> is finished"),
    ("wait-takes-tasks", "TypeError: Passing coroutines is forbidden, use tasks explicitly."),
    ("invalid-state", "asyncio.exceptions.InvalidStateError: Result is not set."),
    ("invalid-state", "asyncio.exceptions.InvalidStateError: invalid state"),
    ("bad-yield", "RuntimeError: Task got bad yield: <trio.Event object at 0x7f>"),
    ("coroutine-as-callback", "TypeError: coroutines cannot be used with call_soon()"),
    ("not-thread-safe", "RuntimeError: Non-thread-safe operation invoked on an event loop other than the current one"),
    ("timeout-outside-task", "RuntimeError: Timeout should be used inside a task"),
    ("timeout-error", "  File \"app.py\", line 3, in main\nTimeoutError"),
    ("timeout-too-late", "timeout does not end the work"),
    ("timeout-inside", "except TimeoutError inside never runs"),
    ("shield-failure", "ERROR:asyncio:OSError exception in shielded future"),
    ("cancelled-error", "asyncio.exceptions.CancelledError"),
    ("cancel-swallowed", "cancelling has no effect"),
    ("keyboard-interrupt", "except KeyboardInterrupt does not run"),
    ("thread-goes-on", "cancelled to_thread goes on"),
    ("pool-is-full", "many to_thread calls run in turns"),
    ("broken-pool", "concurrent.futures.process.BrokenProcessPool: A process in the process pool was terminated abruptly while the "
                    "future was running or pending."),
    ("cannot-pickle", "AttributeError: Can't pickle local object 'Report.make.<locals>.<lambda>'"),
    ("cannot-pickle", "TypeError: cannot pickle '_thread.RLock' object"),
    ("context-lost", "LookupError: <ContextVar name='request_id' at 0x7f8a3c2d1e90>"),
    ("stop-iteration", "RuntimeError: coroutine raised StopIteration"),
    ("with-lock", "TypeError: 'Semaphore' object does not support the context manager protocol"),
    ("with-lock", "TypeError: 'asyncio.taskgroups.TaskGroup' object does not support the context manager protocol "
                  "(missed __exit__ method) but it supports the asynchronous context manager protocol. "
                  "Did you mean to use 'async with'?"),
    ("lock-released", "ValueError: BoundedSemaphore released too many times"),
    ("hangs", "program hangs without an error"),
    ("lost-update", "number too small with one thread"),
    ("queue-empty", "asyncio.queues.QueueFull"),
    ("task-done", "ValueError: task_done() called too many times"),
    ("handler-fails", "2026-03-01 12:00:07,311 ERROR asyncio Unhandled exception in client_connected_cb\n"
                      "transport: <_SelectorSocketTransport fd=8 read=polling write=<idle, bufsize=0>>\nKeyError: 'id'"),
    ("nobody-listens", "WARNING:asyncio:socket.send() raised exception."),
    ("queue-shut-down", "asyncio.queues.QueueShutDown"),
    ("queue-shut-down", "AttributeError: 'Queue' object has no attribute 'shutdown'"),
    ("priority-compare", "TypeError: '<' not supported between instances of 'dict' and 'dict'"),
    ("wrong-for", "TypeError: 'async for' requires an object with __aiter__ method, got list"),
    ("wrong-for", "TypeError: 'async_generator' object can't be awaited"),
    ("async-generator-syntax", "SyntaxError: 'return' with value in async generator"),
    ("generator-running", "RuntimeError: anext(): asynchronous generator is already running"),
    ("generator-running", "RuntimeError: aclose(): asynchronous generator is already running"),
    ("generator-exit", "RuntimeError: coroutine ignored GeneratorExit"),
    ("async-init", "TypeError: __init__() should return None, not 'coroutine'"),
    ("incomplete-read", "asyncio.exceptions.IncompleteReadError: 0 bytes read on a total of 4 expected bytes"),
    ("line-too-long", "ValueError: Separator is not found, and chunk exceed the limit"),
    ("two-readers", "RuntimeError: readline() called while another coroutine is already waiting for incoming data"),
    ("server-never-ends", "wait_closed waits"),
    ("stream-callback", "Exception in callback StreamReaderProtocol.connection_made.<locals>.callback(<Task cancell...erver.py:12>>) "
                        "at /usr/lib/python3.11/asyncio/streams.py:248"),
    ("unclosed", "ResourceWarning: unclosed transport <_SelectorSocketTransport fd=11 read=polling write=<idle, bufsize=0>>"),
    ("shutting-down", "RuntimeError: TaskGroup <TaskGroup tasks=3 errors=1 cancelling> is shutting down"),
    ("refused", "ConnectionRefusedError: [Errno 111] Connect call failed ('10.0.0.7', 5432)"),
    ("refused", "aiohttp.client_exceptions.ClientConnectorError: Cannot connect to host api:8080 ssl:default "
                "[Connect call failed ('172.18.0.3', 8080)]"),
    ("address-in-use", "OSError: [Errno 98] error while attempting to bind on address ('0.0.0.0', 8000): address already in use"),
    ("address-in-use", "ERROR:    [Errno 48] error while attempting to bind on address ('127.0.0.1', 8000): [errno 48] address already in use"),
    ("unclosed-session", "Unclosed client session\nclient_session: <aiohttp.client.ClientSession object at 0x7f6b2c1d0a90>"),
    ("unclosed-session", "2026-03-01 12:00:07,311 ERROR asyncio Unclosed client session"),
    ("session-closed", "    raise RuntimeError(\"Session is closed\")\nRuntimeError: Session is closed"),
    ("server-disconnected", "aiohttp.client_exceptions.ServerDisconnectedError: Server disconnected"),
    ("server-disconnected", "aiohttp.client_exceptions.ClientPayloadError: Response payload is not completed: <TransferEncodingError: 400, "
                            "message='Not enough data to satisfy transfer length header.'>"),
    ("another-operation", "asyncpg.exceptions._base.InterfaceError: cannot perform operation: another operation is in progress"),
    ("another-operation", "sqlalchemy.exc.InterfaceError: (sqlalchemy.dialects.postgresql.asyncpg.InterfaceError) <class "
                          "'asyncpg.exceptions._base.InterfaceError'>: cannot perform operation: another operation is in progress"),
    ("pool-acquire", "pool acquire waits"),
    ("too-many-clients", "asyncpg.exceptions.TooManyConnectionsError: sorry, too many clients already"),
    ("could-not-serialize", "asyncpg.exceptions.SerializationError: could not serialize access due to concurrent update"),
    ("sqlite-thread", "sqlite3.ProgrammingError: SQLite objects created in a thread can only be used in that same thread. The object was "
                      "created in thread id 8421 and this is thread id 9013."),
    ("sqlite-locked", "sqlite3.OperationalError: database is locked"),
    ("websocket-closed", "websockets.exceptions.ConnectionClosedOK: received 1000 (OK); then sent 1000 (OK)"),
    ("websocket-closed", "websockets.exceptions.ConnectionClosedError: no close frame received or sent"),
    ("http-py", "ModuleNotFoundError: No module named 'http.client'; 'http' is not a package"),
    ("http-py", "ImportError: cannot import name 'HTTPStatus' from 'http' (/home/eva/demo/http.py)"),
    ("child-hangs", "process.wait() never returns"),
    ("process-lookup", "ProcessLookupError"),
    ("returncode-255", "Unknown child process pid 4711, will report returncode 255"),
    ("returncode-255", "child process pid 4711 exit status already read:  will report returncode 255"),
    ("signal-main-thread", "RuntimeError: set_wakeup_fd only works in main thread of the main interpreter"),
    ("too-many-files", "OSError: [Errno 24] Too many open files: '/etc/hosts'"),
    ("own-asyncio", "AttributeError: module 'asyncio' has no attribute 'create_task' (consider renaming 'D:\\demo\\asyncio.py' since "
                    "it has the same name as the standard library module named 'asyncio' and the import system gives it precedence)"),
    ("coroutine-as-value", "TypeError: float() argument must be a string or a real number, not 'coroutine'"),
    ("coroutine-as-value", "    out.write(render(page))\nTypeError: write() argument must be str, not coroutine"),
    ("coroutine-as-value", "TypeError: unsupported format string passed to coroutine.__format__"),
    ("coroutine-as-value", "TypeError: 'coroutine' object does not support item assignment"),
    ("task-as-value", "TypeError: '_asyncio.Future' object is not callable"),
    ("task-as-value", "TypeError: '_GatheringFuture' object is not subscriptable"),
    ("wrong-for", "TypeError: object of type 'async_generator' has no len()"),
    ("wrong-for", "<async_generator object Feed.pages at 0x7f88fbbfe770>"),
    ("coroutine-expected", "ValueError: a coroutine was expected, got None\n"),
    ("coroutine-expected", "ValueError: a coroutine was expected, got <_GatheringFuture pending>\n"
                           "sys:1: RuntimeWarning: coroutine 'fetch' was never awaited"),
    ("bad-yield", "    users, orders = asyncio.gather(get_users(), get_orders())\nRuntimeError: await wasn't used with future"),
    ("bad-yield", "RuntimeError: Task got bad yield: <coroutine object fetch at 0x7f9c77db6770>"),
    ("run-in-running-loop", "E   RuntimeError: Runner.run() cannot be called from a running event loop"),
    ("future-exception", "_GatheringFuture exception was never retrieved\nfuture: <_GatheringFuture finished exception=KeyError('id')>"),
    ("coroutine-as-callback", "TypeError: coroutines cannot be used with add_signal_handler()"),
    ("timeout-outside-task", "RuntimeError: TaskGroup <TaskGroup> cannot determine the parent task"),
    ("cancelled-error", "asyncio.exceptions.CancelledError: Cancelled by cancel scope 7f3a5c1b2e40"),
    ("cannot-pickle", "TypeError: cannot pickle 'coroutine' object"),
    ("cannot-pickle", "_pickle.PicklingError: Can't pickle <function <lambda> at 0x7f9c77db6770>: "
                      "attribute lookup <lambda> on __main__ failed"),
    ("broken-pool", "concurrent.futures.process.BrokenProcessPool: "
                    "A child process terminated abruptly, the process pool is not usable anymore"),
    ("async-methods", "TypeError: 'async for' received an object from __aiter__ that does not implement __anext__: coroutine"),
    ("async-methods", "TypeError: 'async with' received an object from __aenter__ that does not implement __await__: Client"),
    ("unclosed", "ResourceWarning: unclosed event loop <_UnixSelectorEventLoop running=False closed=False debug=False>"),
    ("refused", "socket.gaierror: [Errno -2] Name or service not known"),
    ("refused", "aiohttp.client_exceptions.ClientConnectorDNSError: "
                "Cannot connect to host api.test:443 ssl:default [Name or service not known]"),
    ("signal-main-thread", "ValueError: signal only works in main thread of the main interpreter"),
    ("coroutine-as-value", "TypeError: int() argument must be a string, a bytes-like object or a real number, not 'coroutine'"),
    ("coroutine-as-value", "TypeError: decoding to str: need a bytes-like object, coroutine found"),
    ("task-as-value", "TypeError: must be real number, not _asyncio.Task"),
    ("no-current-loop", "Exception in thread Thread-1 (work):\nTraceback (most recent call last):\n"
                        "RuntimeError: There is no current event loop in thread 'Thread-1 (work)'."),
    ("unclosed", "ResourceWarning: unclosed <StreamWriter transport=<asyncio.sslproto._SSLProtocolTransport object at 0x7f9c77db6770>>"),
    ("refused", "socket.gaierror: [Errno -3] Temporary failure in name resolution"),
    ("refused", "ConnectionRefusedError: [Errno 111] Connection refused"),
    ("websocket-closed", "websockets.exceptions.ConnectionClosedOK: received 1001 (going away); then sent 1001 (going away)"),
    ("websocket-closed", "websockets.exceptions.ConnectionClosedOK: sent 1000 (OK); then received 1000 (OK)"),
    ("websocket-closed", "websockets.exceptions.ConnectionClosedError: sent 1011 (internal error) keepalive ping timeout; "
                         "no close frame received"),
    ("test-never-ran", "DeprecationWarning: It is deprecated to return a value that is not None from a test case "
                       "(<bound method TestApi.test_get of <test_api.TestApi testMethod=test_get>>)"),
]
# Words, and where they must lead: an address, or the begin of one, among the first three.
PLAIN = [
    ("cancel a task", "06-cancellation.html#cancel-button"), ("timeout", "symptoms.html#sym-timeout"),
    ("semaphore", "glossary.html#term-semaphore"), ("run_in_executor", "symptoms.html#sym-pool-is-full"),
    ("thread vs async", "03-tasks.html#together-one-thread"), ("awiat", "glossary.html#term-await"),
    ("gather", "03-tasks.html#"), ("create_task", "03-tasks.html#"), ("GIL", "glossary.html#term-GIL"),
    ("file read", "01-waiting.html#sec-file-read"), ("virtual clock", "glossary.html#term-virtual-clock"),
    ("selector", "04-inside-the-loop.html#loop-selector"), ("notebook", "02-coroutines.html#a-notebook-runs-a-loop-already"),
    ("concurrency and parallelism", "01-waiting.html#sec-concurrency"), ("which to choose", "01-waiting.html#sec-choose"),
    ("garbage collector", "03-tasks.html#sec-survive"), ("lost task", "03-tasks.html#sec-lost"),
    ("what is a future", "04-inside-the-loop.html#loop-future"), ("exercise 3.2", "03-tasks.html#ex-eight-lines"),
    ("corutine", "02-coroutines.html"), ("blocking call", "glossary.html#"), ("summary", "01-waiting.html#summary"),
]
# Python's errors that are none of asyncio's.
OTHERS = ["KeyError: 'coroutine'", "AttributeError: 'NoneType' object has no attribute 'await'", "TypeError: 'int' object is not iterable",
          "TypeError: 'int' object is not subscriptable", "TypeError: cannot unpack non-iterable int object",
          "ModuleNotFoundError: No module named 'aiohttp'", "SyntaxError: 'return' outside function", "ValueError: boom",
          "TypeError: unsupported operand type(s) for +: 'int' and 'str'", "RuntimeError: dictionary changed size during iteration",
          "TypeError: int() argument must be a string, a bytes-like object or a real number, not 'NoneType'",
          "TypeError: run() got an unexpected keyword argument 'coroutine'", "TypeError: the coroutine argument must be callable",
          "Exception in thread Thread-1 (work):\nTraceback (most recent call last):\nKeyError: 'id'",
          "ERROR:asyncio:Exception in callback tick() at /srv/app.py:3\nhandle: <Handle tick() at /srv/app.py:3>\nKeyError: 'id'"]
REACHED = """id => {
  const box = document.querySelector(":target h2")?.getBoundingClientRect();
  return location.hash === "#sym-" + id && box?.top >= 0 && box.bottom <= innerHeight;
}"""


@pytest.fixture(scope="module")
def page(browser, site):
    """The page Search, opened from the disk; no page may ask the network or write an error."""
    page, faults = browser.new_page(), []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda request: request.url.startswith(("file:", "data:")) or faults.append(request.url))
    page.goto((site / "search.html").as_uri())
    yield page
    assert not faults
    page.close()


@pytest.fixture(scope="module")
def symptoms_page(browser, site):
    """The page Symptoms on a phone, opened from the disk."""
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto((site / "symptoms.html").as_uri())
    yield page
    page.close()


def place(text):
    """The line of this file with a query."""
    lines = Path(__file__).read_text(encoding="utf-8").splitlines()
    return f"tests/book/test_search.py:{next((n for n, line in enumerate(lines, 1) if text.splitlines()[0][:40] in line), 1)}"


def results(page, *queries):
    """For each of what is typed the addresses that the page shows."""
    return page.evaluate("""queries => queries.map(query => {
        const box = document.getElementById("query");
        box.value = query.replaceAll("\\n", " ");  // as a field of one line does with what is pasted
        box.dispatchEvent(new Event("input"));
        return [...document.querySelectorAll("#results a")].map(link => link.getAttribute("href")); })""", queries)


def test_the_pages_are_accessible(page, symptoms_page):
    results(page, "cancel a task")
    shown(symptoms_page, "never retrieved")
    for shows, part in (page, "article"), (symptoms_page, "#paste"):
        shows.add_script_tag(path=AXE_FILE_PATH)
        found = shows.evaluate("part => axe.run(part).then(result => result.violations.map(fault => fault.help))", part)
        assert not found, found


def test_each_entry_is_pasted():
    pasted, entries = {slug for slug, _ in PASTED}, {symptom.slug for symptom in read()}
    fail_all([f"book/symptoms.toml: nothing is pasted for {slug}" for slug in sorted(entries - pasted)]
             + [f"{Path(__file__).name}: there is no entry {slug}" for slug in sorted(pasted - entries)])


def test_what_is_pasted_comes_first(page):
    for (slug, text), found in zip(PASTED, results(page, *[text for _, text in PASTED])):
        if found[:1] != [f"symptoms.html#sym-{slug}"]:
            fail(place(text), f"searched for: {text}", f"symptoms.html#sym-{slug}", "\n".join(found[:3]))


def test_words_lead_to_a_section(page):
    for (words, address), found in zip(PLAIN, results(page, *[words for words, _ in PLAIN])):
        if not any(link.startswith(address) for link in found[:3]):
            fail(place(words), f"searched for: {words}", address, "\n".join(found[:3]))


def test_results_tell_what_they_are(page):
    results(page, "wait_closed")
    assert page.inner_text("#found").endswith("sections"), page.inner_text("#found")
    assert "wait_closed" in page.inner_text("#results li:first-child p")
    results(page, "zzzqqqxxx")
    assert page.inner_text("#found") == "Nothing has these words."
    results(page, "")
    assert page.inner_text("#found") == ""


@pytest.mark.parametrize("slug", ["never-awaited", "own-asyncio"])
def test_a_result_opens_at_its_entry(browser, site, slug):
    """From the field of another page, by keyboard."""
    page = browser.new_page()
    page.goto((site / "03-tasks.html").as_uri())
    page.fill(".sidebar-search", dict(PASTED)[slug].replace("\n", " "))
    page.press(".sidebar-search", "Enter")
    page.click("#results li:first-child a")
    page.wait_for_function(REACHED, arg=slug, timeout=5000)
    page.close()


def shown(page, *texts):
    """For each of what is pasted: the entries that are left on the page, what the box says, where the first stands."""
    return page.evaluate("""texts => texts.map(text => {
        const box = document.getElementById("pasted");
        box.value = text;
        box.dispatchEvent(new Event("input"));
        const left = [...document.querySelectorAll("section[id^=sym-]")].filter(entry => !entry.hidden);
        return [left.map(entry => entry.id.slice(4)), document.getElementById("narrowed").innerText,
                left[0].querySelector("h2").getBoundingClientRect().bottom + scrollY]; })""", texts)


def test_the_box_shows_the_entry(symptoms_page):
    height = symptoms_page.viewport_size["height"]
    for (slug, text), (entries, says, bottom) in zip(PASTED, shown(symptoms_page, *[text for _, text in PASTED])):
        if slug not in entries or len(entries) > 3:
            fail(place(text), f"pasted: {text}", slug, "\n".join(entries))
        assert says and bottom < height, f"{place(text)}: the first entry ends {bottom} px below the top"
    [both] = shown(symptoms_page, "Task exception was never retrieved\nAttributeError: 'coroutine' object has no attribute 'id'")
    assert sorted(both[0]) == ["coroutine-as-value", "task-exception"]
    assert both[1].startswith("'coroutine' object"), "the error comes before the log"


def test_the_box_narrows(symptoms_page):
    every = [symptom.slug for symptom in read()]
    few, many, none = shown(symptoms_page, "never retr", "coroutine", "")
    assert {"task-exception", "future-exception"} <= set(few[0]) and len(few[0]) < 6 and "Future exception" in few[1], few
    assert 5 < len(many[0]) < len(every) and many[1] == f"{len(many[0])} entries", many
    assert none[:2] == [every, ""]
    for text, (entries, says, _) in zip(OTHERS, shown(symptoms_page, *OTHERS)):
        if not says.startswith("No entry has this text") or entries != every:
            fail(place(text), f"this is no error of asyncio: {text}", "", "\n".join(entries))


def test_a_link_to_a_hidden_entry_shows_it(symptoms_page):
    shown(symptoms_page, "RuntimeError: Event loop is closed")
    symptoms_page.evaluate("location.hash = 'sym-async-init'")
    symptoms_page.wait_for_function(REACHED, arg="async-init", timeout=5000)


def test_every_text_of_the_page_finds_its_entry(page):
    """In each Python's words."""
    owners = patterns(read())
    for symptom in read():
        for text, script, _ in messages(symptom):
            if pattern(text, script, symptom.title) not in owners[symptom.anchor]["patterns"]:
                continue  # what the script prints itself, or another entry's
            found = page.evaluate("text => Errors.match(text)", text)
            if found[:1] != [symptom.anchor]:
                fail(f"book/symptoms.toml:{line(script)}", f"this text is not found: {text}", symptom.anchor, "\n".join(found))


def test_two_entries_do_not_claim_one_text():
    for anchor, entry in patterns(read()).items():
        for text in entry["patterns"]:
            assert re.fullmatch(r"=\w+( \*)?|[\w*]+( [\w*]+)+", text), f"book/symptoms.toml: {anchor}: {text}"
