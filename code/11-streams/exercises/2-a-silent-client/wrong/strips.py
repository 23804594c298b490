r"""Wrong: it strips more than the end of the line.

Says: a line with spaces and a carriage return: result: expected {'the client got':
"b' ADA \\r\\n'"}, but it was {'the client got': "b' ADA\\n'"}.
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
            reply = await answer(line.rstrip())
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


async def answer(line):
    return line.upper()


async def main():
    server = await asyncio.start_server(lambda r, w: serve(r, w, answer, 1), "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    writer.write(b"ada\nbo\nc")
    print(await reader.read())
    writer.close()
    server.close()
    await server.wait_closed()


if __name__ == "__main__":
    asyncio.run(main())
