"""Wrong: it returns how many clients there were at the end.

Says: a client that speaks 1 s after stop: result: expected {'run': 'returned 0 after 2 s'}, but
it was {'run': 'returned 1 after 2 s'}.
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
        count = len(lines)
        if lines:
            await asyncio.wait([*lines], timeout=grace)
        return count
    finally:
        server.close()
        for task, writer in lines.items():
            writer.transport.abort()
            task.cancel()
        if lines:
            await asyncio.wait([*lines])
