"""Wrong: after an error, and after a cancellation, the writer stays open.

Says: answer raises KeyError: result: expected {'the writer': 'closed'}, but it was {'the
writer': 'left open'}.
"""

import asyncio


async def serve(reader, writer, answer, seconds):
    while True:
        try:
            async with asyncio.timeout(seconds):
                line = await reader.readuntil(b"\n")
        except (TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError):
            break
        writer.write(await answer(line[:-1]) + b"\n")
        try:
            async with asyncio.timeout(seconds):
                await writer.drain()
        except (TimeoutError, ConnectionError):
            writer.transport.abort()
            break
    writer.close()
