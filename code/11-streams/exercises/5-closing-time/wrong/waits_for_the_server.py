"""Wrong: it waits for clients that do not go, or for none, as wait_closed does on this Python.

Says: 'tasks left': 0, 'hung up on': '1 of 1'}, but it was {'
"""

import asyncio


async def run(handler, host, port, stop, grace):
    server = await asyncio.start_server(handler, host, port)
    await stop.wait()
    server.close()
    try:
        async with asyncio.timeout(grace):
            await server.wait_closed()
    except TimeoutError:
        return 1
    return 0
