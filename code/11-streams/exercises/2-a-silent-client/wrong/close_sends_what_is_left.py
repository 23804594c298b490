"""Wrong: close goes on sending to a client that does not read.

Says: a client that does not read an answer of 400,000 bytes: result: expected {'left to be
sent': 0}, but it was {'left to be sent': 137857}.
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
            except (TimeoutError, ConnectionError):
                return
    finally:
        writer.close()
