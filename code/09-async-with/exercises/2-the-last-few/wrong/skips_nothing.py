"""Wrong: None and 0 are items like any other.

Says: the stream [0, None, '', 0, None], n = 2: result: expected [(0, None), (None, ''), ('',
0), (0, None)], but it was [].
"""

from collections import deque
from contextlib import aclosing


async def windowed(stream, n):
    last = deque(maxlen=n)
    async with aclosing(stream):
        async for item in stream:
            if item:
                last.append(item)
                if len(last) == n:
                    yield tuple(last)
