"""Wrong: when run is cancelled, the server goes on.

Says: run is cancelled after 2 s, long before stop: result: expected {'its handler': ['begins',
'cancelled', 'ends'], 'listens': False, 'the client': 'hung up on'}, but it was {'its handler':
['begins'], 'listens': True, 'the client': 'still connected'}.
"""

import asyncio


async def run(handler, host, port, stop, grace):
    """Serve until the event *stop* is set; return how many handlers were cut.

    From then on nobody new may connect, and handlers have *grace* seconds to end.
    """
    lines = {}  # for the task of each handler its writer

    async def serve(reader, writer):
        me = asyncio.current_task()
        lines[me] = writer
        try:
            await handler(reader, writer)
        except asyncio.CancelledError:
            pass  # it was cut
        finally:
            writer.close()
            del lines[me]

    server = await asyncio.start_server(serve, host, port)
    await stop.wait()
    server.close()
    if lines:
        await asyncio.wait([*lines], timeout=grace)
    count = len(lines)
    for task, writer in lines.items():
        writer.transport.abort()
        task.cancel()
    if lines:
        await asyncio.wait([*lines])
    return count
