"""Wrong: the second stream is read when the first has ended.

Says: two streams: result: expected ['ada 1', 'bo 2', 'ada 4', 'bo 5'], but it was ['ada 1',
'ada 4', 'bo 2', 'bo 5'].
"""

async def merge(*streams):
    for stream in streams:
        async for item in stream:
            yield item
