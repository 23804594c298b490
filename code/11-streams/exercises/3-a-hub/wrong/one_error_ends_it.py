"""Wrong: a connection that breaks is an error of handle, and its client stays.

Says: a connection breaks: result: expected {'handle of ada': 'has returned', 'written to after
the end of handle': []}, but it was {'handle of ada': 'raised ConnectionResetError', 'written to
after the end of handle': ['ada']}.
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
        if True:
            while (line := await reader.readline()).endswith(b"\n"):
                self.send(line)
        self.writers.discard(writer)
        writer.close()

    def send(self, line):
        """Write a line to all clients, and drop those for whom too much waits."""
        for writer in list(self.writers):
            writer.write(line)
            if writer.transport.get_write_buffer_size() > self.limit:
                self.writers.discard(writer)
                writer.transport.abort()
