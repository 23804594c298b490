"""Wrong: an error of answer is taken for one of the connection.

Says: answer raises TimeoutError: result: expected {'serve': 'raised its own error after 0 s'},
but it was {'serve': 'returned after 0 s'}.
"""

import asyncio


async def serve(reader, writer, answer, seconds):
    try:
        while True:
            async with asyncio.timeout(seconds):
                line = await reader.readuntil(b"\n")
            writer.write(await answer(line[:-1]) + b"\n")
            try:
                async with asyncio.timeout(seconds):
                    await writer.drain()
            except TimeoutError:
                writer.transport.abort()
                raise
    except (TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError):
        pass
    finally:
        writer.close()
