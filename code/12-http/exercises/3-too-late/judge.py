"""Judge of the exercise 'too late'."""

import asyncio

from check import Probe, compare, observe, shown

TODO = "write limited"

OVERLOAD, LIMIT = "web-overload", "cancel-expired"
TOO_LATE = ["start 504", "body too late"]


def judge(code):
    limited = code()["limited"]
    yield from run(limited, "in time", ["start", "body"], ["start 200", "body 21"], 0)
    yield from run(limited, "in time, after 0.5 s", [0.5, "start", 0.25, "body"], ["start 200", "body 21"], 0.75)
    yield from run(limited, "too late", [5, "start", "body"], ["start 504", "body too late"], 1, events=["cancelled"])
    yield from run(limited, "a response in three parts", ["start", 0.25, "more", 0.25, "body"], ["start 200", "more 2", "body 21"], 0.5)
    yield from run(limited, "it has begun, and does not end", ["start", 5, "body"], ["start 200"], 1, events=["cancelled"])
    yield from run(limited, "a part is sent, and it does not end", ["start", "more", 5, "body"], ["start 200", "more 2"], 1, events=["cancelled"])
    yield from run(limited, "a response in three parts that takes longer", ["start", 0.75, "more", 0.75, "body"], ["start 200", "more 2"], 1,
                   events=["cancelled"])
    yield from run(limited, "too late, and the application takes 0.5 s to end", [5, "start"], ["start 504", "body too late"], 1.5,
                   events=["cancelled"], slow=0.5)
    yield from run(limited, "it ends without a response", [0.5], [], 0.5)
    yield from run(limited, "it fails", [0.5, ValueError("no station")], ["ValueError: no station"], 0.5)
    yield from run(limited, "it fails with a TimeoutError of its own", [0.5, TimeoutError("no station")], ["TimeoutError: no station"], 0.5)
    yield from run(limited, "the limit is 3 s", [2, "start", "body"], ["start 200", "body 21"], 2, seconds=3)
    yield from run(limited, "a client that reads slowly: the first send takes 5 s", ["start", "body"], ["start 200"], 1, sends=5,
                   events=["cancelled"])
    yield from run(limited, "too late, and it fails when it is cancelled", [5], ["ValueError: clean-up"], 1, events=["cancelled"], fails=True)
    yield from gone(limited)
    yield from two(limited)
    yield from cancelled(limited)
    yield from passed_on(limited)
    yield from another_type(limited, "lifespan")
    yield from another_type(limited, "websocket")


def application(steps, probe, slow=0, fails=False):
    async def app(scope, receive, send):
        try:
            for step in steps:
                if step == "start":
                    await send({"type": "http.response.start", "status": 200, "headers": []})
                elif step == "more":
                    await send({"type": "http.response.body", "body": b"2", "more_body": True})
                elif step == "body":
                    await send({"type": "http.response.body", "body": b"21"})
                elif isinstance(step, Exception):
                    raise step
                else:
                    await asyncio.sleep(step)
        except asyncio.CancelledError:
            probe.events.append("cancelled")
            await asyncio.sleep(slow)
            if fails:
                raise ValueError("clean-up") from None
            raise
    return app


def words(message):
    if not isinstance(message, dict):
        return shown(message)
    if message.get("type") == "http.response.start":
        return f"start {message.get('status')}"
    if message.get("type") != "http.response.body":
        return shown(message)
    body = message.get("body", b"")
    text = body.decode(errors="backslashreplace") if isinstance(body, bytes) else shown(body)
    return f"{'more' if message.get('more_body') else 'body'}{text and ' '}{text}"


def joined(sent):
    """What was sent; the body of a 504, which may come in parts, as one."""
    if "start 504" not in sent:
        return sent
    first = sent.index("start 504") + 1
    parts = [text.partition(" ") for text in sent[first:]]
    if [kind for kind, _, _ in parts] != ["more"] * (len(parts) - 1) + ["body"]:
        return sent
    return [*sent[:first], f"body {''.join(text for _, _, text in parts)}"]


async def receive():
    return {"type": "http.request", "body": b"", "more_body": False}


