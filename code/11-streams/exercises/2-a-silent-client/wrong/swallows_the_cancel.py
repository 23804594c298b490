"""Wrong: a cancellation is swallowed.

Says: cancelled after 1 s, while it waits for a line: result: expected {'serve': 'was cancelled
after 1 s'}, but it was {'serve': 'returned after 1 s'}.
"""

import asyncio


async def serve(reader, writer, answer, seconds):
    """Answer each line of a client; hang up on one who takes longer than *seconds*.

    `await answer(line)` gives the answer to a line; both are bytes without b"\\n".
    """
    try:
        while True:
            try:
                async with asyncio.timeout(seconds):
                    line = await reader.readuntil(b"\n")
            except (TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError):
                return
            reply = await answer(line.removesuffix(b"\n"))
            writer.write(reply + b"\n")
            try:
                async with asyncio.timeout(seconds):
                    await writer.drain()
            except TimeoutError:
                writer.transport.abort()
                return
            except ConnectionError:
                return
    except asyncio.CancelledError:
        pass
    finally:
        writer.close()
