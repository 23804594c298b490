"""Wrong: what is left of a line that is too long is answered.

Says: a line that is too long: result: expected {'serve': 'returned after 1 s'}, but it was
{'serve': 'returned after 3 s'}.
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
            except ValueError:
                continue
            except (TimeoutError, ConnectionError):
                return
            if not line.endswith(b"\n"):
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
