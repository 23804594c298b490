"""Wrong: what is no request has a limit, too.

Says: a scope of type lifespan: it takes 5 s, the limit for requests is 1 s: result: expected [True, "{'type':
'lifespan.message'}"], but it was [True, "{'type': 'http.response.start', 'status': 504, 'headers': []}", "{'type':
'http.response.body', 'body': b'too late'}"].
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
            if not limit.expired():
                raise
            if not begun:
                await send({"type": "http.response.start", "status": 504, "headers": []})
                await send({"type": "http.response.body", "body": b"too late"})

    return middleware
