"""Wrong: each stream is asked in turn, and a slow one holds up the others.

Says: two streams: elapsed: expected 5 s, the longest stream, but it took 9 s.
"""

async def merge(*streams):
    streams = list(streams)
    while streams:
        for stream in list(streams):
            try:
                yield await anext(stream)
            except StopAsyncIteration:
                streams.remove(stream)
