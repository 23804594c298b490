"""Wrong: a client is dropped with close, which sends what is left first.

Says: 60 lines of 10000 bytes, and one client is asleep: result: expected {'handle of zz': 'has
returned', 'still to be sent': {}}, but it was {'handle of zz': 'goes on', 'still to be sent':
{'zz': 24473}}.
"""

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
                writer.close()
