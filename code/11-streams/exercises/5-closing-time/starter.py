"""Exercise: closing time.

Write run.
"""

import asyncio
import random
from contextlib import suppress


async def run(handler, host, port, stop, grace):
    """Serve until the event *stop* is set; return how many handlers were cut.

    From then on nobody new may connect, and handlers have *grace* seconds to end.
    """
    raise NotImplementedError("run")


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
