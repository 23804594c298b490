"""Wrong: each item is in one window only.

Says: the stream [1, 2, 3, 4], n = 2: result: expected [(1, 2), (2, 3), (3, 4)], but it was [(1,
2), (3, 4)].
"""

from collections import deque
from contextlib import aclosing


async def windowed(stream, n):
    last = deque(maxlen=n)
    async with aclosing(stream):
        async for item in stream:
            last.append(item)
            if len(last) == n:
                yield tuple(last)
                last.clear()
