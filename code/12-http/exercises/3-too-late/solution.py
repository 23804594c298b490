"""Exercise: too late."""

import asyncio


def limited(app, seconds):
    """An ASGI application: *app*, which has so many seconds to begin its response, and to end it."""
    async def middleware(scope, receive, send):
        if scope["type"] != "http":
            return await app(scope, receive, send)
        begun = False

        async def watched(message):
            nonlocal begun
            begun = True
            await send(message)

        try:
            async with asyncio.timeout(seconds) as limit:
                await app(scope, receive, watched)
        except TimeoutError:
            if not limit.expired():
                raise
            if not begun:
                await send({"type": "http.response.start", "status": 504, "headers": []})
                await send({"type": "http.response.body", "body": b"too late"})

    return middleware


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
