r"""Wrong: the time that answer takes counts, too.

Says: answer takes 5 s, and the lines come at 0, 1 and 11 s: result: expected {'the client got':
"b'ADA\\nBO\\nCY\\n'", 'serve': 'returned after 16.5 s'}, but it was {'the client got': "b''",
'serve': 'returned after 2 s'}.
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
                    reply = await answer(line.removesuffix(b"\n"))
            except (TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError):
                return
            writer.write(reply + b"\n")
            try:
                async with asyncio.timeout(seconds):
                    await writer.drain()
            except TimeoutError:
                writer.transport.abort()
                return
            except ConnectionError:
                return
    finally:
        writer.close()
