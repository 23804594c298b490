"""Asgi server: an example from the chapter "http".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
from stations import get, read_message, serving


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


def handler_of(app):
    async def handle(reader, writer):
        async def send(message):
            if message["type"] == "http.response.start":
                writer.write(b"HTTP/1.1 %d -\r\n" % message["status"])
                for name, value in message["headers"]:
                    writer.write(name + b": " + value + b"\r\n")
                writer.write(b"\r\n")
            else:
                writer.write(message["body"])

        first, _, _ = await read_message(reader)
        scope = {"type": "http", "path": first.split()[1]}
        await app(scope, None, send)
        writer.close()
    return handle


async def main():
    async with serving(handler_of(report)) as address:
        print(await get(address, "/report"))
        print(await get(address, "/snow"))


if __name__ == "__main__":
    asyncio.run(main())
