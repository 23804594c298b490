"""Overload: an example from the chapter "http".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "tools"))
import vloop  # noqa: E402


async def respond(send, status, body):
    size = str(len(body)).encode()
    await send({"type": "http.response.start", "status": status,
                "headers": [(b"content-length", size)]})
    await send({"type": "http.response.body", "body": body})


async def call(app, path):
    sent = []

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": path}
    await app(scope, receive, send)
    return sent


class Service:
    def __init__(self):
        self.places = asyncio.Semaphore(10)

    async def __call__(self, scope, receive, send):
        if scope["path"] != "/health":
            async with self.places:
                stuck = scope["path"] == "/stuck"
                await asyncio.sleep(3600 if stuck else 0.5)
        await respond(send, 200, b"well")


async def visit(app, path, after=0):
    await asyncio.sleep(after)
    task = asyncio.create_task(call(app, path))
    await asyncio.wait([task], timeout=3)
    return task.result()[0]["status"] if task.done() else "none"


async def seven_oclock(app):
    paths = ["/stuck"] + ["/report"] * 19
    got = await asyncio.gather(*(visit(app, paths[n % 20], n / 100)
                                 for n in range(400)))
    for status in 200, 503, 504, "none":
        print(f"{status}: {got.count(status):3}", end="  ")
    await asyncio.sleep(10)
    print("| health", await visit(app, "/health"), "report",
          await visit(app, "/report"))


class Guard:
    def __init__(self, app, most, seconds):
        self.app, self.most, self.seconds = app, most, seconds
        self.inside = 0

    async def __call__(self, scope, receive, send):
        if self.inside >= self.most and scope["path"] != "/health":
            return await respond(send, 503, b"busy")
        self.inside += 1
        try:
            async with asyncio.timeout(self.seconds):
                await self.app(scope, receive, send)
        except TimeoutError:
            await respond(send, 504, b"too late")
        finally:
            self.inside -= 1


vloop.run(seven_oclock(Service()))

vloop.run(seven_oclock(Guard(Service(), most=30, seconds=3600)))
vloop.run(seven_oclock(Guard(Service(), most=30, seconds=2)))
