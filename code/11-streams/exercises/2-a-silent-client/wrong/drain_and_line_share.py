r"""Wrong: drain and the next line share one limit.

Says: a client that reads an answer of 400,000 bytes after 1.5 s, and sends another line at 2.75 s: result:
expected {'the client got': '800002 bytes', 'serve': 'returned after 3 s'}, but it was
{'the client got': '400001 bytes', 'serve': 'returned after 2 s'}.
"""

import asyncio
async def serve(reader, writer, answer, seconds):
    try:
        while True:
            async with asyncio.timeout(seconds):
                await writer.drain()
                line = await reader.readuntil(b"\n")
            try:
                reply = await answer(line[:-1])
            except BaseException as e:
                raise RuntimeError from e
            writer.write(reply + b"\n")
    except RuntimeError as e:
        raise e.__cause__
    except TimeoutError:
        writer.transport.abort()
    except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError):
        pass
    finally:
        writer.close()
