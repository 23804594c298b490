"""Wrong: a client that does not read holds the handler up for ever.

Says: a client that does not read an answer of 400,000 bytes: result: expected {'serve':
'returned after 2 s', 'the writer': 'closed', 'left to be sent': 0}, but it was {'serve': 'had
not ended', 'the writer': 'left open', 'left to be sent': 137857}.
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
                await writer.drain()
            except ConnectionError:
                return
    finally:
        writer.close()
