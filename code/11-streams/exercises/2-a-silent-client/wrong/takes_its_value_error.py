"""Wrong: a ValueError of answer is taken for a line that is too long.

Says: answer raises ValueError: result: expected {'serve': 'raised its own error after 0 s'},
but it was {'serve': 'returned after 0 s'}.
"""

import asyncio
async def serve(reader, writer, answer, seconds):
    try:
        while True:
            try:
                async with asyncio.timeout(seconds):
                    line = await reader.readline()
            except (TimeoutError, ConnectionError):
                return
            if not line.endswith(b"\n"):
                return
            reply = await answer(line[:-1])
            writer.write(reply + b"\n")
            try:
                async with asyncio.timeout(seconds):
                    await writer.drain()
            except TimeoutError:
                writer.transport.abort()
                return
            except ConnectionError:
                return
    except ValueError:
        pass
    finally:
        writer.close()
