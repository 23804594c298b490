"""Asgi: an example from the chapter "http".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def respond(send, status, body):
    size = str(len(body)).encode()
    await send({"type": "http.response.start", "status": status,
                "headers": [(b"content-length", size)]})
    await send({"type": "http.response.body", "body": body})


async def report(scope, receive, send):
    if scope["path"] == "/report":
        await respond(send, 200, b"21 degrees")
    else:
        await respond(send, 404, b"no such page")


async def call(app, path):
    sent = []

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": path}
    await app(scope, receive, send)
    return sent


async def main():
    for message in await call(report, "/report"):
        print(message)


if __name__ == "__main__":
    asyncio.run(main())
