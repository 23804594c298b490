"""Exercise: closing time.

Write run.
"""

import asyncio


async def run(handler, host, port, stop, grace):
    """Serve until the event *stop* is set; return how many handlers were cut.

    From then on nobody new may connect, and handlers have *grace* seconds to end.
    """
    raise NotImplementedError("run")


async def greet(reader, writer):
    name = await reader.readline()
    writer.write(b"hello " + name)


async def main():
    stop = asyncio.Event()
    serving = asyncio.create_task(run(greet, "127.0.0.1", 8765, stop, 0.5))
    await asyncio.sleep(0.1)
    (reader, writer), silent = [await asyncio.open_connection("127.0.0.1", 8765) for _ in range(2)]
    stop.set()
    await asyncio.sleep(0.1)
    writer.write(b"ada\n")
    print(await reader.read())
    print("cut:", await serving)
    writer.close()
    silent[1].close()


if __name__ == "__main__":
    asyncio.run(main())
