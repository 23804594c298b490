"""Exercise: which line waits, answered and observed."""

import asyncio

ANSWERS = {
    "A: line": 4,  # A does not read, so the buffer stays full
    "B: line": 2,  # the end of the line has not come
    "A: why": "b",  # in the write buffer
    "C: times": 10_000_000,  # readline gives what is left at the end
    "C: change": 2,  # readuntil, or a look at the end of the name
    "D: line": 4,  # it learns there that nobody is left
    "E: line": 2,  # it waits for the next name
    "E: lacks": "write_eof",
    "B: 3.11": "return",
    "B: 3.13": "wait",
}


async def main():
    handlers = []

    async def repeat(reader, writer):
        handlers.append(asyncio.current_task())
        try:
            while name := await reader.readline():
                writer.write(name * 10_000_000)
                print("write buffer:", writer.transport.get_write_buffer_size() > 10_000_000)
                await writer.drain()
        except ConnectionError:
            print("ConnectionError")
        writer.close()

    server = await asyncio.start_server(repeat, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    writer.write(b"ada\n")
    await asyncio.sleep(0.5)
    writer.transport.abort()
    await asyncio.wait(handlers)
    server.close()
    await server.wait_closed()


if __name__ == "__main__":
    asyncio.run(main())
