"""Wrong: the stream is closed later, in another task.

Says: closed by the reader after the first window: elapsed: expected 2.5 s, two items, and 0.5 s
to close, but it took 2 s.
"""

from collections import deque


async def windowed(stream, n):
    last = deque(maxlen=n)
    async for item in stream:
        last.append(item)
        if len(last) == n:
            yield tuple(last)
