"""Wrong: one limit is around the whole loop.

Says: a line after 1.5 s, then nothing: result: expected {'serve': 'returned after 3.5 s'}, but
it was {'serve': 'returned after 2 s'}.
"""

import asyncio


async def serve(reader, writer, answer, seconds):
    try:
        async with asyncio.timeout(seconds):
            while True:
                line = await reader.readuntil(b"\n")
                writer.write(await answer(line[:-1]) + b"\n")
                await writer.drain()
    except (TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError):
        pass
    finally:
        writer.close()
