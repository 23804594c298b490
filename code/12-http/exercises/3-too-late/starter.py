"""Exercise: too late.

Write limited.
"""

import asyncio


def limited(app, seconds):
    """An ASGI application: *app*, which has so many seconds to begin its response, and to end it."""
    raise NotImplementedError("limited")


async def slow(scope, receive, send):
    await asyncio.sleep(5)
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"21"})


async def main():
    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        print(message)

    await limited(slow, 0.5)({"type": "http", "path": "/report"}, receive, send)


if __name__ == "__main__":
    asyncio.run(main())
