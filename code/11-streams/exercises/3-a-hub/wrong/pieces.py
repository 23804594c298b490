r"""Wrong: pieces are sent on, not lines.

Says: a line in pieces, with lines of another client between: result: expected {'ada got':
"b'two\\none\\n'", 'bo got': "b'two\\none\\n'"}, but it was {'ada got': "b'ontwo\\ne\\n'", 'bo
got': "b'ontwo\\ne\\n'"}.
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
            while line := await reader.read(1000):
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
