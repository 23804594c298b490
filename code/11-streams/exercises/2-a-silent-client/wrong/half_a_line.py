r"""Wrong: half a line at the end of the stream is answered.

Says: half a line, and the end: result: expected {'the client got': "b'ADA\\n'"}, but it was
{'the client got': "b'ADA\\nB\\n'"}.
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
                    line = await reader.readline()
            except (TimeoutError, ValueError, ConnectionError):
                return
            if not line:
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
    finally:
        writer.close()
