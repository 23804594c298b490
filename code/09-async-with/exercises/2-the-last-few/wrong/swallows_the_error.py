"""Wrong: where the stream fails, the windows just end.

Says: a stream that fails after two items: result: expected [(1, 2), 'noise'], but it was [(1,
2)].
"""

from collections import deque
from contextlib import aclosing


async def windowed(stream, n):
    last = deque(maxlen=n)
    async with aclosing(stream):
        try:
            async for item in stream:
                last.append(item)
                if len(last) == n:
                    yield tuple(last)
        except Exception:
            return
