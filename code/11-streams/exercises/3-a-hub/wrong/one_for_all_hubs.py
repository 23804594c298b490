r"""Wrong: all hubs have the same clients.

Says: two hubs with a client each: what they got: result: expected [b'a\n', b''], but it was
[b'a\n', b'a\n'].
"""

import asyncio


class Hub:
    """What one client sends, all get; one who does not read is dropped."""

    writers = set()

    def __init__(self, limit):
        self.limit = limit  # bytes that may wait for one client

    async def handle(self, reader, writer):
        """The handler of each connection."""
        self.writers.add(writer)
        try:
            while (line := await reader.readline()).endswith(b"\n"):
                self.send(line)
        except (ConnectionError, ValueError):
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
