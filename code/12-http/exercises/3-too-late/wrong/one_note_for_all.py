"""Wrong: all requests share one note.

Says: two requests at the same time, 2 s after limited was called, one has begun: result: expected
{'/begins': ['start 200'], '/waits': ['start 504', 'body too late']}, but it was {'/begins': ['start 200'], '/waits': []}.
"""

import asyncio


def limited(app, seconds):
    """An ASGI application: *app*, which has so many seconds to begin its response, and to end it."""
    begun = False

    async def middleware(scope, receive, send):
        nonlocal begun

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
