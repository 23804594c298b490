"""Wrong: it reads the whole stream before it gives the first window.

Says: a reader that works 5 s on each window: order of events: expected sent 1, sent 2, window
(1, 2), sent 3, window (2, 3), but it was: sent 1, sent 2, sent 3, window (1, 2), window (2, 3).
"""

from contextlib import aclosing


async def windowed(stream, n):
    items = []
    async with aclosing(stream):
        async for item in stream:
            items.append(item)
    for start in range(len(items) - n + 1):
        yield tuple(items[start:start + n])
