"""Wrong: it listens on in the time of grace.

Says: another client wants to connect in the time of grace: result: expected {'it': 'was
refused', 'run returned': 1}, but it was {'it': 'was let in', 'run returned': 2}.
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
        if lines:
            await asyncio.wait([*lines], timeout=grace)
        return len(lines)
    finally:
        server.close()
        for task, writer in lines.items():
            writer.transport.abort()
            task.cancel()
        if lines:
            await asyncio.wait([*lines])
