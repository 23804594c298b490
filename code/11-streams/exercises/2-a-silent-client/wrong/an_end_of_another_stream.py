r"""Wrong: an error of answer that looks like the end of the stream is swallowed.

Says: answer raises IncompleteReadError: result: expected {'serve': 'raised its own error after 0 s'},
but it was {'serve': 'returned after 0 s'}.
"""

import asyncio
async def serve(reader, writer, answer, seconds):
    try:
        while True:
            try:
                async with asyncio.timeout(seconds):
                    line = await reader.readuntil()
            except (TimeoutError, ConnectionError, asyncio.LimitOverrunError):
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
    except EOFError:
        pass
    finally:
        writer.close()