def run(limited, what, steps, result, elapsed, seconds=1, events=(), slow=0, sends=0, fails=False):
    probe = Probe()

    async def talk():
        sent = []

        async def send(message):
            sent.append(words(message))
            await asyncio.sleep(sends)

        try:
            await limited(application(steps, probe, slow, fails), seconds)({"type": "http", "path": "/"}, receive, send)
        except (ValueError, TimeoutError) as error:
            sent.append(f"{type(error).__name__}: {error}")
        told = joined(sent)
        return told[2:] if fails and told[:2] == TOO_LATE else told  # it may answer before the application fails

    yield from compare(observe(talk, probe=probe), what, result=result, elapsed=elapsed, events=list(events), at=OVERLOAD,
                       at_result=LIMIT if "own" in what else OVERLOAD)


def gone(limited):
    """The client has hung up: the application is told by its send."""
    probe = Probe()

    async def talk():
        async def app(scope, receive, send):
            try:
                await send({"type": "http.response.start", "status": 200, "headers": []})
            except OSError as error:
                probe.events.append(f"told: {error}")
                raise

        async def send(message):
            raise OSError("gone")

        try:
            await limited(app, 1)({"type": "http", "path": "/"}, receive, send)
        except OSError as error:
            return f"OSError: {error}"

    yield from compare(observe(talk, probe=probe), "the client is gone, send raises", result="OSError: gone", elapsed=0,
                       events=["told: gone"], at=OVERLOAD, at_result=OVERLOAD)


def two(limited):
    """Two requests to one application, the first has begun."""
    probe = Probe()

    async def talk():
        async def app(scope, receive, send):
            if scope["path"] == "/begins":
                await send({"type": "http.response.start", "status": 200, "headers": []})
            await asyncio.sleep(5)

        both, sent = limited(app, 1), {"/begins": [], "/waits": []}

        async def ask(path):
            async def send(message):
                sent[path].append(words(message))

            await both({"type": "http", "path": path}, receive, send)

        await asyncio.sleep(2)  # the limit is that of a request
        await asyncio.gather(ask("/begins"), ask("/waits"))
        return {path: joined(messages) for path, messages in sent.items()}

    yield from compare(observe(talk, probe=probe), "two requests at the same time, 2 s after limited was called, one has begun",
                       result={"/begins": ["start 200"], "/waits": ["start 504", "body too late"]}, elapsed=3,
                       at=OVERLOAD, at_result=OVERLOAD)


def cancelled(limited):
    probe = Probe()

    async def talk():
        sent = []

        async def send(message):
            sent.append(words(message))

        app = limited(application([5], probe), 2)
        task = asyncio.ensure_future(app({"type": "http", "path": "/"}, receive, send))
        asyncio.get_running_loop().call_later(1, task.cancel)
        await asyncio.wait([task], timeout=20)
        return ["cancelled" if task.cancelled() else "not cancelled", sent]

    yield from compare(observe(talk, probe=probe), "it is cancelled from outside after 1 s, the limit is 2 s",
                       result=["cancelled", []], elapsed=1, events=["cancelled"], at=LIMIT, at_result="cancel-let-go")


def passed_on(limited):
    """The application is given the scope, receives, and sends the messages themselves."""
    async def talk():
        given = {"type": "http", "path": "/snow"}
        sent, message = [], {"type": "http.response.start", "status": 201, "headers": [(b"a", b"b")]}

        async def app(scope, receive, send):
            sent.append(scope is given)
            sent.append((await receive())["type"])
            await send(message)

        async def send(got):
            sent.append(got is message or got)

        await limited(app, 1)(given, receive, send)
        return sent

    yield from compare(observe(talk), "what it passes on", result=[True, "http.request", True], elapsed=0, at="web-asgi", at_result="web-asgi")


def another_type(limited, type):
    """A scope that is no request has no limit, and nothing is put into what it sends."""
    async def talk():
        given, sent = {"type": type}, []

        async def app(scope, receive, send):
            sent.append(scope is given)
            await asyncio.sleep(5)
            await send({"type": f"{type}.message"})

        async def send(message):
            sent.append(shown(message))

        await limited(app, 1)(given, receive, send)
        return sent

    yield from compare(observe(talk), f"a scope of type {type}: it takes 5 s, the limit for requests is 1 s",
                       result=[True, shown({"type": f"{type}.message"})], elapsed=5, at="web-asgi", at_result="web-asgi")
