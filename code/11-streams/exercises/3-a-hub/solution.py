"""Exercise: a hub."""

import asyncio


class Hub:
    """What one client sends, all get; one who does not read is dropped."""

    def __init__(self, limit):
        self.limit = limit  # bytes that may wait for one client
        self.writers = set()

    async def handle(self, reader, writer):
        """The handler of each connection."""
        self.writers.add(writer)
        try:
            while (line := await reader.readline()).endswith(b"\n"):
                self.send(line)
        except (OSError, ValueError):
            pass  # it broke, or was dropped; or a line is too long
        finally:
            self.writers.discard(writer)
            writer.close()

    def send(self, line):
        """Write a line to all clients, and drop those for whom too much waits."""
        for writer in list(self.writers):
            writer.write(line)
            if writer.transport.get_write_buffer_size() > self.limit:
                self.writers.discard(writer)
                writer.transport.abort()


async def main():
    server = await asyncio.start_server(Hub(1000).handle, "127.0.0.1", 0)
    address = server.sockets[0].getsockname()
    ada, bo = [await asyncio.open_connection(*address) for _ in range(2)]
    await asyncio.sleep(0.1)
    ada[1].write(b"hello\n")
    print(await ada[0].readline(), await bo[0].readline())
    for reader, writer in ada, bo:
        writer.write_eof()
        print(await reader.read())
        writer.close()
    server.close()
    await server.wait_closed()


if __name__ == "__main__":
    asyncio.run(main())
