r"""Wrong: what is not sent at a clean end is thrown away.

Says: a client that sends its end, and reads an answer of 270,000 bytes later: result: expected
{'the client got': '270001 bytes'}, but it was {'the client got': '262144 bytes'}.
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
            except TimeoutError:
                writer.transport.abort()
                return
            except ConnectionError:
                return
    finally:
        writer.transport.abort()


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
