"""Exercise: closing time."""

import asyncio
import random
from contextlib import suppress


async def run(handler, host, port, stop, grace):
    """Serve until the event *stop* is set; return how many handlers were cut.

    From then on nobody new may connect, and handlers have *grace* seconds to end.
    """
    lines = {}  # for the task of each handler its writer

    async def serve(reader, writer):
        me = asyncio.current_task()
        lines[me] = writer
        try:
            if server.is_serving():  # otherwise its client came in the last moment
                await handler(reader, writer)
        except asyncio.CancelledError:
            pass  # it was cut
        finally:
            writer.close()
            del lines[me]

    server = await asyncio.start_server(serve, host, port)
    try:
        await stop.wait()
        server.close()
        if lines:
            await asyncio.wait([*lines], timeout=grace)
        return len(lines)
    finally:
        server.close()
        for task, writer in lines.items():
            writer.transport.abort()
            task.cancel()
        if lines:
            await asyncio.wait([*lines])


async def greet(reader, writer):
    name = await reader.readline()
    writer.write(b"hello " + name)


async def free_port():
    while True:  # from 32768 up, the system may give it to a client of another program
        port = random.randrange(20000, 32000)
        with suppress(OSError):
            (await asyncio.start_server(greet, "127.0.0.1", port)).close()
            return port


async def main():
    port, stop = await free_port(), asyncio.Event()
    serving = asyncio.create_task(run(greet, "127.0.0.1", port, stop, 0.5))
    await asyncio.sleep(0.1)
    (reader, writer), silent = [await asyncio.open_connection("127.0.0.1", port) for _ in range(2)]
    stop.set()
    await asyncio.sleep(0.1)
    writer.write(b"ada\n")
    print(await reader.read())
    print("cut:", await serving)
    writer.close()
    silent[1].close()


if __name__ == "__main__":
    asyncio.run(main())
