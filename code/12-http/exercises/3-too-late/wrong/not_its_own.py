"""Wrong: a TimeoutError of the application is taken for the limit.

Says: it fails with a TimeoutError of its own: result: expected ['TimeoutError: no station'],
but it was ['start 504', 'body too late'].
"""

import asyncio


def limited(app, seconds):
    """An ASGI application: *app*, which has so many seconds to begin its response, and to end it."""
    async def middleware(scope, receive, send):
        begun = False

        async def watched(message):
            nonlocal begun
            begun = True
            await send(message)

        try:
            async with asyncio.timeout(seconds) as limit:
                await app(scope, receive, watched)
        except TimeoutError:
            if not begun:
                await send({"type": "http.response.start", "status": 504, "headers": []})
                await send({"type": "http.response.body", "body": b"too late"})

    return middleware


async def slow(scope, receive, send):
    await asyncio.sleep(5)
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"21"})
