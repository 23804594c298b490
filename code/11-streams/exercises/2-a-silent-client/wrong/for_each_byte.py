"""Wrong: the limit is for each read, and each byte starts it anew.

Says: a byte every 0.5 s, but no line: result: expected {'serve': 'returned after 2 s'}, but it
was {'serve': 'returned after 6.5 s'}.
"""

import asyncio


async def serve(reader, writer, answer, seconds):
    line = b""
    try:
        while True:
            async with asyncio.timeout(seconds):
                byte = await reader.read(1)
            if not byte:
                break
            if byte != b"\n":
                line += byte
                continue
            writer.write(await answer(line) + b"\n")
            line = b""
            await writer.drain()
    except (TimeoutError, ConnectionError):
        pass
    finally:
        writer.close()
