"""Stop: an example from the chapter "streams".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


open_lines = {}  # for the task of each handler its writer
ending = asyncio.Event()


async def serve(reader, writer):
    me = asyncio.current_task()
    open_lines[me] = writer
    try:
        while not ending.is_set() and (line := await reader.readline()):
            writer.write(line)
            await writer.drain()
    except ConnectionError:
        pass  # nobody is there any more
    finally:
        print("end of a handler")
        writer.close()
        del open_lines[me]


async def stop(server):
    ending.set()
    server.close()
    for writer in open_lines.values():
        writer.close()
    if open_lines:
        await asyncio.wait([*open_lines], timeout=1)
    for task, writer in open_lines.items():
        writer.transport.abort()
        task.cancel()
    await asyncio.gather(*open_lines, return_exceptions=True)
    await server.wait_closed()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    address = server.sockets[0].getsockname()
    clients = [await asyncio.open_connection(*address) for _ in range(2)]
    while len(open_lines) < 2:
        await asyncio.sleep(0.05)
    await stop(server)
    for reader, writer in clients:
        print("client got", await reader.read())
        writer.close()


if __name__ == "__main__":
    asyncio.run(main())
