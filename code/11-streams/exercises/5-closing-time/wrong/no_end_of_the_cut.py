"""Wrong: it does not wait for the handlers that were cut.

Says: a handler that takes 1 s to end, when it is cancelled: result: expected {'run': 'returned
1 after 4 s', 'tasks left': 0}, but it was {'run': 'returned 1 after 3 s', 'tasks left': 1}.
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
    try:
        await stop.wait()
        server.close()
        if lines:
            await asyncio.wait([*lines], timeout=grace)
        return len(lines)
    finally:
        server.close()
        for task, writer in lines.items():
            writer.transport.abort()
            task.cancel()
