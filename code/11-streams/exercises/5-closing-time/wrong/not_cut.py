"""Wrong: handlers that take too long are left alone.

Says: a client that says nothing: result: expected {'tasks left': 0, 'hung up on': '1 of 1'},
but it was {'tasks left': 1, 'hung up on': '0 of 1'}.
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
