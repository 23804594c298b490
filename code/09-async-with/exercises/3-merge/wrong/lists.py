"""Wrong: all streams are read to their ends before the first item is given.

Says: two streams: result: expected ['ada 1', 'bo 2', 'ada 4', 'bo 5'], but it was ['ada 1',
'ada 4', 'bo 2', 'bo 5'].
"""

import asyncio


async def merge(*streams):
    async def collect(stream):
        return [item async for item in stream]

    for items in await asyncio.gather(*[collect(stream) for stream in streams]):
        for item in items:
            yield item
